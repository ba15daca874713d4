package org.amana.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.PolicyText;
import org.amana.policy.SitePolicies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `amana policy`: what this site forbids beyond the baseline.
@Command(
        name = "policy",
        description = "Shows or sets what this site forbids beyond the baseline, in Cedar (docs/policy.md).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "show|set",
        subcommands = {SitePolicyCommand.Show.class, SitePolicyCommand.Set.class})
final class SitePolicyCommand {
    private SitePolicyCommand() {}

    @Command(
            name = "show",
            description = "Prints the site's own policies, as set takes them.",
            mixinStandardHelpOptions = true)
    static final class Show extends LookingCommand {
        @Option(names = "--all", description = "The baseline's too, which nobody can take out.")
        private boolean all;

        @Override
        int look(Inspection inspection, Terminal terminal) {
            SitePolicies.Wording policies = inspection.policiesInForce();
            terminal.out().print(PolicyFile.write(all ? policies.all() : policies.site()));
            terminal.err().println("in force: " + inForce(policies));
            refusesAll(policies).ifPresent(terminal.err()::println);
            return 0;
        }
    }

    @Command(
            name = "set",
            description = {
                "Replaces all of the site's own policies by those of a file; one with none ends them. They can only"
                        + " forbid, and reach every account. They are checked first, and in force with the next request.",
                "Each begins with a line that says its id: // site/forbid/no-export@1"
            },
            mixinStandardHelpOptions = true)
    static final class Set extends DataCommand {
        @Parameters(paramLabel = "FILE", arity = "0..1", description = "Policies in Cedar.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--text", paramLabel = "TEXT", description = "The policies themselves, in place of a file.")
        private Optional<String> given = Optional.empty();

        @Option(names = "--dry-run", description = "Only check them.")
        private boolean trial;

        @Override
        List<String> arguments(List<String> typed) {
            return PolicyCommand.withText(typed, file, "--text", given);
        }

        @Override
        int carryOut(Host host, Path folder, Supplier<List<String>> arguments) {
            return trial ? host.lookAt(folder, arguments, this::check) : super.carryOut(host, folder, arguments);
        }

        private int check(Inspection inspection, Terminal terminal) {
            List<PolicyText> wanted = wanted();
            inspection.checkPolicies(wanted);
            terminal.out().println("sound: " + count(wanted) + "; nothing is changed");
            return 0;
        }

        @Override
        int run(Operator operator, Terminal terminal) {
            operator.setPolicies(wanted());
            terminal.out().println("in force from now on: " + inForce(operator.policiesInForce()));
            return 0;
        }

        private List<PolicyText> wanted() {
            return PolicyFile.parse(given.or(() -> file.map(PolicyCommand::read))
                    .orElseThrow(() ->
                            new AmanaException(ErrorCode.INVALID_ARGUMENT, name() + " wants a FILE, or --text TEXT")));
        }
    }

    /// For the operator, when nothing is allowed because the site's policies are not valid for this build.
    static Optional<String> refusesAll(SitePolicies.Wording policies) {
        return policies.fault()
                .map(fault -> "everything is refused, for this site's policies are not valid for this build: " + fault
                        + ". To mend them: amana policy show > FILE, then amana policy set FILE");
    }

    private static String inForce(SitePolicies.Wording policies) {
        return policies.id() + ", the baseline and " + count(policies.site());
    }

    private static String count(List<PolicyText> policies) {
        return switch (policies.size()) {
            case 0 -> "no policies of this site";
            case 1 -> "1 policy of this site";
            default -> policies.size() + " policies of this site";
        };
    }
}
