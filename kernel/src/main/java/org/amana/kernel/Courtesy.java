package org.amana.kernel;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Work that can wait gives way to requests: between its pieces it rests for nine times as long as it has worked, for
/// as long as the machine is wanted, but never longer than two seconds at a time. So small pieces go on at a tenth of
/// their pace, and nothing ever stops. To be of low priority ([Background]) is not enough where a request waits for a
/// sync, a lock or a core that is held just then.
///
/// The machine is wanted while somebody waits for an answer, as seen in looks of 20 a second: who asks ten times a
/// second and is answered in ten milliseconds is seen by one look in ten, and holds nobody up by much. A request that
/// is under way while none is answered does not count: it may be an upload that waits for its client.
///
/// Safe for many threads.
public final class Courtesy implements AutoCloseable {
    private static final int REST_FACTOR = 9;
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration JUST_NOW = Duration.ofSeconds(1);

    /// To look at the clock more often than that is not worth it.
    private static final Duration SHORTEST_STRETCH = Duration.ofMillis(5);

    private final Supplier<Demand> demand;
    private volatile boolean closed;

    // Guarded by this.
    private long answered;
    private long lastLook = System.nanoTime() - GLANCE.toNanos();
    private long lastAnswer = System.nanoTime() - JUST_NOW.toNanos();
    private boolean wanted;

    public Courtesy(Supplier<Demand> demand) {
        this.demand = demand;
        this.answered = demand.get().answered();
    }

    /// Where nobody makes requests: nothing ever rests.
    public static Courtesy none() {
        return new Courtesy(() -> Demand.NONE);
    }

    /// Work begins, or goes on after a break.
    public Stint begin() {
        return new Stint();
    }

    /// Nobody rests any more: what works has to come to its end.
    @Override
    public void close() {
        closed = true;
    }

    /// Whether what works has to come to its end.
    public boolean isClosed() {
        return closed;
    }

    /// Somebody's work, in pieces. For one thread.
    public final class Stint {
        private long begin = System.nanoTime();

        private Stint() {}

        /// To be called between two pieces, which may be small. Rests if the machine is wanted; returns at once when
        /// the thread is interrupted, which it stays.
        public void pause() {
            pauseUnless(() -> false);
        }

        /// The same, but without a rest while requests wait for this very work.
        ///
        /// @param urgent whether they do; asked only where there would be a rest
        public void pauseUnless(BooleanSupplier urgent) {
            long worked = System.nanoTime() - begin;
            if (worked < SHORTEST_STRETCH.toNanos()) {
                return;
            }
            long end = System.nanoTime() + Math.min(REST_FACTOR * worked, LONGEST_REST.toNanos());
            try {
                while (!closed && isWanted() && !urgent.getAsBoolean() && System.nanoTime() < end) {
                    Thread.sleep(GLANCE);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            begin = System.nanoTime();
        }
    }

    private synchronized boolean isWanted() {
        long now = System.nanoTime();
        if (now - lastLook >= GLANCE.toNanos()) {
            Demand found = demand.get();
            if (now - lastLook < (found.answered() - answered) * JUST_NOW.toNanos()) {
                lastAnswer = now; // else they may have been long ago
            }
            wanted = found.underway() > 0 && now - lastAnswer < JUST_NOW.toNanos();
            answered = found.answered();
            lastLook = now;
        }
        return wanted;
    }
}
