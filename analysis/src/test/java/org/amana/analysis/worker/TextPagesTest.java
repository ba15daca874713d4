package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amana.analysis.Language;
import org.amana.analysis.Page;
import org.junit.jupiter.api.Test;

class TextPagesTest {
    private static final String SENTENCE = "The harbour master signed the report on Tuesday in the town hall, and the"
            + " members of the committee were there when he did; nobody from the company came to the meeting.";
    private static final TextPages PAGES = new TextPages(new Languages());

    @Test
    void emptyOnesAreLeftOutAndCounted() {
        assertThat(PAGES.of("text/html", List.of("", SENTENCE), 80))
                .singleElement()
                .satisfies(page -> {
                    assertThat(page.number()).isEqualTo(2);
                    assertThat(page.text()).isEqualTo(SENTENCE);
                    assertThat(page.language().code()).isEqualTo("en");
                });
    }

    @Test
    void ofASongStandsWhatASingerWroteAndNotHowManySecondsItTakes() {
        assertThat(PAGES.of("audio/mpeg", List.of("Song\nnull\n213.4\nSinger", "null\n1.0"), 100))
                .extracting(Page::text)
                .containsExactly("Song\nSinger");
    }

    @Test
    void aCardHasNoLanguage() {
        assertThat(PAGES.of("text/vcard", List.of(SENTENCE), 100))
                .extracting(Page::language)
                .containsExactly(Language.UNDETERMINED);
    }
}
