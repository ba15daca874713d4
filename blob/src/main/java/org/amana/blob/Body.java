package org.amana.blob;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// The bytes of a request, read once while they stream: how many are declared, and what they must sum up to.
///
/// @param length declared bytes; empty when the sender did not say, then the stream's end is the body's end
/// @param md5 what the MD5 of the bytes must be, if the sender said
/// @param crc64 what the CRC-64/NVME of the bytes must be, if the sender said
/// @param tellsMd5 whether the sender is to be told the MD5 of a part of a blob, rather than the CRC-64
public record Body(
        InputStream stream, OptionalLong length, Optional<Md5> md5, Optional<Crc64> crc64, boolean tellsMd5) {
    public Body(InputStream stream, OptionalLong length, Optional<Md5> md5, Optional<Crc64> crc64) {
        this(stream, length, md5, crc64, false);
    }

    public static Body of(InputStream stream, long length) {
        return new Body(stream, OptionalLong.of(length), Optional.empty(), Optional.empty());
    }

    public static Body of(byte[] bytes) {
        return of(new java.io.ByteArrayInputStream(bytes), bytes.length);
    }

    public static Body ofUnknownLength(InputStream stream) {
        return new Body(stream, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    public Body withMd5(Md5 expected) {
        return new Body(stream, length, Optional.of(expected), crc64, tellsMd5);
    }

    public Body withCrc64(Crc64 expected) {
        return new Body(stream, length, md5, Optional.of(expected), tellsMd5);
    }

    public Body tellingMd5() {
        return new Body(stream, length, md5, crc64, true);
    }
}
