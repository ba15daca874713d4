package org.amana.store;

import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/// The appenders of a volume: a common one, one of upkeep, and lanes that a large body has to itself while it is
/// written, so that small ones do not wait behind it. A lane's extent is the next large body's afterwards. Threads and
/// extents come into being with their first use.
final class Lanes implements AutoCloseable {
    private final Volume volume;
    private final Appender common;
    private final List<Appender> free = new ArrayList<>(); // guarded by this
    private final List<Appender> all = new ArrayList<>(); // guarded by this
    private @Nullable Appender upkeep; // guarded by this
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

    /// What compaction moves goes its own way, however long it takes.
    ///
    /// @throws AmanaException `SERVER_BUSY` once they are closed
    synchronized Appender upkeep() {
        if (closed) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "volume " + volume.folder() + " is closed");
        }
        if (upkeep == null) {
            upkeep = new Appender(volume, "upkeep");
        }
        return upkeep;
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
            lanes = new ArrayList<>(all);
            if (upkeep != null) {
                lanes.add(upkeep);
            }
        }
        lanes.forEach(Appender::close);
    }
}
