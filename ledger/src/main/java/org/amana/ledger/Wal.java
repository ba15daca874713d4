package org.amana.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.durable.Disk;
import org.amana.durable.Remains;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.jspecify.annotations.Nullable;

/// The write-ahead file: what makes an entry durable before tiles take it in. A row of segments, of which only
/// the newest is written; a segment goes when everything in it stands elsewhere. Safe for use by the thread
/// that appends and the one that publishes. Format: `docs/formats/ledger-wal.md`.
final class Wal implements AutoCloseable {
    private static final String SPARE = "spare";

    /// What there is of the next segment.
    private enum Spare {
        NONE,
        RESERVED,
        ZEROS
    }

    private record Closed(long next, Path file, long length) {}

    private final Disk disk;
    private final Path folder;
    private final long capacity;
    private final RootKey root;
    private final Salts random;

    private final ReentrantLock removing = new ReentrantLock(); // held before lock, by who needs more than an instant
    private final List<Remains> leaving = new ArrayList<>(); // guarded by removing: nameless, and still on the disk
    private boolean unsynced; // guarded by removing: some have left, and a power cut would bring them back
    private boolean held; // guarded by removing: no segment is dropped

    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by lock; segments leave closed only with removing held too, but for one without entries.
    private final List<Closed> closed = new ArrayList<>();
    private @Nullable WalSegment current; // absent until the first append after opening, and after retire()
    private Spare spare = Spare.NONE;
    private long next;

    private Wal(Disk disk, Path folder, long capacity, RootKey root, Salts random) {
        this.disk = disk;
        this.folder = folder;
        this.capacity = capacity;
        this.root = root;
        this.random = random;
    }

    /// What was found in the write-ahead file.
    ///
    /// @param wal ready to append behind it
    /// @param first index of the first entry in it; where it would begin, if there is none
    /// @param entries in order
    /// @param torn bytes at the end that are no frame: nobody had been answered for them, and no entry tells of
    ///     them yet
    record Replay(Wal wal, long first, List<Pending> entries, long torn) {
        Replay {
            entries = List.copyOf(entries);
        }

        long next() {
            return first + entries.size();
        }
    }

    /// Opens the write-ahead file in `folder`, reads back what is in it, and makes that durable.
    ///
    /// @param published entries that a checkpoint has promised
    /// @param minimum entries below this index are not unsealed
    /// @throws AmanaException `CORRUPT` if something that was durable is damaged
    static Replay open(
            Disk disk, Path folder, long capacity, RootKey root, Salts random, long published, long minimum) {
        disk.createDirectories(folder);
        Remains.in(disk, folder).forEach(Remains::remove);
        Wal wal = new Wal(disk, folder, capacity, root, random);
        List<WalSegment.Content> segments = disk.list(folder).stream()
                .filter(file -> WalSegment.first(file).isPresent())
                .map(file -> WalSegment.read(disk, file, minimum, root))
                .toList();
        disk.syncDirectory(folder);
        long first = segments.isEmpty() ? published : segments.getFirst().first();
        List<Pending> entries = new ArrayList<>();
        long torn = 0;
        for (WalSegment.Content segment : segments) {
            if (segment.first() != first + entries.size()) {
                throw new AmanaException(
                        ErrorCode.CORRUPT,
                        segment.path() + ": begins with entry " + segment.first() + ", not "
                                + (first + entries.size()));
            }
            if (!segment.entries().isEmpty()) {
                requireTold(torn, segment);
                torn = 0;
            }
            entries.addAll(segment.entries());
            torn += segment.torn();
            wal.closed.add(new Closed(segment.next(), segment.path(), disk.size(segment.path())));
        }
        wal.next = first + entries.size();
        return new Replay(wal, first, entries, torn);
    }

    /// Torn bytes that later entries follow were found at an earlier start, whose first entry says so; or else
    /// something that was durable is damaged.
    private static void requireTold(long torn, WalSegment.Content following) {
        byte[] next = following.entries().getFirst().entry();
        if (torn > 0 && Entry.parse(next).kind() != Kind.GAP) {
            throw new AmanaException(
                    ErrorCode.CORRUPT, following.path() + ": the segment before it ends with a damaged frame");
        }
    }

    /// Appends a batch whose first entry follows the last one, and makes it durable.
    ///
    /// @throws AmanaException if it could not be written: then none of it is there
    /// @throws org.amana.durable.FatalDiskError if it could not be made durable
    void append(List<Pending> batch) {
        lock.lock();
        try {
            WalSegment segment = current;
            if (segment == null || !segment.hasRoomFor(batch)) {
                segment = roll(batch.getFirst().index());
            }
            segment.append(batch);
            next = batch.getLast().index() + 1;
        } finally {
            lock.unlock();
        }
    }

