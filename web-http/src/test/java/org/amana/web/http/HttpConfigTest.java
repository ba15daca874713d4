package org.amana.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.amana.kernel.ByteSize;
import org.junit.jupiter.api.Test;

class HttpConfigTest {
    private static final HttpConfig DEFAULTS = HttpConfig.at("127.0.0.1", 10_000);

    @Test
    void defaults() {
        assertThat(DEFAULTS.bind()).isEqualTo("127.0.0.1");
        assertThat(DEFAULTS.port()).isEqualTo(10_000);
        assertThat(DEFAULTS.connections()).isEqualTo(16_384);
        assertThat(DEFAULTS.crowdedIdleTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(DEFAULTS.headers()).isEqualTo(ByteSize.ofKibibytes(48));
        assertThat(DEFAULTS.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(DEFAULTS.headerTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(DEFAULTS.slowest()).isEqualTo(ByteSize.ofKibibytes(1));
        assertThat(DEFAULTS.slowGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(DEFAULTS.drain()).isEqualTo(ByteSize.ofMebibytes(256));
        assertThat(DEFAULTS.drainTime()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aThousandCharactersOfArabicPercentEncodedFitIntoTheHeaders() {
        assertThat(DEFAULTS.headers().bytes()).isGreaterThan(1024 * 6 * 2 + 8 * 1024 + 4 * 1024);
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThatThrownBy(() -> HttpConfig.at("127.0.0.1", 70_000)).hasMessageContaining("70000");
        assertThatThrownBy(() -> DEFAULTS.waiting(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("idle-timeout");
    }
}
