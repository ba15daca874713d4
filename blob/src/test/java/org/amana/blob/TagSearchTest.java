package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.amana.blob.TagSearch.Range;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagSearchTest {
    private static Tags tags(String... pairs) {
        Map<String, String> tags = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tags.put(pairs[i], pairs[i + 1]);
        }
        return new Tags(new TreeMap<>(tags));
    }

    @Test
    void allComparisonsMustBeMet() {
        TagSearch search =
                TagSearch.parse("@container = 'photos' AND \"Rank\" >= '010' and Rank<'100' AND \"a b\"='x'");
        assertThat(search.container()).contains("photos");
        assertThat(search.isMetBy(tags("Rank", "010", "a b", "x"))).isTrue();
        assertThat(search.isMetBy(tags("Rank", "099", "a b", "x", "more", ""))).isTrue();
        assertThat(search.isMetBy(tags("Rank", "100", "a b", "x"))).isFalse();
        assertThat(search.isMetBy(tags("Rank", "050"))).isFalse();
        assertThat(search.isMetBy(tags("rank", "050", "a b", "x"))).isFalse();
        assertThat(search.asked(tags("Rank", "050", "a b", "x", "more", "y")))
                .isEqualTo(tags("Rank", "050", "a b", "x"));
    }

    @Test
    void theNarrowestRangeIsOneValueWhereThereIsOne() {
        assertThat(TagSearch.parse("a > '1' AND b = 'x' AND c < '2'").narrowest())
                .isEqualTo(new Range("b", "x", "x"));
        assertThat(TagSearch.parse("a > '1' AND a <= '5' AND c < '2'").narrowest())
                .isEqualTo(new Range("a", "1", "5"));
        assertThat(TagSearch.parse("a > '1'").narrowest()).isEqualTo(new Range("a", "1", "\u007F"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a = b",
                "a <> 'b'",
                "a = 'b' OR c = 'd'",
                "(a = 'b')",
                "a = 'b' AND",
                "@container = 'c'",
                "@container > 'c' AND a = 'b'",
                "@container = 'c' AND @container = 'd' AND a = 'b'",
                "@box = 'c' AND a = 'b'",
                "a = 'b' c = 'd'",
                "a = 'b"
            })
    void whatIsNoSearchIsRefusedWithThePlace(String where) {
        assertThatThrownBy(() -> TagSearch.parse(where)).isInstanceOfSatisfying(AmanaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_QUERY_PARAMETER);
            assertThat(e.details()).containsEntry("QueryParameterName", "where");
            assertThat(e.message()).contains("at character");
        });
    }
}
