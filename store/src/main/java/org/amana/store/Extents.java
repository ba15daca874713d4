package org.amana.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.random.RandomGenerator;
import org.amana.durable.Disk;
import org.amana.durable.DiskLock;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.durable.Remains;
import org.amana.kernel.AmanaException;

/// Bytes at rest: append-only files of frames, encrypted, in one folder (a volume). Bytes are appended under the key
/// of a container and found again by their [Places]; names are somebody else's. Format: `docs/formats/extent.md`.
///
/// Safe for use by any number of threads; waiting parks a virtual thread and does not pin its carrier. A sync that
/// fails is a [org.amana.durable.FatalDiskError] for everybody who waits for it, and nothing is appended afterwards.
public final class Extents implements AutoCloseable {
    /// Readers kept for later, each with buffers of half a megabyte.
    private static final int KEPT_READERS = 32;

    private final Volume volume;
    private final Lanes lanes;
    private final OpenFiles files;
    private final DiskLock claim;
    private final Queue<FrameReader> readers = new ArrayBlockingQueue<>(KEPT_READERS);
    private final List<Damage> foundAtOpening;

    private Extents(Volume volume, DiskLock claim, List<Damage> foundAtOpening) {
        this.volume = volume;
        this.claim = claim;
        this.foundAtOpening = List.copyOf(foundAtOpening);
        this.lanes = new Lanes(volume);
        this.files = new OpenFiles(volume.disk(), volume.config().openFiles());
    }

    /// Opens a volume with a real clock and real chance; see the other `open`.
    public static Extents open(Disk disk, Path folder, ExtentsConfig config) {
        return open(disk, folder, config, InstantSource.system(), new SecureRandom());
    }

    /// What whoever has a volume open holds locked; it stays behind in it.
    public static Path lock(Path folder) {
        return folder.resolve("volume.lock");
    }

    /// Whether a file of a volume is an extent, by its name.
    public static boolean isExtent(Path file) {
        return Extent.isNamedSo(file);
    }

