package org.amana.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void whatMattersStaysInItsOrder() {
        assertThat(Shrinking.fewest(HUNDRED, some -> some.containsAll(List.of(3, 50, 99))))
                .containsExactly(3, 50, 99);
    }

    @Test
    void whatFailsByItselfShrinksToNothing() {
        assertThat(Shrinking.fewest(HUNDRED, _ -> true)).isEmpty();
    }

    @Test
    void whereEverythingMattersNothingIsLeftOut() {
        assertThat(Shrinking.fewest(HUNDRED, some -> some.size() == 100)).isEqualTo(HUNDRED);
    }
}
