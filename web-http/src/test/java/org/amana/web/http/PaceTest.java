package org.amana.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final HttpConfig CONFIG = HttpConfig.at("127.0.0.1", 0);

    @Test
    void whoDoesNotEndItsHeadersIsGivenUp() {
        Pace pace = new Pace(CONFIG);
        pace.moved(1);
        assertThat(pace.verdict(System.nanoTime())).isEmpty();
        assertThat(pace.verdict(System.nanoTime() + HOUR)).isPresent();
    }

    @Test
    void headersThatWaitForUsAreNoFaultOfTheClient() throws InterruptedException {
        HttpConfig strict = new HttpConfig(
                CONFIG.bind(),
                CONFIG.port(),
                CONFIG.connections(),
                CONFIG.crowdedIdleTimeout(),
                CONFIG.headers(),
                CONFIG.idleTimeout(),
                Duration.ofMillis(150),
                CONFIG.slowest(),
                CONFIG.slowGrace(),
                CONFIG.drain(),
                CONFIG.drainTime());
        Pace pace = new Pace(strict);
        pace.moved(1);
        pace.arrived();
        Thread.sleep(200);
        assertThat(pace.verdict(System.nanoTime())).as("unread").isEmpty();
        long read = System.nanoTime();
        pace.taken();
        assertThat(pace.verdict(read)).as("the wait does not count").isEmpty();
        assertThat(pace.verdict(read + HOUR)).as("the clock goes on").isPresent();
    }
}
