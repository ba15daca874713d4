package org.amana.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// A small range that was read at once, because its checksum goes before it.
final class CheckedContent implements Content {
    private final StoredContent content;
    private final byte[] bytes;
    private final Optional<Md5> rangeMd5;
    private final Optional<Crc64> rangeCrc64;

    CheckedContent(StoredContent content, byte[] bytes, Optional<Md5> rangeMd5, Optional<Crc64> rangeCrc64) {
        this.content = content;
        this.bytes = bytes;
        this.rangeMd5 = rangeMd5;
        this.rangeCrc64 = rangeCrc64;
    }

    @Override
    public BlobProperties properties() {
        return content.properties();
    }

    @Override
    public long from() {
        return content.from();
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public boolean partial() {
        return content.partial();
    }

    @Override
    public Optional<Md5> rangeMd5() {
        return rangeMd5;
    }

    @Override
    public Optional<Crc64> rangeCrc64() {
        return rangeCrc64;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public void close() {
        content.close();
    }
}
