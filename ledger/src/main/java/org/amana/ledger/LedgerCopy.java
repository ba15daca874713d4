package org.amana.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.ConsistencyProof;
import org.amana.verifier.LogSource;
import org.amana.verifier.MalformedException;
import org.amana.verifier.Tile;
import org.amana.verifier.TiledTree;

/// A copy of a running ledger under way. From its beginning until it is closed the ledger keeps its write-ahead file,
/// so that what is copied earlier and what is copied later fit together; appending and publishing go on.
///
/// The order makes the copy one that a crash could have left: first [#openings], then whatever the entries promise
/// elsewhere (the catalog), last [#take]. Closing it again does nothing.
public final class LedgerCopy implements AutoCloseable {
    private final LedgerParts parts;
    private final Path folder;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    LedgerCopy(LedgerParts parts, Path folder, Runnable end) {
        this.parts = parts;
        this.folder = folder;
        this.end = end;
        parts.wal().hold(true);
    }

    /// The beginning of a file; it does not change, though more may be written behind it.
    public record Piece(Path file, long length) {}

    /// A small file, read already.
    public static final class Small {
        private final String path;
        private final byte[] content;

        private Small(String path, byte[] content) {
            this.path = path;
            this.content = content;
        }

        /// Where it belongs, below the ledger's folder.
        public String path() {
            return path;
        }

        public ByteBuffer content() {
            return ByteBuffer.wrap(content).asReadOnlyBuffer();
        }
    }

    /// The ledger at one moment.
    ///
    /// @param head what had been signed
    /// @param small what changes: the signer's key and memory, the checkpoint, the tiles that are not full
    /// @param tiles files of full tiles and bundles up to the head; they never change
    /// @param wal the write-ahead file
    /// @param grown whether the log grew out of the earlier head that was asked about
    public record Standing(Checkpoint head, List<Small> small, List<Path> tiles, List<Piece> wal, boolean grown) {
        public Standing {
            small = List.copyOf(small);
            tiles = List.copyOf(tiles);
            wal = List.copyOf(wal);
        }
    }

    /// Writes a copy of the private openings to `target`, durably.
    ///
    /// @return where in the ledger's folder it belongs
    public String openings(Path target) {
        parts.openings().copyTo(target);
        return LedgerParts.PRIVATE + "/" + Openings.FILE;
    }

    /// Takes the ledger as it stands now.
    ///
    /// @param earlier a head to compare with; empty counts as one that the log grew out of
    /// @throws AmanaException `CORRUPT` if a tile that was signed is missing
    public Standing take(Optional<Checkpoint> earlier) {
        return parts.publisher().betweenRounds(() -> standing(earlier));
    }

    private Standing standing(Optional<Checkpoint> earlier) {
        Signer signer = parts.signer();
        Checkpoint head = new Checkpoint(signer.verifierKey().name(), signer.size(), signer.root());
        List<Small> small = new ArrayList<>();
        small.add(privateFile(Signer.KEY_FILE));
        small.add(privateFile(Signer.SIGNED_FILE));
        List<Path> full = new ArrayList<>();
        for (Tile tile : Tile.of(head.size())) {
            if (tile.partial()) {
                small.add(new Small(
                        PublicFolder.NAME + "/" + tile.path(), parts.folder().content(tile)));
            } else {
                full.add(parts.folder().path().resolve(tile.path()));
            }
        }
        checkpoint().ifPresent(note -> small.add(new Small(PublicFolder.NAME + "/" + LogSource.CHECKPOINT, note)));
        boolean grown = earlier.map(before -> grewOutOf(before, head)).orElse(true);
        return new Standing(head, small, full, parts.wal().durable(), grown);
    }

    private Small privateFile(String name) {
        return new Small(
                LedgerParts.PRIVATE + "/" + name,
                parts.disk().read(folder.resolve(LedgerParts.PRIVATE).resolve(name)));
    }

    private Optional<byte[]> checkpoint() {
        try {
            return parts.folder().read(LogSource.CHECKPOINT);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, folder + ": the checkpoint cannot be read", e);
        }
    }

    private boolean grewOutOf(Checkpoint before, Checkpoint head) {
        if (before.size() > head.size()) {
            return false;
        }
        try {
            TiledTree tree = new TiledTree(parts.folder(), head.size());
            return ConsistencyProof.of(before.size(), head.size(), tree).proves(before.root(), head.root());
        } catch (MalformedException e) {
            throw new AmanaException(ErrorCode.CORRUPT, parts.folder() + ": " + e.message(), e);
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            parts.wal().hold(false);
            end.run();
        }
    }
}
