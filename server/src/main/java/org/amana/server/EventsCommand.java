package org.amana.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerName;
import org.amana.events.EventType;
import org.amana.events.Interest;
import org.amana.events.Patience;
import org.amana.events.Subscription;
import org.amana.events.SubscriptionState;
import org.amana.policy.PurposeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `amana events`: webhooks that are told what happened to blobs. Azure has them in its resource manager, so no client
/// of the Blob API can set them.
@Command(
        name = "events",
        description =
                "Lists, adds or removes webhooks that are told, in the Event Grid schema, what happened to blobs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|add|remove",
        subcommands = {EventsCommand.ListAll.class, EventsCommand.Add.class, EventsCommand.Remove.class})
final class EventsCommand {
    private EventsCommand() {}

    @Command(
            name = "list",
            description = "Lists the subscriptions, and how each is doing.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends LookingCommand {
        @Override
        int look(Inspection inspection, Terminal terminal) {
            List<SubscriptionState> all = inspection.settings().subscriptions();
            if (all.isEmpty()) {
                terminal.out()
                        .println("account " + inspection.account() + " has no webhooks; to add one: amana events add");
            }
            for (SubscriptionState state : all) {
                Subscription subscription = state.subscription();
                terminal.out()
                        .printf(
                                Locale.ROOT,
                                "%-20s %-5s %s%n%21s%d waiting, %d delivered, %d dead letters, %d lost%s%n",
                                subscription.name(),
                                subscription.purpose(),
                                subscription.shownUrl(),
                                "",
                                state.waiting(),
                                state.delivered(),
                                state.dead(),
                                state.dropped(),
                                state.outcome().isEmpty() ? "" : "; last failure: " + state.outcome());
            }
            return 0;
        }
    }

    @Command(
            name = "add",
            description = {
                "Adds a webhook, once it has agreed: it is sent a validation event and must answer with its code.",
                "Each event that is sent is an access under the purpose, decided and recorded. Containers that the purpose does"
                        + " not reach are not told of."
            },
            mixinStandardHelpOptions = true)
    static final class Add extends DataCommand {
        @Parameters(paramLabel = "NAME", description = "3 to 64 letters, digits and dashes.")
        private String name;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "URL",
                description =
                        "Where to send events. Networks that are not public must be named in outbound.allowed-networks.")
        private String url;

        @Option(
                names = "--purpose",
                required = true,
                paramLabel = "PURPOSE",
                description = "What for, such as P-5; it must allow to export.")
        private String purpose;

        @Option(
                names = "--types",
                split = ",",
                paramLabel = "WORD",
                defaultValue = "created,deleted",
                description = "created, deleted (default: ${DEFAULT-VALUE}).")
        private List<String> types;

        @Option(names = "--container", paramLabel = "NAME", description = "Only of this container (default: all).")
        private Optional<String> container = Optional.empty();

        @Option(names = "--begins-with", paramLabel = "TEXT", description = "Only of blobs whose name begins so.")
        private String begins = "";

        @Option(names = "--ends-with", paramLabel = "TEXT", description = "Only of blobs whose name ends so.")
        private String ends = "";

        @Option(
                names = "--dead-letters",
                paramLabel = "CONTAINER",
                description =
                        "Where to keep events that cannot be delivered (default: they are lost). The purpose must allow"
                                + " to write there.")
        private Optional<String> deadLetters = Optional.empty();

        @Option(
                names = "--attempts",
                paramLabel = "N",
                defaultValue = "30",
                description = "How often to try, 1 to 30 (default: ${DEFAULT-VALUE}).")
        private int attempts;

        @Option(
                names = "--minutes",
                paramLabel = "N",
                defaultValue = "1440",
                description = "How long to try, 1 to 1440 (default: ${DEFAULT-VALUE}).")
        private int minutes;

        @Override
        int run(Operator operator, Terminal terminal) {
            Set<EventType> wanted = new HashSet<>();
            types.forEach(word -> wanted.add(EventType.of(word)));
            operator.settings()
                    .subscribe(new Subscription(
                            new AccountName(operator.account()),
                            name,
                            PurposeId.parse(purpose),
                            url,
                            new Interest(wanted, container.map(ContainerName::new), begins, ends),
                            new Patience(attempts, Duration.ofMinutes(minutes)),
                            deadLetters.map(ContainerName::new)));
            terminal.out().println(name + " has agreed, and is told from now on");
            return 0;
        }
    }

    @Command(
            name = "remove",
            description = "Removes a webhook; what was still to be sent to it is dropped.",
            mixinStandardHelpOptions = true)
    static final class Remove extends DataCommand {
        @Parameters(paramLabel = "NAME", description = "As `amana events list` shows it.")
        private String name;

        @Override
        int run(Operator operator, Terminal terminal) {
            operator.settings().unsubscribe(name);
            terminal.out().println(name + " is told nothing more");
            return 0;
        }
    }
}
