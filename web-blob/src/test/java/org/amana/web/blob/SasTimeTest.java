package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SasTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-11-24T00:00:00Z",
        "2026-11-24T03:04Z, 2026-11-24T03:04:00Z",
        "2026-11-24T03:04:05Z, 2026-11-24T03:04:05Z",
        "2026-11-24T03:04:05.5Z, 2026-11-24T03:04:05.500Z",
        "2026-11-24T03:04:05.1234567Z, 2026-11-24T03:04:05.123456700Z",
        "2024-02-29, 2024-02-29T00:00:00Z"
    })
    void theFormsOfTheServiceAreRead(String text, Instant time) {
        assertThat(SasTime.parse(text)).hasValue(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "tomorrow",
                "2026-13-01",
                "2026-02-29",
                "2026-11-2",
                "2026-11-24T",
                "2026-11-24T03:0Z",
                "2026-11-24T24:00Z",
                "2026-11-24T03:04:60Z",
                "2026-11-24T03:04:05",
                "2026-11-24T03:04:05.Z",
                "2026-11-24T03:04:05.12345678Z",
                "2026-11-24T03:04:05+01:00",
                "2026-11-24T03:+4Z",
                "2026-11-24 03:04Z",
                "24/11/2026"
            })
    void otherTextsAreNoTime(String text) {
        assertThat(SasTime.parse(text)).isEmpty();
    }
}
