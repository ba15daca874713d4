package org.amana.backup;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.FatalDiskError;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A folder as a depot; an object is a file (mode 0600) below it. A temporary is written and synced, then renamed,
/// then its folder synced. What else lies in the folder than runs is left alone, and not looked at.
public final class FolderDepot implements Depot {
    private static final int WINDOW = 1 << 20;
    private static final String TEMPORARY = ".tmp";

    private final Disk disk;
    private final Path folder;
    private final Set<Path> made = ConcurrentHashMap.newKeySet(); // folders known to be durable, if they are there

    public FolderDepot(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    @Override
    public Map<String, Long> objects() {
        Map<String, Long> found = new TreeMap<>();
        if (disk.exists(folder)) {
            disk.list(folder).stream().filter(this::isRun).forEach(run -> collect(run, found));
        }
        return found;
    }

    private void collect(Path inside, Map<String, Long> found) {
        for (Path path : disk.list(inside)) {
            String name = folder.relativize(path).toString();
            if (disk.isFolder(path)) {
                collect(path, found);
            } else if (!isTemporary(path)) {
                found.put(name, disk.size(path));
            }
        }
    }

    private static boolean isTemporary(Path file) {
        return file.toString().endsWith(TEMPORARY);
    }

    @Override
    public void clearUnfinished() {
        if (disk.exists(folder)) {
            disk.list(folder).stream().filter(this::isRun).forEach(this::clear);
        }
    }

    private boolean isRun(Path path) {
        return Run.isOne(path.getFileName().toString()) && disk.isFolder(path);
    }

    /// Removes temporaries, and folders in which nothing is left.
    private void clear(Path inside) {
        for (Path path : disk.list(inside)) {
            if (disk.isFolder(path)) {
                clear(path);
            } else if (isTemporary(path)) {
                disk.delete(path);
            }
        }
        if (disk.list(inside).isEmpty()) {
            disk.delete(inside);
        }
    }

    @Override
    public Writing write(String name) {
        return guarded(() -> new File(name));
    }

    private void makeFolder(Path parent) {
        if (!made.contains(parent) || !disk.isFolder(parent)) {
            disk.createDirectories(parent);
            made.add(parent);
        }
    }

    /// A failed sync of the depot says nothing about the disk that the server's data lie on: it fails the backup and
    /// not the server.
    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (FatalDiskError e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, "the depot failed: " + e.getMessage(), e);
        }
    }

    private final class File implements Writing {
        private final Path target;
        private final Path temporary;
        private final DurableFile file;
        private long at;
        private boolean finished;

        File(String name) {
            target = folder.resolve(name);
            temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
            makeFolder(parent());
            file = disk.open(temporary, Mode.REPLACE);
        }

        private Path parent() {
            Path parent = target.getParent();
            return parent == null ? folder : parent;
        }

        @Override
        public void write(ByteBuffer bytes) {
            int length = bytes.remaining();
            file.write(bytes, at);
            at += length;
        }

        @Override
        public void finish() {
            guarded(() -> {
                file.sync();
                file.close();
                disk.rename(temporary, target);
                disk.syncDirectory(parent());
                finished = true;
                return at;
            });
        }

        @Override
        public void close() {
            if (!finished) {
                file.close();
                remove(temporary);
            }
        }
    }

    @Override
    public void read(String name, long offset, long length, Sink sink) {
        Path path = folder.resolve(name);
        if (!disk.exists(path)) {
            throw new AmanaException(ErrorCode.CORRUPT, path + " is missing");
        }
        ByteBuffer window = ByteBuffer.allocate((int) Math.min(WINDOW, Math.max(1, length)));
        try (DurableFile file = disk.open(path, Mode.READ)) {
            for (long done = 0; done < length; ) {
                window.clear().limit((int) Math.min(window.capacity(), length - done));
                int read = file.read(window, offset + done);
                if (read == 0) {
                    throw new AmanaException(
                            ErrorCode.CORRUPT, path + " is cut short: it ends at byte " + (offset + done));
                }
                done += read;
                sink.accept(window.flip());
            }
        }
    }

    @Override
    public void delete(String name) {
        remove(folder.resolve(name));
    }

    /// Removes a file and the folders above it that are empty then.
    private void remove(Path path) {
        disk.delete(path);
        for (Path above = path.getParent();
                above != null
                        && !above.equals(folder)
                        && disk.exists(above)
                        && disk.list(above).isEmpty();
                above = above.getParent()) {
            disk.delete(above);
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
