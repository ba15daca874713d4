package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.amana.search.Facets;
import org.amana.search.Meaning;
import org.amana.search.SearchRequest;
import org.amana.search.SearchResult;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Hidden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchAddressTest {
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
        assertThat(SearchAddress.turned(SearchRequest.of("fox"), result, 2).toString())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search?q=fox",
                "/search?q=fox%20%22in%20the%22%20%D8%A8%D9%8A%D8%AA&container=box&container=papers&kind=IMAGE",
                "/search?q=fox&type=application%2Fpdf&language=ar&language=und&source=OCR&certainty=LOW",
                "/search?from=1990&to=2001&date=none&sort=newest"
            })
    void anAddressIsReadAsItWasWritten(String address) {
        assertThat(SearchAddress.first(SearchAddress.request(fields(address))).toString())
                .isEqualTo(address);
    }

    @Test
    void whatMeansNothingAsksForNothing() {
        SearchRequest asked = SearchAddress.request(
                fields("/search?q=fox&kind=CAT&source=air&sort=loudest&meaning=much&page=none&from=soon"));
        assertThat(asked).isEqualTo(SearchRequest.of("fox"));
    }

    @Test
    void anEmptyAddressAsksNothingAndAFilterAloneAsks() {
        assertThat(SearchAddress.asks(fields("/search?"))).isFalse();
        assertThat(SearchAddress.asks(fields("/search?page=2&meaning=kept"))).isFalse();
        assertThat(SearchAddress.asks(fields("/search?kind=IMAGE"))).isTrue();
        assertThat(SearchAddress.asks(fields("/search?q="))).isTrue();
    }

    @Test
    void aNarrowerSearchKeepsTabAndOrder() {
        assertThat(SearchAddress.kept(SearchAddress.request(fields("/search?q=a&kind=IMAGE&sort=oldest&from=1990"))))
                .containsExactly(new Hidden("kind", "IMAGE"), new Hidden("sort", "oldest"));
        assertThat(SearchAddress.kept(SearchRequest.of("a"))).isEmpty();
    }

    private static Form fields(String address) {
        return Form.parse(address.substring(address.indexOf('?') + 1));
    }
}
