package org.amana.backup;

import java.nio.ByteBuffer;

/// Counts what has been read or copied, and tells a listener.
final class Meter {
    private final ProgressListener progress;
    private final long parts;
    private final long bytes;
    private long partsDone;
    private long bytesDone;

    /// @param parts how many there will be
    /// @param bytes of all of them
    Meter(ProgressListener progress, long parts, long bytes) {
        this.progress = progress;
        this.parts = parts;
        this.bytes = bytes;
    }

    /// One for all that a manifest tells of.
    static Meter of(ProgressListener progress, Manifest manifest) {
        return new Meter(progress, manifest.parts().size(), manifest.bytes());
    }

    /// One that nobody listens to.
    static Meter silent() {
        return new Meter((_, _, _, _) -> {}, 0, 0);
    }

    void add(ByteBuffer more) {
        add(more.remaining());
    }

    void add(int length) {
        bytesDone += length;
        progress.at(partsDone, parts, bytesDone, bytes);
    }

    void part() {
        partsDone++;
        progress.at(partsDone, parts, bytesDone, bytes);
    }
}
