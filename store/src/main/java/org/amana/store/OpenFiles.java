package org.amana.store;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;

/// Extents kept open for reading, the least recently used closed first, but none that is in use.
final class OpenFiles implements AutoCloseable {
    private final Disk disk;
    private final int most;
    private final LinkedHashMap<Path, Handle> handles = new LinkedHashMap<>(64, 0.75f, true); // guarded by this

    OpenFiles(Disk disk, int most) {
        this.disk = disk;
        this.most = most;
    }

    /// A file in use by a reader; closing gives it back.
    final class Handle implements AutoCloseable {
        private final DurableFile file;
        private int users; // guarded by OpenFiles.this
        private boolean forgotten; // guarded by OpenFiles.this

        private Handle(DurableFile file) {
            this.file = file;
        }

        DurableFile file() {
            return file;
        }

        @Override
        public void close() {
            release(this);
        }
    }

    synchronized Handle use(Path path) {
        Handle handle = handles.get(path);
        if (handle == null) {
            makeRoom();
            handle = new Handle(disk.open(path, Mode.READ));
            handles.put(path, handle);
        }
        handle.users++;
        return handle;
    }

    private void makeRoom() {
        Iterator<Handle> oldestFirst = handles.values().iterator();
        while (handles.size() >= most && oldestFirst.hasNext()) {
            Handle handle = oldestFirst.next();
            if (handle.users == 0) {
                oldestFirst.remove();
                handle.file.close();
            }
        }
    }

    private synchronized void release(Handle handle) {
        handle.users--;
        if (handle.forgotten && handle.users == 0) {
            handle.file.close();
        }
    }

    /// Closes the file as soon as nobody uses it.
    synchronized void forget(Path path) {
        Handle handle = handles.remove(path);
        if (handle != null) {
            handle.forgotten = true;
            if (handle.users == 0) {
                handle.file.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        handles.values().forEach(handle -> handle.file.close());
        handles.clear();
    }
}
