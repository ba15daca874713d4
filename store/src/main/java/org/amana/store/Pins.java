package org.amana.store;

import java.util.ArrayList;
import java.util.List;

/// Extents that stay on the disk until this is closed. Closing it again does nothing. Safe for use by many threads.
public final class Pins implements AutoCloseable {
    private final List<Extent> extents;
    private boolean closed; // guarded by this

    /// @param extents to be pinned, but for those that have been given up
    Pins(List<Extent> extents) {
        List<Extent> pinned = new ArrayList<>(extents.size());
        for (Extent extent : extents) {
            if (extent.pin()) {
                pinned.add(extent);
            }
        }
        this.extents = pinned;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            extents.forEach(Extent::unpin);
        }
    }
}
