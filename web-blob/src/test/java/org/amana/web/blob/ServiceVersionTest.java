package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceVersionTest {
    private static final LocalDate FIRST = LocalDate.parse("2009-09-19");

    @ParameterizedTest
    @ValueSource(strings = {"2021-12-02", "2009-09-19", "2010-02-28", "2012-02-29", "9999-12-31"})
    void readsDatesAsTheJdkDoes(String date) {
        assertThat(ServiceVersion.read(date)).contains(new ServiceVersion(LocalDate.parse(date)));
        for (int place = 0; place < date.length(); place++) {
            for (char other : "0123456789-+/: aT\u0660\uFF10".toCharArray()) {
                String changed = date.substring(0, place) + other + date.substring(place + 1);
                assertThat(ServiceVersion.read(changed)).as(changed).isEqualTo(byTheJdk(changed));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2021-12-2", "2021-12-021", "+2021-12-02", "2021-1202", "20211202", "2021-12-02Z"})
    void refusesOtherLengths(String text) {
        assertThat(ServiceVersion.read(text)).isEmpty();
    }

    @Test
    void writesWhatItRead() {
        assertThat(ServiceVersion.NEWEST.toString()).hasSize(ServiceVersion.LENGTH);
        assertThat(ServiceVersion.read(ServiceVersion.NEWEST.toString())).contains(ServiceVersion.NEWEST);
    }

    private static Optional<ServiceVersion> byTheJdk(String text) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(date -> !date.isBefore(FIRST))
                    .map(ServiceVersion::new);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
