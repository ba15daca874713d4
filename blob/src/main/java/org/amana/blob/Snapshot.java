package org.amana.blob;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// When a snapshot was taken, in 100-nanosecond ticks since 1970; unique and rising among the snapshots of one
/// blob. Written `2026-11-24T03:00:00.1234567Z` (Azure REST: *Snapshot Blob*).
public record Snapshot(long ticks) implements Comparable<Snapshot> {
    /// No snapshot: the blob itself. It sorts after all snapshots, as in a listing.
    public static final Snapshot NONE = new Snapshot(Long.MAX_VALUE);

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Snapshot at(Instant time) {
        return new Snapshot(time.getEpochSecond() * TICKS_PER_SECOND + time.getNano() / NANOS_PER_TICK);
    }

    /// Reads what [#toString] writes; fewer decimals are understood too.
    ///
    /// @throws AmanaException `INVALID_QUERY_PARAMETER` when the text is no such time
    public static Snapshot parse(String text) {
        return new Snapshot(ticks("snapshot", text));
    }

    /// @param parameter which of a request's query has this text
    static long ticks(String parameter, String text) {
        try {
            return at(Instant.parse(text)).ticks();
        } catch (DateTimeException _) {
            throw none(parameter, text);
        }
    }

    static AmanaException none(String parameter, String text) {
        return new AmanaException(ErrorCode.INVALID_QUERY_PARAMETER, parameter + " " + text + ": not such a time")
                .with("QueryParameterName", parameter)
                .with("QueryParameterValue", text);
    }

    public Instant time() {
        return Instant.ofEpochSecond(
                Math.floorDiv(ticks, TICKS_PER_SECOND), Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK);
    }

    @Override
    public int compareTo(Snapshot other) {
        return Long.compare(ticks, other.ticks);
    }

    @Override
    public String toString() {
        return ticks == Long.MAX_VALUE ? "" : FORM.format(time());
    }
}
