package org.amana.server;

import java.util.List;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opened;
import org.amana.ledger.Subject;

/// Takes names out of the ledger, whose entries stay and tell nobody's any more.
record Erasure(Ledger ledger) {

    /// What was erased.
    ///
    /// @param openings how many
    /// @param entry of the ledger, which tells of it
    record Erased(long openings, long entry) {}

    /// The newest entries that can still be opened to somebody or something.
    List<Opened> entriesOf(Subject subject, int most) {
        return ledger.entriesOf(subject, Long.MAX_VALUE, most);
    }

    /// Destroys for good what ties entries to somebody or something.
    Erased erase(Subject subject) {
        long entry = ledger.shred(subject).index();
        return new Erased(ledger.entry(entry).number("count"), entry);
    }
}
