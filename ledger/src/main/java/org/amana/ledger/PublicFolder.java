package org.amana.ledger;

import java.io.IOException;
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
import org.amana.verifier.Checkpoint;
import org.amana.verifier.LogSource;
import org.amana.verifier.Tile;
import org.amana.verifier.VerifierKey;

/// The folder that the world reads: `checkpoint` and `tile/...`, as C2SP `tlog-tiles` lays them out. Files
/// appear whole or not at all, and never change under one name but for the checkpoint. Reading is safe for many
/// threads, writing for one.
final class PublicFolder implements LogSource {
    /// Its name in the ledger's folder.
    static final String NAME = "public";

    private final Disk disk;
    private final Path folder;
    private final Set<Path> made = new LinkedHashSet<>(); // folders known to be there; for the writing thread

    PublicFolder(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
        disk.createDirectories(folder);
    }

    Path path() {
        return folder;
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        Path file = folder.resolve(path);
        if (!disk.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(disk.read(file));
        } catch (AmanaException e) {
            if (!disk.exists(file)) {
                return Optional.empty(); // a partial tile that went in between
            }
            throw new IOException(e.message(), e);
        }
    }

    /// What is published; empty if nothing is yet.
    ///
    /// @throws org.amana.verifier.MalformedException if it is not signed with that key, or damaged
    Optional<Checkpoint> checkpoint(VerifierKey key) throws IOException {
        return read(CHECKPOINT).map(note -> Checkpoint.open(note, key));
    }

    @Override
    public Optional<List<String>> list() {
        return Optional.empty();
    }

    @Override
    public int parallelism() {
        return 1;
    }

    /// The content of a tile that must be there.
    ///
    /// @throws AmanaException `CORRUPT` if it is not
    byte[] content(Tile tile) {
        try {
            return read(tile)
                    .orElseThrow(
                            () -> new AmanaException(ErrorCode.CORRUPT, folder + "/" + tile.path() + " is missing"));
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, folder + "/" + tile.path() + ": " + e, e);
        }
    }

    /// Writes these files, durably: each as a temporary that is synced and then renamed, then the folders. One
    /// sync of a folder serves all files in it.
    void write(List<TreeEdge.TileFile> files) {
        Map<Path, Path> renames = new LinkedHashMap<>();
        for (TreeEdge.TileFile file : files) {
            String path = file.tile().path();
            Path target = folder.resolve(path);
            makeFolder(parent(path));
            Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
            try (DurableFile open = disk.open(temporary, Mode.REPLACE, Access.PUBLIC)) {
                open.write(ByteBuffer.wrap(file.content()), 0);
                open.sync();
            }
            renames.put(temporary, target);
        }
        renames.forEach(disk::rename);
        files.stream().map(file -> parent(file.tile().path())).distinct().forEach(disk::syncDirectory);
    }

    private Path parent(String path) {
        return folder.resolve(path.substring(0, path.lastIndexOf('/')));
    }

    private void makeFolder(Path parent) {
        if (!made.contains(parent)) {
            disk.createDirectories(parent);
            made.add(parent); // only now: on a full disk it is to be tried again
        }
    }

    void writeCheckpoint(byte[] note) {
        disk.replace(folder.resolve(CHECKPOINT), note, Access.PUBLIC);
    }

    /// Removes the partial tiles of a place whose full tile stands. What a crash leaves of them does no harm.
    void removePartials(Tile full) {
        Path parent = folder.resolve(full.path() + ".p");
        if (!disk.exists(parent)) {
            return;
        }
        for (Path partial : new ArrayList<>(disk.list(parent))) {
            disk.delete(partial);
        }
        disk.delete(parent);
        made.remove(parent);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
