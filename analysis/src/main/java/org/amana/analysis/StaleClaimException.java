package org.amana.analysis;

/// The claim does not hold any more: the blob changed or is gone, or another took the task. Nothing was committed.
final class StaleClaimException extends Exception {
    private static final long serialVersionUID = 1;

    StaleClaimException(Claim claim) {
        super("task " + claim.id());
    }
}
