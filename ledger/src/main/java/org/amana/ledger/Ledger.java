package org.amana.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Disclosure;
import org.amana.verifier.Entry;
import org.amana.verifier.EntryWriter;
import org.amana.verifier.InclusionProof;
import org.amana.verifier.Kind;
import org.amana.verifier.LogSource;
import org.amana.verifier.LogVerification;
import org.amana.verifier.ProofDocument;
import org.amana.verifier.Remembered;
import org.amana.verifier.Report;
import org.amana.verifier.Tile;
import org.amana.verifier.TiledTree;
import org.amana.verifier.VerifierKey;

/// The use ledger of this server: a public, append-only, tamper-evident log of every access, and the private
/// names behind its entries. Safe for use by any number of threads; waiting parks a virtual thread and does not
/// pin its carrier.
///
/// Whatever this answers a [Receipt] for is on disk. Tiles and a signed checkpoint follow within a second, in
/// [#publicFolder()], and take it in for good. If an entry cannot be written the failure is `LEDGER_UNAVAILABLE`
/// and nothing was appended; if the disk breaks its promise, a [org.amana.durable.FatalDiskError], and the ledger
/// has stopped. The files are described in `docs/formats/ledger-files.md`.
public final class Ledger implements Entries, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Ledger.class.getName());

    private final LedgerConfig config;
    private final LedgerParts parts;
    private final PublishedEntries published;
    private final Path dir;
    private final InstantSource clock;

    /// Held by who destroys openings, and by who copies the ledger: so that no copy is torn, and no shred ends while
    /// the write-ahead file is kept for a copy.
    private final Semaphore undisturbed = new Semaphore(1);

    private Ledger(Path dir, LedgerConfig config, LedgerParts parts, InstantSource clock) {
        this.dir = dir;
        this.clock = clock;
        this.config = config;
        this.parts = parts;
        this.published = new PublishedEntries(parts.folder());
    }

    /// An append under way. One thread may await it.
    public interface Appending {
        /// Waits until the entry is durable. An interrupt does not end the wait, and is set again afterwards.
        ///
        /// @throws AmanaException `LEDGER_UNAVAILABLE` if it could not be written; it does not exist then
        /// @throws org.amana.durable.FatalDiskError if the disk broke its promise
        Receipt await();
    }

    /// Opens the ledger in `dir`, or begins one: then its first entry and checkpoint stand when this returns.
    /// Entries that were durable and not published yet follow at once.
    ///
    /// @throws AmanaException `CORRUPT` if something that was durable is damaged or missing; `CONFIGURATION` if
    ///     the log was begun under another origin, or is open already
    public static Ledger open(Disk disk, Path dir, LedgerConfig config, RootKey root, InstantSource clock) {
        LedgerParts parts = LedgerParts.open(disk, dir, config, root, clock);
        Ledger ledger = new Ledger(dir, config, parts, clock);
        if (!parts.empty()) {
            Clocks.compare(parts.appender().last(), clock.instant())
                    .ifPresent(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        }
        try {
            ledger.begin();
            return ledger;
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    /// The ledger's own entries: that it begins, that bytes were cut, that openings were shredded before a crash.
    private void begin() {
        if (parts.empty()) {
            appendOwn(new EntryWriter()
                    .text("kind", Kind.GENESIS.label())
                    .text("origin", config.origin())
                    .number("shard", config.shard())
                    .hole("t")
                    .number("v", Entry.VERSION)
                    .text("vkey", verifierKey().toString()));
            parts.backlog().flush();
        }
        if (parts.torn() > 0) {
            appendOwn(new EntryWriter()
                    .number("bytes", parts.torn())
                    .text("kind", Kind.GAP.label())
                    .hole("t")
                    .number("v", Entry.VERSION)
                    .text("why", "torn-tail"));
        }
        tellShreds();
        RestoredMark.read(parts.disk(), dir).ifPresent(this::tellRestored);
    }

    /// A crash may have come between an entry and the note that it stands: what is there is not told twice. All are
    /// looked for before any is appended, and an entry tells of one shred alone.
    private void tellShreds() {
        Set<Long> taken = new HashSet<>();
        List<Openings.Untold> left = new ArrayList<>();
        for (Openings.Untold untold : parts.openings().untold()) {
            OptionalLong told = LongStream.range(Math.min(untold.since(), size()), size())
                    .filter(index -> !taken.contains(index) && tells(entry(index), untold))
                    .findFirst();
            if (told.isPresent()) {
                taken.add(told.getAsLong());
                parts.openings().told(untold);
            } else {
                left.add(untold);
            }
        }
        left.forEach(this::tell);
    }

    private static boolean tells(Entry entry, Openings.Untold untold) {
        return entry.kind() == Kind.SHRED
                && entry.text("what").equals(untold.what())
                && entry.number("count") == untold.openings();
    }

    private void tellRestored(RestoredMark mark) {
        EntryDraft.Operator told = new EntryDraft.Operator("admin", mark.reason(), mark.count(), mark.since());
        if (!isAmongTheLast(told)) {
            EntryWriter writer = new EntryWriter();
            told.write(writer, List.of());
            appendOwn(writer);
        }
        RestoredMark.remove(parts.disk(), dir);
    }

    /// While the mark lies there no start comes to an end, and so nothing follows but what a start tells.
    private boolean isAmongTheLast(EntryDraft.Operator told) {
        for (long index = size() - 1; index >= 0; index--) {
            Entry entry = entry(index);
            if (entry.kind() == Kind.OPERATOR
                    && entry.text("reason").equals(told.reason())
                    && entry.number("count") == told.count()
                    && entry.number("since") == told.since()) {
                return true;
            }
            if (entry.kind() != Kind.GAP && entry.kind() != Kind.SHRED) {
                return false;
            }
        }
        return false;
    }

    /// Appends one entry and waits until it is durable.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE` if it cannot be written; `INVALID_ARGUMENT` if a value
    ///     cannot stand in an entry
    public Receipt append(EntryDraft draft, Opening opening) {
        return begin(draft, opening).await();
    }

    /// Appends one entry and does not wait yet, so that other writes can be made durable at the same time. The
    /// order of calls is the order of the entries.
    ///
    /// @throws AmanaException as [#append]
    public Appending begin(EntryDraft draft, Opening opening) {
        boolean commits = draft.kind().has("sd");
        Commitments commitments = commits ? Commitments.to(opening, parts.random()) : Commitments.NONE;
        EntryWriter writer = new EntryWriter();
        try {
            draft.write(writer, commitments.digests());
            return parts.appender().begin(writer, commitments.opening());
        } catch (IllegalArgumentException e) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "no ledger entry of kind " + draft.kind().label() + ": " + e.getMessage(),
                    e);
        }
    }

    private Receipt appendOwn(EntryWriter writer) {
        return parts.appender().begin(writer, SaltedOpening.NONE).await();
    }

    /// The time that an entry would have now: the clock's, but never before that of the entry before.
    public Instant now() {
        return Instant.ofEpochSecond(parts.appender().now());
    }

    /// The time of the last entry where it lies more than five minutes ahead of the clock, which has been set back, or
    /// was ahead when that entry was written; empty if it does not. Until then [#now()] stands still.
    public Optional<Instant> standsUntil() {
        return Clocks.standsUntil(parts.appender().last(), clock.instant());
    }

    @Override
    public long size() {
        return parts.backlog().durable();
    }

    /// The number of this log, which is part of every request id.
    public int shard() {
        return config.shard();
    }

    /// What anyone needs to check this log, and should keep.
    public VerifierKey verifierKey() {
        return parts.signer().verifierKey();
    }

    /// The last checkpoint that was published.
    public Checkpoint checkpoint() {
        return parts.publisher().checkpoint();
    }

    /// The last published checkpoint as a signed note, byte for byte what the public folder holds.
    public byte[] checkpointNote() {
        return parts.publisher().note();
    }

    /// The folder with `checkpoint` and `tile/...`: C2SP `tlog-tiles`, to be served as it is.
    public Path publicFolder() {
        return parts.folder().path();
    }

    /// The content of a published tile or bundle; empty if there is no such file (any more: a partial one goes when
    /// its full one stands).
    public Optional<byte[]> published(Tile tile) {
        try {
            return parts.folder().read(tile.path());
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, tile.path() + ": " + e.getMessage(), e);
        }
    }

    /// Publishes everything that is durable by now, and returns when it stands.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE` if it fails
    public void publish() {
        parts.backlog().flush();
    }

    @Override
    public Entry entry(long index) {
        Entries.requireThere(index, size());
        Optional<Pending> waiting = parts.backlog().entry(index);
        return waiting.isPresent()
                ? Entry.parse(waiting.get().entry())
                : published.entry(index, checkpoint().size());
    }

    /// The document that proves the entry at `index` to anyone, offline: `docs/formats/proof.md`. Waits for the
    /// next checkpoint if the entry is newer than the last.
    ///
    /// @throws AmanaException `OUT_OF_RANGE` if there is no such entry
    public String proof(long index) {
        return proof(index, List.of());
    }

    /// The same, with disclosures of the entry, which the holder of the document will be able to read.
    public String proof(long index, List<Disclosure> disclosures) {
        Entry entry = entry(index);
        parts.backlog().await(index + 1, false);
        byte[] note = checkpointNote();
        Checkpoint checkpoint = Checkpoint.open(note, verifierKey());
        InclusionProof proof =
                InclusionProof.of(index, checkpoint.size(), new TiledTree(parts.folder(), checkpoint.size()));
        return new ProofDocument(
                        entry.toString(),
                        proof,
                        new String(note, StandardCharsets.UTF_8),
                        verifierKey().toString(),
                        disclosures.stream().map(Disclosure::encode).toList())
                .json();
    }

    /// The entry at `index` with the names behind it, as far as they are known; empty if there is no such entry.
    public Optional<Opened> opened(long index) {
        if (index < 0 || index >= size()) {
            return Optional.empty();
        }
        // In memory first: what leaves memory is in the database by then, not the other way round.
        Optional<SaltedOpening> opening = parts.backlog()
                .entry(index)
                .map(Pending::opening)
                .or(() -> parts.openings().find(index));
        return Optional.of(new Opened(
                index, entry(index), opening.map(SaltedOpening::disclosures).orElse(List.of())));
    }

    /// What is known of the entries that tell of `subject`: who used this object, or what this actor used.
    /// Newest first.
    ///
    /// @param before only entries with a smaller index; `Long.MAX_VALUE` to begin
    public List<Opened> entriesOf(Subject subject, long before, int max) {
        List<Long> found = new ArrayList<>();
        List<Pending> waiting = parts.backlog().all();
        for (Pending pending : waiting.reversed()) {
            if (pending.tellsOf(subject) && pending.index() < before && found.size() < max) {
                found.add(pending.index());
            }
        }
        long stored = found.isEmpty() ? before : Math.min(before, found.getLast());
        if (found.size() < max) {
            found.addAll(parts.openings().entriesOf(subject, stored, max - found.size()));
        }
        return found.stream().map(this::opened).flatMap(Optional::stream).toList();
    }

    /// Destroys for good the link between `subject` and its entries so far: the key and every row that it
    /// opened. The entries stay, and so does every proof; a `shred` entry tells how many openings were
    /// destroyed. Waits for the disk several times.
    public Receipt shred(Subject subject) {
        undisturbed.acquireUninterruptibly();
        try {
            parts.wal().retire();
            parts.backlog().flush();
            parts.wal().drop(parts.backlog().stored()); // after which no segment holds an opening from before this
            return tell(parts.openings().shred(subject, size()));
        } finally {
            undisturbed.release();
        }
    }

    /// Records an act of the operator, such as `backup`, and waits until the entry is durable.
    ///
    /// @param act lower-case letters, digits and dashes
    /// @throws AmanaException as [#append]
    public Receipt actOfOperator(String act) {
        return append(new EntryDraft.Operator("admin", act, 1, clock.instant().getEpochSecond()), Opening.NONE);
    }

    /// Begins a copy; waits while another is taken or a subject is shredded.
    public LedgerCopy copy() {
        undisturbed.acquireUninterruptibly();
        return new LedgerCopy(parts, dir, undisturbed::release);
    }

    private Receipt tell(Openings.Untold untold) {
        Receipt receipt = append(untold);
        parts.openings().told(untold);
        return receipt;
    }

    /// What could not be appended is not looked for by the next start.
    private Receipt append(Openings.Untold untold) {
        try {
            return appendOwn(new EntryWriter()
                    .number("count", untold.openings())
                    .text("kind", Kind.SHRED.label())
                    .hole("t")
                    .number("v", Entry.VERSION)
                    .text("what", untold.what()));
        } catch (AmanaException e) {
            try {
                parts.openings().missed(untold);
            } catch (AmanaException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /// Told by whoever carries out what entries promise: the consequences of every entry below `upTo` are durable,
    /// or it is voided. The ledger writes it down, durably, in a file of its own: so that a catalog that has lost
    /// commits, or an old one in its place, is not taken for the trace of a crash.
    public void settled(long upTo) {
        parts.openings().settled(upTo);
    }

    /// What [#settled(long)] was told last; 0 in the beginning.
    @Override
    public long settled() {
        return parts.openings().settled();
    }

    /// Reads the whole database of the names behind the entries.
    ///
    /// @return what is wrong with it, in the words of SQLite; empty if nothing is
    public List<String> checkOpenings() {
        return parts.openings().check();
    }

    /// Verifies the public folder as any auditor does.
    public Report verify() {
        Remembered remembered = Remembered.NOTHING.andSigned(checkpoint());
        return LogVerification.verify(LogSource.folder(publicFolder()), verifierKey(), remembered);
    }

    /// How publishing goes wrong at this moment; empty if it does not.
    public Optional<String> trouble() {
        return parts.backlog().trouble();
    }

    /// Refuses new entries, publishes what is left, and stops. Nothing happens when it is closed already.
    @Override
    public void close() {
        parts.close();
    }
}
