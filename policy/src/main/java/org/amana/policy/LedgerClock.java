package org.amana.policy;

import java.time.Instant;
import java.time.InstantSource;
import org.amana.ledger.Ledger;
import org.amana.store.Catalog;

/// The time by which purposes, credentials and approvals are in force: that which the entry about it would bear. It
/// is the time of day, but never before the ledger's last entry. So no entry contradicts another where the clock was
/// ahead once, and has been set back: until the time of day has come so far, this one stands still.
///
/// What bears a time from elsewhere, such as a shared access signature or a token, is held against the time of day.
/// Safe for many threads.
final class LedgerClock implements InstantSource {
    private final Catalog catalog;
    private final Ledger ledger;

    LedgerClock(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    @Override
    public Instant instant() {
        Instant now = catalog.now();
        Instant next = ledger.now();
        return next.isAfter(now) ? next : now;
    }
}
