package org.amana.blob;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Appending;
import org.amana.store.ContainerKey;
import org.amana.store.Reader;

/// The content that a copy takes over: by reference within a container, else decrypted and encrypted anew.
record SourceContent(BlobParts parts, CopySource source) {

    /// Whether the bytes can stay where they are, under the key they have.
    boolean sharesKeyWith(Box target) {
        return source.box().id() == target.id();
    }

    /// Where the bytes to copy are, with the block list when all are copied.
    ///
    /// @throws AmanaException `SOURCE_CONDITION_NOT_MET` when the source has other content now, or none
    BlobContent find(Reader reader) throws SQLException {
        BlobRef ref = source.blob();
        BlobRow row = BlobRows.find(reader, source.box().id(), ref.name(), ref.snapshot())
                .filter(it -> it.contentVersion() == source.properties().contentVersion())
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.SOURCE_CONDITION_NOT_MET,
                        "copy source " + ref + " changed while it was being copied"));
        BlobContent content = ContentRows.of(reader, row);
        return source.whole() ? content : BlobContent.whole(content.places().slice(source.first(), source.length()));
    }

    /// Writes the bytes anew under another key.
    ///
    /// @throws AmanaException `MD5_MISMATCH` or `CRC64_MISMATCH` when they do not sum up to what is expected
    Received reencrypt(ContainerKey key, SourceSums expected) {
        SourceSums.Sum sum = new SourceSums.Sum(expected);
        try (Appending appending = parts.extents().append(key, source.length())) {
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

    private void read(org.amana.store.Sink sink) {
        if (source.length() == 0) {
            return;
        }
        BlobContent content = parts.catalog().read(this::find);
        try {
            parts.extents().read(source.box().key(), content.places(), 0, source.length(), sink);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "copy source " + source.blob() + ": " + e.getMessage(), e);
        }
    }
}
