package org.amana.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.lifecycle.LifecyclePolicy;
import org.amana.lifecycle.LifecycleState;
import org.amana.lifecycle.RoundResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `amana lifecycle`: rules by which blobs move to colder tiers and are deleted as they age. Azure has them in its
/// resource manager, so no client of the Blob API can set them.
@Command(
        name = "lifecycle",
        description = "Shows, sets, tries or removes the rules by which blobs grow cold and are deleted as they age.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "show|set|run|remove",
        subcommands = {
            LifecycleCommand.Show.class,
            LifecycleCommand.Set.class,
            LifecycleCommand.Run.class,
            LifecycleCommand.Remove.class
        })
final class LifecycleCommand {
    private static final int LARGEST = 60_000;

    private LifecycleCommand() {}

    @Command(
            name = "show",
            description = "Prints the rules, and what the last round came to.",
            mixinStandardHelpOptions = true)
    static final class Show extends DataCommand {
        @Override
        int run(Amana amana, Terminal terminal) {
            LifecycleState state = amana.lifecycleState()
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.RESOURCE_NOT_FOUND,
                            "account " + amana.account() + " has no rules; to set some: amana lifecycle set FILE"));
            terminal.out().println(state.policy().text().strip());
            state.lastRound()
                    .ifPresentOrElse(
                            at -> terminal.err()
                                    .printf(
                                            Locale.ROOT,
                                            "last round %tF %<tR UTC: %s%n",
                                            at.atOffset(ZoneOffset.UTC),
                                            words(state.result())),
                            () -> terminal.err().println("no round yet; the first one is within a minute or two"));
            return 0;
        }
    }

    @Command(
            name = "set",
            description = "Puts the rules of a file in force, in the form of Azure's management policies.",
            mixinStandardHelpOptions = true)
    static final class Set extends DataCommand {
        @Parameters(paramLabel = "FILE", arity = "0..1", description = "JSON: {\"rules\": [...]}.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--json", paramLabel = "TEXT", description = "The rules themselves, in place of a file.")
        private Optional<String> json = Optional.empty();

        @Override
        List<String> arguments(List<String> given) {
            return file.map(it -> {
                        String text = text(it);
                        return given.stream()
                                .map(argument -> argument.equals(it.toString()) ? "--json=" + text : argument)
                                .toList();
                    })
                    .orElse(given);
        }

        @Override
        int run(Amana amana, Terminal terminal) {
            LifecyclePolicy policy = LifecyclePolicy.parse(json.or(() -> file.map(Set::text))
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.INVALID_ARGUMENT, "amana lifecycle set wants a FILE, or --json TEXT")));
            amana.setLifecycle(policy);
            terminal.out()
                    .println(policy.enabled() + " of " + policy.rules().size()
                            + " rules are on; a round is made every day. To see what one would do:"
                            + " amana lifecycle run --dry-run");
            return 0;
        }

        /// A command line of more than 64 KiB cannot be sent.
        private static String text(Path file) {
            try {
                String text = Files.readString(file);
                if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
                    throw new AmanaException(ErrorCode.INVALID_ARGUMENT, file + ": rules have at most 60,000 bytes");
                }
                return text;
            } catch (NoSuchFileException e) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "there is no such file: " + file, e);
            } catch (IOException e) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }

    @Command(name = "run", description = "Goes by the rules now.", mixinStandardHelpOptions = true)
    static final class Run extends DataCommand {
        @Option(names = "--dry-run", description = "Only say what would be done.")
        private boolean trial;

        @Override
        int run(Amana amana, Terminal terminal) {
            PrintStream out = terminal.out();
            out.println((trial ? "would be: " : "done: ") + words(amana.lifecycleRound(trial)));
            return 0;
        }
    }

    @Command(name = "remove", description = "Ends the rules.", mixinStandardHelpOptions = true)
    static final class Remove extends DataCommand {
        @Override
        int run(Amana amana, Terminal terminal) {
            amana.removeLifecycle();
            terminal.out().println("account " + amana.account() + " has no rules any more");
            return 0;
        }
    }

    private static String words(RoundResult result) {
        return String.format(
                Locale.ROOT,
                "%d blobs looked at, %d moved, %d deleted, %d left alone",
                result.lookedAt(),
                result.moved(),
                result.deleted(),
                result.leftAlone());
    }
}
