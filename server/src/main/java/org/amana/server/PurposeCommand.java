package org.amana.server;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Authority;
import org.amana.policy.Principal;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `amana purpose`: what data may be used for.
@Command(
        name = "purpose",
        description = "Lists, adds, renews or ends purposes. Each access is made for exactly one of them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|add|open|renew|steward|end",
        subcommands = {
            PurposeCommand.ListAll.class,
            PurposeCommand.Add.class,
            PurposeCommand.Open.class,
            PurposeCommand.Renew.class,
            PurposeCommand.RestoreSteward.class,
            PurposeCommand.End.class
        })
final class PurposeCommand {
    private PurposeCommand() {}

    @Command(
            name = "list",
            description = "Lists the account's purposes, and what each may do.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends LookingCommand {
        @Override
        int look(Inspection inspection, Terminal terminal) {
            for (Purpose purpose : inspection.purposes()) {
                terminal.out()
                        .printf(
                                Locale.ROOT,
                                "%-6s %-9s until %tF  %s%n%7s%s%n",
                                purpose.id(),
                                purpose.state().word(),
                                purpose.expires().atOffset(ZoneOffset.UTC),
                                titles(purpose.title()),
                                "",
                                PurposeWords.of(purpose.scope()));
            }
            return 0;
        }

        private static String titles(Text title) {
            return title.english().equals(title.arabic()) ? title.english() : title.english() + " · " + title.arabic();
        }
    }

    @Command(
            name = "open",
            description = "Makes the purpose open: that everybody may read containers with nothing about people in them"
                    + " whose owner says so.",
            mixinStandardHelpOptions = true)
    static final class Open extends DataCommand {
        @Option(
                names = "--bytes-per-day",
                paramLabel = "SIZE",
                defaultValue = "100 GiB",
                description = "Bytes that everybody together may read in a day (default: ${DEFAULT-VALUE}).")
        private String bytesPerDay;

        @Option(
                names = "--objects-per-day",
                paramLabel = "N",
                defaultValue = "1000000",
                description = "Objects that everybody together may read in a day (default: ${DEFAULT-VALUE}).")
        private long objectsPerDay;

