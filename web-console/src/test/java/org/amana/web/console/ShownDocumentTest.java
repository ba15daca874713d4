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
import org.junit.jupiter.api.Test;

final class ShownDocumentTest {
    private static final FilePage.Asked WHOLE = new FilePage.Asked(
            new ContainerRef(new AccountName("archive"), new ContainerName("samples")).blob("tides.xls"), "", 7, "");

    private static final FilePage.Asked PART = new FilePage.Asked(WHOLE.blob(), "2", 7, "");

    @Test
    void aBlankPageAmongOthersIsAPage() {
        assertThat(ShownDocument.isOneOfSeveral(WHOLE, new Reading(workbook(3), List.of(), List.of())))
                .isTrue();
        assertThat(ShownDocument.isOneOfSeveral(WHOLE, new Reading(workbook(0), List.of(), List.of())))
                .isFalse();
        assertThat(ShownDocument.isOneOfSeveral(WHOLE, new Reading(null, List.of(), List.of())))
                .isFalse();
    }

    @Test
    void aPartIsShownOnceItIsKnown() {
        Document part = document("2", 4, 0);
        Reading reading = new Reading(workbook(3), List.of(document("1", 1, 0), part), List.of());
        assertThat(ShownDocument.of(PART, reading)).contains(part);
        assertThat(ShownDocument.of(WHOLE, reading)).contains(workbook(3));
        assertThat(ShownDocument.of(PART, new Reading(workbook(3), List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void aPageIsOneWithTextOrOneToDraw() {
        assertThat(ShownDocument.pages(document("", 4, 2))).isEqualTo(4);
        assertThat(ShownDocument.pages(document("", 0, 2))).isEqualTo(2);
    }

    private static Document workbook(int pages) {
        return document("", pages, 0);
    }

    private static Document document(String part, int pages, int pictures) {
        return new Document(
                new DocumentId(1),
                WHOLE.blob(),
                new ETag("0x1"),
                part,
                "",
                "application/vnd.ms-excel",
                "",
                Language.UNDETERMINED,
                pages,
                pictures,
                Map.of(),
                List.of(),
                0,
                10,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
