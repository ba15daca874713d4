package org.amana.blob;

import java.time.Duration;

/// How blobs are kept.
///
/// @param uncommittedLife blocks that nobody commits are collected so long after the last one came
/// @param upkeepEvery how often the janitor looks for work
public record BlobConfig(Duration uncommittedLife, Duration upkeepEvery) {
    public static final BlobConfig DEFAULTS = new BlobConfig(Duration.ofDays(7), Duration.ofSeconds(10));

    public BlobConfig {
        if (uncommittedLife.isNegative() || !upkeepEvery.isPositive()) {
            throw new IllegalArgumentException("blob: uncommitted blocks live " + uncommittedLife + ", upkeep every "
                    + upkeepEvery + ": neither may be negative, nor upkeep be always");
        }
    }
}
