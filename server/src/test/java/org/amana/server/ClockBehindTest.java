package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockBehindTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void aLineSaysByHowMuchAndWhatHelps() {
        assertThat(ClockBehind.line(NOW.plus(Duration.ofDays(400)), NOW))
                .contains("2028-01-04T12:00:00Z, 400 days later", "amana purpose renew", "docs/policy.md");
        assertThat(ClockBehind.line(NOW.plusSeconds(7_200), NOW)).contains(", 2 hours later");
        assertThat(ClockBehind.line(NOW.plusSeconds(360), NOW)).contains(", 6 minutes later");
    }
}
