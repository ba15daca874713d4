package org.amana.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that takes a policy, as the name of a file with it or itself, and puts it in force.
abstract class PolicyCommand extends DataCommand {
    /// A command line of more than 64 KiB cannot be sent.
    private static final int LARGEST = 60_000;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "JSON: {\"rules\": [...]}.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--json", paramLabel = "TEXT", description = "The rules themselves, in place of a file.")
    private Optional<String> json = Optional.empty();

    @Override
    final List<String> arguments(List<String> given) {
        return withText(given, file, "--json", json);
    }

    /// The command line with the file's text beside its name: a server that runs has another working folder, and takes
    /// the text.
    ///
    /// @param option that gives the text in place of a file
    /// @param text what was given with it
    static List<String> withText(List<String> given, Optional<Path> file, String option, Optional<String> text) {
        if (file.isPresent() && text.isPresent()) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "give a FILE or " + option + ", not both");
        }
        List<String> all = new ArrayList<>(given);
        int end = given.contains("--") ? given.indexOf("--") : given.size();
        file.map(PolicyCommand::read).ifPresent(read -> all.add(end, option + "=" + read));
        return all;
    }

    @Override
    final int run(Operator operator, Terminal terminal) {
        String text = json.or(() -> file.map(PolicyCommand::read))
                .orElseThrow(
                        () -> new AmanaException(ErrorCode.INVALID_ARGUMENT, name() + " wants a FILE, or --json TEXT"));
        terminal.out().println(put(operator, text));
        return 0;
    }

    /// Puts the policy in force.
    ///
    /// @return what to tell the operator
    abstract String put(Operator operator, String policy);

    static String read(Path file) {
        try {
            String text = Files.readString(file);
            if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, file + ": rules have at most 60,000 bytes");
            }
            return text;
        } catch (NoSuchFileException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "there is no such file: " + file, e);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, FileTrouble.told(file, "read", e), e);
        }
    }
}
