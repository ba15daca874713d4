package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    @Test
    void namesValuesAndTheirNumberAreThoseOfTags() {
        String ten = IntStream.range(0, 10)
                .mapToObj(i -> "t" + i + " > '1' AND t" + i + " < '9'")
                .collect(Collectors.joining(" AND "));
        assertThat(TagSearch.parse(ten).comparisons()).hasSize(20);
        assertThat(TagSearch.parse("k".repeat(128) + " = '" + "v".repeat(256) + "'")
                        .comparisons())
                .hasSize(1);
        Map.of(
                        ten + " AND t10 = '1'",
                        "Error parsing query: there can be at most 10 unique tags in a query",
                        "k".repeat(129) + " = 'v'",
                        "tag must be between 1 and 128 characters in length",
                        "\"\" = 'v'",
                        "tag must be between 1 and 128 characters in length",
                        "k = '" + "v".repeat(257) + "'",
                        "tag value must be between 0 and 256 characters in length",
                        "k = 'v@'",
                        "'@' not permitted in tag name or value",
                        "\"k\u00E4\" = 'v'",
                        "'\u00E4' not permitted in tag name or value",
                        "k = 'v' AND @container1 = 'c'",
                        "unsupported parameter")
                .forEach((where, why) -> assertThatThrownBy(() -> TagSearch.parse(where))
                        .isInstanceOfSatisfying(AmanaException.class, e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TAG_SEARCH);
                            assertThat(e.message()).contains(why);
                        }));
        assertThat(TagSearch.parse("k = 'v' AND @container = '$root'").container())
                .contains("$root");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a = b",
                "a <> 'b'",
                "a != 'b'",
                "a = 'b' OR c = 'd'",
                "(a = 'b')",
                "a = 'b' AND",
                "@container = 'c'",
                "@container > 'c' AND a = 'b'",
                "@container = 'c' AND @container = 'd' AND a = 'b'",
                "@box = 'c' AND a = 'b'",
                "a = 'b' c = 'd'",
                "a = 'b",
                "a = 'b@'",
                "\"\" = 'b'",
                "\"a@\" = 'b'",
                "a = 'b' AND a = 'c'",
                "a > 'b' AND a >= 'c'",
                "a = 'b' AND a < 'c'"
            })
    void whatIsNoSearchIsRefusedWithThePlace(String where) {
        assertThatThrownBy(() -> TagSearch.parse(where)).isInstanceOfSatisfying(AmanaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TAG_SEARCH);
            assertThat(e.details()).containsEntry("QueryParameterName", "where");
            assertThat(e.message()).startsWith("Error parsing query at or near character position ");
        });
    }
}
