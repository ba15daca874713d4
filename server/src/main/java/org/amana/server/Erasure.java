package org.amana.server;

import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opened;
import org.amana.ledger.Subject;
import org.amana.policy.Directory;
import org.amana.policy.Principal;

/// Takes names out of the ledger, whose entries stay and tell nobody's any more.
record Erasure(Ledger ledger, Directory directory) {

    /// What was erased.
    ///
    /// @param openings how many
    /// @param entry of the ledger, which tells of it
    record Erased(long openings, long entry) {}

    /// Everybody and everything that acts under a name.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is nobody
    List<Principal> called(String name) {
        List<Principal> called = directory.principals().stream()
                .filter(each -> each.name().equals(name))
                .toList();
        if (called.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND, "nobody has the name " + name + "; see amana key list");
        }
        return called;
    }

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
