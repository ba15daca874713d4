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
    void aPartThatAFileDoesNotHoldIsNotThere() {
        assertThat(FilePage.lacks(PART, new Reading(null, List.of(), List.of())))
                .isTrue();
    }

    @Test
    void whatIsMissingToReadScansIsNamed() {
        assertThat(StatusPage.lackOf(false, true)).isEmpty();
        assertThat(StatusPage.lackOf(true, true)).isEqualTo("engine.ocr.missing");
        for (Lang lang : Lang.values()) {
            assertThat(Words.in(lang).say(StatusPage.lackOf(false, false))).contains("tesseract-ocr-osd");
        }
    }
}
