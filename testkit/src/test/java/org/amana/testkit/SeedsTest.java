package org.amana.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class SeedsTest {
    @Test
    void theSameSeedGivesTheSameNumbers() {
        assertThat(Seeds.bytes(Seeds.random(5), 20)).isEqualTo(Seeds.bytes(Seeds.random(5), 20));
        assertThat(Seeds.bytes(Seeds.random(5), 20)).isNotEqualTo(Seeds.bytes(Seeds.random(6), 20));
    }

    @Test
    @DisabledIfSystemProperty(named = "amana.seeds", matches = "fresh")
    void aPropertyRunsWithTheSameSeedsInEveryBuild() {
        List<Long> first = numbers();
        assertThat(first).doesNotHaveDuplicates().isEqualTo(numbers());
    }

    private static List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        Seeds.check(3, random -> numbers.add(random.nextLong()));
        return numbers;
    }

    @Test
    void aPropertyThatFailsTellsItsSeed() {
        assertThatThrownBy(() -> Seeds.check(3, _ -> assertThat(1).isEqualTo(2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Damana.seed=");
    }
}
