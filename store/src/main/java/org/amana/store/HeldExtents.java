package org.amana.store;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.durable.Disk;

/// All extents of a volume, none of which goes before this is closed; closing it again does nothing. Safe for use by
/// many threads.
public final class HeldExtents implements AutoCloseable {
    private final Volume volume;
    private final AtomicBoolean closed = new AtomicBoolean();

    HeldExtents(Volume volume) {
        this.volume = volume;
    }

    /// The beginning of an extent's file that is durable. It never changes: what the extent grows by is written behind
    /// it.
    ///
    /// @param length in bytes; all of the file when the extent is sealed, its footer included
    public record Held(Path file, long length) {}

    /// Every extent as far as it is durable by now: everything that a commit before this call refers to. Sorted by
    /// name; what is made later is not among them.
    public List<Held> durable() {
        Disk disk = volume.disk();
        return volume.extents().stream()
                .map(extent ->
                        new Held(extent.path(), extent.isSealed() ? disk.size(extent.path()) : extent.durableEnd()))
                .sorted(Comparator.comparing(Held::file))
                .toList();
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            volume.release();
        }
    }
}
