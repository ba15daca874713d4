package org.amana.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Entries that are durable, from then until they are published and their openings stored. The appending thread adds
/// to it, the publishing one works it off, and whoever wants an entry published waits here. Safe for use by many
/// threads.
final class Backlog {
    private final Duration interval;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition published = lock.newCondition();

    // All guarded by lock.
    private final List<Pending> waiting = new ArrayList<>(); // in order
    private long durable;
    private long stored;
    private long wanted; // somebody waits until so many are stored
    private long failures;
    private @Nullable Throwable lastFailure;
    private boolean ended;
    private boolean closing;

    /// @param interval how long the first entry waits for others
    /// @param durable entries that are durable, but for those that are added first
    /// @param stored entries that are published and whose openings are stored
    Backlog(Duration interval, long durable, long stored) {
        this.interval = interval;
        this.durable = durable;
        this.stored = stored;
    }

    /// Takes entries that are durable, in order, after those before.
    void add(List<Pending> batch) {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                work.signal();
            }
            waiting.addAll(batch);
            durable = batch.getLast().index() + 1;
        } finally {
            lock.unlock();
        }
    }

    /// Entries that are durable.
    long durable() {
        lock.lock();
        try {
            return durable;
        } finally {
            lock.unlock();
        }
    }

    /// Entries that are published and whose openings are stored.
    long stored() {
        lock.lock();
        try {
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /// The durable entry at `index`, if it is still here.
    Optional<Pending> entry(long index) {
        lock.lock();
        try {
            if (waiting.isEmpty() || index < waiting.getFirst().index() || index >= durable) {
                return Optional.empty();
            }
            return Optional.of(
                    waiting.get(Math.toIntExact(index - waiting.getFirst().index())));
        } finally {
            lock.unlock();
        }
    }

    /// All that are here: every entry whose opening is not stored is among them.
    List<Pending> all() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    /// Has everything that is durable by now published and stored without delay, and waits until it is.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE` if it fails
    void flush() {
        await(durable(), true);
    }

    /// Waits until so many entries are published and stored.
    ///
    /// @param now whether to hurry
    /// @throws AmanaException `LEDGER_UNAVAILABLE` if publishing fails
    void await(long size, boolean now) {
        lock.lock();
        try {
            long failuresBefore = failures;
            while (stored < size) {
                if (now) {
                    wanted = Math.max(wanted, size);
                    work.signal();
                }
                if (ended || failures > failuresBefore) {
                    throw unpublished();
                }
                published.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Why the last round failed; empty if it did not.
    Optional<String> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(lastFailure).map(Throwable::getMessage);
        } finally {
            lock.unlock();
        }
    }

    private AmanaException unpublished() {
        if (lastFailure instanceof Error error) {
            throw error;
        }
        String why = lastFailure == null ? "it is closed" : String.valueOf(lastFailure.getMessage());
        return new AmanaException(ErrorCode.LEDGER_UNAVAILABLE, "the ledger cannot be published: " + why);
    }

    // For the publishing thread.

    /// Waits until there is something to publish and its time has come; false when all is done and nothing more comes.
    boolean awaitWork() {
        lock.lock();
        try {
            long deadline = 0;
            boolean timing = false;
            while (!closing) {
                if (waiting.isEmpty()) {
                    work.awaitUninterruptibly();
                    continue;
                }
                deadline = timing ? deadline : System.nanoTime() + interval.toNanos();
                timing = true;
                long left = deadline - System.nanoTime();
                if (left <= 0 || wanted > stored) {
                    return true;
                }
                work.awaitNanos(left);
            }
            return !waiting.isEmpty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    /// The first `count` entries are published and stored, and with them every one below `size`.
    void done(int count, long size) {
        lock.lock();
        try {
            waiting.subList(0, count).clear();
            stored = size;
            lastFailure = null;
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Tells those who wait that it failed, and pauses before it is tried again.
    void failed(AmanaException failure, Duration pause) {
        lock.lock();
        try {
            tell(failure);
            long deadline = System.nanoTime() + pause.toNanos();
            while (!closing && System.nanoTime() < deadline) {
                work.awaitNanos(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    private void tell(Throwable failure) {
        lastFailure = failure;
        failures++;
        wanted = 0;
        published.signalAll();
    }

    boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /// Nobody works it off any more.
    ///
    /// @param reason what went wrong; null if nothing did
    void end(@Nullable Throwable reason) {
        lock.lock();
        try {
            ended = true;
            if (reason != null) {
                tell(reason);
            }
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// No more entries come: what is here is to be worked off at once.
    void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }
}
