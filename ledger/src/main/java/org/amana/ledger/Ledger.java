package org.amana.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.ConsistencyProof;
import org.amana.verifier.Entry;
import org.amana.verifier.VerifierKey;

/// The use ledger of this server: a public, append-only, tamper-evident log of every access, and the private
/// names behind its entries. Safe for use by any number of threads; waiting parks a virtual thread and does not
/// pin its carrier.
///
/// Whatever this answers a [Receipt] for is on disk. Tiles and a signed checkpoint follow within a second, in
/// [#publicFolder()], and take it in for good. If an entry cannot be written the failure is
/// `LEDGER_UNAVAILABLE` and nothing was appended; if the disk breaks its promise, a
/// [org.amana.durable.FatalDiskError].
@SuppressWarnings("DoNotCallSuggester")
public final class Ledger implements AutoCloseable {
    private Ledger() {}

    /// An append under way.
    public interface Appending {
        /// Waits until the entry is durable.
        ///
        /// @throws org.amana.kernel.AmanaException `LEDGER_UNAVAILABLE` if it could not be written; it does not
        ///     exist then
        Receipt await();
    }

    /// Appends one entry and waits until it is durable.
    ///
    /// @throws org.amana.kernel.AmanaException `LEDGER_UNAVAILABLE` if it cannot be written
    /// @throws IllegalArgumentException if a value cannot stand in an entry
    public Receipt append(EntryDraft draft, Opening opening) {
        return begin(draft, opening).await();
    }

    /// Appends one entry and does not wait yet, so that other writes can be made durable at the same time. The
    /// order of calls is the order of the entries.
    public Appending begin(EntryDraft draft, Opening opening) {
        throw new UnsupportedOperationException("not yet");
    }

    /// How many entries are durable.
    public long size() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The number of this log, which is part of every request id.
    public int shard() {
        throw new UnsupportedOperationException("not yet");
    }

    public VerifierKey verifierKey() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The last checkpoint that was published.
    public Checkpoint checkpoint() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The last published checkpoint as a signed note, byte for byte what the public folder holds.
    public byte[] checkpointNote() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The folder with `checkpoint` and `tile/...`: C2SP `tlog-tiles`, to be served as it is.
    public Path publicFolder() {
        throw new UnsupportedOperationException("not yet");
    }

    /// Publishes everything that is durable by now, and returns when it stands.
    public void publish() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The durable entry at `index`.
    ///
    /// @throws org.amana.kernel.AmanaException `OUT_OF_RANGE` if there is none
    public Entry entry(long index) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Up to `max` durable entries from `from` on, in order.
    public List<Entry> entries(long from, int max) {
        throw new UnsupportedOperationException("not yet");
    }

    /// The document that proves the entry at `index` to anyone, offline: `docs/formats/proof.md`. Waits for the
    /// next checkpoint if the entry is newer than the last.
    public String proof(long index) {
        throw new UnsupportedOperationException("not yet");
    }

    /// That nothing was rewritten between two published sizes.
    public ConsistencyProof consistency(long oldSize, long newSize) {
        throw new UnsupportedOperationException("not yet");
    }

    /// The names behind the entry at `index`, as far as they are known; empty if there is no such entry.
    public Optional<Opened> opened(long index) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Who and what this subject's entries tell of, newest first.
    ///
    /// @param before only entries with a smaller index; `Long.MAX_VALUE` to begin
    public List<Opened> entriesOf(Subject subject, long before, int max) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Destroys for good the link between `subject` and its entries: the key and every row that it opened. The
    /// entries stay, and so does every proof; a `shred` entry tells how many openings were destroyed.
    public Receipt shred(Subject subject) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Publishes what is left and stops.
    @Override
    public void close() {
        throw new UnsupportedOperationException("not yet");
    }
}
