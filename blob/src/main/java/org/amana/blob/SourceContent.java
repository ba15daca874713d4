package org.amana.blob;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Appending;
import org.amana.store.Pins;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Sink;

/// The content that a copy takes over: by reference within a container, else decrypted and encrypted anew.
record SourceContent(BlobParts parts, CopySource source) {

    /// Whether the bytes can stay where they are, under the keys they have.
    ///
    /// @param keys that the copy is to have
    boolean sharesKeysWith(Box target, ContentKeys keys) {
        return source.box().id() == target.id() && source.keys().areThoseOf(keys);
    }

    /// Whether there are bytes everywhere, and no holes.
    boolean isDense() {
        return !(source.properties().kind() instanceof BlobKind.Page);
    }

    /// Where the bytes to copy are, with the block list when all of a block blob are copied. Of what
    /// [#isDense].
    ///
    /// @throws AmanaException `SOURCE_CONDITION_NOT_MET` when the source has other content now, or none
    BlobContent find(Reader reader) throws SQLException {
        BlobRow row = unchanged(reader);
        if (source.whole() && !row.form().isStream()) {
            return ContentRows.of(reader, row);
        }
        return BlobContent.whole(new Places(ranges(reader, row).stream()
                .flatMap(range -> range.places().list().stream())
                .toList()));
    }

    /// Where the bytes to copy are, counted from the first to copy.
    ///
    /// @throws AmanaException `SOURCE_CONDITION_NOT_MET` when the source has other content now, or none
    List<ContentRange> ranges(Reader reader) throws SQLException {
        return ranges(reader, unchanged(reader));
    }

    /// The source's row.
    ///
    /// @throws AmanaException `SOURCE_CONDITION_NOT_MET` when the source has other content now, or none
    BlobRow unchanged(Reader reader) throws SQLException {
        BlobRef ref = source.blob();
        return BlobRows.find(reader, source.box().id(), ref)
                .filter(it -> it.contentVersion() == source.properties().contentVersion())
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.SOURCE_CONDITION_NOT_MET,
                        "copy source " + ref + " changed while it was being copied"));
    }

    private List<ContentRange> ranges(Reader reader, BlobRow row) throws SQLException {
        long first = source.first();
        long end = first + source.length();
        List<ContentRange> found = row.form().isStream()
                ? RangeRows.find(reader, row, first, end)
                : List.of(new ContentRange(0, ContentRows.of(reader, row).places()));
        return found.stream()
                .map(this::wanted)
                .map(range -> new ContentRange(range.start() - first, range.places()))
                .toList();
    }

    /// The part of a range that is to be copied.
    private ContentRange wanted(ContentRange range) {
        return range.part(
                Math.max(source.first(), range.start()), Math.min(source.first() + source.length(), range.end()));
    }

    /// Writes the bytes anew under other keys.
    ///
    /// @throws AmanaException `MD5_MISMATCH` or `CRC64_MISMATCH` when they do not sum up to what is expected
    Received reencrypt(ContentKeys keys, SourceSums expected) {
        SourceSums.Sum sum = new SourceSums.Sum(expected);
        try (Appending appending = keys.append(parts.extents(), source.length())) {
            read((bytes, offset, length) -> {
                sum.update(bytes, offset, length);
                appending.write(bytes, offset, length);
            });
            Md5 found = sum.require(source.blob());
            long length = appending.length();
            return new Received(parts.extents(), appending.finish(), length, Optional.of(found), expected.crc64());
        }
    }

    /// Reads the bytes through, only to see that they sum up to what is expected, if anything is.
    ///
    /// @throws AmanaException `MD5_MISMATCH` or `CRC64_MISMATCH`
    void verify(SourceSums expected) {
        if (!expected.isEmpty()) {
            SourceSums.Sum sum = new SourceSums.Sum(expected);
            read(sum::update);
            sum.require(source.blob());
        }
    }

    private void read(Sink sink) {
        if (source.length() > 0) {
            withContent(held ->
                    new RangeReader(parts.extents(), source.keys(), held).read(source.first(), source.length(), sink));
        }
    }

    /// Ranges that were written anew under other keys, one behind the other.
    ///
    /// @param stretches what they are of the copy, those that met joined
    record Anew(Received received, List<Stretch> stretches) {
        Anew {
            stretches = List.copyOf(stretches);
        }

        /// Where they are now.
        List<ContentRange> ranges() {
            PlaceCutter cutter = new PlaceCutter(received.places());
            return stretches.stream()
                    .map(it -> new ContentRange(it.start(), cutter.next(it.length())))
                    .toList();
        }
    }

    record Stretch(long start, long length) {}

    /// Writes the ranges anew under other keys, and nothing for what is between them.
    ///
    /// @param expected bytes in them; a hint
    Anew reencryptRanges(ContentKeys keys, long expected) {
        List<Stretch> stretches = new ArrayList<>();
        try (Appending appending = keys.append(parts.extents(), expected)) {
            withContent(held -> held.each(source.first(), source.first() + source.length(), range -> {
                ContentRange part = wanted(range);
                source.keys().read(parts.extents(), part.places(), 0, part.length(), appending::write);
                add(stretches, new Stretch(part.start() - source.first(), part.length()));
            }));
            long length = appending.length();
            Received received =
                    new Received(parts.extents(), appending.finish(), length, Optional.empty(), Optional.empty());
            return new Anew(received, stretches);
        }
    }

    private static void add(List<Stretch> stretches, Stretch more) {
        Stretch last = stretches.isEmpty() ? new Stretch(0, 0) : stretches.getLast();
        long joined = last.length() + more.length();
        if (last.length() > 0 && last.start() + last.length() == more.start() && joined <= ContentRange.LONGEST) {
            stretches.set(stretches.size() - 1, new Stretch(last.start(), joined));
        } else {
            stretches.add(more);
        }
    }

    /// The same of ranges that a query just found.
    ///
    /// @param ranges of the source
    Received reencrypt(ContentKeys keys, List<ContentRange> ranges) {
        long bytes = ranges.stream().mapToLong(ContentRange::length).sum();
        try (Pins _ = parts.extents().pin(new RangePage(ranges, Long.MAX_VALUE).places());
                Appending appending = keys.append(parts.extents(), bytes)) {
            for (ContentRange range : ranges) {
                source.keys().read(parts.extents(), range.places(), 0, range.length(), appending::write);
            }
            return new Received(parts.extents(), appending.finish(), bytes, Optional.empty(), Optional.empty());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// What is done with the content while it is held.
    @FunctionalInterface
    private interface Use {
        void of(HeldContent held) throws IOException;
    }

    /// @throws AmanaException `SOURCE_CONDITION_NOT_MET` when the source has other content now, or none
    private void withContent(Use use) {
        try (HeldContent held = hold()) {
            use.of(held);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private HeldContent hold() {
        return HeldContent.of(parts, parts.catalog().read(this::stored), reader -> Optional.of(unchanged(reader)))
                .orElseThrow(() -> new IllegalStateException("what is unchanged is in ranges still"));
    }

    private Stored stored(Reader reader) throws SQLException {
        BlobRow row = unchanged(reader);
        return row.form().isStream()
                ? new Stored(row, page(reader, row))
                : Stored.whole(row, ContentRows.of(reader, row).places());
    }

    private RangePage page(Reader reader, BlobRow row) throws SQLException {
        long first = source.first();
        return RangeRows.page(
                reader, row, first, first + source.length(), parts.rows().inMemory());
    }

    private AmanaException unreadable(IOException e) {
        return new AmanaException(ErrorCode.INTERNAL, "copy source " + source.blob() + ": " + e.getMessage(), e);
    }
}
