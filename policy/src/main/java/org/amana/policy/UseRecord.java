package org.amana.policy;

import java.time.LocalDate;
import java.util.List;
import org.amana.ledger.Ledger;
import org.amana.policy.DayCounters.Used;
import org.amana.store.Catalog;

/// How data was used, by purpose and day: small sums kept in the catalog that equal what the ledger says. They
/// follow the ledger within a second or two; [#catchUp] makes them current. Safe for many threads.
public final class UseRecord {
    private final Catalog catalog;
    private final Ledger ledger;
    private final Tally tally;
    private final DayCounters counters;

    UseRecord(Catalog catalog, Ledger ledger, Tally tally, DayCounters counters) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.tally = tally;
        this.counters = counters;
    }

    /// What happened under each purpose since a day, by rising day and purpose; days without use are left out.
    public List<PurposeUse> byPurpose(LocalDate since) {
        return catalog.read(reader -> Tally.byPurpose(reader, since));
    }

    /// Refusals by rule since a day, by rising day and rule. Those who were turned away before anybody knew who
    /// they were count under `unauthenticated/<reason>`.
    public List<RefusalCount> refusals(LocalDate since) {
        return catalog.read(reader -> Tally.refusals(reader, since));
    }

    /// What counts against the volume of a purpose today, at this very moment, reservations included.
    public VolumeUsed today(PurposeId purpose) {
        Used used = counters.used(purpose, today());
        return new VolumeUsed(used.bytes(), used.objects());
    }

    /// The day that counts, see [DayCounters#today].
    public LocalDate today() {
        return DayCounters.today(ledger);
    }

    /// Waits until every entry that is now in the ledger is in the sums.
    public void catchUp() {
        tally.catchUp();
    }

    /// What was used of a day's volume.
    ///
    /// @param bytes accepted and released
    public record VolumeUsed(long bytes, long objects) {}
}
