package org.amana.blob;

import java.time.Instant;

/// Names a version of a blob: when it was written, in 100-nanosecond ticks since 1970, unique and rising among the
/// versions and snapshots of one blob. Written like a snapshot's time (Azure: *Blob versioning*).
public record VersionId(long ticks) {
    /// No version: of a blob that was written while versions were off, or where the current one is meant.
    public static final VersionId NONE = new VersionId(0);

    private static final String PARAMETER = "versionid";

    /// Reads what [#toString] writes, and nothing else: the service knows no other form.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_QUERY_PARAMETER` when the text is no such time
    public static VersionId parse(String text) {
        VersionId version = new VersionId(Snapshot.ticks(PARAMETER, text));
        if (!version.toString().equals(text)) {
            throw Snapshot.none(PARAMETER, text);
        }
        return version;
    }

    public boolean isPresent() {
        return ticks != 0;
    }

    public Instant time() {
        return new Snapshot(ticks).time();
    }

    @Override
    public String toString() {
        return isPresent() ? new Snapshot(ticks).toString() : "";
    }
}
