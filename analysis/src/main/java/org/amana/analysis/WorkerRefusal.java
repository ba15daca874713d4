package org.amana.analysis;

/// A worker could not read a file: because of the file, or because the worker came to an end over it.
final class WorkerRefusal extends Exception {
    private static final long serialVersionUID = 1;

    // Not serialised: an exception of ours never is.
    private final transient Reason reason;
    private final boolean workerLost;

    /// @param workerLost the worker is gone or not trusted any more
    WorkerRefusal(Reason reason, boolean workerLost) {
        super(reason.sentence());
        this.reason = reason;
        this.workerLost = workerLost;
    }

    Reason reason() {
        return reason;
    }

    boolean workerLost() {
        return workerLost;
    }
}
