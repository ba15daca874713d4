package org.amana.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.durable.Disk;
import org.amana.durable.DiskLock;
import org.amana.kernel.AmanaException;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Entry;
import org.amana.verifier.LogSource;
import org.amana.verifier.LogVerification;
import org.amana.verifier.MalformedException;
import org.amana.verifier.Remembered;
import org.amana.verifier.Report;

/// A ledger that nobody goes on with, as it stands on disk: nothing is appended, published or signed, no
/// thread runs, and what a crash left is left to the next who opens it as a [Ledger]. So a look at a
/// copy of a log, a restored backup say, makes no second history of it. Safe for use by many threads.
public final class LedgerView implements Entries, AutoCloseable {
    private final List<Pending> pending; // the last ones, in order
    private final PublicFolder folder;
    private final PublishedEntries published;
    private final SignedHead head;
    private final long signed;
    private final long size;
    private final long torn;
    private final Openings openings;
    private final DiskLock lock;

    private LedgerView(PublicFolder folder, Recovery found, SignedHead head, Openings openings, DiskLock lock) {
        this.folder = folder;
        this.head = head;
        this.pending = found.pending();
        this.published = new PublishedEntries(folder);
        this.signed = head.checkpoint().size();
        this.size = found.next();
        this.torn = found.torn();
        this.openings = openings;
        this.lock = lock;
    }

    /// Whether there is a log in `dir`. A first start that was cut short leaves none.
    ///
    /// @throws AmanaException `CORRUPT` if there is one whose key is missing
    public static boolean hasBegun(Disk disk, Path dir) {
        Path privateFolder = dir.resolve(LedgerParts.PRIVATE);
        Path key = privateFolder.resolve(Signer.KEY_FILE);
        if (!disk.exists(key)) {
            Path checkpoint = dir.resolve(PublicFolder.NAME).resolve(LogSource.CHECKPOINT);
            Signer.requireUnbegun(disk, key, privateFolder.resolve(Signer.SIGNED_FILE), disk.exists(checkpoint));
            return false;
        }
        return true;
    }

    /// Reads what stands in `dir` and puts it together as [Ledger#open] does.
    ///
    /// @throws AmanaException `CORRUPT` if something that was durable is damaged or missing;
    ///     `CONFIGURATION` if the log is open already
    public static LedgerView open(Disk disk, Path dir, LedgerConfig config, RootKey root, InstantSource clock) {
        DiskLock lock = disk.lock(dir.resolve(LedgerParts.LOCK));
        try {
            SignedHead head = SignedHead.of(disk, dir);
            PublicFolder folder = new PublicFolder(disk, dir.resolve(PublicFolder.NAME));
            Salts random = new Salts();
            Openings openings = Openings.open(disk, dir.resolve(LedgerParts.PRIVATE), root, random, clock);
            try {
                Recovery found =
                        Recovery.of(disk, dir.resolve(LedgerParts.WAL), config, root, random, head, folder, openings);
                return new LedgerView(folder, found, head, openings, lock);
            } catch (RuntimeException | Error e) {
                openings.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return size;
    }

    /// Bytes at the end of the write-ahead file that nobody was answered for; the next start tells of them.
    public long torn() {
        return torn;
    }

    @Override
    public Entry entry(long index) {
        Entries.requireThere(index, size);
        return index < signed
                ? published.entry(index, signed)
                : Entry.parse(
                        pending.get((int) (index - pending.getFirst().index())).entry());
    }

    @Override
    public long settled() {
        return openings.settled();
    }

    /// How many entries can still be opened to `subject`, counted up to `most`.
    public int countOf(Subject subject, int most) {
        Set<Long> found = pending.stream()
                .filter(each -> each.tellsOf(subject))
                .map(Pending::index)
                .limit(most)
                .collect(Collectors.toCollection(HashSet::new));
        found.addAll(openings.entriesOf(subject, Long.MAX_VALUE, most)); // of which the last may be among those above
        return Math.min(most, found.size());
    }

    /// As [Ledger#checkOpenings].
    public List<String> checkOpenings() {
        return openings.check();
    }

    /// Whether the world is shown what was signed last. A crash may have come between; the next start shows it.
    public boolean isShown() {
        return shown().orElse(0L) >= signed;
    }

    /// As [Ledger#verify], of what the world is shown; empty if that is nothing yet.
    public Optional<Report> verify() {
        return shown().map(size -> LogVerification.verify(
                LogSource.folder(folder.path()),
                head.key(),
                size < signed ? Remembered.NOTHING : Remembered.NOTHING.andSigned(head.checkpoint())));
    }

    /// The size of the published checkpoint; empty if there is none. One that is damaged is held against all.
    private Optional<Long> shown() {
        try {
            return folder.checkpoint(head.key()).map(Checkpoint::size);
        } catch (IOException | MalformedException _) {
            return Optional.of(Long.MAX_VALUE);
        }
    }

    @Override
    public void close() {
        openings.close();
        lock.close();
    }
}
