package org.amana.policy;

import java.time.LocalDate;
import java.util.List;

/// How data was used, by purpose and day: small sums kept in the catalog that equal what the ledger says. They follow
/// the ledger within a second; [#catchUp] makes them current.
public final class UseRecord {
    UseRecord() {}

    /// What happened under each purpose since a day, by rising day and purpose; days without use are left out.
    public List<PurposeUse> byPurpose(LocalDate since) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Refusals by rule since a day, by rising day and rule.
    public List<RefusalCount> refusals(LocalDate since) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// What counts against the volume of a purpose today, at this moment, reservations included.
    public PurposeUse today(PurposeId purpose) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Waits until every entry that is now in the ledger is in the sums.
    public void catchUp() {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }
}
