package org.amana.testkit;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.DiskLock;
import org.amana.durable.DurableFile;
import org.amana.durable.FatalDiskError;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/// A disk in memory that keeps only what it must: file content once the file is synced, names once their folder
/// is. It fails on command, runs full, has its power cut at any operation, and is then opened again with
/// [#afterPowerCut].
///
/// Operations are counted from 1: every write, sync, truncation, allocation, rename, deletion and making of a
/// file is one. The operation at which the power is cut may have had any part of its effect. From then on
/// everything fails, syncs with a [FatalDiskError], so nothing can be acknowledged. Safe for use by many threads.
public final class FaultyDisk implements Disk {
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final RandomGenerator random;

    // All guarded by this.
    private final Set<Path> folders = new TreeSet<>();
    private final TreeMap<Path, FaultyFile> files = new TreeMap<>();
    private final TreeMap<Path, FaultyFile> durableNames = new TreeMap<>();
    private final Map<Path, List<NameChange>> unsyncedNames = new HashMap<>();
    private final Set<Path> locked = new HashSet<>();
    private final Set<Path> unreadable = new HashSet<>();
    private final Set<Path> closedFolders = new HashSet<>();
    private @Nullable Error mistake; // thrown by whatever opens a file
    private long capacity = UNLIMITED;
    private long operations;
    private long syncs;
    private long powerCutAt = UNLIMITED;
    private long failedSyncAt = UNLIMITED;
    private boolean dead;

    /// A name that came to stand for a file, or for none.
    ///
    /// @param before the name that the file had until then, if it was renamed; both change at one stroke
    private record NameChange(
            Path name, @Nullable FaultyFile file, @Nullable Path before) {
        NameChange(Path name, @Nullable FaultyFile file) {
            this(name, file, null);
        }
    }

    public FaultyDisk(RandomGenerator random) {
        this.random = random;
    }

    // What goes wrong.

    /// Cuts the power at the `nth` operation from now.
    public synchronized FaultyDisk cutPowerAt(long nth) {
        powerCutAt = operations + nth;
        return this;
    }

    /// Cuts the power now.
    public synchronized void cutPower() {
        dead = true;
    }

    public synchronized boolean isDead() {
        return dead;
    }

    /// Makes the `nth` sync from now fail, of a file or of a folder; what it should have synced is lost at a
    /// power cut.
    public synchronized FaultyDisk failSync(long nth) {
        failedSyncAt = syncs + nth;
        return this;
    }

    /// Lets all files together hold at most so many bytes.
    public synchronized FaultyDisk capacity(long bytes) {
        capacity = bytes;
        return this;
    }

    /// Makes every read of this file fail.
    public synchronized void makeUnreadable(Path file) {
        unreadable.add(absolute(file));
    }

    /// Lets no file below this folder be opened any more, and no folder to be synced, as when a process has run out of
    /// descriptors.
    public synchronized void refuseOpening(Path folder) {
        closedFolders.add(absolute(folder));
    }

    /// Lets everything be opened again.
    public synchronized void allowOpening() {
        closedFolders.clear();
    }

    /// Lets whoever opens a file meet a mistake of the program, or the end of its memory.
    public synchronized void throwWhenOpened(Error error) {
        mistake = error;
    }

    /// Flips one bit of a file; bit 0 is the lowest of the first byte.
    public synchronized void flipBit(Path file, long bit) {
        file(file).flip(bit);
    }

    /// How many operations there were.
    public synchronized long operations() {
        return operations;
    }

    /// How many syncs there were.
    public synchronized long syncs() {
        return syncs;
    }

    /// The disk as it is found when the power is back, synced throughout and without faults. Each call finds
    /// something else that is possible.
    public synchronized FaultyDisk afterPowerCut(Tearing tearing) {
        dead = true;
        FaultyDisk after = new FaultyDisk(random);
        after.folders.addAll(folders);
        Map<FaultyFile, FaultyFile> survivors = new HashMap<>();
        namesAfterPowerCut()
                .forEach((name, file) ->
                        after.files.put(name, survivors.computeIfAbsent(file, old -> old.survivor(random, tearing))));
        after.durableNames.putAll(after.files);
        return after;
    }

