package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// The table `held`: which rows of a container were ever put under an immutability policy or a legal hold, so that
/// its deletion need not look at all of them. An entry is a hint, the row itself decides.
final class Holds {
    private static final String OF_CONTAINER =
            "SELECT name, taken FROM held WHERE container_id = ? AND (name, taken) > (?, ?) ORDER BY name, taken LIMIT 500";

    private Holds() {}

    private record Hint(String name, long taken) {}

    static void set(Transaction tx, BlobRow row) throws SQLException {
        if (row.keeping().immutability().isPresent()
                || row.keeping().legalHold().isOn()) {
            tx.update(
                    "INSERT OR IGNORE INTO held (container_id, name, taken) VALUES (?, ?, ?)",
                    row.containerId(),
                    row.name().value(),
                    row.snapshot().ticks());
        }
    }

    /// Something of the container that must be kept, if there is anything.
    static Optional<BlobRow> first(Reader reader, long containerId, java.time.Instant now) throws SQLException {
        Hint last = new Hint("", Long.MIN_VALUE);
        while (true) {
            List<Hint> hints = reader.list(
                    OF_CONTAINER,
                    row -> new Hint(row.text("name"), row.number("taken")),
                    containerId,
                    last.name(),
                    last.taken());
            for (Hint hint : hints) {
                Optional<BlobRow> held = BlobRows.find(
                                reader, containerId, new BlobName(hint.name()), new Snapshot(hint.taken()))
                        .filter(row -> row.keeping().restraint(now).isPresent());
                if (held.isPresent()) {
                    return held;
                }
            }
            if (hints.isEmpty()) {
                return Optional.empty();
            }
            last = hints.getLast();
        }
    }
}
