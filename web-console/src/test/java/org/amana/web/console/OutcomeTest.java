package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.amana.policy.Action;
import org.amana.web.console.Outcome.Cause;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Told;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static Outcome telling(String fact, int characters) {
        Told told = new Told(Lang.EN, Mark.ALLOW, fact, List.of(Markup.text("x".repeat(characters))), Markup.EMPTY);
        return new Outcome(List.of(told), List.of());
    }

    @Test
    void whatNobodyFetchesDoesNotGather() {
        Outcome all = Outcome.NONE;
        for (int i = 0; i < 1_000; i++) {
            all = all.and(telling("form " + i, 1));
        }
        assertThat(all.told())
                .hasSize(8)
                .last()
                .isEqualTo(telling("form 999", 1).told().getFirst());
    }

    @Test
    void whatIsKeptForLongIsSmall() {
        assertThat(telling("a few", 4_096).lasting()).isEqualTo(telling("a few", 4_096));
        assertThat(telling("many", 4_097).lasting().told())
                .containsExactly(new Told(Lang.EN, Mark.ALLOW, "many", List.of(), Markup.EMPTY));
        List<Cause> causes = LongStream.range(0, 5_000)
                .mapToObj(index -> new Cause(index, Action.WRITE, false))
                .toList();
        assertThat(new Outcome(List.of(), causes).lasting().causes())
                .hasSize(256)
                .endsWith(causes.getLast());
    }
}
