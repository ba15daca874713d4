package org.amana.blob;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps what an operation saw while planning true until it is carried out. Three levels, always taken in this
/// order: a container is *shared* by everybody who writes in it and held *alone* by its deletion; a blob is
/// shared by those who stage different blocks of it and held alone by every other write; a block id is held by
/// who stages it.
///
/// Locks are striped, so two names may share one; that costs waiting and nothing else, as nobody holds two of a
/// level. They are fair, and belong to no thread.
final class BlobLocks {
    private static final int STRIPES = 1024;

    /// As many as may share a lock at once; more wait.
    private static final int SHARES = 1 << 16;

    private final Semaphore[] containers = stripes(SHARES);
    private final Semaphore[] blobs = stripes(SHARES);
    private final Semaphore[] blocks = stripes(1);

    private static Semaphore[] stripes(int permits) {
        Semaphore[] stripes = new Semaphore[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Semaphore(permits, true);
        }
        return stripes;
    }

    /// For the deletion of a container, and other changes of the container as such.
    Hold container(long containerId) {
        return take(containers, Long.hashCode(containerId), SHARES);
    }

    /// For every write of a blob but staging.
    Hold blob(long containerId, BlobName name) {
        Hold outer = take(containers, Long.hashCode(containerId), 1);
        return both(outer, blobs, hash(containerId, name), SHARES);
    }

    /// For staging a block.
    Hold block(long containerId, BlobName name, BlockId id) {
        Hold outer = take(containers, Long.hashCode(containerId), 1);
        Hold middle = both(outer, blobs, hash(containerId, name), 1);
        return both(middle, blocks, 31 * hash(containerId, name) + id.hashCode(), 1);
    }

    private static int hash(long containerId, BlobName name) {
        return 31 * Long.hashCode(containerId) + name.hashCode();
    }

    private static Hold both(Hold outer, Semaphore[] stripes, int hash, int permits) {
        Hold inner = take(stripes, hash, permits);
        return () -> {
            inner.close();
            outer.close();
        };
    }

    private static Hold take(Semaphore[] stripes, int hash, int permits) {
        int spread = hash * 0x9E3779B9;
        Semaphore stripe = stripes[(spread >>> 16) & (STRIPES - 1)];
        stripe.acquireUninterruptibly(permits);
        return new Taken(stripe, permits);
    }

    private static final class Taken implements Hold {
        private final Semaphore stripe;
        private final int permits;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Taken(Semaphore stripe, int permits) {
            this.stripe = stripe;
            this.permits = permits;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                stripe.release(permits);
            }
        }
    }
}
