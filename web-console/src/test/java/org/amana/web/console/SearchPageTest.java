package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

class SearchPageTest {
    /// A mailbox is a file, and each of its mails a result.
    @Test
    void whatIsFoundIsCountedInResults() {
        assertThat(Words.in(Lang.EN).say("search.shown", 1, 10, 1_200)).isEqualTo("1 to 10 of 1,200 results");
        assertThat(Words.in(Lang.AR).say("search.shown", 1, 10, 12)).contains("نتيجة");
    }
}
