package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amana.search.Snippet.Segment;
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
    void whatADocumentSaysOfItselfIsIsolatedAndIsText() {
        List<Segment> title = List.of(new Segment("<b>\u202e", false), new Segment("berth & quay", true));
        assertThat(SearchHits.marked(title).html())
                .isEqualTo("<bdi dir=\"auto\">&lt;b&gt;[RLO]<mark>berth &amp; quay</mark></bdi>");
        assertThat(SearchHits.marked(List.of()).html()).isEmpty();
    }
}
