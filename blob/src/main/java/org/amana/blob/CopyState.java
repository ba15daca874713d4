package org.amana.blob;

import java.time.Instant;

/// The last copy that made a blob.
///
/// @param source the source's URL, without a signature
/// @param copied bytes so far
/// @param total bytes of the source
/// @param completed when it ended; of a pending one, when it began
/// @param description why it failed; "" otherwise
public record CopyState(
        String id, String source, CopyStatus status, long copied, long total, Instant completed, String description) {
    /// A copy that has succeeded.
    public CopyState(String id, String source, long bytes, Instant completed) {
        this(id, source, CopyStatus.SUCCESS, bytes, bytes, completed, "");
    }

    static CopyState pending(CopyOrigin origin, long total, Instant begun) {
        return new CopyState(origin.id(), origin.source(), CopyStatus.PENDING, 0, total, begun, "");
    }

    public boolean isPending() {
        return status == CopyStatus.PENDING;
    }

    CopyState progressed(long bytes) {
        return new CopyState(id, source, status, bytes, total, completed, description);
    }

    /// Ended without success.
    CopyState ended(CopyStatus how, String why, Instant at) {
        return new CopyState(id, source, how, copied, total, at, why);
    }
}
