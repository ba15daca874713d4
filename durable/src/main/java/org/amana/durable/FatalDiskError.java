package org.amana.durable;

/// The disk did not keep a promise: an fsync failed. What was written since the last successful one may be lost
/// although the kernel now calls those pages clean, so a second fsync proves nothing (Rebello et al., *Can
/// Applications Recover from fsync Failures?*, USENIX ATC 2020). Nobody catches this to go on: threads that meet it
/// fail everything that waits for them and end with it, and the server's handler for uncaught errors halts the
/// process. What the disk really holds is read back at the next start.
public final class FatalDiskError extends Error {
    private static final long serialVersionUID = 1;

    public FatalDiskError(String message, Throwable cause) {
        super(message, cause);
    }

    public FatalDiskError(String message) {
        super(message);
    }
}
