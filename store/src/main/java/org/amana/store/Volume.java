package org.amana.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.durable.Remains;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A folder on one device with the extents in it.
final class Volume {
    private final Disk disk;
    private final Path folder;
    private final ExtentsConfig config;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<ExtentId, Extent> extents = new ConcurrentHashMap<>();
    private int holds; // guarded by this: who needs every extent to stay

    Volume(Disk disk, Path folder, ExtentsConfig config, InstantSource clock, RandomGenerator random) {
        this.disk = disk;
        this.folder = folder;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    Path folder() {
        return folder;
    }

    ExtentsConfig config() {
        return config;
    }

    Disk disk() {
        return disk;
    }

    Collection<Extent> extents() {
        return extents.values();
    }

    void add(Extent extent) {
        extents.put(extent.id(), extent);
    }

    /// @throws AmanaException `CORRUPT` if there is no such extent
    Extent extent(ExtentId id) {
        Extent extent = extents.get(id);
        if (extent == null) {
            throw new AmanaException(ErrorCode.CORRUPT, "extent " + id + " is missing from " + folder);
        }
        return extent;
    }

    Optional<Extent> find(ExtentId id) {
        return Optional.ofNullable(extents.get(id));
    }

    boolean has(ExtentId id) {
        return extents.containsKey(id);
    }

    /// Makes a new extent, durably, its header and name included.
    ///
    /// @throws AmanaException `INSUFFICIENT_STORAGE` if there is no room; nothing is left behind
    OpenExtent create() {
        requireRoom();
        Extent extent = new Extent(ExtentId.random(random), folder);
        DurableFile file = disk.open(extent.path(), Mode.CREATE_NEW);
        try {
            OpenExtent open = new OpenExtent(this, extent, file);
            open.begin(clock.millis());
            disk.syncDirectory(folder);
            add(extent);
            return open;
        } catch (AmanaException e) {
            file.close();
            disk.delete(extent.path());
            throw e;
        }
    }

    /// Whether there is no room for two more extents, or less than deleted bytes take up.
    boolean isShortOfRoom() {
        long free = disk.freeBytes(folder) - config.reserve().bytes();
        long released = extents.values().stream().mapToLong(Extent::released).sum();
        return free < 2 * config.extentSize().bytes() || free < released;
    }

    /// @throws AmanaException `INSUFFICIENT_STORAGE` if another step of allocation would touch the reserve
    void requireRoom() {
        long free = disk.freeBytes(folder);
        long needed = config.allocation().bytes() + config.reserve().bytes();
        if (free < needed) {
            throw new AmanaException(
                    ErrorCode.INSUFFICIENT_STORAGE,
                    "volume " + folder + " is full: " + free + " bytes are free, of which "
                            + config.reserve().bytes() + " are kept back for the ledger and the catalog");
        }
    }

    /// The volume's clock.
    Instant now() {
        return clock.instant();
    }

    /// Keeps every extent on the disk until [#release] was called as often.
    synchronized void hold() {
        holds++;
    }

    synchronized void release() {
        holds--;
    }

    /// Takes out an extent that nothing refers to, unless it is pinned or all of them are held.
    ///
    /// @return what is to be removed of it, now or after the next start
    synchronized Optional<Remains> setAsideUnlessHeld(Extent extent) {
        return holds == 0 && extent.giveUp() ? Optional.of(setAside(extent)) : Optional.empty();
    }

    /// Removes an extent that nothing refers to.
    void remove(Extent extent) {
        setAside(extent).remove();
    }

    private Remains setAside(Extent extent) {
        extents.remove(extent.id());
        return Remains.of(disk, extent.path());
    }
}
