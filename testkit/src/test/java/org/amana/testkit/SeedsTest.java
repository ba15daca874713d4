package org.amana.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void theSameSeedGivesTheSameNumbers() {
        assertThat(Seeds.bytes(Seeds.random(5), 20)).isEqualTo(Seeds.bytes(Seeds.random(5), 20));
        assertThat(Seeds.bytes(Seeds.random(5), 20)).isNotEqualTo(Seeds.bytes(Seeds.random(6), 20));
    }

    @Test
    void aPropertyThatFailsTellsItsSeed() {
        assertThatThrownBy(() -> Seeds.check(3, _ -> assertThat(1).isEqualTo(2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Damana.seed=0");
    }
}
