package org.amana.backup;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.RestoredMark;

/// Puts one backup back, the catalog last. A mark stands in the folder meanwhile; what an interrupted restore left is
/// removed first.
final class PuttingBack {
    private final Disk disk;
    private final Layout layout;
    private final boolean damagedToo;
    private final Manifest manifest;
    private final PartReader reader;
    private final Meter meter;
    private final Set<Path> touched = new LinkedHashSet<>();
    private final List<String> damaged = new ArrayList<>();

    PuttingBack(Disk disk, Layout layout, boolean damagedToo, Manifest manifest, PartReader reader, Meter meter) {
        this.disk = disk;
        this.layout = layout;
        this.damagedToo = damagedToo;
        this.manifest = manifest;
        this.reader = reader;
        this.meter = meter;
    }

    Restore.Result run(List<Path> folders, long lost) {
        RestoringMark mark = new RestoringMark(disk, layout.folder());
        clear(mark);
        folders.forEach(disk::createDirectories);
        Map<String, List<Part>> files = new LinkedHashMap<>(manifest.files());
        List<Part> catalog = requireNonNull(files.remove(layout.name(layout.catalog())));
        files.forEach((path, parts) -> put(layout.file(path), parts));
        touched.forEach(disk::syncDirectory);
        RestoredMark.leave(disk, layout.ledger(), manifest.run().begun(), lost);
        put(unnamed(), catalog);
        disk.rename(unnamed(), layout.catalog());
        disk.syncDirectory(layout.folder());
        mark.remove();
        return new Restore.Result(
                manifest.run().toString(),
                manifest.files().size(),
                manifest.bytes(),
                manifest.secrets(),
                lost,
                damaged);
    }

    private Path unnamed() {
        return layout.catalog().resolveSibling(layout.catalog().getFileName() + ".restoring");
    }

    /// Leaves the mark, and removes what restores before this one have made. A root key stays: somebody may
    /// have put it there.
    private void clear(RestoringMark mark) {
        Set<String> before = mark.made();
        Set<String> making = new LinkedHashSet<>(before);
        manifest.files().keySet().stream().filter(this::isApart).forEach(making::add);
        mark.leave(making);
        disk.delete(layout.catalog());
        disk.delete(unnamed());
        before.forEach(path -> disk.delete(layout.file(path)));
        clear(layout.volume());
        clear(layout.ledger());
    }

    private boolean isApart(String path) {
        Path file = layout.file(path);
        return !file.startsWith(layout.volume()) && !file.startsWith(layout.ledger()) && !path.equals(Restore.ROOT_KEY);
    }

    private void clear(Path folder) {
        if (!disk.isFolder(folder)) {
            return;
        }
        for (Path each : disk.list(folder)) {
            if (disk.isFolder(each)) {
                if (!Restore.isNothing(each)) {
                    clear(each);
                }
            } else {
                disk.delete(each);
            }
        }
        touched.add(folder);
    }

    private void put(Path target, List<Part> parts) {
        Path folder = requireNonNull(target.getParent());
        disk.createDirectories(folder);
        touched.add(folder);
        Access access = target.startsWith(layout.ledger().resolve("public")) ? Access.PUBLIC : Access.PRIVATE;
        try (DurableFile file = disk.open(target, Mode.REPLACE, access)) {
            long at = 0;
            for (Part part : parts) {
                if (damagedToo && target.startsWith(layout.volume())) {
                    putWhatCanBeRead(part, file, at);
                } else {
                    put(part, file, at);
                }
                at += part.length();
                meter.part();
            }
            file.sync();
        }
    }

    private void put(Part part, DurableFile file, long at) {
        try {
            reader.read(part, new Putting(file, at));
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.CORRUPT ? Restore.withWayOn(e, around(part)) : e;
        }
    }

    private String around(Part part) {
        return layout.file(part.path()).startsWith(layout.volume())
                ? ", or put back all but what is damaged with --damaged-too"
                : "";
    }

    /// Puts the bytes of a damaged part as they are, and zeros where there are none: scrub names what they
    /// belong to, and the rest of the extent is whole.
    private void putWhatCanBeRead(Part part, DurableFile file, long start) {
        Putting putting = new Putting(file, start);
        Optional<String> damage = reader.damage(part, putting);
        if (damage.isEmpty()) {
            return;
        }
        damaged.add(damage.get());
        reader.salvage(part, putting.at - start, (bytes, at) -> file.write(bytes, start + at));
        long end = start + part.length();
        if (file.size() < end) {
            file.write(ByteBuffer.allocate(1), end - 1); // what is between is zeros
        }
    }

    /// Writes what it is given, one behind the other.
    private final class Putting implements Depot.Sink {
        private final DurableFile file;
        private long at;

        Putting(DurableFile file, long at) {
            this.file = file;
            this.at = at;
        }

        @Override
        public void accept(ByteBuffer bytes) {
            int length = bytes.remaining();
            file.write(bytes, at);
            at += length;
            meter.add(length);
        }
    }
}
