package org.amana.ledger;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Threads;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.ConsistencyProof;
import org.amana.verifier.Tile;
import org.amana.verifier.TiledTree;

/// Takes the backlog of durable entries into tiles and under a signed checkpoint, stores their openings, and then lets
/// the write-ahead file drop them: one platform thread, soon after entries come.
final class Publisher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Publisher.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final PublicFolder folder;
    private final Signer signer;
    private final Openings openings;
    private final Wal wal;
    private final Backlog backlog;
    private final Consumer<Throwable> dead;
    private final LongConsumer progress;
    private final Thread thread;

    private final ReentrantLock round = new ReentrantLock(); // held while files of the log change

    private volatile Shown shown;
    private TreeEdge edge; // only for the thread that publishes

    /// What the world sees: a checkpoint, and the note that it stands in.
    private static final class Shown {
        private final Checkpoint checkpoint;
        private final byte[] note;

        Shown(Checkpoint checkpoint, byte[] note) {
            this.checkpoint = checkpoint;
            this.note = note;
        }
    }

    /// @param edge of the tree that the signer has signed
    /// @param progress is told how far publishing and storing have come
    /// @param dead is told what makes going on impossible
    Publisher(
            PublicFolder folder,
            Signer signer,
            Openings openings,
            Wal wal,
            Backlog backlog,
            TreeEdge edge,
            LongConsumer progress,
            Consumer<Throwable> dead) {
        this.folder = folder;
        this.signer = signer;
        this.openings = openings;
        this.wal = wal;
        this.backlog = backlog;
        this.edge = edge;
        this.progress = progress;
        this.dead = dead;
        Checkpoint last = new Checkpoint(signer.verifierKey().name(), signer.size(), signer.root());
        this.shown = new Shown(last, signer.sign(last, new ConsistencyProof(signer.size(), signer.size(), List.of())));
        this.thread = Thread.ofPlatform().daemon().name("ledger-publish").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The last checkpoint that was published.
    Checkpoint checkpoint() {
        return shown.checkpoint;
    }

    /// The note that it stands in.
    byte[] note() {
        return shown.note.clone();
    }

    private void run() {
        Throwable end = null;
        try {
            while (backlog.awaitWork()) {
                attempt();
            }
        } catch (Throwable e) {
            end = e;
            dead.accept(e);
            throw e;
        } finally {
            backlog.end(end);
        }
    }

    /// What may pass is waited out: a full disk, a file that cannot be opened for want of descriptors, a database
    /// that somebody else holds. The entries are safe where they are, and a round writes its files anew from the
    /// beginning. Whatever else goes wrong, corruption above all, ends the thread.
    private void attempt() {
        try {
            publishBacklog();
            prepareQuietly();
        } catch (AmanaException e) {
            if (!mayPass(e.code())) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "ledger: tiles must wait: " + e.message());
            if (backlog.isClosing()) {
                throw e;
            }
            backlog.failed(e, RETRY);
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

    /// Runs `work` between two rounds, when what is on disk fits together: tiles, memory of the signer, checkpoint.
    <T> T betweenRounds(Supplier<T> work) {
        round.lock();
        try {
            return work.get();
        } finally {
            round.unlock();
        }
    }

    private void publishBacklog() {
        round.lock();
        try {
            publishRound();
        } finally {
            round.unlock();
        }
    }

    private void publishRound() {
        List<Pending> batch = backlog.all();
        List<Pending> untiled =
                batch.stream().filter(entry -> entry.index() >= edge.size()).toList();
        if (!untiled.isEmpty() || signer.size() > checkpoint().size()) {
            extendTiles(untiled);
        }
        openings.store(batch);
        backlog.done(batch.size(), edge.size());
        progress.accept(edge.size());
        wal.drop(edge.size());
    }

    private void extendTiles(List<Pending> entries) {
        TreeEdge grown = edge.copy();
        List<TreeEdge.TileFile> files = grown.add(entries);
        folder.write(files);
        Checkpoint next = new Checkpoint(signer.verifierKey().name(), grown.size(), grown.root());
        byte[] signed = signer.sign(next, proofOfGrowth(grown.size()));
        folder.writeCheckpoint(signed);
        edge = grown;
        shown = new Shown(next, signed);
        files.stream()
                .map(TreeEdge.TileFile::tile)
                .filter(tile -> !tile.partial())
                .forEach(folder::removePartials);
    }

    /// Read back from the tiles as they were written, which is what the world will see.
    ///
    /// @throws AmanaException `DISK_FAILED` if one cannot be read at this moment
    private ConsistencyProof proofOfGrowth(long size) {
        try {
            return ConsistencyProof.of(signer.size(), size, new TiledTree(folder, size));
        } catch (UncheckedIOException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, "a tile cannot be read: " + e.getMessage(), e);
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

    /// Publishes what waits, and ends.
    @Override
    public void close() {
        backlog.close();
        Threads.awaitEnd(thread);
    }

    /// Removes what a crash left of partial tiles whose full tile stands.
    static void tidy(PublicFolder folder, long size) {
        for (int level = Tile.ENTRIES; Tile.nodes(level, size) >= Tile.FULL; level++) {
            folder.removePartials(new Tile(level, Tile.nodes(level, size) / Tile.FULL - 1, Tile.FULL));
        }
    }
}
