package org.amana.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Entry;
import org.amana.verifier.MalformedException;
import org.amana.verifier.Tile;

/// What stands on disk when a ledger is opened, put together and found to agree: the tree that was signed, the
/// write-ahead file behind it, the openings that were stored.
///
/// @param edge of the tree that was signed last
/// @param stored entries whose openings are stored
/// @param pending durable entries that are not both published and stored, in order
/// @param next index of the next entry
/// @param torn bytes at the end of the write-ahead file that were never answered for
/// @param lastTime of the last entry, in Unix seconds; 0 in an empty log
record Recovery(TreeEdge edge, Wal wal, long stored, List<Pending> pending, long next, long torn, long lastTime) {
    Recovery {
        pending = List.copyOf(pending);
    }

    static Recovery of(
            Disk disk,
            Path walFolder,
            LedgerConfig config,
            RootKey root,
            Salts random,
            SignedHead head,
            PublicFolder folder,
            Openings openings) {
        Checkpoint signed = head.checkpoint();
        requireReached(head, folder);
        TreeEdge edge = signedEdge(signed, folder);
        long stored = Math.min(openings.next(), signed.size());
        Wal.Replay replay = Wal.open(disk, walFolder, config.walSegment().bytes(), root, random, signed.size(), stored);
        if (replay.first() > stored || replay.next() < signed.size()) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    walFolder + ": holds the entries from " + replay.first() + " to " + replay.next()
                            + ", but those from " + stored + " to " + signed.size() + " are needed");
        }
        List<Pending> pending = replay.entries().stream()
                .filter(entry -> entry.index() >= stored)
                .toList();
        return new Recovery(
                edge, replay.wal(), stored, pending, replay.next(), replay.torn(), lastTime(replay, signed, folder));
    }

    /// A log that ends before what its signer remembers is an old copy, or was cut back: to sign it would contradict
    /// what was signed.
    private static void requireReached(SignedHead head, PublicFolder folder) {
        long published = published(head, folder);
        long signed = head.checkpoint().size();
        if (signed == 0 || published >= signed) {
            return;
        }
        Tile last = Tile.in(signed, Tile.ENTRIES, (signed - 1) / Tile.FULL).orElseThrow();
        try {
            if (folder.read(last).isPresent()) {
                return; // signed before a crash, and not shown yet
            }
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, folder + "/" + last.path() + ": " + e.getMessage(), e);
        }
        throw new AmanaException(
                ErrorCode.CORRUPT,
                folder + " holds " + published + " entries, but its signer has signed " + signed
                        + ": it is older than the log, and is not signed again. Put back the whole ledger folder as it"
                        + " was last, or restore the newest backup; to go on without the " + (signed - published)
                        + " entries, which the log will then tell, see amana restore --give-up-entries");
    }

    /// The size of the published checkpoint; 0 if there is none that can be read.
    private static long published(SignedHead head, PublicFolder folder) {
        try {
            return folder.checkpoint(head.key()).map(Checkpoint::size).orElse(0L);
        } catch (IOException | MalformedException _) {
            return 0;
        }
    }

    private static TreeEdge signedEdge(Checkpoint signed, PublicFolder folder) {
        TreeEdge edge;
        try {
            edge = TreeEdge.of(signed.size(), folder::content);
        } catch (MalformedException | IndexOutOfBoundsException e) {
            throw new AmanaException(ErrorCode.CORRUPT, folder + ": a tile is cut short: " + e.getMessage(), e);
        }
        if (!edge.root().equals(signed.root())) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    folder + ": the tiles do not lead to the root that was signed for " + signed.size() + " entries");
        }
        return edge;
    }

    private static long lastTime(Wal.Replay replay, Checkpoint signed, PublicFolder folder) {
        if (!replay.entries().isEmpty()) {
            return replay.entries().getLast().time();
        }
        if (signed.size() == 0) {
            return 0;
        }
        Entry last = new PublishedEntries(folder).entry(signed.size() - 1, signed.size());
        return last.seconds();
    }
}
