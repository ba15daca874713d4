package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.blob.BlobWritten;
import org.amana.blob.Crc64;
import org.amana.blob.Md5;

/// How a write of content is answered.
final class WrittenHeaders {
    private WrittenHeaders() {}

    static void answer(BlobWritten written, Reply reply) throws IOException {
        reply.status(201).version(written.etag(), written.lastModified()).encrypted();
        BlobHeaders.version(reply, written.version());
        checksums(written.md5(), written.crc64(), reply);
        reply.send();
    }

    static void checksums(Optional<Md5> md5, Optional<Crc64> crc64, Reply reply) {
        md5.ifPresent(value -> reply.set("Content-MD5", value.base64()));
        crc64.ifPresent(value -> reply.set("x-ms-content-crc64", value.base64()));
    }
}
