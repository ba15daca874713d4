package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.amana.blob.TagCondition.Compare;
import org.amana.blob.TagCondition.Comparison;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any `where`: a search whose narrowest range has what each of its equalities wants, or `INVALID_QUERY_PARAMETER`.
@Tag("slow")
class TagSearchFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void expressions(byte[] data) {
        TagSearch search;
        try {
            search = TagSearch.parse(new String(data, StandardCharsets.UTF_8));
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TAG_SEARCH);
            return;
        }
        assertThat(search.comparisons()).isNotEmpty();
        assertThat(search.isMetBy(Tags.NONE)).isFalse();
        TagSearch.Range range = search.narrowest();
        for (Compare comparison : search.comparisons()) {
            boolean same = comparison.key().equals(range.key()) && comparison.comparison() == Comparison.EQUAL;
            if (same && isTag(comparison) && search.isMetBy(tagged(comparison))) {
                assertThat(comparison.value()).isBetween(range.first(), range.last());
            }
        }
    }

    private static boolean isTag(Compare comparison) {
        try {
            tagged(comparison);
            return true;
        } catch (AmanaException _) {
            return false;
        }
    }

    private static Tags tagged(Compare comparison) {
        TreeMap<String, String> tags = new TreeMap<>();
        tags.put(comparison.key(), comparison.value());
        return new Tags(tags);
    }
}
