package org.amana.store;

import java.time.Duration;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Settings;

/// How extents are kept.
///
/// @param extentSize a full extent; the next frame begins a new one
/// @param allocation room is reserved on the disk in steps of this size
/// @param reserve appending stops when less than this is left on the disk, so that ledger and catalog can go on
/// @param large a body that is longer gets an extent of its own, so that small ones do not wait behind it
/// @param lanes how many large bodies are written at once, each to its own extent; others share the common one
/// @param queued bytes that wait for an appender; who comes then waits to be let in
/// @param openFiles files kept open for reading
/// @param retention how long an extent stays on the disk after compaction has moved its last frame, for readers who
///     have looked up its places before
public record ExtentsConfig(
        ByteSize extentSize,
        ByteSize allocation,
        ByteSize reserve,
        ByteSize large,
        int lanes,
        ByteSize queued,
        int openFiles,
        Duration retention) {
    public static final ExtentsConfig DEFAULTS = new ExtentsConfig(
            ByteSize.ofGibibytes(1),
            ByteSize.ofMebibytes(64),
            ByteSize.ofMebibytes(128),
            ByteSize.ofMebibytes(16),
            4,
            ByteSize.ofMebibytes(16),
            256,
            Duration.ofMinutes(10));

    /// What stands in the settings: `extents.size` and `extents.retention`.
    public static ExtentsConfig from(Settings settings) {
        ByteSize size =
                settings.size("extents.size", DEFAULTS.extentSize, ByteSize.ofMebibytes(1), ByteSize.ofGibibytes(64));
        return new ExtentsConfig(
                size,
                size.compareTo(DEFAULTS.allocation) < 0 ? size : DEFAULTS.allocation,
                DEFAULTS.reserve,
                DEFAULTS.large,
                DEFAULTS.lanes,
                DEFAULTS.queued,
                DEFAULTS.openFiles,
                settings.duration("extents.retention", DEFAULTS.retention, Duration.ZERO, Duration.ofDays(30)));
    }

    public ExtentsConfig {
        if (extentSize.bytes() < ExtentFormat.HEADER || allocation.bytes() < 1 || queued.bytes() < 1) {
            throw new IllegalArgumentException("extents: a size is too small");
        }
        if (lanes < 0 || openFiles < 1) {
            throw new IllegalArgumentException("extents: lanes are at least 0, open files at least 1");
        }
    }
}
