package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Catalog;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.RecentKey;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// Where the bytes of blobs and snapshots are. Short contents stand in the row itself; long ones in
/// `long_content`, under the version that wrote them, so that changing a blob's metadata does not write them
/// again. A blob and its snapshots may share a long one.
final class ContentRows {
    /// Places and block list of at most this many bytes together stay in the row.
    private static final int LONGEST_INLINE = 512;

    private static final String OF_BLOB = "SELECT places, blocks FROM blob WHERE container_id = ? AND name = ?";
    private static final String OF_SNAPSHOT =
            "SELECT places, blocks FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String LONG = "SELECT places, blocks FROM long_content WHERE content_version = ?";
    private static final String PUT_LONG =
            "INSERT INTO long_content (content_version, container_id, places, blocks) VALUES (?, ?, ?, ?)";
    private static final String DELETE_LONG = "DELETE FROM long_content WHERE content_version = ?"
            + " AND NOT EXISTS (SELECT 1 FROM blob WHERE container_id = ? AND name = ? AND content_version = ?)"
            + " AND NOT EXISTS (SELECT 1 FROM snapshot WHERE container_id = ? AND name = ? AND content_version = ?)";

    private ContentRows() {}

    /// A blob or a snapshot with its content, as the snapshot says.
    ///
    /// @param asked the part that is wanted: of content in many rows, the first page of those is
    ///     read; empty for all
    static Optional<Stored> find(
            BlobParts parts, long containerId, BlobName name, Snapshot snapshot, Optional<ByteRange> asked) {
        Catalog catalog = parts.catalog();
        int most = parts.rows().inMemory();
        Optional<InRow> found = snapshot.equals(Snapshot.NONE)
                ? catalog.recent(
                        new RecentBlob(containerId, name.value()), reader -> inRow(reader, containerId, name, snapshot))
                : catalog.readOne(reader -> inRow(reader, containerId, name, snapshot));
        return found.isEmpty() || found.get().content().isWhole()
                ? found.map(InRow::decode)
                : catalog.read(reader -> withContentElsewhere(reader, containerId, name, snapshot, asked, most));
    }

    private static Optional<Stored> withContentElsewhere(
            Reader reader, long containerId, BlobName name, Snapshot snapshot, Optional<ByteRange> asked, int most)
            throws SQLException {
        Optional<InRow> found = inRow(reader, containerId, name, snapshot);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        BlobRow blob = found.get().blob();
        return Optional.of(
                blob.form().isStream()
                        ? new Stored(blob, page(reader, blob, asked, most))
                        : Stored.whole(
                                blob,
                                decode(reader, blob, found.get().content()).places()));
    }

    private static RangePage page(Reader reader, BlobRow blob, Optional<ByteRange> asked, int most)
            throws SQLException {
        long from = asked.map(ByteRange::first).orElse(0L);
        long to = asked.filter(range -> range.last() < blob.length())
                .map(range -> range.last() + 1)
                .orElse(blob.length());
        return RangeRows.page(reader, blob, from, to, most);
    }

    private static Optional<InRow> inRow(Reader reader, long containerId, BlobName name, Snapshot snapshot)
            throws SQLException {
        return BlobRows.findWithContent(reader, containerId, name, snapshot, (blob, row) -> new InRow(blob, read(row)));
    }

    /// The row of a blob that is asked for again and again. Everything that writes in the table `blob` names it.
    private record RecentBlob(long containerId, String name) implements RecentKey<InRow> {}

    /// To be called before the row of a blob is written.
    static void changes(Transaction tx, long containerId, String name) {
        tx.changes(new RecentBlob(containerId, name));
    }

    /// What one row holds.
    private record InRow(BlobRow blob, Encoded content) {
        Stored decode() {
            return Stored.whole(blob, content.decode().places());
        }
    }

    /// What becomes free when this row is gone or has other content, unless somebody shares it. The content
    /// of a stream is told by [StreamSweep], row by row.
    static Places toRelease(Reader reader, BlobRow row) throws SQLException {
        return row.form().isStream() ? Places.EMPTY : of(reader, row).places();
    }

    /// The content of a block blob's row read in the same query or change.
    static BlobContent of(Reader reader, BlobRow row) throws SQLException {
        Optional<Encoded> inline = row.snapshot().equals(Snapshot.NONE)
                ? reader.first(
                        OF_BLOB,
                        ContentRows::read,
                        row.containerId(),
                        row.name().value())
                : reader.first(
                        OF_SNAPSHOT,
                        ContentRows::read,
                        row.containerId(),
                        row.name().value(),
                        row.snapshot().ticks());
        return decode(reader, row, inline.orElse(Encoded.NOTHING));
    }

    private static BlobContent decode(Reader reader, BlobRow row, Encoded inline) throws SQLException {
        if (inline.isWhole()) {
            return inline.decode();
        }
        return reader.first(LONG, ContentRows::read, row.contentVersion())
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.CORRUPT, "blob " + row.name() + ": the catalog does not say where its bytes are"))
                .decode();
    }

    /// Writes a blob and its content.
    ///
    /// @return the row that refers to the bytes
    static RowKey put(Transaction tx, BlobRow row, BlobContent content) throws SQLException {
        byte[] places = content.places().encode();
        byte[] blocks = BlockTable.encode(content.blocks());
        if (places.length + blocks.length <= LONGEST_INLINE) {
            CurrentRows.put(tx, row, Optional.of(places), Optional.of(blocks));
            return new RowKey.OfBlob(row.containerId(), row.name().value());
        }
        tx.update(PUT_LONG, row.contentVersion(), row.containerId(), places, blocks);
        CurrentRows.put(tx, row, Optional.empty(), Optional.empty());
        return new RowKey.OfLongContent(row.contentVersion());
    }

    /// Writes an append or page blob and its content, which is in rows of its own.
    static void put(Transaction tx, References references, BlobRow row, List<ContentRange> ranges) throws SQLException {
        CurrentRows.put(tx, row, Optional.empty(), Optional.empty());
        CurrentRows.form(tx, row);
        RangeRows.begin(tx, row);
        for (ContentRange range : ranges) {
            RangeRows.add(tx, references, row, range);
        }
    }

    /// After a row is gone or has other content: forgets its content where that is elsewhere, unless a blob or
    /// snapshot of the name still has it.
    static void forget(Transaction tx, BlobRow row) throws SQLException {
        if (row.form().isStream()) {
            RangeRows.toSweep(tx, row.form().stream());
            return;
        }
        String name = row.name().value();
        long id = row.containerId();
        long version = row.contentVersion();
        tx.update(DELETE_LONG, version, id, name, version, id, name, version);
    }

    private record Encoded(Optional<byte[]> places, Optional<byte[]> blocks) {
        static final Encoded NOTHING = new Encoded(Optional.empty(), Optional.empty());

        /// Not if the content is a long one.
        boolean isWhole() {
            return places.isPresent();
        }

        BlobContent decode() {
            return new BlobContent(Places.decode(places.orElseThrow()), BlockTable.decode(blocks.orElseThrow()));
        }
    }

    private static Encoded read(Row row) throws SQLException {
        return new Encoded(row.optionalBytes("places"), row.optionalBytes("blocks"));
    }
}
