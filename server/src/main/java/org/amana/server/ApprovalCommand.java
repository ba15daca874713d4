package org.amana.server;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Approval;
import org.amana.policy.Approvals;
import org.amana.policy.Principal;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana approval`: requests for more than the day's volume of a purpose. They are answered in the console, by two
/// approvers of the purpose.
@Command(
        name = "approval",
        description = "Asks for more than the day's volume of a purpose, or lists what was asked for.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ask|list",
        subcommands = {ApprovalCommand.Ask.class, ApprovalCommand.ListAll.class})
final class ApprovalCommand {
    private static final long MOST_HOURS = Approvals.LONGEST.toHours();

    private ApprovalCommand() {}

    @Command(
            name = "ask",
            description = {
                "Asks for more, for the holder of a key and under the purpose it was made for.",
                "It is granted once two approvers of the purpose (amana purpose add --approver) have approved in the"
                        + " console, neither of them the one who asks; it counts for the holder until it is used up or over."
            },
            mixinStandardHelpOptions = true)
    static final class Ask extends DataCommand {
        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "The key, as amana key add printed it (default: the steward's).")
        private Optional<String> key = Optional.empty();

        @Option(
                names = "--bytes",
                paramLabel = "SIZE",
                defaultValue = "0",
                description = "Bytes beyond the day's volume, such as 10GiB (default: ${DEFAULT-VALUE}).")
        private String bytes;

        @Option(
                names = "--objects",
                paramLabel = "N",
                defaultValue = "0",
                description = "Objects beyond the day's volume (default: ${DEFAULT-VALUE}).")
        private long objects;

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why, or the case it is for: told to the approvers, never public.")
        private String reason;

        @Option(
                names = "--hours",
                paramLabel = "N",
                defaultValue = "72",
                description = "How long it may be answered and used, 1 to 72 (default: ${DEFAULT-VALUE}).")
        private int hours;

        @Override
        int run(Operator operator, Terminal terminal) {
            long more = Given.by("--bytes: ", () -> ByteSize.parse(bytes).bytes());
            if (more == 0 && objects == 0) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "nothing is asked for: give --bytes or --objects");
            }
            if (hours < 1 || hours > MOST_HOURS) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "--hours: 1 to " + MOST_HOURS + ", not " + hours);
            }
            Approval asked =
                    Given.by("", () -> operator.askForMore(key, more, objects, reason, Duration.ofHours(hours)));
            terminal.out().println(asked.id());
            terminal.err().println(line(asked, operator.principals()));
            noteApprovers(operator, asked, terminal);
            return 0;
        }

        private static void noteApprovers(Operator operator, Approval asked, Terminal terminal) {
            Purpose purpose = operator.directory().purpose(asked.purpose()).orElseThrow();
            List<PrincipalId> others = new ArrayList<>(purpose.approvers());
            others.remove(asked.requester());
            if (others.size() < 2) {
                terminal.err()
                        .println(
                                "note: " + purpose.label() + " has " + (others.isEmpty() ? "no approver" : "1 approver")
                                        + " but the one who asks, and two must approve: make a purpose with"
                                        + " amana purpose add --approver NAME --approver NAME");
            }
        }
    }

    @Command(
            name = "list",
            description = "Lists what was asked for and is not over yet, the newest first.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends LookingCommand {
        @Override
        int look(Inspection inspection, Terminal terminal) {
            List<Approval> all = inspection.approvals();
            if (all.isEmpty()) {
                terminal.out().println("account " + inspection.account() + " has no requests for more");
            }
            List<Principal> known = inspection.principals();
            all.forEach(approval -> terminal.out().println(line(approval, known)));
            return 0;
        }
    }

    private static String line(Approval approval, List<Principal> known) {
        return String.format(
                Locale.ROOT,
                "%-5s %-5s %-7s %d of 2 approvals, until %tF %<tR UTC  %s and %,d objects more for %s: %s",
                approval.id(),
                approval.purpose(),
                approval.state().word(),
                approval.approvedBy().size(),
                approval.expires().atOffset(ZoneOffset.UTC),
                ByteSize.ofBytes(approval.bytes()),
                approval.objects(),
                known.stream()
                        .filter(principal -> principal.id().equals(approval.requester()))
                        .map(Principal::name)
                        .findFirst()
                        .orElse(approval.requester().toString()),
                approval.reason());
    }
}