        @Override
        int run(Operator operator, Terminal terminal) {
            long bytes = Given.by(
                    "--bytes-per-day: ", () -> ByteSize.parse(bytesPerDay).bytes());
            Purpose open = Given.by(
                    "--objects-per-day: ",
                    () -> operator.directory()
                            .open(operator.account(), bytes, objectsPerDay, Authority.operator("amana purpose open")));
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%s is in force until %tF: %s.%n",
                            open.label(),
                            open.expires().atOffset(ZoneOffset.UTC),
                            PurposeWords.of(open.scope()));
            terminal.out()
                    .println("Now open a container to everybody: amana container declare NAME --classes none --public"
                            + " blob" + onThisData() + " (or container, to show its list too).");
            return 0;
        }
    }

    @Command(
            name = "add",
            description = {
                "Adds a purpose, puts it in force and prints its id. What is not named is as the defaults say: to read,"
                        + " list and search in every container that holds no more than personal data.",
                "A key made for it (amana key add --purpose ID) can do what all of --actions, --containers, --classes,"
                        + " --services and --features allow, and nothing else."
            },
            mixinStandardHelpOptions = true)
    static final class Add extends DataCommand {
        @Option(names = "--title", required = true, paramLabel = "TEXT", description = "What people call it.")
        private String title;

        @Option(
                names = "--title-ar",
                paramLabel = "TEXT",
                description = "The same in Arabic (default: the title as it is).")
        private String arabicTitle = "";

        @Mixin
        private final ScopeOptions allowed = new ScopeOptions();

        @Option(
                names = "--approver",
                paramLabel = "NAME",
                description =
                        "Who may approve more than that (amana approval ask); two others than the one who asks must."
                                + " Give it once for each.")
        private List<String> approvers = new ArrayList<>();

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "365",
                description = "How many days it is in force, 1 to 365; its keys end with it at the latest. To go on:"
                        + " amana purpose renew (default: ${DEFAULT-VALUE}).")
        private int days;

        @Option(
                names = "--dpv",
                paramLabel = "TERM",
                defaultValue = "dpv:ServiceProvision",
                description = "Nearest term of the W3C Data Privacy Vocabulary (default: ${DEFAULT-VALUE}).")
        private String dpv;

        @Option(
                names = "--legal-basis",
                paramLabel = "CODE",
                defaultValue = "eu-gdpr:A6-1-e",
                description =
                        "Code of the legal basis, a term of the DPV's legal extensions where there is one (default: ${DEFAULT-VALUE}).")
        private String legalBasis;

        @Override
        int run(Operator operator, Terminal terminal) {
            Authority authority = Authority.operator("amana purpose add");
            Scope scope = allowed.scope(); // before anybody is added
            List<PrincipalId> people = approvers.stream()
                    .map(name -> Given.by(
                            "--approver: ", () -> operator.directory().principalNamed(name, Principal.Kind.PERSON)))
                    .map(Principal::id)
                    .toList();
            Purpose proposed = operator.directory().propose(draft(operator.account(), scope, people), authority);
            Purpose active = operator.directory().activate(proposed.id(), authority);
            noteMissing(operator, scope, terminal);
            terminal.out().println(active.id());
            terminal.err()
                    .printf(
                            Locale.ROOT,
                            "%s is in force until %tF: %s.%nMake a key for it: amana key add --purpose %s --for NAME%s%n",
                            active.label(),
                            active.expires().atOffset(ZoneOffset.UTC),
                            PurposeWords.of(scope),
                            active.id(),
                            onThisData());
            return 0;
        }

        private static void noteMissing(Operator operator, Scope scope, Terminal terminal) {
            scope.containers().stream()
                    .filter(name -> !name.equals(Scope.ALL))
                    .filter(name -> !operator.containers().exists(name))
                    .sorted()
                    .forEach(name -> terminal.err().println("note: there is no container " + name + " yet"));
        }

        private PurposeDraft draft(String account, Scope scope, List<PrincipalId> people) {
            return Given.by(
                    "",
                    () -> new PurposeDraft(
                            account,
                            arabicTitle.isBlank() ? Text.of(title) : new Text(title, arabicTitle),
                            dpv,
                            legalBasis,
                            scope,
                            Duration.ofDays(days),
                            people));
        }
    }

    @Command(
            name = "renew",
            description =
                    "Lets a purpose live on from today, also one that expired, but none that was ended. Keys are not"
                            + " renewed: make new ones with amana key add.",
            mixinStandardHelpOptions = true)
    static final class Renew extends DataCommand {
        @Parameters(paramLabel = "PURPOSE", description = "Its id, such as P-5.")
        private String id;

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "365",
                description = "How many days from today, 1 to 365 (default: ${DEFAULT-VALUE}).")
        private int days;

        @Override
        int run(Operator operator, Terminal terminal) {
            Purpose renewed = Given.by("--days: ", () -> renew(operator, PurposeId.parse(id)));
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%s is in force until %tF%n",
                            renewed.label(),
                            renewed.expires().atOffset(ZoneOffset.UTC));
            return 0;
        }

        private Purpose renew(Operator operator, PurposeId purpose) {
            try {
                return operator.directory()
                        .renew(purpose, Duration.ofDays(days), Authority.operator("amana purpose renew"));
            } catch (AmanaException e) {
                if (e.code() != ErrorCode.CONDITION_NOT_MET) {
                    throw e;
                }
                throw new AmanaException(e.code(), e.message() + ", for good; make another with amana purpose add", e);
            }
        }
    }

    @Command(
            name = "steward",
            description =
                    "Brings the stewardship back, under which the operator acts and Amana by itself: renews it when it"
                            + " has expired, makes it anew when it was ended.",
            mixinStandardHelpOptions = true)
    static final class RestoreSteward extends DataCommand {
        @Override
        int run(Operator operator, Terminal terminal) {
            Purpose stewardship = operator.directory()
                    .restoreStewardship(operator.account(), Authority.operator("amana purpose steward"));
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%s is in force until %tF%n",
                            stewardship.label(),
                            stewardship.expires().atOffset(ZoneOffset.UTC));
            if (operator.directory().stewardKey(operator.account()).isEmpty()) {
                terminal.err()
                        .println("The steward has no key in force; to make one: "
                                + operator.lapses().keyForTheSteward());
            }
            return 0;
        }
    }

    @Command(
            name = "end",
            description = "Ends a purpose and every key issued for it, for good.",
            mixinStandardHelpOptions = true)
    static final class End extends DataCommand {
        @Parameters(paramLabel = "PURPOSE", description = "Its id, such as P-5.")
        private String id;

        @Override
        int run(Operator operator, Terminal terminal) {
            Purpose ended = operator.endPurpose(PurposeId.parse(id));
            terminal.out().println(ended.id() + " has ended");
            operator.lapses().lines().forEach(line -> terminal.err().println("amana: " + line));
            return 0;
        }
    }
}