    private Map<Path, FaultyFile> namesAfterPowerCut() {
        Map<Path, FaultyFile> names = new HashMap<>(durableNames);
        for (List<NameChange> changes : unsyncedNames.values()) {
            for (NameChange change : changes.subList(0, random.nextInt(changes.size() + 1))) {
                rename(names, change);
            }
        }
        return names;
    }

    private static void rename(Map<Path, FaultyFile> names, NameChange change) {
        if (change.file == null) {
            names.remove(change.name);
        } else {
            names.put(change.name, change.file);
        }
        if (change.before != null) {
            names.remove(change.before);
        }
    }

    // The disk.

    @Override
    public synchronized DurableFile open(Path path, Mode mode, Access access) {
        requirePower();
        Path file = absolute(path);
        requireFolder(file);
        if (mistake != null) {
            throw mistake;
        }
        requireDescriptor(file);
        boolean there = files.containsKey(file);
        switch (mode) {
            case READ, WRITE -> requireFile(file);
            case CREATE -> {}
            case CREATE_NEW -> {
                if (there) {
                    throw failure(file + ": is there already");
                }
            }
            case REPLACE -> {
                if (there) {
                    operation();
                    file(file).truncate(0);
                }
            }
        }
        if (!there) {
            operation();
            changeName(new NameChange(file, new FaultyFile(access)));
        }
        return new OpenFile(path, file(file), mode);
    }

    private void changeName(NameChange change) {
        rename(files, change);
        unsyncedNames
                .computeIfAbsent(folderOf(change.name), _ -> new ArrayList<>())
                .add(change);
    }

    @Override
    public synchronized boolean exists(Path path) {
        return files.containsKey(absolute(path)) || folders.contains(absolute(path));
    }

    @Override
    public synchronized boolean isFolder(Path path) {
        return folders.contains(absolute(path));
    }

    @Override
    public synchronized long size(Path file) {
        return file(file).size();
    }

    @Override
    public synchronized List<Path> list(Path folder) {
        requirePower();
        Path absolute = absolute(folder);
        Set<Path> inside = new TreeSet<>();
        for (Set<Path> all : List.of(files.keySet(), folders)) {
            all.stream()
                    .filter(path -> absolute.equals(path.getParent()))
                    .forEach(path -> inside.add(folder.resolve(absolute.relativize(path))));
        }
        return List.copyOf(inside);
    }

