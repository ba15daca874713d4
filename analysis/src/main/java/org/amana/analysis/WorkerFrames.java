package org.amana.analysis;

/// Constants of the protocol between the server and its workers; `docs/formats/worker-frames.md`.
public final class WorkerFrames {
    /// `AMWQ`.
    public static final int REQUEST_MAGIC = 0x414D5751;

    /// `AMWR`.
    public static final int REPLY_MAGIC = 0x414D5752;

    /// The longest file name, and the longest part.
    public static final int MAX_NAME_BYTES = 8 << 10;

    /// The most arguments of any request but OPEN.
    public static final int MAX_ARGUMENT_BYTES = 1 << 20;

    /// The most bytes of one reply.
    public static final long MAX_REPLY_BYTES = 256L << 20;

    /// The most sections of one reply.
    public static final int MAX_SECTIONS = 500_000;

    private WorkerFrames() {}
}
