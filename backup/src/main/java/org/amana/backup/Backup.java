package org.amana.backup;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerCopy;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.HeldExtents;
import org.amana.store.RootKey;

/// Copies the data of a running server to a depot. Every write that was acknowledged before it began is in it.
///
/// The ledger's entry about it is durable before a byte leaves. Then, in this order: the openings, the catalog, the
/// ledger, the extents, each no older than the one before, while extents and write-ahead file are kept from going.
/// That is what a power cut leaves behind too, and so it is put in order in the same way at the next start: entries
/// whose consequences the catalog has not are voided. One at a time.
public final class Backup {
    private static final int WINDOW = 1 << 20;
    private static final String SMALL = "small"; // the object of what never changes
    private static final int WORTH_A_LIST = 2;

    private final Source source;
    private final Depot depot;
    private final ProgressListener progress;

    /// What is copied.
    ///
    /// @param temporary a folder of its own for copies of the databases, emptied before and after
    /// @param others further files, by their names in the data folder
    /// @param secrets more of these, which tell the data to whoever has the backup
    public record Source(
            Disk disk,
            InstantSource clock,
            Layout layout,
            Path temporary,
            Catalog catalog,
            Extents extents,
            Ledger ledger,
            RootKey root,
            Map<String, Path> others,
            Map<String, Path> secrets) {
        public Source {
            others = new TreeMap<>(others);
            secrets = new TreeMap<>(secrets);
        }
    }

    /// What a backup did.
    ///
    /// @param name of the backup
    /// @param files that are in it
    /// @param bytes of theirs
    /// @param copied bytes of these that were not in the depot yet
    /// @param removed objects of older backups and of interrupted ones
    /// @param unsealed manifests that somebody without the root key has written: nothing of them is used
    /// @param damaged what was found damaged of the backup before, and copied anew where it is still wanted
    public record Result(
            String name,
            long files,
            long bytes,
            long copied,
            int removed,
            List<String> unsealed,
            List<String> damaged) {
        public Result {
            unsealed = List.copyOf(unsealed);
            damaged = List.copyOf(damaged);
        }
    }

    public Backup(Source source, Depot depot, ProgressListener progress) {
        this.source = source;
        this.depot = depot;
        this.progress = progress;
    }

    /// Makes a backup.
    ///
    /// @param keep how many backups stay in the depot, this one included
    /// @param checkEarlier whether the newest backup is read through first, so that nothing is built on damage
    /// @throws AmanaException `CONFIGURATION` if the depot holds backups of another server; `DISK_FAILED` or
    ///     `INSUFFICIENT_STORAGE` naming what could not be read or written. There is no backup then, and earlier
    ///     ones are as they were
    public Result run(int keep, boolean checkEarlier) {
        Shelf shelf = Shelf.of(depot);
        Optional<RootKey> root = Optional.of(source.root);
        Backups earlier = shelf.backups(root);
        earlier.requireLog(source.ledger.verifierKey(), depot);
        List<AmanaException> lost = new ArrayList<>();
        Optional<Manifest> last = earlier.newestSealed()
                .map(newest -> shelf.backup(Optional.of(newest), lost::add).requireSeal(source.root));
        Map<Part, String> damaged =
                checkEarlier ? last.map(newest -> damaged(shelf, newest)).orElse(Map.of()) : Map.of();
        depot.clearUnfinished();
        boolean secrets = !source.secrets.isEmpty();
        long entry = source.ledger
                .actOfOperator(secrets ? "backup-with-root-key" : "backup")
                .index();
        source.ledger.publish(); // so that the head that is copied has this entry
        One one = new One(shelf, last, damaged.keySet(), Run.after(shelf.lastRun(), source.clock.instant()));
        try {
            Manifest manifest = one.copy(entry);
            one.put(manifest);
            Shelf now = Shelf.of(depot);
            int removed = now.prune(now.backups(root, earlier.with(manifest)).newest(keep));
            return new Result(
                    manifest.run().toString(),
                    manifest.files().size(),
                    manifest.bytes(),
                    one.copied,
                    removed,
                    earlier.unsealed(),
                    Stream.concat(lost.stream().map(AmanaException::message), damaged.values().stream())
                            .toList());
        } finally {
            clear(source.disk, source.temporary);
        }
    }

    private Map<Part, String> damaged(Shelf shelf, Manifest earlier) {
        PartReader reader = new PartReader(depot, shelf, earlier);
        Meter meter = new Meter(progress, earlier);
        Map<Part, String> damaged = new LinkedHashMap<>();
        for (Part part : earlier.parts()) {
            reader.damage(part, meter::add).ifPresent(why -> damaged.put(part, why));
            meter.part();
        }
        return damaged;
    }

