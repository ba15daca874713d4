package org.amana.backup;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
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

        boolean hasSecrets() {
            return !secrets.isEmpty();
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
        Backups before = shelf.backups(root);
        before.requireLog(source.ledger.verifierKey(), depot);
        List<AmanaException> lost = new ArrayList<>();
        Optional<Manifest> last = before.newestSealed()
                .map(newest -> shelf.backup(Optional.of(newest), lost::add).requireSeal(source.root));
        Map<Part, String> damaged =
                checkEarlier ? last.map(newest -> damaged(shelf, newest)).orElse(Map.of()) : Map.of();
        depot.clearUnfinished();
        long entry = source.ledger
                .actOfOperator(source.hasSecrets() ? "backup-with-root-key" : "backup")
                .index();
        source.ledger.publish(); // so that the head that is copied has this entry
        Run run = Run.after(shelf.lastRun(), source.clock.instant());
        try {
            Manifest manifest = make(run, entry, new Earlier(shelf, last, damaged.keySet()));
            Shelf now = Shelf.of(depot);
            int removed = now.prune(now.backups(root, before.with(manifest)).newest(keep));
            return new Result(
                    run.toString(),
                    manifest.files().size(),
                    manifest.bytes(),
                    manifest.ownBytes(),
                    removed,
                    before.unsealed(),
                    Stream.concat(lost.stream().map(AmanaException::message), damaged.values().stream())
                            .toList());
        } finally {
            clear(source.disk, source.temporary);
        }
    }

    private Map<Part, String> damaged(Shelf shelf, Manifest earlier) {
        PartReader reader = new PartReader(depot, shelf, earlier);
        Meter meter = Meter.of(progress, earlier);
        Map<Part, String> damaged = new LinkedHashMap<>();
        for (Part part : earlier.parts()) {
            reader.damage(part, meter::add).ifPresent(why -> damaged.put(part, why));
            meter.part();
        }
        return damaged;
    }

    /// Copies what the depot has not, and puts the manifest behind it, without which all of that is no backup.
    private Manifest make(Run run, long entry, Earlier earlier) {
        clear(source.disk, source.temporary);
        source.disk.createDirectories(source.temporary);
        RunObjects objects = new RunObjects(source.disk, depot, run);
        try (HeldExtents held = source.extents.hold()) {
            Moment moment = takeDatabasesAndLedger(objects, earlier);
            Earlier usable = moment.ledger.grown() ? earlier : earlier.none();
            Wanted wanted = wanted(moment, held, usable);
            List<Part> parts = new ArrayList<>(moment.live);
            parts.addAll(wanted.referred());
            parts.addAll(objects.copy(wanted, progress));
            TileLists tiles = TileLists.of(run, source.layout, parts, usable.lists());
            objects.put(tiles);
            Manifest manifest = new Manifest(
                    run,
                    source.ledger.verifierKey(),
                    moment.ledger.head(),
                    entry,
                    source.hasSecrets(),
                    tiles.single(parts),
                    tiles.lists());
            objects.put(manifest.object(), manifest.encode(source.root));
            return manifest;
        }
    }

    /// Databases and ledger as of one moment: none is older than the one before.
    ///
    /// @param databases copies of them, by their names in a manifest
    /// @param live parts of what the ledger goes on to change; they are in the depot already
    private record Moment(Map<String, Path> databases, LedgerCopy.Standing ledger, List<Part> live) {}

    private Moment takeDatabasesAndLedger(RunObjects objects, Earlier earlier) {
        Path openings = source.temporary.resolve("openings.db");
        Path catalog = source.temporary.resolve("catalog.db");
        Map<String, Path> databases = new LinkedHashMap<>();
        try (LedgerCopy copy = source.ledger.copy()) {
            databases.put(source.layout.inLedger(copy.openings(openings)), openings);
            source.catalog.copyTo(catalog);
            databases.put(source.layout.name(source.layout.catalog()), catalog);
            LedgerCopy.Standing ledger = copy.take(earlier.head());
            List<Part> live = new ArrayList<>();
            for (LedgerCopy.Piece wal : ledger.wal()) { // at once: the ledger keeps it only while it is being copied
                Piece piece = new Piece(source.layout.name(wal.file()), wal.file(), 0, wal.length());
                live.add(objects.copy(piece, Meter.silent()));
            }
            live.addAll(objects.heads(source.layout, ledger.small()));
            return new Moment(databases, ledger, live);
        }
    }

    private Wanted wanted(Moment moment, HeldExtents held, Earlier earlier) {
        Wanted wanted = new Wanted(source.disk, earlier);
        moment.databases.forEach(wanted::database);
        moment.ledger.tiles().forEach(tile -> wanted.tile(source.layout.name(tile), tile));
        held.durable().forEach(extent -> wanted.extent(source.layout.name(extent.file()), extent));
        source.others.forEach(wanted::other);
        source.secrets.forEach(wanted::other);
        return wanted;
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
}
