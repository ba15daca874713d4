package org.amana.kernel;

/// For threads of our own.
public final class Threads {
    private Threads() {}

    /// Waits until the thread has ended; an interrupt waits too and is set again afterwards. Returns at once for one
    /// that was never started.
    public static void awaitEnd(Thread thread) {
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
