package org.amana.policy;

import java.time.Duration;

/// How policy is run.
///
/// @param cachedDecisions most decisions that are kept, a few hundred bytes each; those that are asked for again stay,
///     if between two times no more than half as many others are asked for
/// @param upkeepEvery how often sums are brought up to date and what was put off is done
public record PolicyConfig(int cachedDecisions, Duration upkeepEvery) {
    public static final PolicyConfig DEFAULTS = new PolicyConfig(32_768, Duration.ofSeconds(1));

    public PolicyConfig {
        if (cachedDecisions < 1 || upkeepEvery.isNegative() || upkeepEvery.isZero()) {
            throw new IllegalArgumentException("policy: at least one decision is kept, and upkeep has an interval: "
                    + cachedDecisions + ", " + upkeepEvery);
        }
    }
}
