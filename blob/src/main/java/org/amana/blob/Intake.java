package org.amana.blob;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.store.Appending;
import org.amana.store.Extents;
import org.jspecify.annotations.Nullable;

/// Takes a body into extents while it streams, in pieces of 128 KiB, and checks its length and checksums on the
/// way. What fails a check is given up: nothing of it can ever be referred to.
final class Intake {
    private static final int PIECE = 128 * 1024;

    /// Which checksums are wanted whether the sender said one or not.
    enum Sums {
        NONE,
        MD5,
        CRC64;

        /// Of a part of a blob: its answer tells the CRC-64, unless the sender said an MD5 or does not know of the
        /// other (Azure REST: *Put Block*).
        static Sums ofPart(Body body) {
            return body.md5().isPresent() || body.tellsMd5() ? MD5 : CRC64;
        }
    }

    private final String what;
    private final ByteSize most;
    private final @Nullable MessageDigest md5;
    private final @Nullable Crc64Nvme crc64;

    private Intake(String what, ByteSize most, boolean withMd5, boolean withCrc64) {
        this.what = what;
        this.most = most;
        this.md5 = withMd5 ? md5() : null;
        this.crc64 = withCrc64 ? new Crc64Nvme() : null;
    }

    /// @param keys under which the bytes are to lie
    /// @param what names the blob or block in messages
    /// @param most the largest body allowed
    /// @throws AmanaException `TOO_LARGE`, `INCOMPLETE_BODY`, `MD5_MISMATCH`, `CRC64_MISMATCH` or
    ///     `INSUFFICIENT_STORAGE`
    static Received receive(Extents extents, ContentKeys keys, Body body, Sums wanted, ByteSize most, Object what) {
        Intake intake = new Intake(
                what.toString(),
                most,
                wanted == Sums.MD5 || body.md5().isPresent(),
                wanted == Sums.CRC64 || body.crc64().isPresent());
        intake.requireSize(body.length().orElse(0));
        try (Appending appending = keys.append(extents, body.length().orElse(0))) {
            intake.read(body, appending);
            Optional<Md5> md5 = intake.md5 == null ? Optional.empty() : Optional.of(Md5.of(intake.md5.digest()));
            Optional<Crc64> crc64 = intake.crc64 == null ? Optional.empty() : Optional.of(intake.crc64.value());
            intake.requireSame(ErrorCode.MD5_MISMATCH, "Md5", body.md5(), md5);
            intake.requireSame(ErrorCode.CRC64_MISMATCH, "Crc", body.crc64(), crc64);
            long length = appending.length();
            return new Received(extents, appending.finish(), length, md5, crc64);
        }
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private void read(Body body, Appending appending) {
        OptionalLong declared = body.length();
        long left = declared.orElse(Long.MAX_VALUE);
        byte[] piece = new byte[Math.clamp(left, 1, PIECE)];
        while (left > 0) {
            int count = next(body.stream(), piece, (int) Math.min(left, piece.length), appending.length());
            if (count < 0) {
                break;
            }
            take(piece, count, appending);
            left -= count;
        }
        if (declared.isPresent() && left > 0) {
            throw incomplete(appending.length() + " of " + declared.getAsLong() + " bytes came", null);
        }
    }

    /// Fills the piece as far as the body goes, so that small network reads make no small frames.
    private int next(InputStream stream, byte[] piece, int length, long sofar) {
        try {
            int count = stream.readNBytes(piece, 0, length);
            return count == 0 ? -1 : count;
        } catch (IOException e) {
            throw incomplete("it broke off after about " + sofar + " bytes", e);
        }
    }

    private void take(byte[] piece, int count, Appending appending) {
        requireSize(appending.length() + count);
        if (md5 != null) {
            md5.update(piece, 0, count);
        }
        if (crc64 != null) {
            crc64.update(piece, 0, count);
        }
        appending.write(piece, 0, count);
    }

    private void requireSize(long length) {
        if (length > most.bytes()) {
            throw new AmanaException(ErrorCode.TOO_LARGE, what + ": the body has more than " + most)
                    .with("MaxLimit", Long.toString(most.bytes()));
        }
    }

    /// @param sum what Azure calls it in its error bodies
    private <T> void requireSame(ErrorCode code, String sum, Optional<T> expected, Optional<T> found) {
        if (expected.isPresent() && !expected.equals(found)) {
            throw new AmanaException(
                            code,
                            what + ": expected " + expected.get() + ", the bytes that came have "
                                    + found.map(Object::toString).orElse("none"))
                    .with("UserSpecified" + sum, expected.get().toString())
                    .with("ServerCalculated" + sum, found.map(Object::toString).orElse(""));
        }
    }

    private AmanaException incomplete(String why, @Nullable IOException cause) {
        String message = what + ": the body is incomplete, " + why;
        return cause == null
                ? new AmanaException(ErrorCode.INCOMPLETE_BODY, message)
                : new AmanaException(ErrorCode.INCOMPLETE_BODY, message, cause);
    }
}
