package org.amana.blob;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.amana.kernel.AmanaException;

/// An MD5 digest, as a value.
public record Md5(long high, long low) {
    private static final int LENGTH = 16;

    /// @param digest 16 bytes
    public static Md5 of(byte[] digest) {
        if (digest.length != LENGTH) {
            throw new IllegalArgumentException("an MD5 has 16 bytes, not " + digest.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        return new Md5(buffer.getLong(), buffer.getLong());
    }

    /// Reads the Base64 of a header such as `Content-MD5`.
    ///
    /// @throws AmanaException `INVALID_HEADER` when it is not the Base64 of 16 bytes
    public static Md5 parse(String header, String text) {
        return of(HeaderBytes.decode(header, text, LENGTH));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    /// As in the `Content-MD5` header.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    @Override
    public String toString() {
        return base64();
    }
}
