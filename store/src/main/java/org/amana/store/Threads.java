package org.amana.store;

/// Waiting for a thread of our own to end.
final class Threads {
    private Threads() {}

    /// Waits until the thread has ended; an interrupt waits too and is set again afterwards.
    static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
