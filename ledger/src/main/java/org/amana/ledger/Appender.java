package org.amana.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.amana.durable.SyncThreads;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Threads;
import org.amana.verifier.EntryWriter;
import org.jspecify.annotations.Nullable;

/// Gives entries their index and time, and makes them durable: one platform thread takes all that wait and
/// writes them as one batch with one fsync, while the next ones gather. Safe for use by any number of threads.
final class Appender implements AutoCloseable {
    /// A batch is at most so many entries, and about so many bytes.
    private static final int MAX_BATCH = 4_096;

    private static final int MAX_BATCH_BYTES = 512 * 1024;

    private final Wal wal;
    private final InstantSource clock;
    private final int maxUnpublished;
    private final Consumer<List<Pending>> durableBatch;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();

    // All guarded by lock; time is read without it.
    private List<Pending> queue = new ArrayList<>();
    private long next;
    private volatile long time;
    private boolean closing;
    private @Nullable Throwable dead; // why nothing can be appended any more

    private volatile long published;

    /// @param next index of the next entry
    /// @param time of the last one, in Unix seconds
    /// @param durableBatch is given every batch once it is durable, before anyone is answered
    Appender(
            Wal wal,
            InstantSource clock,
            int maxUnpublished,
            long next,
            long time,
            Consumer<List<Pending>> durableBatch) {
        this.wal = wal;
        this.clock = clock;
        this.maxUnpublished = maxUnpublished;
        this.next = next;
        this.time = time;
        this.durableBatch = durableBatch;
        this.published = next;
        this.thread = Thread.ofPlatform().daemon().name("ledger-append").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Queues an entry. The order of calls is the order of the entries.
    ///
    /// @param entry written but for its `t`
    /// @throws IllegalArgumentException if it is too long
    /// @throws AmanaException `LEDGER_UNAVAILABLE` if publishing is too far behind, or the ledger is closed
    Pending begin(EntryWriter entry, SaltedOpening opening) {
        byte[] names = opening.encode();
        lock.lock();
        try {
            requireOpen();
            long now = now();
            Pending pending = new Pending(next, now, entry.withHole(now), names);
            queue.add(pending);
            next++;
            time = now;
            work.signal();
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /// What the next entry would have for its `t`, in Unix seconds.
    long now() {
        return Math.max(time, clock.instant().getEpochSecond());
    }

    /// What the last entry has for its `t`, in Unix seconds; 0 before the first.
    long last() {
        return time;
    }

    /// Tells how far tiles and checkpoint have come.
    void published(long size) {
        published = size;
    }

    /// Ends everything: what waits fails with `reason`, and so does whatever comes.
    void die(Throwable reason) {
        lock.lock();
        try {
            if (dead == null) {
                dead = reason;
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (dead instanceof Error error) {
            throw error;
        }
        if (dead != null || closing) {
            throw new AmanaException(
                    ErrorCode.LEDGER_UNAVAILABLE,
                    dead == null ? "the ledger is closed" : "the ledger has stopped: " + dead.getMessage());
        }
        if (next - published >= maxUnpublished) {
            throw new AmanaException(
                    ErrorCode.LEDGER_UNAVAILABLE,
                    (next - published) + " entries wait for their tiles; the most is " + maxUnpublished);
        }
    }

    private void run() {
        List<Pending> taken = List.of();
        try {
            while (true) {
                taken = take();
                if (taken.isEmpty()) {
                    return;
                }
                append(taken);
            }
        } catch (Throwable e) {
            die(e);
            taken.forEach(pending -> pending.fail(e)); // those that are durable have been told, and stay so
            failQueue(e);
            throw e;
        }
    }

    /// Everything that waits; empty when there is nothing more to come.
    private List<Pending> take() {
        awaitWork();
        SyncThreads.letOthersJoin();
        lock.lock();
        try {
            if (dead != null) {
                failQueue(dead);
                return List.of();
            }
            List<Pending> taken = queue;
            queue = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closing && dead == null) {
                work.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void append(List<Pending> taken) {
        int from = 0;
        while (from < taken.size()) {
            List<Pending> batch = taken.subList(from, batchEnd(taken, from));
            try {
                wal.append(batch);
            } catch (AmanaException e) {
                takeBack(taken.subList(from, taken.size()), e);
                return;
            }
            durableBatch.accept(batch);
            batch.forEach(Pending::durable);
            from += batch.size();
        }
        if (idle()) {
            markQuietly();
        }
    }

    private static int batchEnd(List<Pending> taken, int from) {
        int bytes = 0;
        int end = from;
        while (end < taken.size() && end - from < MAX_BATCH && (bytes < MAX_BATCH_BYTES || end == from)) {
            bytes += taken.get(end).entry().length + taken.get(end).names().length;
            end++;
        }
        return end;
    }

    private boolean idle() {
        lock.lock();
        try {
            return queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// The mark helps whoever reads the file after a crash; without it nothing is wrong.
    private void markQuietly() {
        try {
            wal.mark();
        } catch (AmanaException e) {
            System.getLogger(Appender.class.getName())
                    .log(System.Logger.Level.DEBUG, "no mark in the write-ahead file", e);
        }
    }

    /// The batch that failed and all behind it never happened: their indexes are given again.
    private void takeBack(List<Pending> failed, AmanaException reason) {
        lock.lock();
        try {
            next = failed.getFirst().index();
            failed.forEach(pending -> pending.fail(reason));
            failQueue(reason);
        } finally {
            lock.unlock();
        }
    }

    private void failQueue(Throwable reason) {
        lock.lock();
        try {
            queue.forEach(pending -> pending.fail(reason));
            queue = new ArrayList<>();
        } finally {
            lock.unlock();
        }
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        Threads.awaitEnd(thread);
    }
}
