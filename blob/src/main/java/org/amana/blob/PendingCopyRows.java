package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The table `pending_copy`.
final class PendingCopyRows {
    private static final String COLUMNS = "container_id, name, copy_id, url, etag, credential, client, begun,"
            + " signed_from, signed_until, signed_policy";
    private static final String PUT =
            "INSERT OR REPLACE INTO pending_copy (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ALL = "SELECT " + COLUMNS + " FROM pending_copy ORDER BY begun";
    private static final String DELETE = "DELETE FROM pending_copy WHERE container_id = ? AND name = ? AND copy_id = ?";
    private static final String PLACE = "SELECT a.name AS account, c.name AS container FROM container c"
            + " JOIN account a ON a.id = c.account_id WHERE c.id = ? AND c.deleted IS NULL";

    private PendingCopyRows() {}

    static void put(Transaction tx, PendingCopy copy) throws SQLException {
        tx.update(
                PUT,
                copy.containerId(),
                copy.name().value(),
                copy.id(),
                copy.url(),
                copy.etag(),
                copy.credential(),
                copy.client(),
                copy.begun(),
                copy.signature().map(PendingCopy.Signature::starts),
                copy.signature().map(PendingCopy.Signature::ends),
                copy.signature().map(PendingCopy.Signature::policy));
    }

    static List<PendingCopy> all(Reader reader) throws SQLException {
        return reader.list(ALL, PendingCopyRows::read);
    }

    static void delete(Transaction tx, PendingCopy copy) throws SQLException {
        delete(tx, copy.containerId(), copy.name(), copy.id());
    }

    static void delete(Transaction tx, long containerId, BlobName name, String id) throws SQLException {
        tx.update(DELETE, containerId, name.value(), id);
    }

    /// The container that a copy goes to, while there is one.
    static Optional<ContainerRef> container(Reader reader, long containerId) throws SQLException {
        return reader.first(PLACE, row -> ContainerRef.of(row.text("account"), row.text("container")), containerId);
    }

    private static PendingCopy read(Row row) throws SQLException {
        return new PendingCopy(
                row.number("container_id"),
                new BlobName(row.text("name")),
                row.text("copy_id"),
                row.bytes("url"),
                row.text("etag"),
                row.text("credential"),
                row.text("client"),
                row.instant("begun"),
                signature(row));
    }

    private static Optional<PendingCopy.Signature> signature(Row row) throws SQLException {
        Optional<String> policy = row.optionalText("signed_policy");
        return policy.isEmpty()
                ? Optional.empty()
                : Optional.of(new PendingCopy.Signature(
                        row.instant("signed_from"), row.instant("signed_until"), policy.get()));
    }
}
