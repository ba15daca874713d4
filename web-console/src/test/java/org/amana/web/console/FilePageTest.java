package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amana.analysis.Reading;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

final class FilePageTest {
    private static final FilePage.Asked PART = new FilePage.Asked(
            new ContainerRef(new AccountName("archive"), new ContainerName("samples")).blob("tide-gauge.zip"),
            "2",
            77,
            "");

    @Test
    void nobodyCountsThePagesOfAFilm() {
        Words words = Words.in(Lang.EN);
        assertThat(FileViews.place(words, "video/mp4", 1, 1)).isEmpty();
        assertThat(FileViews.caption(words, "video/mp4", 1, 1)).isEqualTo("As the reader saw it");
        assertThat(FileViews.place(words, "image/tiff", 1, 1)).isEqualTo("Page 1 of 1");
        assertThat(FileViews.place(words, "image/gif", 2, 3)).isEqualTo("Page 2 of 3");
        assertThat(FileViews.caption(words, "application/pdf", 1, 1)).isEqualTo("Page 1 of 1, as the reader saw it");
    }

    @Test
    void aPartThatAFileDoesNotHoldIsNotThere() {
        assertThat(FilePage.lacks(PART, new Reading(null, List.of(), List.of())))
                .isTrue();
    }
}
