package org.amana.server;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.amana.inventory.InventoryPolicy;
import org.amana.inventory.InventoryState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `amana inventory`: rules by which lists of blobs or containers are written. Azure has them in its resource
/// manager, so no client of the Blob API can set them.
@Command(
        name = "inventory",
        description = "Shows, sets, runs or removes the rules by which lists of blobs and containers are written.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "show|set|run|remove",
        subcommands = {
            InventoryCommand.Show.class,
            InventoryCommand.Set.class,
            InventoryCommand.Run.class,
            InventoryCommand.Remove.class
        })
final class InventoryCommand {
    private InventoryCommand() {}

    @Command(
            name = "show",
            description = "Prints the rules, and what their last runs came to.",
            mixinStandardHelpOptions = true)
    static final class Show extends LookingCommand {
        @Override
        int look(Inspection inspection, Terminal terminal) {
            inspection
                    .settings()
                    .inventory()
                    .ifPresentOrElse(
                            state -> show(state, terminal),
                            () -> terminal.err()
                                    .println("account " + inspection.account()
                                            + " has no inventory rules; to set some: amana inventory set FILE"));
            return 0;
        }

        private static void show(InventoryState state, Terminal terminal) {
            terminal.out().println(state.policy().text().strip());
            state.runs().forEach(run -> terminal.err().println(words(run)));
            if (state.runs().isEmpty()) {
                terminal.err().println("no run yet; what is due is run within a minute or two");
            }
        }
    }

    @Command(
            name = "set",
            description = "Puts the rules of a file in force, in the form of Azure's inventory policies.",
            mixinStandardHelpOptions = true)
    static final class Set extends PolicyCommand {
        @Override
        String put(Operator operator, String text) {
            InventoryPolicy policy = InventoryPolicy.parse(text);
            operator.settings().setInventory(policy);
            return policy.enabled() + " of " + policy.rules().size()
                    + " rules are on. To run them now: amana inventory run";
        }
    }

    @Command(name = "run", description = "Writes inventories now.", mixinStandardHelpOptions = true)
    static final class Run extends DataCommand {
        @Parameters(
                paramLabel = "RULE",
                arity = "0..1",
                description = "The only rule to run, be it on or off (default: all that are on).")
        private String rule = "";

        @Override
        int run(Operator operator, Terminal terminal) {
            List<InventoryState.Run> runs = operator.settings().runInventory(rule);
            runs.forEach(run -> terminal.out().println(words(run)));
            return runs.stream().allMatch(InventoryState.Run::succeeded) ? 0 : 1;
        }
    }

    @Command(name = "remove", description = "Ends the rules.", mixinStandardHelpOptions = true)
    static final class Remove extends DataCommand {
        @Override
        int run(Operator operator, Terminal terminal) {
            operator.settings().removeInventory();
            terminal.out().println("account " + operator.account() + " has no inventory rules any more");
            return 0;
        }
    }

    private static String words(InventoryState.Run run) {
        String when = String.format(Locale.ROOT, "%tF %<tR UTC", run.started().atOffset(ZoneOffset.UTC));
        return run.succeeded()
                ? String.format(Locale.ROOT, "%s, %s: %d objects, in %s", run.rule(), when, run.objects(), run.folder())
                : run.rule() + ", " + when + ": failed, " + run.failure();
    }
}
