package org.amana.backup;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.durable.Disk;
import org.amana.durable.DiskLock;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.MalformedException;

/// Puts a backup back into an empty folder, every byte held against its manifest. A mark stands in the folder
/// until all is back, so that a restore which was interrupted is known for what it is, and can be done again over
/// what it left.
public final class Restore {
    /// The root key's name in a backup that has it, and in a data folder whose settings name no other.
    public static final String ROOT_KEY = "root.key";

    /// The file that tells whether a root key is the right one.
    public static final String ROOT_CHECK = "root.check";

    /// The mark of a data folder into which a backup is being put back.
    public static final String RESTORING = "restoring";

    /// What may lie in a folder that counts as empty: what a new file system brings, what says that somebody works on
    /// the folder, and a mark that did not come to be.
    private static final Set<String> NOTHING = Set.of("lost+found", "amana.lock", ".restoring.tmp");

    private static final long LONGEST_KEY = 1 << 16;

    private final Disk disk;
    private final Depot depot;
    private final Shelf shelf;
    private final ProgressListener progress;

    public Restore(Disk disk, Depot depot, ProgressListener progress) {
        this.disk = disk;
        this.depot = depot;
        this.shelf = Shelf.of(depot);
        this.progress = progress;
    }

    /// A backup in a list.
    public sealed interface Listed {
        String name();

        Instant begun();
    }

    /// One whose manifest can be read.
    ///
    /// @param entries that the ledger had signed
    /// @param secrets whether it says that the root key is in it
    /// @param foreign whether a root key was given, and it was not written with that
    public record Whole(
            String name, Instant begun, long files, long bytes, long entries, boolean secrets, boolean foreign)
            implements Listed {}

    /// One whose manifest cannot.
    ///
    /// @param why not
    public record Unreadable(String name, Instant begun, String why) implements Listed {}

    /// The runs with a manifest, oldest first.
    ///
    /// @param rootKey the root key's file, against which the seals are held
    public List<Listed> list(Optional<Path> rootKey) {
        Optional<RootKey> root = rootKey.map(file -> RootKey.read(disk, file));
        return shelf.backups(root).all().stream()
                .map(standing -> listed(standing, root.isPresent()))
                .toList();
    }

    private static Listed listed(Backups.Standing standing, boolean keyGiven) {
        String name = standing.run().toString();
        if (standing.outline().isEmpty()) {
            return new Unreadable(
                    name,
                    standing.run().begun(),
                    standing.failure().orElseThrow().message());
        }
        Outline outline = standing.outline().get();
        return new Whole(
                name,
                standing.run().begun(),
                outline.files(),
                outline.bytes(),
                outline.head().size(),
                outline.secrets(),
                keyGiven && !outline.sealed());
    }

    /// What a manifest's seal was held against.
    public enum Seal {
        /// The root key that was given.
        GIVEN_KEY,
        /// The root key that the backup itself brings, which somebody may have put there.
        OWN_KEY,
        /// Nothing.
        NOT_CHECKED
    }

    /// What a check found.
    ///
    /// @param damaged what is damaged or missing: the object, and the file of the data folder that it belongs to;
    ///     empty if all is as it was written
    public record Checked(String name, Seal seal, List<String> damaged) {
        public Checked {
            damaged = List.copyOf(damaged);
        }
    }

    /// Reads a backup through, putting nothing anywhere.
    ///
    /// @param name empty for the newest
    /// @param rootKey the root key's file, against which the seal is held
    /// @throws AmanaException as [#run] if the manifest itself is damaged or was not written with the root key, or
    ///     there is none; what made the depot go
    public Checked check(String name, Optional<Path> rootKey) {
        Manifest.Read read = shelf.backup(run(name));
        Manifest manifest = read.manifest();
        PartReader reader = new PartReader(depot, shelf, manifest);
        Seal seal = seal(read, rootKey, reader);
        List<String> damaged = new ArrayList<>();
        Meter meter = Meter.of(progress, manifest);
        for (Part part : manifest.parts()) {
            reader.damage(part, meter::add).ifPresent(damaged::add);
            meter.part();
        }
        return new Checked(manifest.run().toString(), seal, damaged);
    }

