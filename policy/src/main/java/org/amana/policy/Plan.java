package org.amana.policy;

/// What somebody wants to do once policy allows it, first half: look things up, take the body in, and say exactly
/// how much would move. Nothing it does may become visible to anybody.
@FunctionalInterface
public interface Plan<R> {
    /// Called once, after policy allowed the request and before anything is in the ledger.
    ///
    /// @throws org.amana.kernel.AmanaException if it cannot be done: not found, condition not met, no space
    Planned<R> plan(Permitted permitted);
}
