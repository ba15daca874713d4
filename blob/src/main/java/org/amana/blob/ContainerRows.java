package org.amana.blob;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The tables `container` and `container_size`. A deleted container keeps its row, without name or key to speak
/// of, until its blobs are worked off; one that is kept for a while keeps its key until then.
final class ContainerRows {
    static final String COLUMNS =
            "container.id AS id, container.name AS name, container.pseudonym AS pseudonym, version, container.created AS"
                    + " created, modified, metadata, policies, classes, open_to, anonymous, default_scope, scope_override_denied,"
                    + " lease_id, lease_seconds, lease_ends, lease_broken, stored_bytes, blob_count";
    private static final String FROM =
            " FROM container JOIN container_size ON container_id = container.id WHERE deleted IS NULL";
    private static final String BY_NAME = "SELECT " + COLUMNS + FROM + " AND account_id = ? AND container.name = ?";
    private static final String BY_ID = "SELECT " + COLUMNS + FROM + " AND container.id = ?";
    private static final String PAGE = "SELECT " + COLUMNS + FROM + " AND account_id = ? AND container.name >= ?"
            + " AND container.name < ? ORDER BY container.name LIMIT ?";
    private static final String INSERT = "INSERT INTO container (account_id, name, pseudonym, wrapped_key, version,"
            + " created, modified, metadata, classes, open_to, default_scope, scope_override_denied)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
    private static final String UPDATE =
            "UPDATE container SET version = ?, modified = ?, metadata = ?, policies = ?, classes = ?, open_to = ?,"
                    + " anonymous = ?,"
                    + " lease_id = ?, lease_seconds = ?, lease_ends = ?, lease_broken = ?"
                    + " WHERE id = ? AND deleted IS NULL";
    private static final String DELETE = "UPDATE container SET deleted = ?, wrapped_key = NULL, metadata = NULL,"
            + " policies = NULL, lease_id = NULL, kept_until = NULL WHERE id = ? AND wrapped_key IS NOT NULL";
    private static final String RESIZE = "UPDATE container_size SET stored_bytes = stored_bytes + ?,"
            + " blob_count = blob_count + ? WHERE container_id = ?"
            + " AND EXISTS (SELECT 1 FROM container WHERE id = container_id AND deleted IS NULL)";

    private ContainerRows() {}

    static Optional<ContainerRow> find(Reader reader, long accountId, ContainerName name) throws SQLException {
        return reader.first(BY_NAME, ContainerRows::read, accountId, name.value());
    }

    static Optional<ContainerRow> find(Reader reader, long id) throws SQLException {
        return reader.first(BY_ID, ContainerRows::read, id);
    }

    /// Every container's number.
    static List<Long> all(Reader reader) throws SQLException {
        return reader.list("SELECT container.id AS id" + FROM + " ORDER BY container.id", row -> row.number("id"));
    }

    /// Whether the container has its key still, so that what is in it may be read: one that is gone has none.
    static boolean hasKey(Reader reader, long id) throws SQLException {
        return reader.first("SELECT 1 AS one FROM container WHERE id = ? AND wrapped_key IS NOT NULL", _ -> true, id)
                .isPresent();
    }

    /// The name of the container with this pseudonym, in whichever account, though it may be deleted.
    static Optional<ContainerName> nameOf(Reader reader, String pseudonym) throws SQLException {
        return reader.first(
                "SELECT name FROM container WHERE pseudonym = ?",
                row -> new ContainerName(row.text("name")),
                pseudonym);
    }

    static Optional<byte[]> wrappedKey(Reader reader, long id) throws SQLException {
        return reader.first(
                "SELECT wrapped_key FROM container WHERE id = ? AND wrapped_key IS NOT NULL",
                row -> row.bytes("wrapped_key"),
                id);
    }