    /// Removes what a backup that was killed has left in its folder for copies of the databases: keys that have been
    /// destroyed since are in them. For whoever opens the data folder, before it is in use.
    ///
    /// @param temporary [Source#temporary]
    public static void clear(Disk disk, Path temporary) {
        if (disk.exists(temporary)) {
            disk.list(temporary).forEach(disk::delete);
            disk.delete(temporary);
            disk.syncName(temporary);
        }
    }

    /// One backup in the making.
    private final class One {
        private final Shelf shelf;
        private final Optional<Manifest> last;
        private final Set<Part> damaged;
        private final Run run;
        private final List<Part> parts = new ArrayList<>();
        private final List<Piece> toCopy = new ArrayList<>();
        private Map<String, List<Part>> earlier = Map.of();
        private long copied; // bytes
        private boolean telling; // that all which is to be copied is known
        private long bytes; // to be copied from then on
        private long toldBytes;
        private long toldPieces;

        One(Shelf shelf, Optional<Manifest> last, Set<Part> damaged, Run run) {
            this.shelf = shelf;
            this.last = last;
            this.damaged = damaged;
            this.run = run;
        }

        /// A piece of a file that the depot has not.
        ///
        /// @param alone whether it gets an object of its own; small ones share one
        private record Piece(String path, Path file, long from, long to, boolean alone) {}

        Manifest copy(long entry) {
            clear(source.disk, source.temporary);
            source.disk.createDirectories(source.temporary);
            try (HeldExtents held = source.extents.hold()) {
                LedgerCopy.Standing standing;
                try (LedgerCopy ledger = source.ledger.copy()) {
                    standing = copyDatabasesAndLedger(ledger);
                }
                standing.tiles().forEach(tile -> want(source.layout.name(tile), tile, false));
                held.durable().forEach(extent -> grow(source.layout.name(extent.file()), extent));
                source.others.forEach((name, file) -> want(name, file, false));
                source.secrets.forEach((name, file) -> want(name, file, false));
                copyAll();
                Map<PartList, List<Part>> lists = listTiles();
                Set<Part> listed = new HashSet<>();
                lists.values().forEach(listed::addAll);
                parts.removeIf(listed::contains);
                return new Manifest(
                        run,
                        source.ledger.verifierKey(),
                        standing.head(),
                        entry,
                        !source.secrets.isEmpty(),
                        parts,
                        lists);
            }
        }

        private LedgerCopy.Standing copyDatabasesAndLedger(LedgerCopy ledger) {
            Path openings = source.temporary.resolve("openings.db");
            String openingsName = source.layout.name(source.layout.ledger()) + "/" + ledger.openings(openings);
            Path catalog = source.temporary.resolve("catalog.db");
            source.catalog.copyTo(catalog);
            LedgerCopy.Standing standing = ledger.take(last.map(Manifest::head));
            if (standing.grown()) {
                earlier = last.map(Manifest::files).orElse(Map.of());
            }
            List<Piece> wal = standing.wal().stream()
                    .map(piece -> new Piece(source.layout.name(piece.file()), piece.file(), 0, piece.length(), true))
                    .toList();
            wal.forEach(this::copyAlone); // at once: the ledger keeps it only while it is being copied
            copySmall(standing.small());
            want(openingsName, openings, true);
            want(source.layout.name(source.layout.catalog()), catalog, true);
            return standing;
        }

        private void copySmall(List<LedgerCopy.Small> small) {
            try (Pack pack = new Pack("heads")) {
                for (LedgerCopy.Small file : small) {
                    String path = source.layout.name(source.layout.ledger()) + "/" + file.path();
                    pack.begin();
                    pack.write(file.content());
                    parts.add(pack.end(path));
                }
                pack.finish();
            }
        }

        /// A file that never changes, or is a copy already: refers to the earlier backup's if that has it.
        private void want(String path, Path file, boolean alone) {
            long length = source.disk.size(file);
            List<Part> had = alone ? List.of() : whole(path);
            if (isTile(path) && !had.isEmpty() && length(had) == length) {
                parts.addAll(had);
            } else {
                toCopy.add(new Piece(path, file, 0, length, alone));
            }
        }

        private boolean isTile(String path) {
            return path.startsWith(source.layout.name(source.layout.ledger()) + "/");
        }

