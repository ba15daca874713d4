package org.amana.testkit;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.DiskLock;
import org.amana.durable.DurableFile;
import org.amana.durable.FatalDiskError;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Another disk, on which single operations fail on command: for what must lie on a real disk because SQLite lies
/// beside it. What SQLite does by itself does not come through here. Safe for use by many threads.
///
/// Writes are counted from 1: everything that may need room, which is every write, truncation, reservation of room,
/// and making of a file or folder. So are syncs, of files and of folders.
public final class FailingDisk implements Disk {
    private static final long NEVER = Long.MAX_VALUE;

    private final Disk disk;

    // All guarded by this.
    private long writes;
    private long syncs;
    private long fullFrom = NEVER;
    private long fullUntil = NEVER;
    private long failedSync = NEVER;
    private long faults;
    private Predicate<Path> full = _ -> false;
    private Predicate<Path> unreadable = _ -> false;
    private Predicate<Path> closed = _ -> false;

    public FailingDisk(Disk disk) {
        this.disk = disk;
    }

    /// Lets the disk be full from the `nth` write from now on, for so many writes.
    public synchronized void fillAt(long nth, long howMany) {
        fullFrom = writes + nth;
        fullUntil = fullFrom + howMany;
    }

    /// Lets the disk be full for these files and folders.
    public synchronized void fill(Predicate<Path> paths) {
        full = paths;
    }

    /// Makes the `nth` sync from now fail.
    public synchronized void failSync(long nth) {
        failedSync = syncs + nth;
    }

    /// Makes reading from these files fail.
    public synchronized void failReading(Predicate<Path> files) {
        unreadable = files;
    }

    /// Lets these files not be opened any more, as when a process has run out of descriptors.
    public synchronized void refuseOpening(Predicate<Path> files) {
        closed = files;
    }

    /// Nothing fails any more.
    public synchronized void mend() {
        fullFrom = NEVER;
        fullUntil = NEVER;
        failedSync = NEVER;
        full = _ -> false;
        unreadable = _ -> false;
        closed = _ -> false;
    }

    public synchronized long writes() {
        return writes;
    }

    public synchronized long syncs() {
        return syncs;
    }

    /// How many operations have failed on command.
    public synchronized long faults() {
        return faults;
    }

    private synchronized void beforeWrite(Path path) {
        writes++;
        if ((writes >= fullFrom && writes < fullUntil) || full.test(path)) {
            faults++;
            throw new AmanaException(ErrorCode.INSUFFICIENT_STORAGE, path + ": No space left on device");
        }
    }

    private synchronized void beforeSync(Path path) {
        syncs++;
        if (syncs == failedSync) {
            faults++;
            throw new FatalDiskError(path + ": fsync failed: Input/output error");
        }
    }

    private synchronized void beforeRead(Path path) {
        if (unreadable.test(path)) {
            faults++;
            throw new AmanaException(ErrorCode.DISK_FAILED, path + ": cannot read: Input/output error");
        }
    }

    private synchronized void beforeOpening(Path path) {
        if (closed.test(path)) {
            faults++;
            throw new AmanaException(ErrorCode.DISK_FAILED, path + ": cannot open: Too many open files");
        }
    }

    @Override
    public DurableFile open(Path file, Mode mode, Access access) {
        beforeOpening(file);
        if (mode != Mode.READ && !disk.exists(file)) {
            beforeWrite(file);
        }
        return new OpenFile(disk.open(file, mode, access));
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public boolean isFolder(Path path) {
        return disk.isFolder(path);
    }

    @Override
    public long size(Path file) {
        return disk.size(file);
    }

    @Override
    public List<Path> list(Path folder) {
        return disk.list(folder);
    }

    @Override
    public void createDirectories(Path folder) {
        if (!disk.isFolder(folder)) {
            beforeWrite(folder);
        }
        disk.createDirectories(folder);
    }

    @Override
    public void rename(Path from, Path to) {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path path) {
        disk.delete(path);
    }

    @Override
    public void syncDirectory(Path folder) {
        beforeSync(folder);
        disk.syncDirectory(folder);
    }

    @Override
    public long freeBytes(Path path) {
        return disk.freeBytes(path);
    }

    @Override
    public Access access(Path file) {
        return disk.access(file);
    }

    @Override
    public DiskLock lock(Path file) {
        return disk.lock(file);
    }

    private final class OpenFile implements DurableFile {
        private final DurableFile file;

        OpenFile(DurableFile file) {
            this.file = file;
        }

        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            beforeRead(path());
            return file.read(target, position);
        }

        /// On a full disk a part of it is written all the same.
        @Override
        public void write(ByteBuffer source, long position) {
            try {
                beforeWrite(path());
            } catch (AmanaException e) {
                file.write(source.slice(source.position(), source.remaining() / 2), position);
                throw e;
            }
            file.write(source, position);
        }

        @Override
        public void sync() {
            beforeSync(path());
            file.sync();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void truncate(long size) {
            if (size > file.size()) {
                beforeWrite(path());
            }
            file.truncate(size);
        }

        @Override
        public void allocate(long offset, long length) {
            beforeWrite(path());
            file.allocate(offset, length);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
