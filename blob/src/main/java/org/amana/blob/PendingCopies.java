package org.amana.blob;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.outbound.Outbound;
import org.amana.policy.Credential;
import org.amana.policy.Gate;
import org.amana.store.RootKey;
import org.jspecify.annotations.Nullable;

/// Carries copies from elsewhere on in the background, a few at a time, each under the credential that asked
/// for it ([CopyMandate]): every attempt passes the gate ([CopyAttempt]). When a shared access signature that
/// asked has expired, or its stored access policy is gone, the copy fails. What the network spoils is tried
/// again, from the first byte; so is what a stop of the server interrupted, when it runs again. What cannot
/// succeed ends as failed, with the reason; while that cannot be noted, it is attempted again.
public final class PendingCopies implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PendingCopies.class.getName());
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 10_000;
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final BlobParts parts;
    private final CopyMandate mandate;
    private final CopyNotes notes;
    private final Map<Key, Fetch> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("copy-", 0).factory());
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final CountDownLatch closing = new CountDownLatch(1);

    /// Absent until [#start].
    private volatile @Nullable Outside outside;

    PendingCopies(BlobParts parts, RootKey root) {
        this.parts = parts;
        this.mandate = new CopyMandate(parts, root);
        this.notes = new CopyNotes(parts);
    }

    /// What it goes out with.
    ///
    /// @param credentials those of an account that are worth something now
    record Outside(Gate gate, Outbound outbound, Function<AccountName, List<Credential>> credentials) {}

    private record Key(long containerId, BlobName name) {}

    /// Takes up what was pending when the server stopped.
    void start(Outside way) {
        outside = way;
        parts.catalog().read(PendingCopyRows::all).forEach(this::carryOn);
    }

    /// @throws AmanaException `FEATURE_NOT_AVAILABLE` where nothing is carried on, `SERVER_BUSY` when too
    ///     much is
    void requireRoom() {
        if (outside == null) {
            throw new AmanaException(
                    ErrorCode.FEATURE_NOT_AVAILABLE, "copies are not carried on in the background here");
        }
        if (running.size() >= MOST_WAITING) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, running.size() + " copies are pending already");
        }
    }

    /// What is to be kept of a copy that is asked for, to [carry it on][#carryOn].
    PendingCopy note(Box box, BeginCopy command) {
        return mandate.note(box, command);
    }

    void carryOn(PendingCopy copy) {
        Fetch fetch = new Fetch(copy.id(), this::isClosing);
        Key key = new Key(copy.containerId(), copy.name());
        running.put(key, fetch);
        threads.execute(() -> {
            try {
                run(copy, fetch);
            } catch (InterruptedException _) {
                // The server stops; the copy is taken up when it runs again.
            } finally {
                running.remove(key, fetch);
            }
        });
    }

    /// Ends the fetching of a copy that is no more pending.
    void breakOff(long containerId, BlobName name, String id) {
        Fetch fetch = running.get(new Key(containerId, name));
        if (fetch != null && fetch.isOf(id)) {
            fetch.breakOff();
        }
    }

    /// Attempts, each in a turn of its own, so that a copy that pauses keeps no other waiting.
    private void run(PendingCopy copy, Fetch fetch) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; !isEndedInTurn(copy, fetch, attempt); attempt++, pause = afterNext(pause)) {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static Duration afterNext(Duration pause) {
        Duration longer = pause.multipliedBy(4);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private boolean isEndedInTurn(PendingCopy copy, Fetch fetch, int attempt) throws InterruptedException {
        turns.acquire();
        try {
            return fetch.isBrokenOff() || isEnded(copy, fetch, attempt);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "how copy " + copy.id() + " ended cannot be noted; trying again", e);
            return false;
        } finally {
            turns.release();
        }
    }

    /// Makes one attempt.
    ///
    /// @return whether nothing is left to do; otherwise another may do better
    /// @throws RuntimeException if the end of it cannot be noted
    private boolean isEnded(PendingCopy copy, Fetch fetch, int attempt) {
        try {
            new CopyAttempt(parts, Objects.requireNonNull(outside), mandate, notes, copy, fetch).run();
        } catch (AmanaException e) {
            if (fetch.isBrokenOff()) {
                return true;
            }
            if (isGone(e)) {
                notes.forget(copy);
            } else if (!mayPass(e) || attempt >= ATTEMPTS) {
                notes.failed(copy, e.message());
            } else {
                LOG.log(System.Logger.Level.DEBUG, "copy {0}, attempt {1}: {2}", copy.id(), attempt, e.message());
                return false;
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "copy " + copy.id() + " failed", e);
            notes.failed(copy, "an internal error");
        }
        return true;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// Whether the blob waits for this copy no more.
    private static boolean isGone(AmanaException e) {
        return e.code() == ErrorCode.NO_PENDING_COPY || e.code() == ErrorCode.BLOB_NOT_FOUND;
    }

    /// Whether another attempt may do better.
    private static boolean mayPass(AmanaException e) {
        return e.code().category() == ErrorCode.Category.UNAVAILABLE || e.code() == ErrorCode.INCOMPLETE_BODY;
    }

    /// Breaks off what is being fetched, to be taken up when the server runs again.
    @Override
    public void close() {
        closing.countDown();
        running.values().forEach(Fetch::breakOff);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.log(System.Logger.Level.WARNING, "a copy does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
