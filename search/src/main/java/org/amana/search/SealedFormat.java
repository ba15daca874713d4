package org.amana.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.lucene.index.CorruptIndexException;

/// How a file of the index is sealed; `docs/formats/index-file.md` is the page about it.
///
/// A header (magic, version, a random id), then chunks of 64 KiB, each under AES-256-GCM. The key is the file's own,
/// derived from the index's key and the id; the nonce is the number of the chunk with a mark on the last one; the
/// header is authenticated with each. A file is written once from front to back, so no nonce comes twice under one
/// key; a chunk that is changed, moved, taken from another file or cut off at the end does not open.
final class SealedFormat {
    static final int HEADER = 24;
    static final int CHUNK = 1 << 16;
    static final int TAG = 16;
    static final int SEALED_CHUNK = CHUNK + TAG;

    private static final int MAGIC = 0x414D4958; // AMIX
    private static final int VERSION = 1;
    private static final int ID = 16;

    private final byte[] header;
    private final SecretKey key;

    private SealedFormat(byte[] header, SecretKey key) {
        this.header = header;
        this.key = key;
    }

    /// A new file's.
    ///
    /// @param id random, 16 bytes
    static SealedFormat of(byte[] id, SecretKey indexKey) {
        byte[] header = ByteBuffer.allocate(HEADER)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(MAGIC)
                .putInt(VERSION)
                .put(id)
                .array();
        return new SealedFormat(header, fileKey(header, indexKey));
    }

    /// A written file's.
    ///
    /// @throws CorruptIndexException if that is no header of this format
    static SealedFormat read(byte[] header, SecretKey indexKey, String file) throws CorruptIndexException {
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (header.length != HEADER || fields.getInt() != MAGIC || fields.getInt() != VERSION) {
            throw new CorruptIndexException("not a sealed file of version " + VERSION, file);
        }
        return new SealedFormat(header, fileKey(header, indexKey));
    }

    static int idLength() {
        return ID;
    }

    byte[] header() {
        return header.clone();
    }

    /// Bytes of content in a file of `sealed` bytes.
    static long contentLength(long sealed, String file) throws CorruptIndexException {
        long body = sealed - HEADER;
        long chunks = Math.ceilDiv(body, (long) SEALED_CHUNK);
        if (body < TAG || body - (chunks - 1) * SEALED_CHUNK < TAG) {
            throw new CorruptIndexException("cut off at " + sealed + " bytes", file);
        }
        return body - chunks * TAG;
    }

    static long chunks(long content) {
        return Math.max(1, Math.ceilDiv(content, (long) CHUNK));
    }

    /// Seals `plain[0..length)`.
    byte[] seal(byte[] plain, int length, long chunk, boolean last) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, chunk, last).doFinal(plain, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /// Opens `sealed[0..length)`.
    ///
    /// @throws CorruptIndexException if it was changed
    byte[] open(byte[] sealed, int length, long chunk, boolean last, String file) throws CorruptIndexException {
        try {
            return cipher(Cipher.DECRYPT_MODE, chunk, last).doFinal(sealed, 0, length);
        } catch (AEADBadTagException e) {
            throw new CorruptIndexException("chunk " + chunk + " was changed or is under another key", file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private Cipher cipher(int mode, long chunk, boolean last) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(12).putInt(last ? 1 : 0).putLong(chunk).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(header);
        return cipher;
    }

    private static SecretKey fileKey(byte[] header, SecretKey indexKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(indexKey);
            mac.update("amana index file\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new SecretKeySpec(mac.doFinal(Arrays.copyOfRange(header, HEADER - ID, HEADER)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }
}
