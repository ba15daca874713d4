package org.amana.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// One version of a blob, ready to be streamed. It stays readable when the blob is overwritten or deleted
/// meanwhile, until it is closed.
public interface Content extends AutoCloseable {
    BlobProperties properties();

    /// The first byte of the answer, counted in the blob.
    long from();

    /// Bytes of the answer.
    long length();

    /// Whether a range was asked for, be it the whole.
    boolean partial();

    /// Which bytes of how many the answer has, as `Content-Range` tells it (RFC 9110 §14.4): `bytes 0-499/1234`. Of
    /// an answer with a byte at least.
    default String range() {
        return "bytes " + from() + "-" + (from() + length() - 1) + "/"
                + properties().length();
    }

    /// Of the range, when asked for.
    Optional<Md5> rangeMd5();

    /// Of the range, when asked for.
    Optional<Crc64> rangeCrc64();

    /// Decrypts and writes the bytes; once. What cannot be authenticated is never written.
    ///
    /// @throws org.amana.kernel.AmanaException `CORRUPT`, naming the blob and the extent, after the sound bytes
    ///     before @throws IOException when `out` fails
    void writeTo(OutputStream out) throws IOException;

    /// Lets the extents go.
    @Override
    void close();
}
