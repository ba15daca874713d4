package org.amana.blob;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Appending;
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
                .map(range -> range.part(Math.max(first, range.start()), Math.min(end, range.end())))
                .map(range -> new ContentRange(range.start() - first, range.places()))
                .toList();
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

    /// Writes the bytes of ranges anew under other keys, and nothing for what is between them.
    ///
    /// @param ranges of the source
    Received reencrypt(ContentKeys keys, List<ContentRange> ranges) {
        long bytes = ranges.stream().mapToLong(ContentRange::length).sum();
        try (Appending appending = keys.append(parts.extents(), bytes)) {
            for (ContentRange range : ranges) {
                read(List.of(new ContentRange(0, range.places())), range.length(), appending::write);
            }
            return new Received(parts.extents(), appending.finish(), bytes, Optional.empty(), Optional.empty());
        }
    }

    private void read(Sink sink) {
        if (source.length() > 0) {
            read(parts.catalog().read(this::ranges), source.length(), sink);
        }
    }

    private void read(List<ContentRange> ranges, long length, Sink sink) {
        try {
            new RangeReader(parts.extents(), source.keys(), ranges).read(0, length, sink);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "copy source " + source.blob() + ": " + e.getMessage(), e);
        }
    }
}
