package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.amana.search.Facets;
import org.amana.search.Meaning;
import org.amana.search.SearchRequest;
import org.amana.search.SearchResult;
import org.amana.search.SearchResult.Remark;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

final class SearchRemarksTest {
    private static SearchRemarks nothing(Meaning meaning, Set<Remark> remarks) {
        SearchResult result =
                new SearchResult(0, 0, List.of(), 1, 1, Facets.NONE, 0, meaning, remarks, null, Duration.ZERO);
        return new SearchRemarks(Words.in(Lang.EN), "P-1", SearchRequest.of("berth 9"), result);
    }

    private static String page(SearchRemarks remarks) {
        return remarks.nothing().html()
                + String.join("", remarks.all().stream().map(Markup::html).toList());
    }

    @Test
    void theSameSearchIsOfferedOnceWhateverTimeWasShortFor() {
        for (Meaning meaning : Meaning.values()) {
            assertThat(page(nothing(meaning, Set.of(Remark.TIMED_OUT))))
                    .as(meaning.name())
                    .containsOnlyOnce(">Search again</a>");
        }
        assertThat(page(nothing(Meaning.LATE, Set.of()))).containsOnlyOnce(">Search again</a>");
        assertThat(page(nothing(Meaning.USED, Set.of()))).doesNotContain("Search again");
    }
}
