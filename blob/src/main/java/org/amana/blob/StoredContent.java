package org.amana.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Content that is decrypted while it is written.
final class StoredContent implements Content {
    private final BlobParts parts;
    private final Box box;
    private final ContentKeys keys;
    private final HeldContent held;
    private final long from;
    private final long length;
    private final boolean partial;
    private final BlobProperties properties;

    /// @param held let go when this is closed
    /// @param properties with the metadata that the row has not in the clear
    StoredContent(
            BlobParts parts,
            Box box,
            ContentKeys keys,
            HeldContent held,
            BlobProperties properties,
            long from,
            long length,
            boolean partial) {
        this.parts = parts;
        this.box = box;
        this.keys = keys;
        this.held = held;
        this.properties = properties;
        this.from = from;
        this.length = length;
        this.partial = partial;
    }

    @Override
    public BlobProperties properties() {
        return properties;
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean partial() {
        return partial;
    }

    @Override
    public Optional<Md5> rangeMd5() {
        return Optional.empty();
    }

    @Override
    public Optional<Crc64> rangeCrc64() {
        return Optional.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            new RangeReader(parts.extents(), keys, held).read(from, length, out::write);
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.CORRUPT
                    ? new AmanaException(
                            ErrorCode.CORRUPT,
                            "blob " + box.ref().name() + "/" + held.row().name() + ", bytes " + from + " to "
                                    + (from + length - 1) + ": " + e.message(),
                            e)
                    : e;
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
