package org.amana.ledger;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.amana.ledger.SubjectKeys.Tag;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// Where bundles of openings stand, sealed: for each round of publishing and each subject one, or as many as it takes.
final class BundleTable {
    static final String SCHEMA = """
            CREATE TABLE bundle (
              id INTEGER NOT NULL PRIMARY KEY,
              tag BLOB NOT NULL,
              part INTEGER NOT NULL,
              round INTEGER NOT NULL,
              first INTEGER NOT NULL,
              last INTEGER NOT NULL,
              distances BLOB NOT NULL,
              sealed BLOB NOT NULL
            ) STRICT;
            CREATE INDEX bundle_subject ON bundle (tag, part, first);
            CREATE INDEX bundle_round ON bundle (round, first, last);
            """;

    private static final String INSERT =
            "INSERT INTO bundle (tag, part, round, first, last, distances, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)";

    /// No round reaches into the next, so an entry can only be in the last that begins before it.
    private static final String AROUND_ENTRY =
            "SELECT id, first, distances FROM bundle WHERE round = (SELECT max(round) FROM bundle WHERE round <= ?)"
                    + " AND first <= ? AND last >= ?";

    private static final String OF_SUBJECT =
            "SELECT first, distances FROM bundle WHERE tag = ? AND part = ? AND first < ? ORDER BY first DESC";

    private BundleTable() {}

    /// One row: a bundle that is sealed, and what is known of it without a key.
    static final class Sealed {
        private final long round;
        private final Tag owner;
        private final OpeningPart part;
        private final long first;
        private final long last;
        private final byte[] distances;
        private final byte[] content;

        private Sealed(
                long round, Tag owner, OpeningPart part, long first, long last, byte[] distances, byte[] content) {
            this.round = round;
            this.owner = owner;
            this.part = part;
            this.first = first;
            this.last = last;
            this.distances = distances;
            this.content = content;
        }

        private Sealed(Row row) throws SQLException {
            this(
                    row.number("round"),
                    Tag.of(row.bytes("tag")),
                    OpeningPart.ofMask(row.integer("part")),
                    row.number("first"),
                    row.number("last"),
                    row.bytes("distances"),
                    row.bytes("sealed"));
        }

        /// @param seal makes the sealed content, bound to what it is given
        static Sealed of(OpeningRound.Owned owned, UnaryOperator<byte[]> seal) {
            OpeningBundle bundle = owned.bundle();
            byte[] distances = bundle.distances();
            byte[] content = seal.apply(bound(bundle.part(), bundle.first(), distances));
            return new Sealed(
                    owned.round(), owned.owner(), bundle.part(), bundle.first(), bundle.last(), distances, content);
        }

        /// Whose key opens it.
        Tag owner() {
            return owner;
        }

        OpeningPart part() {
            return part;
        }

        long first() {
            return first;
        }

        /// The entries it tells of, in order.
        List<Long> indexes() {
            return OpeningBundle.indexes(first, distances);
        }

        byte[] content() {
            return content;
        }

        /// What the sealed content is bound to.
        byte[] bound() {
            return bound(part, first, distances);
        }

        private static byte[] bound(OpeningPart part, long first, byte[] distances) {
            return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + distances.length)
                    .putInt(part.mask())
                    .putLong(first)
                    .put(distances)
                    .array();
        }
    }

    static void insert(Transaction transaction, Sealed row) throws SQLException {
        transaction.update(
                INSERT, row.owner.bytes(), row.part.mask(), row.round, row.first, row.last, row.distances, row.content);
    }

    /// Those that tell of the entry `index`.
    static List<Sealed> with(Reader reader, long index) throws SQLException {
        List<Long> ids = new ArrayList<>();
        reader.each(
                AROUND_ENTRY,
                row -> {
                    if (indexes(row).contains(index)) {
                        ids.add(row.number("id"));
                    }
                    return true;
                },
                index,
                index,
                index);
        List<Sealed> found = new ArrayList<>();
        for (long id : ids) {
            reader.first("SELECT * FROM bundle WHERE id = ?", Sealed::new, (Object) id)
                    .ifPresent(found::add);
        }
        return found;
    }

    private static List<Long> indexes(Row row) throws SQLException {
        return OpeningBundle.indexes(row.number("first"), row.bytes("distances"));
    }

    /// Up to `max` entries that tell of a subject, newest first, from those before an entry.
    static List<Long> entriesOf(Reader reader, Tag owner, OpeningPart part, long before, int max) throws SQLException {
        List<Long> found = new ArrayList<>();
        reader.each(
                OF_SUBJECT,
                row -> {
                    indexes(row).reversed().stream()
                            .filter(index -> index < before)
                            .forEach(found::add);
                    return found.size() < max;
                },
                owner.bytes(),
                part.mask(),
                before);
        return found.stream().limit(max).toList();
    }

    /// Deletes all that the key of `owner` opens.
    ///
    /// @return how many openings of this part were among it
    static long delete(Transaction transaction, Tag owner, OpeningPart part) throws SQLException {
        LongAdder openings = new LongAdder();
        transaction.each(
                OF_SUBJECT,
                row -> {
                    openings.add(indexes(row).size());
                    return true;
                },
                owner.bytes(),
                part.mask(),
                Long.MAX_VALUE);
        transaction.update("DELETE FROM bundle WHERE tag = ?", (Object) owner.bytes());
        return openings.sum();
    }
}
