package org.amana.blob;

import java.security.MessageDigest;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What the bytes of a copy's source must sum up to, as far as the client says.
///
/// @param md5 `x-ms-source-content-md5`
/// @param crc64 `x-ms-source-content-crc64`
public record SourceSums(Optional<Md5> md5, Optional<Crc64> crc64) {
    public static final SourceSums NONE = new SourceSums(Optional.empty(), Optional.empty());

    boolean isEmpty() {
        return md5.isEmpty() && crc64.isEmpty();
    }

    /// Sums up bytes as they are read: the MD5 always, the CRC-64 where it is asked for.
    static final class Sum {
        private final SourceSums expected;
        private final MessageDigest md5 = Intake.md5();
        private final Crc64Nvme crc64 = new Crc64Nvme();

        Sum(SourceSums expected) {
            this.expected = expected;
        }

        void update(byte[] bytes, int offset, int length) {
            md5.update(bytes, offset, length);
            if (expected.crc64().isPresent()) {
                crc64.update(bytes, offset, length);
            }
        }

        /// The MD5 of all bytes so far.
        ///
        /// @throws AmanaException `MD5_MISMATCH` or `CRC64_MISMATCH` when the sums are not the expected ones
        Md5 require(BlobRef source) {
            Md5 found = Md5.of(md5.digest());
            requireSame(ErrorCode.MD5_MISMATCH, expected.md5(), found, source);
            requireSame(ErrorCode.CRC64_MISMATCH, expected.crc64(), crc64.value(), source);
            return found;
        }

        private static <T> void requireSame(ErrorCode code, Optional<T> expected, T found, BlobRef source) {
            if (expected.isPresent() && !expected.get().equals(found)) {
                throw new AmanaException(
                        code, "copy source " + source + ": expected " + expected.get() + ", its bytes have " + found);
            }
        }
    }
}
