package org.amana.policy;

import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What is thrown where the gate lets others work, as a failure that can be recorded and answered.
final class Failures {
    private Failures() {}

    /// An [AmanaException] as it is, anything else as an `INTERNAL` one with its cause; but what ends the process is
    /// thrown on.
    static AmanaException of(Throwable thrown) {
        passWhatEndsTheProcess(thrown);
        return thrown instanceof AmanaException known
                ? known
                : new AmanaException(ErrorCode.INTERNAL, "this should not have happened: " + thrown, thrown);
    }

    /// Throws on what ends the process: a disk that broke its promise, memory, the JVM itself. What was committed is
    /// not known then, so nothing may be written on the strength of it.
    static void passWhatEndsTheProcess(Throwable thrown) {
        switch (thrown) {
            case FatalDiskError fatal -> throw fatal;
            case VirtualMachineError fatal -> throw fatal;
            default -> {
                // It is about what was asked for alone.
            }
        }
    }
}
