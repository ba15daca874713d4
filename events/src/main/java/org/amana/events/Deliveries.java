package org.amana.events;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.BlobName;
import org.amana.blob.ContainerRef;
import org.amana.store.Catalog;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The table of what is to be delivered.
final class Deliveries {
    private final Catalog catalog;

    Deliveries(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Unless the subscription has been removed since it was looked up.
    static void add(Transaction transaction, long subscription, BlobEvent event) throws SQLException {
        transaction.update(
                "INSERT INTO event_delivery (subscription, event, type, api, happened, account, container, name, etag,"
                        + " length, content_type, blob_type, request, client_request, box, classes, open_to, attempts,"
                        + " not_before, attempted, outcome, dead)"
                        + " SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0, '', ''"
                        + " FROM event_subscription WHERE id = ?",
                event.id(),
                event.type().word(),
                event.api(),
                transaction.now(),
                event.container().account().value(),
                event.container().name().value(),
                event.name().value(),
                event.etag(),
                event.length(),
                event.contentType(),
                event.blobType(),
                event.request(),
                event.clientRequest(),
                event.then().pseudonym(),
                event.then().classWords(),
                event.then().openToWords(),
                transaction.now(),
                subscription);
    }

    /// The next ones whose time has come, the earliest first.
    List<Delivery> due(long subscription, int most) {
        Instant now = catalog.now();
        return catalog.read(reader -> reader.list(
                "SELECT * FROM event_delivery WHERE subscription = ? AND not_before <= ? ORDER BY not_before, id LIMIT ?",
                Deliveries::delivery,
                subscription,
                now,
                most));
    }

    /// The same one as it is now; empty when it is over, not due any more, or its subscription has been removed.
    Optional<Delivery> again(Delivery delivery) {
        Instant now = catalog.now();
        return catalog.read(reader -> reader.first(
                "SELECT * FROM event_delivery WHERE id = ? AND not_before <= ?"
                        + " AND subscription IN (SELECT id FROM event_subscription)",
                Deliveries::delivery,
                delivery.id(),
                now));
    }

    /// When the next one of those that wait is due.
    Optional<Instant> next() {
        Instant now = catalog.now();
        return catalog.read(reader -> reader.first(
                        "SELECT min((SELECT min(not_before) FROM event_delivery WHERE subscription = s.id"
                                + " AND not_before > ?)) AS next FROM event_subscription s",
                        row -> row.optionalInstant("next"),
                        now))
                .flatMap(it -> it);
    }

    /// It has been told, so it is over.
    void delivered(Delivery delivery) {
        end(delivery, "delivered = delivered + 1, outcome = ''");
    }

    /// It could not be told, and stands in the container for such.
    void buried(Delivery delivery) {
        end(delivery, "dead = dead + 1");
    }

    /// It could not be told, and nobody keeps it.
    void dropped(Delivery delivery, String outcome) {
        end(delivery, "dropped = dropped + 1, outcome = ?", outcome);
    }

    /// It was none of the subscription's business.
    void forget(Delivery delivery) {
        catalog.commit(tx -> tx.update("DELETE FROM event_delivery WHERE id = ?", delivery.id()));
    }

    private void end(Delivery delivery, String change, Object... values) {
        List<Object> arguments = new ArrayList<>(List.of(values));
        arguments.add(delivery.subscription());
        catalog.commit(tx -> {
            // Gone with its subscription, perhaps.
            tx.update("DELETE FROM event_delivery WHERE id = ?", delivery.id());
            return tx.update("UPDATE event_subscription SET " + change + " WHERE id = ?", arguments.toArray());
        });
    }

    /// An attempt failed, and another will be made.
    ///
    /// @param tried as it is after that attempt
    void failed(Delivery tried, Instant next) {
        catalog.commit(tx -> {
            tx.update(
                    "UPDATE event_delivery SET attempts = ?, attempted = ?, outcome = ?, not_before = ? WHERE id = ?",
                    tried.attempts(),
                    tried.attempted(),
                    tried.outcome(),
                    next,
                    tried.id());
            return told(tx, tried, tried.outcome());
        });
    }

    /// There will be no other attempt, and it waits to be put aside.
    ///
    /// @param delivery as it is after its last attempt
    void givenUp(Delivery delivery, String outcome, String reason) {
        catalog.commit(tx -> {
            tx.update(
                    "UPDATE event_delivery SET attempts = ?, attempted = ?, outcome = ?, not_before = ?, dead = ?,"
                            + " given_up = ? WHERE id = ?",
                    delivery.attempts(),
                    delivery.attempted(),
                    outcome,
                    tx.now(),
                    reason,
                    tx.now(),
                    delivery.id());
            return told(tx, delivery, outcome);
        });
    }

    /// It is put off; that was no attempt.
    void putOff(Delivery delivery, String why, Instant until) {
        catalog.commit(tx -> {
            tx.update(
                    "UPDATE event_delivery SET not_before = ?, outcome = CASE dead WHEN '' THEN ? ELSE outcome END"
                            + " WHERE id = ?",
                    until,
                    why,
                    delivery.id());
            return told(tx, delivery, why);
        });
    }

    /// Tells whoever looks at the subscription.
    private static int told(Transaction transaction, Delivery delivery, String outcome) throws SQLException {
        return transaction.update(
                "UPDATE event_subscription SET outcome = ? WHERE id = ?", outcome, delivery.subscription());
    }

    private static Delivery delivery(Row row) throws SQLException {
        return new Delivery(
                row.number("id"),
                row.number("subscription"),
                new BlobEvent(
                        row.text("event"),
                        EventType.of(row.text("type")),
                        row.text("api"),
                        ContainerRef.of(row.text("account"), row.text("container")),
                        new BlobName(row.text("name")),
                        ContainerThen.of(row.text("box"), row.text("classes"), row.text("open_to")),
                        row.text("etag"),
                        row.number("length"),
                        row.text("content_type"),
                        row.text("blob_type"),
                        row.text("request"),
                        row.text("client_request")),
                row.instant("happened"),
                row.integer("attempts"),
                row.instant("attempted"),
                row.text("outcome"),
                row.text("dead"),
                row.instant("given_up"));
    }
}
