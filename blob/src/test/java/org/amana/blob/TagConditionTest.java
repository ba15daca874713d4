package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class TagConditionTest {
    private static final Tags TAGS = new Tags(new TreeMap<>(Map.of("a", "1", "b", "2", "c d", "x")));

    private static boolean met(String text) {
        return TagCondition.parse(text).isMetBy(TAGS);
    }

    @Test
    void comparesValuesAsTexts() {
        assertThat(met("a = '1'")).isTrue();
        assertThat(met("a <> '1'")).isFalse();
        assertThat(met("a != '1'")).isFalse();
        assertThat(met("a!='2' AND b != '1'")).isTrue();
        assertThat(met("a < '10'")).isTrue();
        assertThat(met("b > '10'")).isTrue();
        assertThat(met("a >= '1' AND a <= '1'")).isTrue();
        assertThat(met("\"c d\" = 'x'")).isTrue();
    }

    @Test
    void andBindsTighterThanOr() {
        assertThat(met("a = '1' OR a = '9' AND b = '9'")).isTrue();
        assertThat(met("(a = '1' OR a = '9') AND b = '9'")).isFalse();
        assertThat(met("a='9' or b='2' and a='1'")).isTrue();
    }

    @Test
    void aTagThatIsNotThereIsUnequalAndNothingElse() {
        assertThat(met("z <> 'q'")).isTrue();
        assertThat(met("z != 'q'")).isTrue();
        assertThat(met("z < 'q' OR z > 'q' OR z = 'q'")).isFalse();
    }

    @Test
    void namesAndValuesHaveLettersThatATagCanHave() {
        assertThat(met("\"+-./:=_ 9\" <> '+-./:=_ 9'")).isTrue();
        for (String text : new String[] {"a = '1$'", "a <> '1#'", "a <> '\u00E4'", "a <> 'it''s'", "\"a$\" <> '1'"}) {
            assertThatThrownBy(() -> TagCondition.parse(text))
                    .as(text)
                    .isInstanceOfSatisfying(AmanaException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_HEADER);
                        assertThat(e.details()).containsEntry("HeaderValue", text);
                        assertThat(e.message()).contains("not permitted in tag name or value");
                    });
        }
    }

    @Test
    void aConditionAsksForTagsOfAnyLength() {
        assertThat(met("k".repeat(140) + " <> 'v'")).isTrue();
        assertThat(met("a <> '" + "v".repeat(300) + "'")).isTrue();
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedWithItsPlace() {
        for (String text : new String[] {
            "a",
            "a =",
            "a = 1",
            "a = 'x",
            "= 'x'",
            "a = 'x' AND",
            "a = 'x' b = 'y'",
            "(a = 'x'",
            "a == 'x'",
            "a ! = 'x'"
        }) {
            assertThatThrownBy(() -> TagCondition.parse(text))
                    .as(text)
                    .isInstanceOf(AmanaException.class)
                    .hasMessageContaining("x-ms-if-tags");
        }
        assertThatThrownBy(() -> TagCondition.parse("(".repeat(10_000))).isInstanceOf(AmanaException.class);
        assertThatThrownBy(() -> TagCondition.parse("a = 'b' OR ".repeat(100_000) + "a = 'b'"))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("at most 1000 comparisons");
        assertThat(TagCondition.parse("a <> 'b' AND ".repeat(999) + "a <> 'b'").isMetBy(Tags.NONE))
                .isTrue();
    }

    @Test
    void noTextMakesTheParserFailInAnotherWay() {
        String letters = "ab\"'=<>!() \tANDOR";
        Seeds.check(3000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                TagCondition.parse(text.toString()).isMetBy(TAGS);
            } catch (AmanaException expected) {
                assertThat(expected.message()).contains("x-ms-if-tags");
            }
        });
    }
}
