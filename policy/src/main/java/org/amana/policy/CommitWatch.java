package org.amana.policy;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.amana.kernel.AmanaException;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opening;
import org.amana.store.Catalog;
import org.amana.verifier.Entry;

/// Sees to it that every entry that changes stored bytes ends in one of two ways: its catalog commit, or a `void`
/// entry. So the sums over the ledger stay exactly what the store holds. Safe for many threads.
final class CommitWatch {
    private static final System.Logger LOG = System.getLogger(CommitWatch.class.getName());
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
        Set<Long> lost = LostCommits.find(catalog, ledger);
        lost.stream().sorted().forEach(index -> append(index, ledger.entry(index), "lost"));
        long upTo = ledger.size();
        catalog.commit(transaction -> {
            AppliedEntries.settle(transaction, upTo);
            return upTo;
        });
        ledger.settled(upTo);
        return lost.size();
    }

    private void append(long index, Entry access, String why) {
        ledger.append(EntryDraft.Voided.of(index, access, why), Opening.NONE);
    }
}
