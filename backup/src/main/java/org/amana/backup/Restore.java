package org.amana.backup;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
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
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.MalformedException;

/// Puts a backup back into an empty folder, every byte held against its manifest. The catalog comes last: a folder
/// into which a restore was interrupted has none, and no server opens it.
public final class Restore {
    /// The root key's name in a backup that has it, and in a data folder whose settings name no other.
    public static final String ROOT_KEY = "root.key";

    /// The file that tells whether a root key is the right one.
    public static final String ROOT_CHECK = "root.check";

    private final Disk disk;
    private final Depot depot;
    private final Shelf shelf;
    private final Progress progress;

    public Restore(Disk disk, Depot depot, Progress progress) {
        this.disk = disk;
        this.depot = depot;
        this.shelf = Shelf.of(depot);
        this.progress = progress;
    }

    /// A backup in a list.
    ///
    /// @param entries that the ledger had signed
    /// @param secrets whether the root key is in it
    public record Listed(String name, Instant begun, long files, long bytes, long entries, boolean secrets) {}

    /// The whole backups there are, oldest first.
    public List<Listed> list() {
        return shelf.manifests().stream()
                .map(manifest -> new Listed(
                        manifest.run().toString(),
                        manifest.run().begun(),
                        manifest.files().size(),
                        manifest.bytes(),
                        manifest.head().size(),
                        manifest.secrets()))
                .toList();
    }

    /// Reads a backup through, putting nothing anywhere.
    ///
    /// @param name empty for the newest
    /// @return what is damaged or missing: the object, and the file of the data folder that it belongs to; empty if
    ///     all is as it was written
    /// @throws AmanaException as [#run] if the manifest itself is damaged, or there is none
    public List<String> check(String name) {
        Manifest manifest = shelf.backup(run(name)).manifest();
        List<String> damaged = new ArrayList<>();
        Meter meter = new Meter(manifest);
        for (Part part : manifest.parts()) {
            try {
                read(part, meter::add);
            } catch (AmanaException e) {
                damaged.add(e.message());
            }
            meter.part();
        }
        return damaged;
    }

    /// What is asked for.
    ///
    /// @param name of the backup; empty for the newest
    /// @param rootKey the root key's file; not needed if the backup has it
    /// @param head a signed checkpoint of the log that somebody kept
    /// @param giveUp go on though the log had signed more than the backup has
    public record Wish(String name, Optional<Path> rootKey, Optional<byte[]> head, boolean giveUp) {}

    /// What was done.
    ///
    /// @param secrets whether the root key came with it
    /// @param lost entries that had been signed and are given up
    public record Result(String name, long files, long bytes, boolean secrets, long lost) {}

    /// Puts a backup back.
    ///
    /// @param folders that must be there though nothing may be in them
    /// @throws AmanaException `CONFIGURATION` if the folder is not empty, the root key is missing or wrong, there
    ///     is no such backup, or the log had signed more than it has: nothing is written then. `CORRUPT` naming the
    ///     object that is damaged
    public Result run(Layout layout, List<Path> folders, Wish wish) {
        requireEmpty(layout.folder());
        Manifest.Read read = shelf.backup(run(wish.name()));
        Manifest manifest = read.manifest();
        Map<String, List<Part>> files = new LinkedHashMap<>(manifest.files());
        RootKey root = requireKey(wish, manifest, files, read);
        long lost = requireNewest(manifest, wish, root);
        disk.createDirectories(layout.folder());
        folders.forEach(disk::createDirectories);
        Meter meter = new Meter(manifest);
        String catalog = layout.name(layout.catalog());
        List<Part> catalogParts = files.remove(catalog);
        if (catalogParts == null) {
            throw new AmanaException(ErrorCode.CORRUPT, manifest.object() + " is damaged: it names no " + catalog);
        }
        Set<Path> touched = new LinkedHashSet<>();
        files.forEach((path, parts) -> {
            Path target = layout.file(path);
            Access access = target.startsWith(layout.ledger().resolve("public")) ? Access.PUBLIC : Access.PRIVATE;
            put(target, access, parts, touched, meter);
        });
        touched.forEach(disk::syncDirectory);
        RestoredMark.leave(disk, layout.ledger(), manifest.run().begun(), lost);
        Path unnamed = layout.catalog().resolveSibling(layout.catalog().getFileName() + ".restoring");
        put(unnamed, Access.PRIVATE, catalogParts, touched, meter);
        disk.rename(unnamed, layout.catalog());
        disk.syncDirectory(layout.folder());
        return new Result(
                manifest.run().toString(), manifest.files().size(), manifest.bytes(), manifest.secrets(), lost);
    }

