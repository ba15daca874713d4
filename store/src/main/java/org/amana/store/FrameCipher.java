package org.amana.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Encrypts and decrypts frames, chunk by chunk, with AES-256-GCM. The nonce of a chunk is the offset of its frame (8
/// bytes) and its number in the frame (4 bytes). The key is the extent's own, an offset is written once in the life
/// of an extent, and extent ids do not come twice: so no nonce does. Used by one thread.
final class FrameCipher {
    private static final int TAG_BITS = Frame.TAG * 8;

    private final Cipher cipher;

    FrameCipher() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /// Writes a whole frame to `out[at..]`, which has room for `Frame.size(length)` bytes.
    ///
    /// @param syncedTo how much of the extent is durable by now
    void encrypt(
            ContainerKey key,
            ExtentId extent,
            long offset,
            long syncedTo,
            byte[] payload,
            int length,
            byte[] out,
            int at) {
        Frame.putHeader(ByteBuffer.wrap(out, at, Frame.HEADER), extent, offset, length, syncedTo);
        SecretKey extentKey = key.forExtent(extent);
        int to = at + Frame.HEADER;
        try {
            for (int chunk = 0, from = 0; from < length; chunk++, from += Frame.CHUNK) {
                cipher.init(Cipher.ENCRYPT_MODE, extentKey, nonce(offset, chunk));
                cipher.updateAAD(out, at, Frame.AUTHENTICATED);
                to += cipher.doFinal(payload, from, Math.min(Frame.CHUNK, length - from), out, to);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Frame.seal(out, at, to - at);
    }

    /// Decrypts one chunk of a frame into `out[to..]`.
    ///
    /// @param frame the whole frame
    /// @param encrypted holds the chunk and its tag in `[from..from+size)`
    /// @return how many bytes of payload the chunk has
    /// @throws AmanaException `CORRUPT` if the chunk is not what was written there
    int decrypt(ContainerKey key, Place frame, int chunk, byte[] encrypted, int from, int size, byte[] out, int to) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key.forExtent(frame.extent()), nonce(frame.offset(), chunk));
            cipher.updateAAD(Frame.authenticated(frame.extent(), frame.offset(), frame.frame()));
            return cipher.doFinal(encrypted, from, size, out, to);
        } catch (AEADBadTagException e) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "extent " + frame.extent() + " offset " + frame.offset() + ": bytes from " + chunk * Frame.CHUNK
                            + " of the frame fail their authentication",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GCMParameterSpec nonce(long offset, int chunk) {
        byte[] nonce = ByteBuffer.allocate(12).putLong(offset).putInt(chunk).array();
        return new GCMParameterSpec(TAG_BITS, nonce);
    }
}
