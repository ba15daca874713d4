package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTest {
    @Test
    void theFirstAreKeptAndTheOthersCounted() {
        Bounded<String> lines = new Bounded<>(String::length);
        assertThat(lines.isEmpty()).isTrue();
        for (int i = 0; i < Bounded.MOST; i++) {
            lines.add("line " + i);
        }
        assertThat(lines.left()).isZero();
        lines.add("one more");
        lines.add("and one");
        assertThat(lines.kept()).hasSize(Bounded.MOST).doesNotContain("one more");
        assertThat(lines.count()).isEqualTo(Bounded.MOST + 2);
        assertThat(lines.left()).isEqualTo(2);
    }

    @Test
    void oneThatIsTooLongEndsWhatIsKept() {
        Bounded<String> lines = new Bounded<>(String::length);
        lines.add("x".repeat(Bounded.MOST_CHARACTERS - 1));
        lines.add("yy");
        lines.add("z");
        assertThat(lines.kept()).hasSize(1);
        assertThat(lines.count()).isEqualTo(3);
    }
}
