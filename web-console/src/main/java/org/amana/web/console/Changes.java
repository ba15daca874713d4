package org.amana.web.console;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.amana.ledger.Ledger;
import org.amana.verifier.Entry;

/// Changes of purposes, keys and approvals have entries of their own in the ledger, beside the one of the request for
/// them. They are found where they stand, so that the receipt names them too.
final class Changes {
    private static final int PIECE = 1_000;

    /// Entries of others that are looked through for our own.
    private static final int REACH = 20_000;

    private final Ledger ledger;

    Changes(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Makes a change and puts on the receipt what it wrote.
    ///
    /// @param ours whether an entry tells of what was changed
    <R> R recorded(Visit visit, Supplier<R> change, BiPredicate<R, Entry> ours) {
        long from = ledger.size();
        R changed = change.get();
        long to = Math.min(ledger.size(), from + REACH);
        while (from < to) {
            List<Entry> piece = ledger.entries(from, (int) Math.min(PIECE, to - from));
            for (Entry entry : piece) {
                if (ours.test(changed, entry)) {
                    visit.caused(from);
                }
                from++;
            }
        }
        return changed;
    }
}
