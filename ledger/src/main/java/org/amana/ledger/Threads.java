package org.amana.ledger;

/// Waiting for a thread of our own to end.
final class Threads {
    private Threads() {}

    /// Waits until the thread has ended; an interrupt waits too and is set again afterwards.
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
