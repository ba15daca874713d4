package org.amana.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /// The command line with the file's text in place of its name: a server that runs has another working folder.
    @Override
    final List<String> arguments(List<String> given) {
        return file.map(it -> inPlaceOf(it, "--json=", given)).orElse(given);
    }

    static List<String> inPlaceOf(Path file, String option, List<String> given) {
        String text = read(file);
        return given.stream()
                .map(argument -> argument.equals(file.toString()) ? option + text : argument)
                .toList();
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
