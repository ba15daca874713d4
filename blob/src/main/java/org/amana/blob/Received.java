package org.amana.blob;

import java.util.Optional;
import org.amana.store.Extents;
import org.amana.store.Pending;
import org.amana.store.Places;

/// A body that was taken in, checked and written, perhaps not yet synced. Compaction leaves it alone until it
/// is closed; if no commit refers to it by then, its bytes are garbage.
final class Received implements Hold {
    private final Extents extents;
    private final Pending pending;
    private final long length;
    private final Optional<Md5> md5;
    private final Optional<Crc64> crc64;
    private boolean kept;

    /// @param length bytes
    /// @param md5 when it was asked for or had to be checked
    /// @param crc64 when it was asked for or had to be checked
    Received(Extents extents, Pending pending, long length, Optional<Md5> md5, Optional<Crc64> crc64) {
        this.extents = extents;
        this.pending = pending;
        this.length = length;
        this.md5 = md5;
        this.crc64 = crc64;
    }

    long length() {
        return length;
    }

    Optional<Md5> md5() {
        return md5;
    }

    Optional<Crc64> crc64() {
        return crc64;
    }

    Places places() {
        return pending.places();
    }

    /// Waits until the bytes are durable.
    void await() {
        pending.await();
    }

    /// Says that the catalog refers to the bytes now.
    void kept() {
        kept = true;
    }

    @Override
    public void close() {
        if (!kept) {
            extents.released(pending.places());
        }
        pending.close();
    }
}
