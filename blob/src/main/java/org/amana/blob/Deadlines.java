package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// The table `deadline`: which rows the janitor has to look at, and when. An entry is a hint: the row may have
/// changed or gone since, so it is looked at again, and an entry that was outlived is dropped. So writes of blobs
/// without any deadline, nearly all, do not pay for it.
final class Deadlines {
    private static final String DUE = "SELECT d.at AS at, d.container_id AS container_id, d.name AS name,"
            + " d.taken AS taken, c.name AS container, a.name AS account FROM deadline d"
            + " LEFT JOIN container c ON c.id = d.container_id AND c.wrapped_key IS NOT NULL"
            + " LEFT JOIN account a ON a.id = c.account_id"
            + " WHERE d.at <= ? AND (c.id IS NULL OR c.deleted IS NULL) ORDER BY d.at LIMIT ?";

    private Deadlines() {}

    /// @param container empty when it is gone; what is due in one that is deleted and still kept waits
    record Deadline(Instant at, long containerId, Optional<ContainerRef> container, BlobName name, Snapshot taken) {}

    /// Notes when the row is due, if ever.
    static void set(Transaction tx, BlobRow row) throws SQLException {
        Optional<Instant> due = row.due();
        if (due.isPresent()) {
            tx.update(
                    "INSERT OR IGNORE INTO deadline (at, container_id, name, taken) VALUES (?, ?, ?, ?)",
                    due.get(),
                    row.containerId(),
                    row.name().value(),
                    row.snapshot().ticks());
        }
    }

    static List<Deadline> due(Reader reader, Instant now, int most) throws SQLException {
        return reader.list(
                DUE,
                row -> new Deadline(
                        row.instant("at"),
                        row.number("container_id"),
                        row.optionalText("account").isEmpty()
                                ? Optional.empty()
                                : Optional.of(ContainerRef.of(row.text("account"), row.text("container"))),
                        new BlobName(row.text("name")),
                        new Snapshot(row.number("taken"))),
                now,
                most);
    }

    static void drop(Transaction tx, Deadline deadline) throws SQLException {
        tx.update(
                "DELETE FROM deadline WHERE at = ? AND container_id = ? AND name = ? AND taken = ?",
                deadline.at(),
                deadline.containerId(),
                deadline.name().value(),
                deadline.taken().ticks());
    }

    /// Looks at it again later, as it could not be kept now.
    static void postpone(Transaction tx, Deadline deadline, Instant until) throws SQLException {
        tx.update(
                "UPDATE OR REPLACE deadline SET at = ? WHERE at = ? AND container_id = ? AND name = ? AND taken = ?",
                until,
                deadline.at(),
                deadline.containerId(),
                deadline.name().value(),
                deadline.taken().ticks());
    }
}
