package org.amana.blob;

import java.time.Duration;
import org.amana.kernel.Settings;

/// How blobs are kept.
///
/// @param uncommittedLife blocks that nobody commits are collected so long after the last one came
/// @param upkeepEvery how often the janitor looks for work
/// @param rehydration how long an archived blob takes until it can be read (`blob.rehydration.standard`)
/// @param hurriedRehydration the same with high priority (`blob.rehydration.high`)
public record BlobConfig(
        Duration uncommittedLife, Duration upkeepEvery, Duration rehydration, Duration hurriedRehydration) {
    public static final BlobConfig DEFAULTS =
            new BlobConfig(Duration.ofDays(7), Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMinutes(1));

    public BlobConfig {
        if (uncommittedLife.isNegative() || !upkeepEvery.isPositive()) {
            throw new IllegalArgumentException("blob: uncommitted blocks live " + uncommittedLife + ", upkeep every "
                    + upkeepEvery + ": neither may be negative, nor upkeep be always");
        }
        if (rehydration.isNegative() || hurriedRehydration.isNegative()) {
            throw new IllegalArgumentException("blob: rehydration takes " + rehydration + ", or " + hurriedRehydration
                    + " when hurried: neither may be negative");
        }
    }

    /// @throws org.amana.kernel.AmanaException `CONFIGURATION` for a value of the wrong form
    public static BlobConfig from(Settings settings) {
        return new BlobConfig(
                DEFAULTS.uncommittedLife,
                DEFAULTS.upkeepEvery,
                settings.duration(
                        "blob.rehydration.standard", DEFAULTS.rehydration, Duration.ZERO, Duration.ofDays(30)),
                settings.duration(
                        "blob.rehydration.high", DEFAULTS.hurriedRehydration, Duration.ZERO, Duration.ofDays(30)));
    }

    Duration rehydration(Rehydration.Priority priority) {
        return switch (priority) {
            case STANDARD -> rehydration;
            case HIGH -> hurriedRehydration;
        };
    }
}
