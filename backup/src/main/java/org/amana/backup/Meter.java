package org.amana.backup;

import java.nio.ByteBuffer;

/// Counts what has been read.
final class Meter {
    private final ProgressListener progress;
    private final long parts;
    private final long bytes;
    private long partsDone;
    private long bytesDone;

    Meter(ProgressListener progress, Manifest manifest) {
        this.progress = progress;
        parts = manifest.parts().size();
        bytes = manifest.bytes();
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
