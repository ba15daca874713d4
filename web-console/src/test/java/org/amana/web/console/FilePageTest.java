package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amana.analysis.Document;
import org.amana.analysis.DocumentId;
import org.amana.analysis.Language;
import org.amana.analysis.Reading;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETag;
import org.amana.web.console.view.FileView.Frame;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

final class FilePageTest {
    private static final FilePage.Asked PART = new FilePage.Asked(
            new ContainerRef(new AccountName("archive"), new ContainerName("samples")).blob("tide-gauge.zip"),
            "2",
            77,
            "");

    private static final FilePage.Asked WHOLE = new FilePage.Asked(PART.blob(), "", 1, "");

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

    @Test
    void aBlankPageAmongOthersIsAPage() {
        assertThat(FileViews.isOneOfSeveral(WHOLE, new Reading(workbook(3), List.of(), List.of())))
                .isTrue();
        assertThat(FileViews.isOneOfSeveral(WHOLE, new Reading(workbook(0), List.of(), List.of())))
                .isFalse();
        assertThat(FileViews.isOneOfSeveral(WHOLE, new Reading(null, List.of(), List.of())))
                .isFalse();
    }

    @Test
    void aStripWithoutAnyPictureIsNone() {
        Frame bare = new Frame("/file?page=1", "1", "", true);
        Frame drawn = new Frame("/file?page=2", "2", "/picture/a", false);
        assertThat(FileViews.strip(List.of(bare, bare))).isEmpty();
        assertThat(FileViews.strip(List.of(bare, drawn))).hasSize(2);
    }

    @Test
    void whatIsMissingToReadScansIsNamed() {
        assertThat(StatusPage.lackOf(false, true)).isEmpty();
        assertThat(StatusPage.lackOf(true, true)).isEqualTo("engine.ocr.missing");
        for (Lang lang : Lang.values()) {
            assertThat(Words.in(lang).say(StatusPage.lackOf(false, false))).contains("tesseract-ocr-osd");
        }
    }

    private static Document workbook(int pages) {
        return new Document(
                new DocumentId(1),
                WHOLE.blob(),
                new ETag("0x1"),
                "",
                "",
                "application/vnd.ms-excel",
                "",
                Language.UNDETERMINED,
                pages,
                0,
                Map.of(),
                List.of(),
                0,
                10,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
