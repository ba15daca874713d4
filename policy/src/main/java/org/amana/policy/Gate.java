package org.amana.policy;

import org.amana.ledger.Receipt;

/// The one way to data: decides, records, and only then lets things happen. Nothing else makes a [Permit].
public final class Gate {
    Gate() {}

    /// The way through.
    ///
    /// 1. Policy decides. Refused: the entry is written, [Passage.Denied].
    /// 2. The plan looks things up and says what exactly would move. It cannot: an entry without amounts is
    ///    written, [Passage.Failed].
    /// 3. The amounts are counted against the purpose's day. Too much: policy is asked again, knowing that and the
    ///    approvals there are.
    /// 4. The entry is written; this waits until it is durable.
    /// 5. The deed is carried out with the permit. It fails: the reservation is returned and, if stored bytes
    ///    should have changed but did not, a `void` entry follows; [Passage.Failed].
    ///
    /// May be called from virtual threads. An [Error] (a failed fsync among them) passes through untouched.
    ///
    /// @throws org.amana.kernel.AmanaException `LEDGER_UNAVAILABLE` if nothing can be recorded; nothing happened
    ///     then
    public <R> Passage<R> pass(AccessRequest request, Plan<R> plan) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Whether policy would allow a request now, counters aside. It permits nothing and writes nothing: for leaving
    /// out
    /// of lists and searches what the caller could not open, and for graying out buttons.
    public boolean foresees(AccessRequest request) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Records that somebody was turned away before anybody knew who it was: no credentials, a signature that matches
    /// no key. Equal ones of one minute are folded, so that a flood cannot grow the ledger.
    ///
    /// @param reason a short word such as `bad-signature`: lower-case letters, digits and dashes, at most 32
    public Receipt unauthenticated(Service service, String reason, String client) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// To be called by `blob` when what it supplies as [BoxFacts] has changed. Cached decisions never outlive their
    /// facts, which are part of their key; this only frees the memory.
    public void factsChanged(String account, String container) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// At start-up, before anything passes: writes a `void` entry for each access that expected a catalog commit
    /// which
    /// a crash has lost.
    ///
    /// @return how many entries were voided
    public int settle() {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }
}
