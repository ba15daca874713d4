package org.amana.analysis;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Pages whose characters are yet to be recognised. A page that was given up stays here, with the reason.
final class UnreadPages {
    private UnreadPages() {}

    /// @param attempts how often its worker came to an end over it
    record Unread(DocumentId document, String part, int number, int attempts) {}

    /// Those of a blob that are not given up, in order.
    static List<Unread> open(Reader reader, Claim claim) throws SQLException {
        return reader.list(
                "SELECT u.document_id, d.part, u.number, u.attempts FROM document d JOIN unread_page u"
                        + " ON u.document_id = d.id WHERE d.container_id = ? AND d.name = ? AND d.version = ?"
                        + " AND u.reason = '' ORDER BY d.id, u.number",
                row -> new Unread(
                        new DocumentId(row.number("document_id")),
                        row.text("part"),
                        row.integer("number"),
                        row.integer("attempts")),
                claim.containerId(),
                claim.name(),
                claim.version());
    }

    /// Why the first page that was given up was, if any was.
    static Optional<Reason> firstGivenUp(Reader reader, Claim claim) throws SQLException {
        return reader.first(
                "SELECT u.number, u.reason FROM document d JOIN unread_page u ON u.document_id = d.id"
                        + " WHERE d.container_id = ? AND d.name = ? AND d.version = ? AND u.reason <> ''"
                        + " ORDER BY d.id, u.number",
                row -> Reason.of(Reason.Kind.PAGE_NOT_READ, row.number("number"))
                        .because(Reason.decode(row.text("reason"))),
                claim.containerId(),
                claim.name(),
                claim.version());
    }

    static void read(Transaction tx, DocumentId document, int number) throws SQLException {
        tx.update("DELETE FROM unread_page WHERE document_id = ? AND number = ?", document.value(), number);
    }

    static void giveUp(Transaction tx, DocumentId document, int number, Reason reason) throws SQLException {
        tx.update(
                "UPDATE unread_page SET attempts = attempts + 1, reason = ? WHERE document_id = ? AND number = ?",
                reason.encode(),
                document.value(),
                number);
    }

    static void failed(Transaction tx, DocumentId document, int number) throws SQLException {
        tx.update(
                "UPDATE unread_page SET attempts = attempts + 1 WHERE document_id = ? AND number = ?",
                document.value(),
                number);
    }
}
