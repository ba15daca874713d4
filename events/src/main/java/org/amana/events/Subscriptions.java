package org.amana.events;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.PurposeId;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.Row;

/// The subscriptions there are. All of them stand in memory too, because every change of a blob asks for them.
final class Subscriptions {
    private static final String ALL = "SELECT * FROM event_subscription ORDER BY account, name";

    private final Catalog catalog;
    private volatile Map<AccountName, List<Numbered>> byAccount;

    /// A subscription by its number in the catalog, never used again.
    record Numbered(long id, Subscription subscription) {}

    private Subscriptions(Catalog catalog) {
        this.catalog = catalog;
        this.byAccount = catalog.read(Subscriptions::read);
    }

    static Subscriptions open(Catalog catalog) {
        return new Subscriptions(catalog);
    }

    List<Numbered> of(AccountName account) {
        return byAccount.getOrDefault(account, List.of());
    }

    List<Numbered> all() {
        return byAccount.values().stream().flatMap(List::stream).toList();
    }

    /// @throws AmanaException `RESOURCE_EXISTS`
    synchronized void add(Subscription added) {
        Interest interest = added.interest();
        catalog.commit(tx -> {
            requireAbsent(tx, added);
            return tx.update(
                    "INSERT INTO event_subscription (account, name, purpose, url, types, container, begins, ends, attempts,"
                            + " life, dead_letters, created, delivered, dead, dropped, outcome)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '')",
                    added.account().value(),
                    added.name(),
                    added.purpose().toString(),
                    added.url(),
                    interest.types().stream().map(EventType::word).sorted().collect(Collectors.joining(",")),
                    interest.container().map(ContainerName::value).orElse(""),
                    interest.begins(),
                    interest.ends(),
                    added.patience().attempts(),
                    added.patience().life().toMillis(),
                    added.deadLetters().map(ContainerName::value).orElse(""),
                    tx.now());
        });
        byAccount = catalog.read(Subscriptions::read);
    }

    private static void requireAbsent(Reader reader, Subscription added) throws SQLException {
        if (reader.first(
                        "SELECT id FROM event_subscription WHERE account = ? AND name = ?",
                        row -> true,
                        added.account().value(),
                        added.name())
                .isPresent()) {
            throw new AmanaException(ErrorCode.RESOURCE_EXISTS, "there is a subscription " + added.name() + " already");
        }
    }

    /// Ends it; what was still to be delivered is not delivered any more, and dropped [by and by][Leftovers].
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    synchronized void remove(AccountName account, String name) {
        catalog.commit(tx -> {
            long id = tx.first(
                            "DELETE FROM event_subscription WHERE account = ? AND name = ? RETURNING id",
                            row -> row.number("id"),
                            account.value(),
                            name)
                    .orElseThrow(
                            () -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no subscription " + name));
            Leftovers.leave(tx, id);
            return id;
        });
        byAccount = catalog.read(Subscriptions::read);
    }

    /// How each is doing, by name.
    static List<SubscriptionState> states(Catalog catalog, AccountName account) {
        return catalog.read(reader -> reader.list(
                "SELECT s.*, (SELECT count(*) FROM event_delivery d WHERE d.subscription = s.id) AS waiting"
                        + " FROM event_subscription s WHERE account = ? ORDER BY name",
                row -> new SubscriptionState(
                        subscription(row),
                        row.number("waiting"),
                        row.number("delivered"),
                        row.number("dead"),
                        row.number("dropped"),
                        row.text("outcome")),
                account.value()));
    }

    private static Map<AccountName, List<Numbered>> read(Reader reader) throws SQLException {
        return reader.list(ALL, row -> new Numbered(row.number("id"), subscription(row))).stream()
                .collect(Collectors.groupingBy(it -> it.subscription().account()));
    }

    private static Subscription subscription(Row row) throws SQLException {
        return new Subscription(
                new AccountName(row.text("account")),
                row.text("name"),
                PurposeId.parse(row.text("purpose")),
                row.text("url"),
                new Interest(
                        Arrays.stream(row.text("types").split(","))
                                .map(EventType::of)
                                .collect(Collectors.toSet()),
                        container(row.text("container")),
                        row.text("begins"),
                        row.text("ends")),
                new Patience(row.integer("attempts"), Duration.ofMillis(row.number("life"))),
                container(row.text("dead_letters")));
    }

    private static Optional<ContainerName> container(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(new ContainerName(name));
    }
}
