package org.amana.store;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.jspecify.annotations.Nullable;

/// Extents kept open for reading, the least recently used closed first, but none that is in use. Whoever opens or
/// closes a file keeps nobody waiting but those who want this very one. Safe for use by many threads.
final class OpenFiles implements AutoCloseable {
    private static final int GONE = -1;

    private final Disk disk;
    private final int most;
    private final ConcurrentHashMap<Path, Handle> handles = new ConcurrentHashMap<>();

    OpenFiles(Disk disk, int most) {
        this.disk = disk;
        this.most = most;
    }

    /// A file in use by a reader; closing gives it back.
    final class Handle implements AutoCloseable {
        private final Path path;

        /// How many use it; `GONE` once it was claimed by who closes it, for good.
        private final AtomicInteger users = new AtomicInteger();

        private volatile long lastUsed = System.nanoTime();
        private volatile boolean forgotten; // to be closed by its last user
        private volatile @Nullable DurableFile file; // opened by its first user; set under this object's monitor

        private Handle(Path path) {
            this.path = path;
        }

        DurableFile file() {
            DurableFile known = file;
            return known != null ? known : open();
        }

        private synchronized DurableFile open() {
            DurableFile known = file;
            if (known == null) {
                known = disk.open(path, Mode.READ);
                file = known;
            }
            return known;
        }

        /// @return whether there is one user more; not if it is being closed
        private boolean enter() {
            lastUsed = System.nanoTime();
            return users.updateAndGet(now -> now == GONE ? GONE : now + 1) != GONE;
        }

        @Override
        public void close() {
            if (users.decrementAndGet() == 0 && forgotten) {
                closeUnlessUsed();
            }
        }

        private boolean isIdle() {
            return users.get() == 0;
        }

        /// Of all who try, one at most claims it.
        private void closeUnlessUsed() {
            if (users.compareAndSet(0, GONE)) {
                handles.remove(path, this);
                closeFile();
            }
        }

        private void closeFile() {
            DurableFile known = file;
            if (known != null) {
                known.close();
            }
        }
    }

    /// The file, open; it stays so until the handle is closed.
    Handle use(Path path) {
        while (true) {
            Handle known = handles.get(path);
            Handle handle = known != null ? known : add(path);
            if (handle.enter()) {
                return opened(handle);
            }
            handles.remove(path, handle); // as who closes it is about to
        }
    }

    private Handle add(Path path) {
        Handle handle = new Handle(path);
        Handle before = handles.putIfAbsent(path, handle);
        return before != null ? before : handle;
    }

    private Handle opened(Handle handle) {
        if (handle.file == null) {
            makeRoom();
            try {
                handle.file();
            } catch (RuntimeException | Error e) {
                forget(handle);
                handle.close();
                throw e;
            }
        }
        return handle;
    }

    private void makeRoom() {
        while (handles.size() > most) {
            Optional<Handle> oldest = handles.values().stream()
                    .filter(Handle::isIdle)
                    .min(Comparator.comparingLong(handle -> handle.lastUsed));
            if (oldest.isEmpty()) {
                return; // all are in use
            }
            oldest.get().closeUnlessUsed();
        }
    }

    /// Closes the file as soon as nobody uses it.
    void forget(Path path) {
        Handle handle = handles.get(path);
        if (handle != null) {
            forget(handle);
        }
    }

    private void forget(Handle handle) {
        handles.remove(handle.path, handle);
        handle.forgotten = true;
        handle.closeUnlessUsed();
    }

    @Override
    public void close() {
        handles.values().forEach(Handle::closeFile);
        handles.clear();
    }
}