    /// Notes that all that was appended may have been answered.
    void mark() {
        lock.lock();
        try {
            WalSegment segment = current;
            if (segment != null && segment.hasRoomFor(List.of())) {
                segment.mark(next);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the newest segment, so that it can be dropped as soon as its entries stand elsewhere.
    void retire() {
        lock.lock();
        try {
            WalSegment segment = current;
            if (segment != null) {
                segment.close();
                closed.add(new Closed(next, folder.resolve(WalSegment.name(segment.first())), segment.end()));
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private WalSegment roll(long first) {
        retire();
        // A segment without entries has the name that the new one needs, and nothing to keep.
        closed.removeIf(old -> old.file().equals(folder.resolve(WalSegment.name(first))));
        Path reserved = folder.resolve(SPARE);
        if (spare == Spare.NONE) {
            WalSegment.reserve(disk, reserved, capacity);
        }
        spare = Spare.NONE;
        WalSegment segment = WalSegment.begin(disk, reserved, folder, first, capacity, root, random);
        current = segment;
        return segment;
    }

    /// Reserves the room of the next segment, so that a full disk is met here and not by an append. Where the newest
    /// fills up, the next one gets its zeros too.
    void prepare() {
        Path making = folder.resolve(SPARE + ".new");
        if (spare() == Spare.NONE) {
            WalSegment.reserve(disk, making, capacity);
            put(making, Spare.RESERVED);
        }
        if (isFilling() && tookReserved(making)) {
            WalSegment.layZeros(disk, making, capacity);
            put(making, Spare.ZEROS);
        }
    }

    private Spare spare() {
        lock.lock();
        try {
            return spare;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFilling() {
        lock.lock();
        try {
            WalSegment segment = current;
            return segment != null && segment.end() >= capacity / 4;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the spare segment away, if it has room only. Whoever needs one meanwhile makes its own; there are three
    /// quarters of the newest to fill before that.
    private boolean tookReserved(Path as) {
        lock.lock();
        try {
            if (spare != Spare.RESERVED) {
                return false;
            }
            disk.rename(folder.resolve(SPARE), as);
            spare = Spare.NONE;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void put(Path made, Spare as) {
        lock.lock();
        try {
            if (spare == Spare.NONE) {
                disk.rename(made, folder.resolve(SPARE));
                spare = as;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets no segment go, or lets them go again: [#drop] does nothing while they are held. When this returns, none is
    /// on its way out.
    void hold(boolean hold) {
        removing.lock();
        try {
            held = hold;
        } finally {
            removing.unlock();
        }
    }

    /// The files there are, oldest first, each as far as it is durable; behind that it may grow.
    List<LedgerCopy.Piece> durable() {
        lock.lock();
        try {
            List<LedgerCopy.Piece> pieces = new ArrayList<>();
            closed.forEach(segment -> pieces.add(new LedgerCopy.Piece(segment.file(), segment.length())));
            WalSegment segment = current;
            if (segment != null) {
                pieces.add(new LedgerCopy.Piece(folder.resolve(WalSegment.name(segment.first())), segment.end()));
            }
            return pieces;
        } finally {
            lock.unlock();
        }
    }

    /// Drops the segments whose entries are all below `index`. When this returns, they are gone, also those that
    /// another thread was dropping; appending goes on meanwhile.
    void drop(long index) {
        removing.lock();
        try {
            if (!held) {
                droppable(index).forEach(this::takeName);
                removeLeaving();
            }
        } finally {
            removing.unlock();
        }
    }

    /// Oldest first. One without entries stays: it holds nothing, and the next segment takes its name.
    private List<Closed> droppable(long index) {
        lock.lock();
        try {
            Path following = folder.resolve(WalSegment.name(next));
            return closed.stream()
                    .filter(segment -> segment.next() <= index)
                    .filter(segment -> !segment.file().equals(following))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void takeName(Closed segment) {
        leaving.add(Remains.of(disk, segment.file()));
        lock.lock();
        try {
            closed.remove(segment);
        } finally {
            lock.unlock();
        }
    }

    /// What fails to go is tried again by the next who drops.
    private void removeLeaving() {
        while (!leaving.isEmpty()) {
            leaving.getFirst().remove();
            leaving.removeFirst();
            unsynced = true;
        }
        if (unsynced) {
            disk.syncDirectory(folder);
            unsynced = false;
        }
    }

    @Override
    public void close() {
        retire();
    }
}
