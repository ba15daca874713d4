package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// A container that is deleted and still kept, with its key and all that was in it.
record DeletedContainer(String account, ContainerRow row, Standing.Deletion deletion) {
    private static final String SELECT = "SELECT " + ContainerRows.COLUMNS
            + ", deleted, kept_until, a.name AS account FROM container"
            + " JOIN container_size ON container_id = container.id JOIN account a ON a.id = account_id"
            + " WHERE deleted IS NOT NULL AND wrapped_key IS NOT NULL";

    /// Which of several of one name, as clients are told: opaque to them.
    String version() {
        return String.format(Locale.ROOT, "%016X", row.id());
    }

    static Optional<DeletedContainer> find(
            Reader reader, long accountId, ContainerName name, String version, Instant now) throws SQLException {
        return reader
                .list(
                        SELECT + " AND account_id = ? AND container.name = ? AND kept_until > ? ORDER BY deleted",
                        DeletedContainer::read,
                        accountId,
                        name.value(),
                        now)
                .stream()
                .filter(it -> it.version().equalsIgnoreCase(version))
                .findFirst();
    }

    /// Those of names from `from` on, and before `end`, by name.
    static List<DeletedContainer> page(Reader reader, long accountId, String from, String end, Instant now, int most)
            throws SQLException {
        return reader.list(
                SELECT + " AND account_id = ? AND container.name >= ? AND container.name < ? AND kept_until > ?"
                        + " ORDER BY container.name, container.id LIMIT ?",
                DeletedContainer::read,
                accountId,
                from,
                end,
                now,
                most);
    }

    /// Those whose time is over.
    static List<DeletedContainer> over(Reader reader, Instant now) throws SQLException {
        return reader.list(SELECT + " AND kept_until <= ? ORDER BY kept_until LIMIT 100", DeletedContainer::read, now);
    }

    private static DeletedContainer read(Row row) throws SQLException {
        return new DeletedContainer(
                row.text("account"),
                ContainerRows.read(row),
                new Standing.Deletion(row.instant("deleted"), row.instant("kept_until")));
    }

    /// Takes a container out of sight and keeps all of it.
    static void keep(Transaction tx, ContainerRow row, Instant until) throws SQLException {
        tx.update(
                "UPDATE container SET deleted = ?, kept_until = ?, lease_id = NULL WHERE id = ? AND deleted IS NULL",
                tx.now(),
                until,
                row.id());
    }

    static void restore(Transaction tx, DeletedContainer deleted, ContainerName name) throws SQLException {
        tx.update(
                "UPDATE container SET deleted = NULL, kept_until = NULL, name = ? WHERE id = ?",
                name.value(),
                deleted.row().id());
        tx.update(
                "INSERT OR REPLACE INTO returned_container (container_id, after) VALUES (?, '')",
                deleted.row().id());
    }

    ContainerProperties properties(Instant now) {
        return row.properties(now).deleted(deletion, version());
    }
}
