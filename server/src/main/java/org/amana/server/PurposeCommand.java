package org.amana.server;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.DataClass;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `amana purpose`: what data may be used for.
@Command(
        name = "purpose",
        description = "Lists, adds or ends purposes. Each access is made for exactly one of them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|add|end",
        subcommands = {PurposeCommand.ListAll.class, PurposeCommand.Add.class, PurposeCommand.End.class})
final class PurposeCommand {
    private PurposeCommand() {}

    @Command(name = "list", description = "Lists the account's purposes.", mixinStandardHelpOptions = true)
    static final class ListAll extends DataCommand {
        @Override
        int run(Amana amana, Terminal terminal) {
            for (Purpose purpose : amana.directory().purposes(amana.account())) {
                terminal.out()
                        .printf(
                                Locale.ROOT,
                                "%-6s %-9s until %tF  %-24s %s%n",
                                purpose.id(),
                                purpose.state().word(),
                                purpose.expires().atOffset(ZoneOffset.UTC),
                                purpose.title().english(),
                                words(purpose.scope().actions()));
            }
            return 0;
        }

        private static String words(Set<Action> actions) {
            return actions.stream().sorted().map(Action::word).collect(Collectors.joining(","));
        }
    }

    @Command(
            name = "add",
            description = "Adds a purpose and puts it in force. What is not named stays refused.",
            mixinStandardHelpOptions = true)
    static final class Add extends DataCommand {
        @Option(names = "--title", required = true, description = "What people call it.")
        private String title;

        @Option(names = "--title-ar", description = "The same in Arabic.")
        private String arabicTitle;

        @Option(
                names = "--actions",
                split = ",",
                defaultValue = "read,list,search",
                description = "read, write, list, delete, analyze, search, export (default: ${DEFAULT-VALUE}).")
        private List<String> actions;

        @Option(
                names = "--containers",
                split = ",",
                defaultValue = "*",
                description = "The containers it may touch; * for all (default: ${DEFAULT-VALUE}).")
        private List<String> containers;

        @Option(
                names = "--classes",
                split = ",",
                defaultValue = "none,personal",
                description =
                        "Classes of data: none, personal, special, communications, biometric (default: ${DEFAULT-VALUE}).")
        private List<String> classes;

        @Option(
                names = "--bytes-per-day",
                defaultValue = "100 GiB",
                description = "Bytes a day (default: ${DEFAULT-VALUE}).")
        private String bytesPerDay;

        @Option(
                names = "--objects-per-day",
                defaultValue = "100000",
                description = "Objects a day (default: ${DEFAULT-VALUE}).")
        private long objectsPerDay;

        @Option(
                names = "--days",
                defaultValue = "365",
                description = "How long it is in force, at most 365 (default: ${DEFAULT-VALUE}).")
        private int days;

        @Option(
                names = "--dpv",
                defaultValue = "dpv:ServiceProvision",
                description = "Nearest term of the W3C Data Privacy Vocabulary (default: ${DEFAULT-VALUE}).")
        private String dpv;

        @Option(
                names = "--legal-basis",
                defaultValue = "eu-gdpr:A6-1-e",
                description =
                        "Code of the legal basis, a term of the DPV's legal extensions where there is one (default: ${DEFAULT-VALUE}).")
        private String legalBasis;

        @Override
        int run(Amana amana, Terminal terminal) {
            Authority authority = Authority.operator("amana purpose add");
            Purpose proposed = amana.directory().propose(draft(amana.account()), authority);
            Purpose active = amana.directory().activate(proposed.id(), authority);
            terminal.out().println(active.id());
            return 0;
        }

        private PurposeDraft draft(String account) {
            try {
                Scope scope = Scope.everythingOnData()
                        .withContainers(new HashSet<>(containers))
                        .withClasses(choices(DataClass.class, classes).toArray(DataClass[]::new))
                        .withActions(choices(Action.class, actions).toArray(Action[]::new))
                        .withServices(Service.BLOB, Service.SEARCH, Service.VISION, Service.DOCUMENT)
                        .withinADay(ByteSize.parse(bytesPerDay).bytes(), objectsPerDay);
                return new PurposeDraft(
                        account,
                        arabicTitle == null ? Text.of(title) : new Text(title, arabicTitle),
                        dpv,
                        legalBasis,
                        scope,
                        Duration.ofDays(days),
                        List.of());
            } catch (IllegalArgumentException e) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
            }
        }

        private static <E extends Enum<E>> Set<E> choices(Class<E> type, List<String> words) {
            Set<E> chosen = EnumSet.noneOf(type);
            for (String word : words) {
                try {
                    chosen.add(Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    String known = EnumSet.allOf(type).stream()
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
                    throw new IllegalArgumentException(word + " is none of " + known, e);
                }
            }
            return chosen;
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
        int run(Amana amana, Terminal terminal) {
            Purpose ended = amana.directory().end(PurposeId.parse(id), Authority.operator("amana purpose end"));
            terminal.out().println(ended.id() + " has ended");
            return 0;
        }
    }
}