    private Seal seal(Manifest.Read read, Optional<Path> rootKey, PartReader reader) {
        if (rootKey.isPresent()) {
            read.requireSeal(RootKey.read(disk, rootKey.get()));
            return Seal.GIVEN_KEY;
        }
        Manifest manifest = read.manifest();
        if (!manifest.secrets()) {
            return Seal.NOT_CHECKED;
        }
        List<Part> parts = required(ROOT_KEY, manifest);
        ByteBuffer content = ByteBuffer.allocate(room(parts));
        if (parts.stream().anyMatch(part -> reader.damage(part, content::put).isPresent())) {
            return Seal.NOT_CHECKED; // and found to be damaged with the others
        }
        read.requireSeal(RootKey.read(Path.of(ROOT_KEY), content.array()));
        return Seal.OWN_KEY;
    }

    /// What is asked for.
    ///
    /// @param name of the backup; empty for the newest
    /// @param rootKey the root key's file; not needed if the backup has it
    /// @param head a signed checkpoint of the log that somebody kept
    /// @param giveUp go on though the log had signed more than the backup has
    /// @param damagedToo put back what can be read of damaged extents
    public record Wish(
            String name, Optional<Path> rootKey, Optional<byte[]> head, boolean giveUp, boolean damagedToo) {}

    /// What was done.
    ///
    /// @param secrets whether the root key came with it
    /// @param lost entries that had been signed and are given up: so many at least
    /// @param damaged what was put back though it is damaged, zeros where nothing could be read
    public record Result(String name, long files, long bytes, boolean secrets, long lost, List<String> damaged) {
        public Result {
            damaged = List.copyOf(damaged);
        }
    }

    /// Puts a backup back.
    ///
    /// @param folders that must be there though nothing may be in them
    /// @throws AmanaException `CONFIGURATION` if the folder is not empty, the root key is missing or wrong, there
    ///     is no such backup, or the log had signed more than it has: nothing is written then. `CORRUPT` naming the
    ///     object that is damaged
    public Result run(Layout layout, List<Path> folders, Wish wish) {
        requireFree(layout.folder());
        Manifest.Read read = shelf.backup(run(wish.name()));
        Manifest manifest = read.manifest();
        RootKey root = requireKey(wish, read);
        long lost = requireNewest(manifest, wish, root);
        required(layout.name(layout.catalog()), manifest);
        disk.createDirectories(layout.folder());
        try (DiskLock _ = disk.lock(layout.lock())) {
            requireFree(layout.folder()); // still, with the lock
            PartReader reader = new PartReader(depot, shelf, manifest);
            Meter meter = Meter.of(progress, manifest);
            return new PuttingBack(disk, layout, wish.damagedToo(), manifest, reader, meter).run(folders, lost);
        }
    }

