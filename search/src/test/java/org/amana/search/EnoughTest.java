package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnoughTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 4", "6, 4", "9, 6"})
    void mostIsAllOfTwoAllButOneOfFourAndTwoThirdsOfMore(int words, int most) {
        assertThat(Enough.MOST.of(words)).isEqualTo(most);
    }

    @Test
    void anyIsOne() {
        assertThat(Enough.ANY.of(9)).isEqualTo(1);
    }
}
