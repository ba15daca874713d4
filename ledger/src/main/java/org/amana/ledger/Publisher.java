package org.amana.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.ConsistencyProof;
import org.amana.verifier.Tile;
import org.amana.verifier.TiledTree;
import org.jspecify.annotations.Nullable;

/// Takes durable entries into tiles and under a signed checkpoint, stores their openings, and then lets the
/// write-ahead file drop them: one platform thread, soon after entries come. Holds the entries until then. Safe
/// for use by many threads.
final class Publisher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Publisher.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final PublicFolder folder;
    private final Signer signer;
    private final Openings openings;
    private final Wal wal;
    private final Duration interval;
    private final Consumer<Throwable> dead;
    private final LongConsumer progress;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition published = lock.newCondition();

    // All guarded by lock.
    private final List<Pending> waiting = new ArrayList<>(); // durable, and not both published and stored; in order
    private long durable;
    private long stored; // below this, entries are published and their openings stored
    private long wanted; // somebody waits until so many are
    private long failures;
    private @Nullable Throwable lastFailure;
    private boolean ended;
    private boolean closing;
    private Checkpoint checkpoint;
    private byte[] note;

    private TreeEdge edge; // only for the thread that publishes

    /// @param edge of the tree that the signer has signed
    /// @param stored entries whose openings are stored, at most those that are signed
    /// @param progress is told how far publishing and storing have come
    /// @param dead is told what makes going on impossible
    Publisher(
            PublicFolder folder,
            Signer signer,
            Openings openings,
            Wal wal,
            Duration interval,
            TreeEdge edge,
            long stored,
            LongConsumer progress,
            Consumer<Throwable> dead) {
        this.folder = folder;
        this.signer = signer;
        this.openings = openings;
        this.wal = wal;
        this.interval = interval;
        this.edge = edge;
        this.progress = progress;
        this.dead = dead;
        this.durable = edge.size();
        this.stored = stored;
        this.checkpoint = new Checkpoint(signer.verifierKey().name(), signer.size(), signer.root());
        this.note = signer.sign(checkpoint, new ConsistencyProof(signer.size(), signer.size(), List.of()));
        this.thread = Thread.ofPlatform().daemon().name("ledger-publish").unstarted(this::run);
    }

    void start() {
        thread.start();
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

    Checkpoint checkpoint() {
        lock.lock();
        try {
            return checkpoint;
        } finally {
            lock.unlock();
        }
    }

    byte[] note() {
        lock.lock();
        try {
            return note.clone();
        } finally {
            lock.unlock();
        }
    }

    /// The durable entry at `index`, if it is still in memory.
    Optional<Pending> waiting(long index) {
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

    /// All durable entries that are still in memory: every one whose opening is not stored is among them.
    List<Pending> allWaiting() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    /// Publishes without delay what is durable by now, stores its openings, and waits until that is done.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE` if it fails
    void publish() {
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

    private AmanaException unpublished() {
        if (lastFailure instanceof Error error) {
            throw error;
        }
        String why = lastFailure == null ? "it is closed" : String.valueOf(lastFailure.getMessage());
        return new AmanaException(ErrorCode.LEDGER_UNAVAILABLE, "the ledger cannot be published: " + why);
    }

    private void run() {
        Throwable end = null;
        try {
            while (awaitWork()) {
                attempt();
            }
        } catch (Throwable e) {
            end = e;
            dead.accept(e);
            throw e;
        } finally {
            end(end);
        }
    }

    /// Waits until there is something to publish and its time has come; false when all is done and nothing more
    /// comes.
    private boolean awaitWork() {
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

    /// What may pass is waited out: a full disk, a file that cannot be opened for want of descriptors, a database
    /// that somebody else holds. The entries are safe where they are, and a round writes its files anew from the
    /// beginning. Whatever else goes wrong, corruption above all, ends the thread.
    private void attempt() {
        try {
            publishWaiting();
            prepareQuietly();
        } catch (AmanaException e) {
            if (!mayPass(e.code())) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "ledger: tiles must wait: " + e.message());
            if (closing()) {
                throw e;
            }
            failed(e);
        }
    }

    private static boolean mayPass(ErrorCode code) {
        return switch (code.category()) {
            case FULL, UNAVAILABLE -> true;
            case INTERNAL -> code == ErrorCode.DISK_FAILED;
            case INVALID,
                    TOO_LARGE,
                    UNAUTHENTICATED,
                    REFUSED,
                    NOT_FOUND,
                    CONFLICT,
                    RANGE,
                    PRECONDITION,
                    UNSUPPORTED,
                    CORRUPT -> false;
        };
    }

    private void publishWaiting() {
        List<Pending> batch = allWaiting();
        List<Pending> untiled =
                batch.stream().filter(entry -> entry.index() >= edge.size()).toList();
        if (!untiled.isEmpty() || signer.size() > checkpoint().size()) {
            extendTiles(untiled);
        }
        openings.store(batch);
        done(batch.size());
        wal.drop(edge.size());
    }

    private void extendTiles(List<Pending> entries) {
        TreeEdge grown = edge.copy();
        List<TreeEdge.TileFile> files = grown.add(entries);
        folder.write(files);
        Checkpoint next = new Checkpoint(signer.verifierKey().name(), grown.size(), grown.root());
        // Read back from the tiles as they were written, which is what the world will see.
        TiledTree tiles = new TiledTree(folder, grown.size());
        byte[] signed = signer.sign(next, ConsistencyProof.of(signer.size(), grown.size(), tiles));
        folder.writeCheckpoint(signed);
        edge = grown;
        stand(next, signed);
        files.stream()
                .map(TreeEdge.TileFile::tile)
                .filter(tile -> !tile.partial())
                .forEach(folder::removePartials);
    }

    private void stand(Checkpoint next, byte[] signed) {
        lock.lock();
        try {
            checkpoint = next;
            note = signed;
        } finally {
            lock.unlock();
        }
    }

    private void done(int count) {
        lock.lock();
        try {
            waiting.subList(0, count).clear();
            stored = edge.size();
            published.signalAll();
        } finally {
            lock.unlock();
        }
        progress.accept(edge.size());
    }

    private boolean closing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /// Without a spare segment the write-ahead file goes on until it needs one.
    private void prepareQuietly() {
        try {
            wal.prepare();
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, "ledger: no room for the next segment: " + e.message());
        }
    }

    private void failed(AmanaException e) {
        lock.lock();
        try {
            tell(e);
            long deadline = System.nanoTime() + RETRY.toNanos();
            while (!closing && System.nanoTime() < deadline) {
                work.awaitNanos(deadline - System.nanoTime());
            }
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException("nobody interrupts this thread", interrupt);
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

    private void end(@Nullable Throwable reason) {
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

    /// Publishes what waits, and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
    }

    /// Removes what a crash left of partial tiles whose full tile stands.
    static void tidy(PublicFolder folder, long size) {
        for (int level = Tile.ENTRIES; Tile.nodes(level, size) >= Tile.FULL; level++) {
            folder.removePartials(new Tile(level, Tile.nodes(level, size) / Tile.FULL - 1, Tile.FULL));
        }
    }
}
