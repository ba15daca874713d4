package org.amana.blob;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A CRC-64/NVME checksum, as a value: what `x-ms-content-crc64` carries, its eight bytes little-endian.
public record Crc64(long value) {
    private static final int LENGTH = 8;

    public static Crc64 of(byte[] bytes) {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(bytes, 0, bytes.length);
        return crc.value();
    }

    /// Reads the Base64 of a header such as `x-ms-content-crc64`.
    ///
    /// @throws AmanaException `INVALID_HEADER` when it is not the Base64 of 8 bytes or more;
    ///     `CRC64_MISMATCH` when it is that of more, which no content has
    public static Crc64 parse(String header, String text) {
        byte[] bytes = HeaderBytes.decode(ErrorCode.INVALID_HEADER, header, text, LENGTH, Integer.MAX_VALUE);
        if (bytes.length > LENGTH) {
            throw HeaderBytes.wrong(ErrorCode.CRC64_MISMATCH, header, text, "" + LENGTH);
        }
        return new Crc64(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }

    /// As in the `x-ms-content-crc64` header.
    public String base64() {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
