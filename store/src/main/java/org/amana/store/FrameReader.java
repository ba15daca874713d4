package org.amana.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.amana.durable.DurableFile;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads parts of frames: fetches the chunks that are touched, decrypts each and passes on what was asked for. Used by
/// one thread at a time; making one costs a good part of a small reading.
final class FrameReader {
    private static final int STORED_CHUNK = Frame.CHUNK + Frame.TAG;

    /// Chunks fetched with one read and passed on together: few enough to stay in the processor's cache all the way.
    private static final int FETCHED_TOGETHER = 4;

    private final FrameCipher cipher = new FrameCipher();
    private byte[] encrypted = new byte[0];
    private byte[] decrypted = new byte[0];

    /// Reads the bytes of `place` from its extent's file.
    void read(ContainerKey key, DurableFile file, Place place, Sink sink) throws IOException {
        int lastChunk = (place.from() + place.length() - 1) / Frame.CHUNK;
        for (int chunk = place.from() / Frame.CHUNK; chunk <= lastChunk; chunk += FETCHED_TOGETHER) {
            read(key, file, place, chunk, Math.min(lastChunk, chunk + FETCHED_TOGETHER - 1), sink);
        }
    }

    private void read(ContainerKey key, DurableFile file, Place place, int firstChunk, int lastChunk, Sink sink)
            throws IOException {
        int stored = fetch(file, place, firstChunk, lastChunk);
        makeRoomToDecrypt(stored);
        int from = Math.max(0, place.from() - firstChunk * Frame.CHUNK);
        int to = place.from() + place.length() - firstChunk * Frame.CHUNK;
        int sound = 0;
        try {
            for (int at = 0; at < stored; at += STORED_CHUNK) {
                int chunk = firstChunk + at / STORED_CHUNK;
                int size = Math.min(STORED_CHUNK, stored - at);
                sound += cipher.decrypt(key, place.whole(), chunk, encrypted, at, size, decrypted, sound);
            }
        } finally {
            int end = Math.min(to, sound);
            if (from < end) {
                sink.accept(decrypted, from, end - from);
            }
        }
    }

    private int fetch(DurableFile file, Place place, int firstChunk, int lastChunk) {
        long start = place.offset() + Frame.HEADER + (long) firstChunk * STORED_CHUNK;
        long end = Math.min(
                place.offset() + Frame.HEADER + (long) (lastChunk + 1) * STORED_CHUNK,
                place.offset() + place.sizeOnDisk());
        int stored = (int) (end - start);
        if (encrypted.length < stored) {
            encrypted = new byte[stored];
        }
        if (file.read(ByteBuffer.wrap(encrypted, 0, stored), start) < stored) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "extent " + place.extent() + " offset " + place.offset() + ": the file ends before the frame does");
        }
        return stored;
    }

    private void makeRoomToDecrypt(int length) {
        if (decrypted.length < length) {
            decrypted = new byte[length];
        }
    }
}
