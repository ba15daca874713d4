package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.amana.search.Facets;
import org.amana.search.Meaning;
import org.amana.search.SearchRequest;
import org.amana.search.SearchResult;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPageTest {
    /// A mailbox is a file, and each of its mails a result.
    @Test
    void whatIsFoundIsCountedInResults() {
        assertThat(Words.in(Lang.EN).say("search.shown", 1, 10, 1_200)).isEqualTo("1 to 10 of 1,200 results");
        assertThat(Words.in(Lang.AR).say("search.shown", 1, 10, 12)).contains("نتيجة");
    }

    @ParameterizedTest
    @CsvSource({
        "USED, /search?q=fox&page=2&meaning=kept",
        "LATE, /search?q=fox&page=2&meaning=left-out",
        "LOADING, /search?q=fox&page=2&meaning=left-out",
        "OTHER_LANGUAGE, /search?q=fox&page=2"
    })
    void theOtherPagesOfAResultAreRankedAsItIs(Meaning meaning, String address) {
        SearchResult result =
                new SearchResult(30, 30, List.of(), 1, 3, Facets.NONE, 0, meaning, Set.of(), null, Duration.ZERO);
        assertThat(SearchPage.turned(SearchRequest.of("fox"), result, 2).toString())
                .isEqualTo(address);
    }
}
