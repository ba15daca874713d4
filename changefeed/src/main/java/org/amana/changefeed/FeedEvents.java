package org.amana.changefeed;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.amana.blob.AccountName;
import org.amana.blob.BlobName;
import org.amana.blob.ContainerRef;
import org.amana.store.Catalog;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// What was noted and does not stand in the feed yet.
final class FeedEvents {
    private FeedEvents() {}

    /// @param number rises with the commits of the catalog
    record Noted(long number, Instant happened, FeedEvent event) {}

    static void add(Transaction transaction, FeedEvent event) throws SQLException {
        FeedEvent.Subject blob = event.blob();
        transaction.update(
                "INSERT INTO change_event (account, event, type, api, happened, request, client_request, container, name,"
                        + " etag, length, content_type, blob_type, tier, version, snapshot, details)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                event.container().account().value(),
                event.id(),
                event.type(),
                event.api(),
                transaction.now(),
                event.request(),
                event.clientRequest(),
                event.container().name().value(),
                event.name().value(),
                blob.etag(),
                blob.length(),
                blob.contentType(),
                blob.type(),
                blob.tier(),
                blob.version(),
                blob.snapshot(),
                event.details().text());
    }

    static void crossOut(Transaction transaction, String account, long upTo) throws SQLException {
        transaction.update("DELETE FROM change_event WHERE account = ? AND id <= ?", account, upTo);
    }

    /// The next ones, in the order of their commits.
    static List<Noted> next(Catalog catalog, AccountName account, int most) {
        return catalog.read(reader -> reader.list(
                "SELECT * FROM change_event WHERE account = ? ORDER BY id LIMIT ?",
                FeedEvents::noted,
                account.value(),
                most));
    }

    private static Noted noted(Row row) throws SQLException {
        return new Noted(
                row.number("id"),
                row.instant("happened"),
                new FeedEvent(
                        row.text("event"),
                        row.text("type"),
                        row.text("api"),
                        row.text("request"),
                        row.text("client_request"),
                        ContainerRef.of(row.text("account"), row.text("container")),
                        new BlobName(row.text("name")),
                        new FeedEvent.Subject(
                                row.text("etag"),
                                row.number("length"),
                                row.text("content_type"),
                                row.text("blob_type"),
                                row.text("tier"),
                                row.text("version"),
                                row.text("snapshot")),
                        Details.parse(row.text("details"))));
    }
}