    /// Containers from `from` on, and before `end`.
    static List<ContainerRow> page(Reader reader, long accountId, String from, String end, int most)
            throws SQLException {
        return reader.list(PAGE, ContainerRows::read, accountId, from, end, most);
    }

    /// Writes a new container.
    ///
    /// @return its number
    static long insert(Transaction tx, long accountId, ContainerRow row, byte[] wrappedKey) throws SQLException {
        long id = tx.first(
                        INSERT,
                        it -> it.number("id"),
                        accountId,
                        row.name().value(),
                        row.pseudonym(),
                        wrappedKey,
                        row.version(),
                        row.created(),
                        row.lastModified(),
                        TextPairs.of(row.metadata()),
                        words(row.classes()),
                        words(row.openTo()),
                        row.encryption().defaultScope().text(),
                        row.encryption().overrideDenied() ? Optional.of(1) : Optional.empty())
                .orElseThrow();
        tx.update("INSERT INTO container_size (container_id, stored_bytes, blob_count) VALUES (?, 0, 0)", id);
        return id;
    }

    /// @throws AmanaException `CONTAINER_NOT_FOUND` when it is gone
    static void update(Transaction tx, ContainerRow row) throws SQLException {
        LeaseColumns lease = new LeaseColumns(row.lease());
        int touched = tx.update(
                UPDATE,
                row.version(),
                row.lastModified(),
                TextPairs.of(row.metadata()),
                PolicyTable.encode(row.policies()),
                words(row.classes()),
                words(row.openTo()),
                row.anonymous() == AnonymousAccess.NONE
                        ? Optional.empty()
                        : Optional.of(row.anonymous().word()),
                lease.id(),
                lease.seconds(),
                lease.ends(),
                lease.broken(),
                row.id());
        requireFound(touched, row.name());
    }

    /// Takes a container out of sight and destroys its key. What it held counts no more.
    static void delete(Transaction tx, ContainerRow row) throws SQLException {
        requireFound(tx.update(DELETE, tx.now(), row.id()), row.name());
        tx.update("DELETE FROM container_size WHERE container_id = ?", row.id());
    }

    /// Keeps the sums of a container exact. Into one that was deleted meanwhile, though it may be kept still, nothing
    /// comes any more.
    ///
    /// @throws AmanaException `CONTAINER_NOT_FOUND` when it is gone
    static void resize(Transaction tx, Box box, long bytes, long blobs) throws SQLException {
        requireFound(tx.update(RESIZE, bytes, blobs, box.id()), box.ref().name());
    }

    private static void requireFound(int touched, ContainerName name) {
        if (touched != 1) {
            throw new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "container " + name + " does not exist any more");
        }
    }

    static ContainerRow read(Row row) throws SQLException {
        row.about("container " + row.text("name"));
        return new ContainerRow(
                row.number("id"),
                new ContainerName(row.text("name")),
                row.text("pseudonym"),
                row.number("version"),
                row.instant("created"),
                row.instant("modified"),
                TextPairs.metadata(row.optionalText("metadata")),
                PolicyTable.decode(row.optionalText("policies")),
                row.parsed("classes", ContainerRows::classes),
                row.parsed("open_to", ContainerRows::purposes),
                anonymous(row.optionalText("anonymous")),
                encryption(row),
                LeaseColumns.read(row),
                row.number("stored_bytes"),
                row.number("blob_count"));
    }

    private static ContainerEncryption encryption(Row row) throws SQLException {
        return new ContainerEncryption(
                ScopeName.of(row.optionalText("default_scope")),
                row.optionalNumber("scope_override_denied").isPresent());
    }

    private static String words(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    static Set<DataClass> classes(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(DataClass::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static AnonymousAccess anonymous(Optional<String> word) {
        return word.map(text -> AnonymousAccess.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(AnonymousAccess.NONE);
    }

    static Set<PurposeId> purposes(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(PurposeId::parse)
                .collect(Collectors.toUnmodifiableSet());
    }
}
