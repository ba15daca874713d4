package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant TIME = Instant.parse("2026-11-04T03:04:05Z");

    @Test
    void writes() {
        assertThat(HttpDate.format(TIME.plusMillis(999))).isEqualTo("Wed, 04 Nov 2026 03:04:05 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed, 04 Nov 2026 03:04:05 GMT",
                "Wed, 4 Nov 2026 03:04:05 GMT",
                "Thu, 04 Nov 2026 03:04:05 GMT",
                "2026-11-04T03:04:05Z"
            })
    void reads(String text) {
        assertThat(HttpDate.parse(text)).hasValue(TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Wed, 32 Nov 2026 03:04:05 GMT", "Wed, 04 Nov 2026 03:04:05 +0100", ","})
    void anythingElseIsNoDate(String text) {
        assertThat(HttpDate.parse(text)).isEmpty();
    }
}
