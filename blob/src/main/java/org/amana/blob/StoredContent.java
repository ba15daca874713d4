package org.amana.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Pins;
import org.amana.store.Places;

/// Content that is decrypted while it is written.
final class StoredContent implements Content {
    private final BlobParts parts;
    private final Box box;
    private final ContentKeys keys;
    private final Stored stored;
    private final long from;
    private final long length;
    private final boolean partial;
    private final BlobProperties properties;
    private final Pins pins;

    StoredContent(BlobParts parts, Box box, ContentKeys keys, Stored stored, long from, long length, boolean partial) {
        this.parts = parts;
        this.box = box;
        this.keys = keys;
        this.stored = stored;
        this.from = from;
        this.length = length;
        this.partial = partial;
        this.properties = stored.row().properties(parts.now());
        this.pins = parts.extents().pin(places(stored));
    }

    private static Places places(Stored stored) {
        return stored.ranges().size() == 1
                ? stored.ranges().getFirst().places()
                : new Places(stored.ranges().stream()
                        .flatMap(range -> range.places().list().stream())
                        .toList());
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
            new RangeReader(parts.extents(), keys, stored.ranges()).read(from, length, out::write);
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.CORRUPT
                    ? new AmanaException(
                            ErrorCode.CORRUPT,
                            "blob " + box.ref().name() + "/" + stored.row().name() + ", bytes " + from + " to "
                                    + (from + length - 1) + ": " + e.message(),
                            e)
                    : e;
        }
    }

    @Override
    public void close() {
        pins.close();
    }
}
