package org.amana.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amana.ledger.Receipt;
import org.amana.testkit.StartedServer;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Entry;
import org.amana.verifier.EntryBundle;
import org.amana.verifier.Kind;
import org.amana.verifier.LogSource;
import org.amana.verifier.MalformedException;
import org.amana.verifier.Tile;
import org.amana.verifier.TreeHasher;
import org.amana.verifier.VerifierKey;

/// The public log, read as any outsider reads it, and held against the receipts that clients keep. One thread.
final class LogBook {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LogSource source;
    private final VerifierKey key;
    private final Findings findings;
    private final TreeHasher hasher = new TreeHasher();
    private final Set<Long> voided = new HashSet<>();
    private long read; // entries whose voids are known
    private int checked; // receipts
    private Optional<Tile> tile = Optional.empty();
    private List<byte[]> bundle = List.of();

    LogBook(StartedServer server, Findings findings) {
        this(server.data(), server.verifierKey(), findings);
    }

    /// @param data the data folder that has the log
    LogBook(Path data, String verifierKey, Findings findings) {
        this.source = LogSource.folder(data.resolve("ledger/public"));
        this.key = VerifierKey.parse(verifierKey);
        this.findings = findings;
    }

    /// Entries that were voided, since a commit was lost or failed.
    int voided() {
        return voided.size();
    }

    /// Entries under the last checkpoint that was looked at.
    long entries() {
        return read;
    }

    /// Checks the receipts that came since the last time. Waits until the checkpoint covers them all.
    void check(Receipts receipts) {
        List<Receipts.Receipt> fresh = receipts.from(checked);
        long needed = fresh.stream()
                .mapToLong(receipt -> index(receipt.requestId()) + 1)
                .max()
                .orElse(0);
        long size = awaitSize(needed);
        while (read < size) {
            Entry entry = Entry.parse(bytes(read++, size));
            if (entry.kind() == Kind.VOID) {
                voided.add(entry.number("ref"));
            }
        }
        fresh.forEach(receipt -> check(receipt, size));
        checked += fresh.size();
    }

    private long index(UUID requestId) {
        return Receipt.index(requestId).orElse(-1);
    }

    private long awaitSize(long needed) {
        Instant end = Instant.now().plus(PATIENCE);
        long size = size();
        while (size < needed && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return size;
            }
            size = size();
        }
        return size;
    }

    private long size() {
        try {
            byte[] note =
                    source.read(LogSource.CHECKPOINT).orElseThrow(() -> new IOException("there is no checkpoint"));
            return Checkpoint.open(note, key).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Receipts.Receipt receipt, long size) {
        long index = index(receipt.requestId());
        String what = receipt.what() + " with the receipt " + receipt.requestId() + " of entry " + index;
        if (index < 0 || index >= size) {
            findings.add(what + ": the log has " + size + " entries");
            return;
        }
        byte[] bytes = bytes(index, size);
        if (!Receipt.matches(receipt.requestId(), hasher.leaf(bytes))) {
            findings.add(what + ": another entry stands there");
            return;
        }
        Entry entry = Entry.parse(bytes);
        if (entry.kind() != Kind.ACCESS || !receipt.booked().isIn(entry)) {
            findings.add(what + ": should be " + receipt.booked() + ", the log says " + entry);
        }
        if (voided.contains(index)) {
            findings.add(what + ": was acknowledged, and is voided");
        }
    }

    private byte[] bytes(long index, long size) {
        Tile wanted = Tile.in(size, Tile.ENTRIES, index / Tile.FULL).orElseThrow();
        if (!tile.equals(Optional.of(wanted))) {
            try {
                byte[] content = source.read(wanted).orElseThrow(() -> new IOException(wanted + " is missing"));
                bundle = EntryBundle.decode(content, wanted.width());
                tile = Optional.of(wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (MalformedException e) {
                throw new IllegalStateException(wanted + ": " + e.getMessage(), e);
            }
        }
        return bundle.get((int) (index % Tile.FULL));
    }
}
