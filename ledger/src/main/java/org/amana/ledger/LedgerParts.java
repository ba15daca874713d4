package org.amana.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.durable.Disk;
import org.amana.durable.DiskLock;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.LogSource;

/// The running parts of a ledger, wired together, and the order in which they start and stop.
final class LedgerParts {
    /// What nobody but the server may read, in the ledger's folder.
    static final String PRIVATE = "private";

    /// The folder of the write-ahead file.
    static final String WAL = "wal";

    /// Held by whoever has the ledger open.
    static final String LOCK = "lock";

    private final Disk disk;
    private final DiskLock lock;
    private final Signer signer;
    private final PublicFolder folder;
    private final Openings openings;
    private final Salts random;
    private final Wal wal;
    private final long torn;
    private final boolean empty;
    private final Appender appender;
    private final Backlog backlog;
    private final Publisher publisher;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LedgerParts(
            Disk disk,
            DiskLock lock,
            Signer signer,
            PublicFolder folder,
            Openings openings,
            Salts random,
            Recovery recovery,
            LedgerConfig config,
            InstantSource clock) {
        this.disk = disk;
        this.lock = lock;
        this.signer = signer;
        this.folder = folder;
        this.openings = openings;
        this.random = random;
        this.wal = recovery.wal();
        this.torn = recovery.torn();
        this.empty = recovery.next() == 0;
        this.backlog = new Backlog(config.publishEvery(), recovery.edge().size(), recovery.stored());
        this.appender =
                new Appender(wal, clock, config.maxUnpublished(), recovery.next(), recovery.lastTime(), backlog::add);
        this.publisher = new Publisher(
                folder, signer, openings, wal, backlog, recovery.edge(), appender::published, appender::die);
    }

    /// Opens everything in `dir` and starts it.
    static LedgerParts open(Disk disk, Path dir, LedgerConfig config, RootKey root, InstantSource clock) {
        disk.createDirectories(dir);
        DiskLock lock = disk.lock(dir.resolve(LOCK));
        try {
            return openLocked(disk, dir, lock, config, root, clock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static LedgerParts openLocked(
            Disk disk, Path dir, DiskLock lock, LedgerConfig config, RootKey root, InstantSource clock) {
        Salts random = new Salts();
        Path privateFolder = dir.resolve(PRIVATE);
        PublicFolder folder = new PublicFolder(disk, dir.resolve(PublicFolder.NAME));
        boolean published = disk.exists(folder.path().resolve(LogSource.CHECKPOINT));
        Signer signer = Signer.open(disk, privateFolder, config.origin(), root, published);
        Openings openings = Openings.open(disk, privateFolder, root, random, clock);
        try {
            Recovery recovery =
                    Recovery.of(disk, dir.resolve(WAL), config, root, random, signer.head(), folder, openings);
            LedgerParts parts = new LedgerParts(disk, lock, signer, folder, openings, random, recovery, config, clock);
            parts.start(recovery);
            return parts;
        } catch (RuntimeException | Error e) {
            openings.close();
            throw e;
        }
    }

    private void start(Recovery recovery) {
        if (signer.size() > 0 && !Arrays.equals(publisher.note(), publishedNote())) {
            folder.writeCheckpoint(publisher.note()); // signed before a crash, and not shown yet
        }
        Publisher.tidy(folder, signer.size());
        if (!recovery.pending().isEmpty()) {
            backlog.add(recovery.pending());
        }
        appender.published(recovery.stored());
        publisher.start();
        appender.start();
    }

    private byte[] publishedNote() {
        try {
            return folder.read(LogSource.CHECKPOINT).orElse(new byte[0]);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, folder + ": the checkpoint cannot be read", e);
        }
    }

    Disk disk() {
        return disk;
    }

    Signer signer() {
        return signer;
    }

    PublicFolder folder() {
        return folder;
    }

    Openings openings() {
        return openings;
    }

    Salts random() {
        return random;
    }

    Wal wal() {
        return wal;
    }

    Appender appender() {
        return appender;
    }

    Backlog backlog() {
        return backlog;
    }

    Publisher publisher() {
        return publisher;
    }

    /// Whether the log had no entry when it was opened.
    boolean empty() {
        return empty;
    }

    /// Bytes at the end of the write-ahead file that nobody was answered for, and of which no entry tells yet.
    long torn() {
        return torn;
    }

    /// Stops everything in order: no more entries, then the last tiles, then the files.
    void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        appender.close();
        publisher.close();
        wal.close();
        openings.close();
        lock.close();
    }
}
