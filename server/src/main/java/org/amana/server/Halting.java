package org.amana.server;

import java.lang.Thread.UncaughtExceptionHandler;
import org.amana.durable.FatalDiskError;

/// Ends the process at once when an fsync has failed, or memory or the JVM itself: what the disk holds is not known
/// any more, so nothing may be acknowledged after it, and no shutdown hook may write to it. Any other failure that
/// nobody caught ends its thread alone, and is told.
///
/// Source: Rebello et al., Can Applications Recover from fsync Failures?, USENIX ATC 2020.
final class Halting implements UncaughtExceptionHandler {
    /// EX_IOERR of sysexits.h.
    static final int STATUS = 74;

    private final Halt halt;

    /// Ends the process; in tests, only notes that it should.
    @FunctionalInterface
    interface Halt {
        void with(int status);
    }

    Halting(Halt halt) {
        this.halt = halt;
    }

    /// For every thread of this process.
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler(
                new Halting(status -> Runtime.getRuntime().halt(status)));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof FatalDiskError) {
            System.err.println("amana: stopping at once, nothing is acknowledged after this: " + failure.getMessage());
            halt.with(STATUS);
        } else if (failure instanceof VirtualMachineError) {
            System.err.println("amana: stopping at once: " + failure);
            halt.with(STATUS);
        } else {
            System.getLogger(Halting.class.getName())
                    .log(System.Logger.Level.ERROR, "thread " + thread.getName() + " ended", failure);
        }
    }
}
