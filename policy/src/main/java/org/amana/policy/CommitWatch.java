package org.amana.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opening;
import org.amana.store.Catalog;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;

/// Sees to it that every entry that changes stored bytes ends in one of two ways: its catalog commit, or a `void`
/// entry. So the sums over the ledger stay exactly what the store holds. Safe for many threads.
final class CommitWatch {
    private static final System.Logger LOG = System.getLogger(CommitWatch.class.getName());
    private static final int BATCH = 1_000;
    private static final long MOST_AT_ONCE = 20_000;

    private final Catalog catalog;
    private final Ledger ledger;

    /// Writes between "about to append" and "known how it ended", each with a bound that its index is not below.
    private final Map<Object, Long> underWay = new ConcurrentHashMap<>();

    /// Entries whose commit failed while the `void` could not be written either.
    private final Queue<Owed> owed = new ConcurrentLinkedQueue<>();

    private record Owed(Object token, long index, Runnable ifLost) {}

    CommitWatch(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    /// Before the entry of a write is appended.
    ///
    /// @return to be given to [#ended] or [#failed]
    Object begins() {
        Object token = new Object();
        underWay.put(token, ledger.size());
        return token;
    }

    /// The commit took place, or nothing was appended.
    void ended(Object token) {
        underWay.remove(token);
    }

    /// The commit seems to have failed: looks whether it took place after all and voids the entry if not, now or
    /// as soon as that can be done.
    ///
    /// @param ifLost run once it is known that the commit did not take place
    void failed(Object token, long index, Runnable ifLost) {
        boolean lost;
        try {
            lost = !catalog.read(reader -> AppliedEntries.holds(reader, index));
            if (lost) {
                append(index, ledger.entry(index), "failed");
            }
        } catch (Throwable e) {
            Failures.passWhatEndsTheProcess(e);
            LOG.log(System.Logger.Level.WARNING, "entry " + index + " cannot be voided now, trying again", e);
            owed.add(new Owed(token, index, ifLost));
            return;
        }
        ended(token);
        if (lost) {
            ifLost.run();
        }
    }

    /// Tries again what could not be voided.
    void payOwed() {
        for (int i = owed.size(); i > 0; i--) {
            Owed next = owed.poll();
            if (next != null) {
                failed(next.token(), next.index(), next.ifLost());
            }
        }
    }

    /// Clears away the marks of entries that are settled for certain: those below every write under way.
    void clearAway() {
        long upTo = ledger.size(); // read before the bounds: whoever is not seen there gets a higher index
        for (long bound : underWay.values()) {
            upTo = Math.min(upTo, bound);
        }
        long settled = catalog.read(AppliedEntries::settledUpTo);
        while (settled < upTo) {
            long next = Math.min(upTo, settled + MOST_AT_ONCE);
            catalog.commit(transaction -> {
                AppliedEntries.settle(transaction, next);
                return next;
            });
            settled = next;
            ledger.settled(settled);
        }
    }

    /// At start-up: voids every entry whose commit a crash has lost.
    ///
    /// @return how many
    /// @throws AmanaException `CORRUPT` if catalog and ledger are not of one folder, or either has lost more than a
    ///     crash can take
    int settle() {
        long from = catalog.read(AppliedEntries::settledUpTo);
        long size = ledger.size();
        requireTogether(from, size);
        Set<Long> voided = new HashSet<>();
        Set<Long> lost = new HashSet<>();
        for (long start = from; start < size; start += BATCH) {
            collect(start, ledger.entries(start, (int) Math.min(BATCH, size - start)), lost, voided);
        }
        lost.removeAll(voided);
        lost.stream().sorted().forEach(index -> append(index, ledger.entry(index), "lost"));
        long upTo = ledger.size();
        catalog.commit(transaction -> {
            AppliedEntries.settle(transaction, upTo);
            return upTo;
        });
        ledger.settled(upTo);
        return lost.size();
    }

    /// Going on with a ledger that lacks what the catalog knows, or with a catalog that lacks what the ledger
    /// remembers, would call everything lost that was answered for.
    private void requireTogether(long settledInCatalog, long size) {
        if (settledInCatalog > size) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "the catalog knows of " + settledInCatalog + " ledger entries, but the ledger has " + size
                            + ": put the ledger back that belongs to this catalog");
        }
        long settled = ledger.settled();
        if (settledInCatalog < settled) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "catalog " + catalog.file() + " has carried out the ledger's entries up to " + settledInCatalog
                            + " only, and had come to " + settled
                            + ": it has lost commits, or is older than the ledger; put the catalog back that belongs to it");
        }
    }

    private void collect(long start, List<Entry> entries, Set<Long> lost, Set<Long> voided) {
        Set<Long> expecting = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.kind() == Kind.VOID) {
                voided.add(entry.number("ref"));
            } else if (expectsCommit(entry)) {
                expecting.add(start + i);
            }
        }
        if (!expecting.isEmpty()) {
            expecting.removeAll(catalog.read(reader -> new HashSet<>(reader.list(
                    "SELECT number FROM applied_entry WHERE number >= ? AND number < ?",
                    row -> row.number("number"),
                    start,
                    start + entries.size()))));
            lost.addAll(expecting);
        }
    }

    /// Exactly these promise a commit: allowed accesses that change stored bytes.
    private static boolean expectsCommit(Entry entry) {
        return entry.kind() == Kind.ACCESS
                && entry.text("dec").equals(EntryDraft.Verdict.ALLOW.label())
                && entry.number("dst") != 0;
    }

    private void append(long index, Entry access, String why) {
        ledger.append(EntryDraft.Voided.of(index, access, why), Opening.NONE);
    }
}
