package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:10Z"));
    private final Attempts attempts = new Attempts(2, clock);

    @Test
    void failuresFromOneAddressDoNotKeepOthersOut() {
        attempts.failed("10.0.0.1");
        attempts.failed("10.0.0.1");
        assertThat(attempts.allows("10.0.0.1")).isFalse();
        assertThat(attempts.allows("10.0.0.2")).isTrue();
    }

    @Test
    void theNextMinuteBeginsAnew() {
        attempts.failed("10.0.0.1");
        attempts.failed("10.0.0.1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(attempts.allows("10.0.0.1")).isTrue();
    }
}