    /// Opens the volume in `folder`, making it when absent. Extents that were open when the power failed lose
    /// their torn tail and are sealed; nothing is ever appended to an extent again.
    ///
    /// An extent that cannot be read does not keep the others from being served; it is told in
    /// [#foundAtOpening()].
    ///
    /// @param random where extent ids come from; they must never come twice
    /// @throws AmanaException `CONFIGURATION` if another process has the volume open, or an extent is of a newer
    ///     format; nothing is changed then
    public static Extents open(
            Disk disk, Path folder, ExtentsConfig config, InstantSource clock, RandomGenerator random) {
        disk.createDirectories(folder);
        DiskLock claim = disk.lock(lock(folder));
        try {
            Volume volume = new Volume(disk, folder, config, clock, random);
            List<Damage> damages = new ArrayList<>();
            List<Path> files =
                    disk.list(folder).stream().filter(Extent::isNamedSo).toList();
            files.forEach(file -> requireKnownFormat(disk, file));
            Remains.in(disk, folder).forEach(Remains::remove);
            for (Path file : files) {
                recover(volume, new Extent(Extent.idOf(file), folder), damages);
            }
            return new Extents(volume, claim, damages);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    /// Before anything is done to any of them: to an older build, a newer extent looks like one that never came to its
    /// first frame. What cannot be read is left to recovery to tell.
    private static void requireKnownFormat(Disk disk, Path file) {
        ByteBuffer block = ByteBuffer.allocate(ExtentFormat.HEADER);
        try (DurableFile open = disk.open(file, Mode.READ)) {
            open.read(block, 0);
        } catch (AmanaException e) {
            return;
        }
        ExtentFormat.requireKnown(file, block.flip());
    }

    private static void recover(Volume volume, Extent extent, List<Damage> damages) {
        Recovery recovery = new Recovery(volume, extent);
        if (recovery.run()) {
            volume.add(extent);
            damages.addAll(recovery.damages());
        } else {
            volume.remove(extent);
        }
    }

    /// Corruption that showed when the volume was opened: bytes that had been durable and no longer are. Scrub
    /// finds the rest.
    public List<Damage> foundAtOpening() {
        return foundAtOpening;
    }

    /// Why nothing new can be stored at this moment; empty if something can.
    public Optional<String> trouble() {
        try {
            volume.requireRoom();
            return Optional.empty();
        } catch (AmanaException e) {
            return Optional.of(e.message());
        }
    }

    /// Begins a body of unknown length.
    public Appending append(ContainerKey key) {
        return append(key, 0);
    }

    /// Begins a body.
    ///
    /// @param expected how many bytes it is said to have, 0 if that is not known; a hint
    public Appending append(ContainerKey key, long expected) {
        return new Body(lanes, key, expected);
    }

    /// Reads `length` bytes from `from` of the content in `places`, decrypting only the chunks that are touched.
    /// Every byte that reaches the sink has been authenticated.
    ///
    /// @throws IOException what the sink threw
    /// @throws AmanaException `CORRUPT` if a chunk fails its authentication or is not there; the message names
    ///     extent and offset
    /// @throws IndexOutOfBoundsException if the content is shorter
    public void read(ContainerKey key, Places places, long from, long length, Sink sink) throws IOException {
        Objects.checkFromIndexSize(from, length, places.length());
        FrameReader kept = readers.poll();
        FrameReader reader = kept != null ? kept : new FrameReader();
        try (Pins _ = pin(places)) {
            long start = 0; // of the place at hand, within the content
            for (Place place : places.list()) {
                long first = Math.max(from, start);
                long end = Math.min(from + length, start + place.length());
                if (first < end) {
                    read(key, reader, place.part((int) (first - start), (int) (end - first)), sink);
                }
                start += place.length();
            }
        } finally {
            readers.offer(reader);
        }
    }

    /// Keeps the extents of these places on the disk, whatever becomes of the rows that refer to them: to be called as
    /// soon as the places were read from such a row. What is not there is left to [#read] to tell.
    public Pins pin(Places places) {
        List<Extent> there = new ArrayList<>(1);
        places.extents().forEach(id -> volume.find(id).ifPresent(there::add));
        return new Pins(there);
    }

    /// Keeps every extent on the disk, and those that are still made, until the answer is closed: so that what a
    /// catalog refers to can be copied, whatever becomes of its rows meanwhile. No room is taken back until then.
    public HeldExtents hold() {
        volume.hold();
        return new HeldExtents(volume);
    }

    private void read(ContainerKey key, FrameReader reader, Place part, Sink sink) throws IOException {
        Extent extent = volume.extent(part.extent());
        try (OpenFiles.Handle handle = files.use(extent.path())) {
            reader.read(key, handle.file(), part, sink);
        }
    }

    /// The first of these places that no extent has, as far as its frames are known to reach: what a row refers to
    /// and a torn or missing extent has lost. No byte is read but where a power cut tore some among them.
    public Optional<Place> missing(Places places) {
        return places.list().stream().filter(place -> !isThere(place)).findFirst();
    }

    boolean isThere(Place place) {
        if (!volume.has(place.extent())) {
            return false;
        }
        Extent extent = volume.extent(place.extent());
        return extent.durableEnd() >= place.offset() + place.sizeOnDisk()
                && (!extent.mayBeTorn(place.offset()) || isSound(extent, place));
    }

    private boolean isSound(Extent extent, Place place) {
        try (OpenFiles.Handle handle = files.use(extent.path())) {
            return ExtentScan.hasFrame(handle.file(), place, extent.durableEnd());
        }
    }

    /// Tells that these places are no longer referred to by the row that held them: a hint for compaction, which
    /// asks the catalog before it acts.
    public void released(Places places) {
        for (Place place : places.list()) {
            if (volume.has(place.extent())) {
                volume.extent(place.extent()).released(place.length());
            }
        }
    }

    /// What the volume holds.
    ///
    /// @param extents how many extents
    /// @param payload bytes of content in them, dead ones included
    /// @param onDisk bytes that their files take up
    /// @param released bytes that rows have ceased to refer to since the volume was opened; other rows may still
    ///     do
    public record Usage(int extents, long payload, long onDisk, long released) {}

    public Usage usage() {
        long payload = 0;
        long onDisk = 0;
        long released = 0;
        for (Extent extent : volume.extents()) {
            payload += extent.payload();
            onDisk += extent.fileSize();
            released += extent.released();
        }
        return new Usage(volume.extents().size(), payload, onDisk, released);
    }

    Lanes lanes() {
        return lanes;
    }

    Volume volume() {
        return volume;
    }

    OpenFiles files() {
        return files;
    }

    /// Seals what is open and stops.
    @Override
    public void close() {
        lanes.close();
        files.close();
        claim.close();
    }
}