        /// An extent: what an earlier backup has of it stays as it is, for extents grow at their end alone.
        private void grow(String path, HeldExtents.Held extent) {
            List<Part> had = whole(path);
            long from = length(had);
            if (from > extent.length()) {
                from = 0;
            } else {
                parts.addAll(had);
            }
            if (from < extent.length()) {
                toCopy.add(new Piece(path, extent.file(), from, extent.length(), true));
            }
        }

        /// What the earlier backup has of a file; nothing if the depot has lost a part of it, or was found
        /// to have damaged one.
        private List<Part> whole(String path) {
            List<Part> had = earlier.getOrDefault(path, List.of());
            return had.stream().allMatch(part -> shelf.has(part) && !damaged.contains(part)) ? had : List.of();
        }

        private static long length(List<Part> parts) {
            return parts.stream().mapToLong(Part::length).sum();
        }

        private void copyAll() {
            telling = true;
            bytes = toCopy.stream().mapToLong(piece -> piece.to - piece.from).sum();
            toCopy.stream().filter(Piece::alone).forEach(this::copyAlone);
            try (Pack pack = new Pack(SMALL)) {
                toCopy.stream().filter(piece -> !piece.alone).forEach(piece -> copyInto(pack, piece));
                pack.finish();
            }
        }

        private void copyAlone(Piece piece) {
            try (Pack object = new Pack(piece.path)) {
                copyInto(object, piece);
                object.finish();
            }
        }

        private void copyInto(Pack pack, Piece piece) {
            pack.begin();
            ByteBuffer window = ByteBuffer.allocate(Math.clamp(piece.to - piece.from, 1, WINDOW));
            try (DurableFile file = source.disk.open(piece.file, Mode.READ)) {
                for (long at = piece.from; at < piece.to; ) {
                    window.clear().limit((int) Math.min(window.capacity(), piece.to - at));
                    int read = file.read(window, at);
                    if (read == 0) {
                        throw new AmanaException(
                                ErrorCode.CORRUPT, piece.file + " ends at byte " + at + ", not at " + piece.to);
                    }
                    at += read;
                    pack.write(window.flip());
                    tell(0, read);
                }
            }
            parts.add(pack.end(piece.path));
            tell(1, 0);
        }

        private void tell(int morePieces, int moreBytes) {
            if (telling) {
                toldPieces += morePieces;
                toldBytes += moreBytes;
                progress.at(toldPieces, toCopy.size(), toldBytes, bytes);
            }
        }

        /// Full tiles never change, and a long log has very many: those of one object are told in a list, which later
        /// backups take over for as long as they refer to the same.
        private Map<PartList, List<Part>> listTiles() {
            Map<String, List<Part>> tiles = new LinkedHashMap<>();
            parts.stream()
                    .filter(part -> isTile(part.path()) && part.object().endsWith("/" + SMALL))
                    .forEach(part -> tiles.computeIfAbsent(part.object(), _ -> new ArrayList<>())
                            .add(part));
            tiles.values().removeIf(each -> each.size() < WORTH_A_LIST);
            Map<String, PartList> there = new HashMap<>();
            last.ifPresent(before -> before.lists().keySet().forEach(list -> there.put(list.sha256(), list)));
            Map<PartList, List<Part>> lists = new LinkedHashMap<>();
            for (List<Part> each : tiles.values()) {
                PartList made = PartList.of(run + "/tiles/" + lists.size(), each);
                PartList before = there.get(made.sha256());
                if (before == null) {
                    write(made.object(), PartList.text(each));
                }
                lists.put(before == null ? made : before, each);
            }
            return lists;
        }

        void put(Manifest manifest) {
            write(manifest.object(), manifest.encode(source.root));
        }

        private void write(String name, byte[] content) {
            try (Depot.Writing object = depot.write(name)) {
                object.write(ByteBuffer.wrap(content));
                object.finish();
            }
        }

        /// An object of this run, into which pieces are written one behind the other.
        private final class Pack implements AutoCloseable {
            private final String name;
            private final Depot.Writing object;
            private final MessageDigest digest = Manifest.sha256();
            private long at;
            private long begun;

            Pack(String path) {
                name = run + "/" + path;
                object = depot.write(name);
            }

            void begin() {
                begun = at;
                digest.reset();
            }

            void write(ByteBuffer content) {
                digest.update(content.duplicate());
                at += content.remaining();
                copied += content.remaining();
                object.write(content);
            }

            Part end(String path) {
                return new Part(HexFormat.of().formatHex(digest.digest()), at - begun, name, begun, path);
            }

            void finish() {
                object.finish();
            }

            @Override
            public void close() {
                object.close();
            }
        }
    }
}
