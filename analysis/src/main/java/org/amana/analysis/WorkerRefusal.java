package org.amana.analysis;

/// A worker could not read a file: because of the file, or because the worker came to an end over it.
final class WorkerRefusal extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final boolean workerLost;

    /// @param sentence for people
    /// @param workerLost the worker is gone or not trusted any more
    WorkerRefusal(Refusal refusal, String sentence, boolean workerLost) {
        super(sentence);
        this.refusal = refusal;
        this.workerLost = workerLost;
    }

    Refusal refusal() {
        return refusal;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    boolean workerLost() {
        return workerLost;
    }
}
