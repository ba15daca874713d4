package org.amana.web.blob;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.blob.Body;
import org.amana.blob.Crc64;
import org.amana.blob.Md5;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;

/// The body of a request, within a limit and with the checksums that it must have: as content to be stored while it
/// comes in, or taken into memory whole.
final class CallBody {
    private CallBody() {}

    /// The body of a part of a blob. Versions before CRC-64 came up are told its MD5 (Azure REST: *Put Block*).
    ///
    /// @throws AmanaException `LENGTH_REQUIRED`, `TOO_LARGE`, `BOTH_SUMS`
    static Body part(Call call, ByteSize limit) {
        Body body = content(call, limit);
        return call.version().isAtLeast(ServiceVersion.V2019_02_02) ? body : body.tellingMd5();
    }

    /// The body of a whole block blob, whose `x-ms-blob-content-md5` is verified too, and beats `Content-MD5` (Azure
    /// REST: *Put Blob*).
    ///
    /// @throws AmanaException `LENGTH_REQUIRED`, `TOO_LARGE`, `BOTH_SUMS`
    static Body whole(Call call, ByteSize limit) {
        Body body = content(call, limit);
        return call.find(Call.BLOB_MD5)
                .map(text -> body.withMd5(Md5.parse(Call.BLOB_MD5, text)))
                .orElse(body);
    }

    /// The body of an operation that is told its wishes in XML.
    ///
    /// @throws AmanaException `LENGTH_REQUIRED`, `TOO_LARGE`, `INVALID_XML`, `MD5_MISMATCH`, `CRC64_MISMATCH`
    static XmlElement xml(Call call, ByteSize limit) {
        return XmlReader.parse(document(call, limit));
    }

    /// The body of an operation that takes it into memory whole.
    ///
    /// @throws AmanaException `LENGTH_REQUIRED`, `TOO_LARGE`, `MD5_MISMATCH`, `CRC64_MISMATCH`
    static byte[] document(Call call, ByteSize limit) {
        Body body = content(call, limit);
        byte[] document = XmlReader.bytes(body.stream(), limit);
        body.md5().ifPresent(expected -> requireMd5(document, expected));
        body.crc64().ifPresent(expected -> requireCrc64(document, expected));
        return document;
    }

    /// The body of content, with the checksum it must have. What a structured message brings is taken out of it.
    ///
    /// @throws AmanaException `LENGTH_REQUIRED` without a `Content-Length`, `TOO_LARGE` above the limit,
    ///     `BOTH_SUMS` when both checksums are given
    private static Body content(Call call, ByteSize limit) {
        long declared = call.declaredLength();
        boolean structured = StructuredMessage.isAskedFor(call);
        long length = structured ? StructuredMessage.contentLength(call) : declared;
        if (length > limit.bytes()) {
            throw new AmanaException(ErrorCode.TOO_LARGE, "the body has " + length + " bytes, more than " + limit)
                    .with("MaxLimit", Long.toString(limit.bytes()));
        }
        Optional<Md5> md5 = call.find("Content-MD5").map(text -> Md5.parse("Content-MD5", text));
        Optional<Crc64> crc64 = call.find("x-ms-content-crc64").map(text -> Crc64.parse("x-ms-content-crc64", text));
        if (md5.isPresent() && crc64.isPresent()) {
            throw new AmanaException(ErrorCode.BOTH_SUMS, "x-ms-content-crc64 is given beside Content-MD5");
        }
        InputStream bytes = structured ? new StructuredInput(call.body(), declared, length) : call.body();
        return new Body(bytes, OptionalLong.of(length), md5, crc64);
    }

    private static void requireMd5(byte[] document, Md5 expected) {
        Md5 found = Md5.ofBytes(document);
        if (!found.equals(expected)) {
            throw new AmanaException(ErrorCode.MD5_MISMATCH, "expected " + expected + ", found " + found)
                    .with("UserSpecifiedMd5", expected.base64())
                    .with("ServerCalculatedMd5", found.base64());
        }
    }

    private static void requireCrc64(byte[] document, Crc64 expected) {
        Crc64 found = Crc64.of(document);
        if (!found.equals(expected)) {
            throw new AmanaException(ErrorCode.CRC64_MISMATCH, "expected " + expected + ", found " + found)
                    .with("UserSpecifiedCrc", expected.base64())
                    .with("ServerCalculatedCrc", found.base64());
        }
    }
}