    private static Optional<Run> run(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Run.parse(name));
        } catch (IllegalArgumentException e) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, e.getMessage() + ": --list shows the backups there are", e);
        }
    }

    private void requireFree(Path folder) {
        if (!disk.exists(folder) || new RestoringMark(disk, folder).isThere()) {
            return;
        }
        if (!disk.list(folder).stream().allMatch(Restore::isNothing)) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    folder + " is not empty: a backup is put back into an empty folder or a new one; name one with"
                            + " --data");
        }
    }

    /// Whether a folder in which this lies counts as empty.
    static boolean isNothing(Path file) {
        return NOTHING.contains(String.valueOf(file.getFileName()));
    }

    /// The right key, and a manifest that was made with it.
    private RootKey requireKey(Wish wish, Manifest.Read read) {
        Manifest manifest = read.manifest();
        byte[] check = content(ROOT_CHECK, manifest);
        RootKey root;
        if (wish.rootKey().isPresent()) {
            root = RootKey.matching(disk, wish.rootKey().get(), check);
        } else if (manifest.secrets()) {
            root = RootKey.matching(Path.of(ROOT_KEY), content(ROOT_KEY, manifest), check);
        } else {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "backup " + manifest.run() + " in " + depot
                            + " does not hold the root key, without which its data cannot be read: name the key's file"
                            + " with --root-key FILE");
        }
        read.requireSeal(root);
        return root;
    }

    private byte[] content(String path, Manifest manifest) {
        List<Part> parts = required(path, manifest);
        ByteBuffer content = ByteBuffer.allocate(room(parts));
        PartReader reader = new PartReader(depot, shelf, manifest);
        try {
            parts.forEach(part -> reader.read(part, content::put));
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.CORRUPT ? withWayOn(e, "") : e;
        }
        return content.array();
    }

    /// What is damaged, and what can be done then.
    static AmanaException withWayOn(AmanaException damage, String more) {
        return new AmanaException(
                ErrorCode.CORRUPT,
                damage.message()
                        + ". --check names all that is damaged. Take another backup with --at NAME (--list shows"
                        + " them)" + more,
                damage);
    }

    /// The parts of a file that every such backup has.
    private static List<Part> required(String path, Manifest manifest) {
        List<Part> parts = manifest.files().get(path);
        if (parts == null) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    manifest.object() + " is damaged: it names no " + path
                            + "; take another backup with --at NAME (--list shows them)");
        }
        return parts;
    }

    /// The length of a small file; the manifest is not yet known to be ours.
    private static int room(List<Part> parts) {
        long length = 0;
        for (Part part : parts) {
            length += Math.min(part.length(), LONGEST_KEY + 1);
            if (length > LONGEST_KEY) {
                throw new AmanaException(
                        ErrorCode.CORRUPT, part.object() + " is damaged: no " + part.path() + " is so long");
            }
        }
        return (int) length;
    }

    /// A log that signed again from here would contradict what it had signed; so that is done only when asked for,
    /// and told in the log.
    ///
    /// @return how many entries that were signed are given up
    private long requireNewest(Manifest manifest, Wish wish, RootKey root) {
        Checkpoint own = manifest.head();
        Optional<Checkpoint> kept = kept(manifest, wish);
        Backups backups = shelf.backups(Optional.of(root));
        Checkpoint newest = Stream.concat(kept.stream(), backups.newestHead(manifest.log()).stream())
                .max(Comparator.comparingLong(Checkpoint::size))
                .orElse(own);
        if (newest.size() == own.size() && !newest.root().equals(own.root())) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "backup " + manifest.run() + " and the checkpoint that was kept disagree about the same "
                            + own.size() + " entries: one of them is of another history of " + own.origin());
        }
        long lost = Math.max(0, newest.size() - own.size());
        boolean vouched = kept.isPresent() && kept.get().size() >= own.size();
        List<Run> unreadable = vouched ? List.of() : backups.unreadableAfter(manifest.run());
        if (!unreadable.isEmpty() && !wish.giveUp()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "the manifest of the later backup " + unreadable.getLast() + " cannot be read, and so it is not"
                            + " known what the log had signed after backup " + manifest.run() + ": a server on it would"
                            + " contradict that. Name the newest checkpoint that somebody kept, with --head FILE, or"
                            + " give up what was signed since with --give-up-entries; the log then tells so");
        }
        if (!unreadable.isEmpty()) {
            lost = Math.max(1, lost); // each backup has an entry of its own
        }
        if (lost > 0 && !wish.giveUp()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "backup " + manifest.run() + " ends with entry " + (own.size() - 1) + " of the ledger, but " + lost
                            + " more were signed after it: a server on it refuses to sign, since it would contradict"
                            + " itself. Restore the newest backup, or give these entries up with --give-up-entries;"
                            + " the log then tells so");
        }
        return lost;
    }

    /// The checkpoint that somebody kept.
    private static Optional<Checkpoint> kept(Manifest manifest, Wish wish) {
        try {
            return wish.head().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Checkpoint.open(wish.head().get(), manifest.log()));
        } catch (MalformedException e) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--head: not a checkpoint that " + manifest.log().name() + " has signed: " + e.message(),
                    e);
        }
    }
}
