package org.amana.policy;

import org.amana.ledger.Receipt;

/// Proof that an access was allowed *and* that this stands durably in the ledger. Whatever reads, changes, lists,
/// deletes, analyses or searches data takes one. Only [Gate] makes one.
public final class Permit {
    private final AccessRequest request;
    private final Amounts amounts;
    private final Receipt receipt;

    /// Whether the transaction that carries it out has marked its entry; see [AppliedEntries].
    private volatile boolean applied;

    Permit(AccessRequest request, Amounts amounts, Receipt receipt) {
        this.request = request;
        this.amounts = amounts;
        this.receipt = receipt;
    }

    public AccessRequest request() {
        return request;
    }

    /// The figures that stand in the entry.
    public Amounts amounts() {
        return amounts;
    }

    /// Index of the entry in the ledger.
    public long index() {
        return receipt.index();
    }

    public Receipt receipt() {
        return receipt;
    }

    void markApplied() {
        applied = true;
    }

    /// Catches, at the first test that carries it out, a deed that changes stored bytes without marking its
    /// entry: after a crash that entry would be taken for lost.
    void requireApplied() {
        if (amounts.stored() != 0 && !applied) {
            throw new IllegalStateException(
                    "a commit that changes stored bytes did not call AppliedEntries.record: " + request);
        }
    }
}