    private static Optional<Run> run(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Run.parse(name));
        } catch (IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
        }
    }

    private void requireEmpty(Path folder) {
        if (disk.exists(folder) && !disk.list(folder).isEmpty()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    folder + " is not empty: a backup is put back into an empty folder or a new one");
        }
    }

    /// The right key, and a manifest that was made with it.
    private RootKey requireKey(Wish wish, Manifest manifest, Map<String, List<Part>> files, Manifest.Read read) {
        byte[] check = content(ROOT_CHECK, manifest, files);
        RootKey root;
        if (wish.rootKey().isPresent()) {
            root = RootKey.matching(disk, wish.rootKey().get(), check);
        } else if (manifest.secrets()) {
            root = RootKey.matching(Path.of(ROOT_KEY), content(ROOT_KEY, manifest, files), check);
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

    private byte[] content(String path, Manifest manifest, Map<String, List<Part>> files) {
        List<Part> parts = files.get(path);
        if (parts == null) {
            throw new AmanaException(ErrorCode.CORRUPT, manifest.object() + " is damaged: it names no " + path);
        }
        ByteBuffer content = ByteBuffer.allocate(
                Math.toIntExact(parts.stream().mapToLong(Part::length).sum()));
        parts.forEach(part -> read(part, content::put));
        return content.array();
    }

    /// A log that signed again from here would contradict what it had signed; so that is done only when asked for,
    /// and told in the log.
    ///
    /// @return how many entries that were signed are given up
    private long requireNewest(Manifest manifest, Wish wish, RootKey root) {
        Checkpoint own = manifest.head();
        Checkpoint newest = newestHead(manifest, wish, root);
        if (newest.size() == own.size() && !newest.root().equals(own.root())) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "backup " + manifest.run() + " and the checkpoint that was kept disagree about the same "
                            + own.size() + " entries: one of them is of another history of " + own.origin());
        }
        long lost = Math.max(0, newest.size() - own.size());
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

    private Checkpoint newestHead(Manifest manifest, Wish wish, RootKey root) {
        Checkpoint newest = shelf.newestHead(manifest.log(), root).orElse(manifest.head());
        if (wish.head().isEmpty()) {
            return newest;
        }
        try {
            Checkpoint kept = Checkpoint.open(wish.head().get(), manifest.log());
            return kept.size() >= newest.size() ? kept : newest;
        } catch (MalformedException e) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--head: not a checkpoint that " + manifest.log().name() + " has signed: " + e.message(),
                    e);
        }
    }

    private void put(Path target, Access access, List<Part> parts, Set<Path> touched, Meter meter) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && touched.add(folder)) {
            disk.createDirectories(folder);
        }
        try (DurableFile file = disk.open(target, Mode.CREATE_NEW, access)) {
            long[] at = {0};
            for (Part part : parts) {
                read(part, bytes -> {
                    int length = bytes.remaining();
                    file.write(bytes, at[0]);
                    at[0] += length;
                    meter.add(length);
                });
                meter.part();
            }
            file.sync();
        }
    }

    /// Reads a part and compares it with its digest at the end.
    private void read(Part part, Depot.Sink sink) {
        MessageDigest digest = Manifest.sha256();
        try {
            depot.read(part.object(), part.offset(), part.length(), bytes -> {
                digest.update(bytes.duplicate());
                sink.accept(bytes);
            });
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.CORRUPT
                    ? new AmanaException(ErrorCode.CORRUPT, e.message() + ", for " + part.path(), e)
                    : e;
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    depot + "/" + part.object() + " is damaged: its " + part.length() + " bytes from " + part.offset()
                            + " on, for " + part.path() + ", are not what was written");
        }
    }

    /// Counts what has been read.
    private final class Meter {
        private final long parts;
        private final long bytes;
        private long partsDone;
        private long bytesDone;

        Meter(Manifest manifest) {
            parts = manifest.parts().size();
            bytes = manifest.bytes();
        }

        void add(ByteBuffer more) {
            add(more.remaining());
        }

        void add(int length) {
            bytesDone += length;
            progress.at(partsDone, parts, bytesDone, bytes);
        }

        void part() {
            partsDone++;
            progress.at(partsDone, parts, bytesDone, bytes);
        }
    }
}