    @Override
    public synchronized void createDirectories(Path folder) {
        requirePower();
        for (Path each = absolute(folder); each != null; each = each.getParent()) {
            folders.add(each);
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) {
        requireFile(absolute(from));
        if (!folderOf(absolute(from)).equals(folderOf(absolute(to)))) {
            throw new UnsupportedOperationException("renaming from one folder to another");
        }
        operation();
        changeName(new NameChange(absolute(to), file(from), absolute(from)));
    }

    @Override
    public synchronized void delete(Path path) {
        Path absolute = absolute(path);
        if (files.containsKey(absolute)) {
            operation();
            changeName(new NameChange(absolute, null));
        } else {
            requirePower();
            folders.remove(absolute);
        }
    }

    @Override
    public synchronized void syncDirectory(Path folder) {
        requireDescriptor(absolute(folder));
        sync(folder);
        Path absolute = absolute(folder);
        List<NameChange> changes = unsyncedNames.remove(absolute);
        if (changes != null) {
            changes.forEach(change -> rename(durableNames, change));
        }
    }

    @Override
    public synchronized long freeBytes(Path path) {
        requirePower();
        return capacity == UNLIMITED ? 1L << 50 : Math.max(0, capacity - used());
    }

    private long used() {
        return files.values().stream().distinct().mapToLong(FaultyFile::size).sum();
    }

    @Override
    public synchronized Access access(Path file) {
        return file(file).access;
    }

    @Override
    public synchronized DiskLock lock(Path file) {
        Path absolute = absolute(file);
        open(file, Mode.CREATE).close();
        if (!locked.add(absolute)) {
            throw new AmanaException(ErrorCode.CONFIGURATION, file + ": another server is using this folder");
        }
        return () -> unlock(absolute);
    }

    private synchronized void unlock(Path file) {
        locked.remove(file);
    }

    // What every operation goes through.

    private void requirePower() {
        if (dead) {
            throw failure("the power is cut");
        }
    }

    private void requireDescriptor(Path path) {
        if (closedFolders.stream().anyMatch(path::startsWith)) {
            throw failure(path + ": cannot open: Too many open files");
        }
    }

    private void operation() {
        requirePower();
        operations++;
        if (operations >= powerCutAt) {
            dead = true;
        }
    }

    private void sync(Path what) {
        syncs++;
        boolean cut = dead || operations + 1 >= powerCutAt;
        operations++;
        if (cut) {
            dead = true;
            throw new FatalDiskError(what + ": fsync failed: the power is cut");
        }
        if (syncs == failedSyncAt) {
            throw new FatalDiskError(what + ": fsync failed");
        }
    }

    private static AmanaException failure(String message) {
        return new AmanaException(ErrorCode.DISK_FAILED, message);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file lies in a folder");
    }

    private void requireFolder(Path file) {
        if (!folders.contains(folderOf(file))) {
            throw failure(file + ": its folder is not there");
        }
    }

    private void requireFile(Path file) {
        requirePower();
        if (!files.containsKey(file)) {
            throw failure(file + ": is not there");
        }
    }

    private FaultyFile file(Path path) {
        FaultyFile file = files.get(absolute(path));
        if (file == null) {
            throw failure(path + ": is not there");
        }
        return file;
    }

    private void requireRoom(FaultyFile file, long length, Path path) {
        long more = Math.max(0, length - file.size());
        if (capacity != UNLIMITED && more > capacity - used()) {
            throw new AmanaException(ErrorCode.INSUFFICIENT_STORAGE, path + ": No space left on device");
        }
    }

    /// An open file; it stays usable when its name is gone.
    private final class OpenFile implements DurableFile {
        private final Path path;
        private final FaultyFile file;
        private final Mode mode;

        OpenFile(Path path, FaultyFile file, Mode mode) {
            this.path = path;
            this.file = file;
            this.mode = mode;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            synchronized (FaultyDisk.this) {
                requirePower();
                if (unreadable.contains(absolute(path))) {
                    throw failure(path + ": cannot read: Input/output error");
                }
                int length = Math.clamp(file.size() - position, 0, target.remaining());
                if (length > 0) {
                    target.put(file.content(), (int) position, length);
                }
                return length;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) {
            synchronized (FaultyDisk.this) {
                requireWriting();
                byte[] bytes = new byte[source.remaining()];
                source.get(bytes);
                try {
                    requireRoom(file, position + bytes.length, path);
                } catch (AmanaException e) {
                    long room = Math.max(0, file.size() + capacity - used() - position);
                    file.write(Arrays.copyOf(bytes, (int) Math.min(room, bytes.length)), (int) position);
                    throw e;
                }
                file.write(bytes, Math.toIntExact(position));
                operation();
                requirePower(); // cut in the middle of it
            }
        }

        private void requireWriting() {
            requirePower();
            if (mode == Mode.READ) {
                throw failure(path + ": is open for reading only");
            }
        }

        @Override
        public void sync() {
            synchronized (FaultyDisk.this) {
                FaultyDisk.this.sync(path);
                file.sync();
            }
        }

        @Override
        public long size() {
            synchronized (FaultyDisk.this) {
                return file.size();
            }
        }

        @Override
        public void truncate(long size) {
            synchronized (FaultyDisk.this) {
                requireWriting();
                requireRoom(file, size, path);
                file.truncate(Math.toIntExact(size));
                operation();
            }
        }

        @Override
        public void allocate(long offset, long length) {
            synchronized (FaultyDisk.this) {
                requireWriting();
                requireRoom(file, offset + length, path);
                file.growTo(Math.toIntExact(offset + length));
                operation();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
