package org.amana.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Entries;
import org.amana.ledger.EntryDraft;
import org.amana.store.Catalog;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;

/// Which entries promise a commit that a crash has taken, so that they are to be voided.
final class LostCommits {
    private static final int BATCH = 1_000;

    private LostCommits() {}

    /// @throws AmanaException `CORRUPT` if catalog and ledger are not of one folder, or either has lost
    ///     more than a crash can take
    static Set<Long> find(Catalog catalog, Entries ledger) {
        long from = catalog.read(AppliedEntries::settledUpTo);
        long size = ledger.size();
        requireTogether(catalog, from, ledger);
        Set<Long> voided = new HashSet<>();
        Set<Long> lost = new HashSet<>();
        for (long start = from; start < size; start += BATCH) {
            collect(catalog, start, ledger.entries(start, (int) Math.min(BATCH, size - start)), lost, voided);
        }
        lost.removeAll(voided);
        return lost;
    }

    /// Going on with a ledger that lacks what the catalog knows, or with a catalog that lacks what the ledger
    /// remembers, would call everything lost that was answered for.
    private static void requireTogether(Catalog catalog, long settledInCatalog, Entries ledger) {
        if (settledInCatalog > ledger.size()) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "the catalog knows of " + settledInCatalog + " ledger entries, but the ledger has " + ledger.size()
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

    private static void collect(Catalog catalog, long start, List<Entry> entries, Set<Long> lost, Set<Long> voided) {
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
}
