package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The status page of a house whose clock was ahead for a while.
final class ClockBehindTest {
    @Test
    void theStatusPageSaysThatTheLogLiesAheadOfTheClock(@TempDir Path folder) {
        ManualClock clock = new ManualClock();
        try (House house = new House(folder, clock, 0)) {
            Browser steward = house.signedIn(house.keys.steward());
            assertThat(steward.get("/status?lang=en").text()).doesNotContain("one was ahead once");
            clock.advance(Duration.ofHours(3));
            house.ledger.append(
                    new EntryDraft.Operator(
                            "blob", "anonymous", 1, clock.instant().getEpochSecond()),
                    Opening.NONE);
            clock.advance(Duration.ofHours(-3));
            assertThat(steward.get("/status?lang=en").text())
                    .contains("one was ahead once")
                    .contains("12:30");
        }
    }
}
