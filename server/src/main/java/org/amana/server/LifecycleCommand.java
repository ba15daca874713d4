package org.amana.server;

import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.Locale;
import org.amana.lifecycle.LifecyclePolicy;
import org.amana.lifecycle.LifecycleState;
import org.amana.lifecycle.RoundResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    private LifecycleCommand() {}

    @Command(
            name = "show",
            description = "Prints the rules, and what the last round came to.",
            mixinStandardHelpOptions = true)
    static final class Show extends LookingCommand {
        @Override
        int look(Inspection inspection, Terminal terminal) {
            inspection
                    .settings()
                    .lifecycle()
                    .ifPresentOrElse(
                            state -> show(state, terminal),
                            () -> terminal.err()
                                    .println("account " + inspection.account()
                                            + " has no rules; to set some: amana lifecycle set FILE"));
            return 0;
        }

        private static void show(LifecycleState state, Terminal terminal) {
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
        }
    }

    @Command(
            name = "set",
            description = "Puts the rules of a file in force, in the form of Azure's management policies.",
            mixinStandardHelpOptions = true)
    static final class Set extends PolicyCommand {
        @Override
        String put(Operator operator, String text) {
            LifecyclePolicy policy = LifecyclePolicy.parse(text);
            operator.settings().setLifecycle(policy);
            return policy.enabled() + " of " + policy.rules().size()
                    + " rules are on; a round is made every day. To see what one would do:"
                    + " amana lifecycle run --dry-run";
        }
    }

    @Command(name = "run", description = "Goes by the rules now.", mixinStandardHelpOptions = true)
    static final class Run extends DataCommand {
        @Option(names = "--dry-run", description = "Only say what would be done.")
        private boolean trial;

        @Override
        int run(Operator operator, Terminal terminal) {
            PrintStream out = terminal.out();
            out.println((trial ? "would be: " : "done: ")
                    + words(operator.settings().lifecycleRound(trial)));
            return 0;
        }
    }

    @Command(name = "remove", description = "Ends the rules.", mixinStandardHelpOptions = true)
    static final class Remove extends DataCommand {
        @Override
        int run(Operator operator, Terminal terminal) {
            operator.settings().removeLifecycle();
            terminal.out().println("account " + operator.account() + " has no rules any more");
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
