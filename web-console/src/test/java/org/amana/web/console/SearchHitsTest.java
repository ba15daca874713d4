package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.amana.search.Hit;
import org.amana.search.Label;
import org.amana.search.Snippet.Segment;
import org.amana.search.TextSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchHitsTest {
    @Test
    void aNameIsMarkedWhereItWasFoundAlsoWhereOnlyItsEndIsShown() {
        List<Segment> name = List.of(
                new Segment("Box 41/", false), new Segment("Annual", true), new Segment(" report 2019.pdf", false));
        assertThat(SearchHits.name(name, 7, 29).html())
                .isEqualTo("<bdi class=\"fname\" dir=\"auto\"><mark>Annual</mark> report 2019"
                        + "<span class=\"ext\">.pdf</span></bdi>");
        assertThat(SearchHits.name(name, 0, 6).html()).isEqualTo("<bdi class=\"fname\" dir=\"auto\">Box 41</bdi>");
    }

    @Test
    void aPartOfAMailIsCalledByItsOwnName() {
        assertThat(SearchHits.called(hit(null, "")).plain()).isEqualTo("soundings.eml");
        assertThat(SearchHits.called(hit("1", "certificate.pdf")).plain()).isEqualTo("certificate.pdf");
        assertThat(SearchHits.called(hit("2", "")).plain()).isEqualTo("2");
    }

    private static Hit hit(@Nullable String part, String partName) {
        List<Segment> called = partName.isEmpty() ? List.of() : List.of(new Segment(partName, false));
        return new Hit(
                "archive",
                "samples",
                "Berth 9/soundings.eml",
                part,
                partName,
                "",
                "application/pdf",
                "en",
                null,
                Instant.EPOCH,
                10,
                1,
                new Label(
                        List.of(new Segment("Berth 9/soundings.eml", false)),
                        called,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(),
                0,
                "",
                TextSource.NONE,
                0,
                false);
    }

    @Test
    void whatADocumentSaysOfItselfIsIsolatedAndIsText() {
        List<Segment> title = List.of(new Segment("<b>\u202e", false), new Segment("berth & quay", true));
        assertThat(SearchHits.marked(title).html())
                .isEqualTo("<bdi dir=\"auto\">&lt;b&gt;[RLO]<mark>berth &amp; quay</mark></bdi>");
        assertThat(SearchHits.marked(List.of()).html()).isEmpty();
    }
}
