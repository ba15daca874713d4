package org.amana.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The appenders of a volume: a common one, and lanes that a large body has to itself while it is written, so that
/// small ones do not wait behind it. A lane's extent is the next large body's afterwards. Threads and extents come
/// into being with their first use.
final class Lanes implements AutoCloseable {
    private final Volume volume;
    private final Appender common;
    private final List<Appender> free = new ArrayList<>(); // guarded by this
    private final List<Appender> all = new ArrayList<>(); // guarded by this
    private boolean closed; // guarded by this

    Lanes(Volume volume) {
        this.volume = volume;
        this.common = new Appender(volume, "common");
    }

    boolean isLarge(long bytes) {
        return bytes > volume.config().large().bytes();
    }

    Appender common() {
        return common;
    }

    /// A lane for one body, to be given back; null if all are taken.
    synchronized @Nullable Appender claim() {
        if (!free.isEmpty()) {
            return free.removeLast();
        }
        if (closed || all.size() == volume.config().lanes()) {
            return null;
        }
        Appender lane = new Appender(volume, "lane-" + (all.size() + 1));
        all.add(lane);
        return lane;
    }

    synchronized void giveBack(Appender lane) {
        free.add(lane);
    }

    @Override
    public void close() {
        common.close();
        List<Appender> lanes;
        synchronized (this) {
            closed = true;
            lanes = List.copyOf(all);
        }
        lanes.forEach(Appender::close);
    }
}
