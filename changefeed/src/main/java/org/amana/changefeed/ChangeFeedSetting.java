package org.amana.changefeed;

import java.time.Duration;

/// What an account wants of its feed (Azure: *changeFeed* of the blob service's properties in the resource manager).
///
/// @param on whether changes are noted
/// @param retention how long segments are kept; zero for ever
public record ChangeFeedSetting(boolean on, Duration retention) {
    public static final ChangeFeedSetting OFF = new ChangeFeedSetting(false, Duration.ZERO);
}
