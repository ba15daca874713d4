package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What is read in files, each test with a container and an outbox that are empty.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalysisTest {
    private ReadingRoom room;
    private ContainerRef papers;
    private int containers;

    @BeforeAll
    void open(@TempDir Path folder) {
        room = ReadingRoom.open(folder);
    }

    @AfterAll
    void close() {
        room.close();
    }

    @BeforeEach
    void begin() {
        containers++;
        papers = room.container("papers-" + containers);
        room.analysis.outbox().next(1_000).stream()
                .mapToLong(IndexTask::sequence)
                .max()
                .ifPresent(room.analysis.outbox()::done);
    }

    @Test
    void aTextIsReadAndSearchIsTold() {
        BlobRef blob = room.put(papers, "notes/duty.txt", "The pilot came aboard at noon.".getBytes(UTF_8));
        room.awaitIdle();

        Document document = room.reading(blob).document().orElseThrow();
        assertThat(document.type()).isEqualTo("text/plain");
        assertThat(document.name()).isEqualTo("duty.txt");
        assertThat(document.insights()).extracting(Insight::kind).contains(Insight.Kind.TYPE, Insight.Kind.TEXT);
        assertThat(room.text(blob, "")).contains("pilot came aboard");
        assertThat(room.analysis.outbox().next(10))
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        IndexTask.Put.class, put -> assertThat(put.document()).isEqualTo(document.id()));
        AnalysedDocument handed = room.analysis.outbox().document(document.id()).orElseThrow();
        assertThat(handed.pages()).hasSize(1);
        assertThat(handed.document().etag()).isEqualTo(document.etag());
    }

    @Test
    void aTypeIsToldByAnEngineWithItsVersionAndWithoutACertainty() {
        BlobRef pdf = room.putSample(papers, "Berth 9/minutes 2018-03-14.pdf");
        room.awaitIdle();
        Insight type = room.reading(pdf).document().orElseThrow().insights().stream()
                .filter(insight -> insight.kind() == Insight.Kind.TYPE)
                .findFirst()
                .orElseThrow();
        assertThat(type.engine().toString()).matches("Tika [0-9.]+");
        assertThat(type.certainty()).isEmpty();
        assertThat(room.analysis.engines()).contains(type.engine());
        assertThat(room.analysis.engines())
                .allSatisfy(engine -> assertThat(engine.version()).isNotEmpty());
    }

    @Test
    void everyReadingByAMachineStandsInTheLedger() {
        long before = room.ledger.size();
        room.put(papers, "a.txt", "one".getBytes(UTF_8));
        room.awaitIdle();
        // The upload, and the machine that read it.
        assertThat(room.ledger.size()).isEqualTo(before + 2);
    }

    @Test
    void scansAreReadInThreeLanguages() {
        assumeThat(room.analysis.recognisable()).contains("eng", "spa", "ara");
        BlobRef english = room.putSample(papers, "scans/letter-1934.png");
        BlobRef spanish = room.putSample(papers, "scans/informe del puerto.jpg");
        BlobRef arabic = room.putSample(papers, "سجلات/محضر تسليم.png");
        BlobRef pdf = room.putSample(papers, "scans/lighthouse 1931.pdf");
        room.awaitIdle();

        assertThat(room.text(english, "")).contains("barometer", "Marguerite");
        assertThat(room.text(spanish, "")).contains("rompeolas", "escollera");
        assertThat(room.text(arabic, "")).contains("المنارة", "الحارس");
        assertThat(room.pages(pdf, "")).extracting(Page::number).containsExactly(1, 2);
        assertThat(room.text(pdf, "")).contains("schooner").containsIgnoringCase("lighthouse-keeper");
        assertThat(room.reading(arabic).document().orElseThrow().language().code())
                .isEqualTo("ar");
        Insight recognised = room.reading(pdf).document().orElseThrow().insights().stream()
                .filter(insight -> insight.kind() == Insight.Kind.OCR)
                .findFirst()
                .orElseThrow();
        assertThat(recognised.engine().name()).isEqualTo("Tesseract");
        assertThat(recognised.value()).startsWith("2 ");
        assertThat(recognised.confidence()).isBetween(60, 100);
    }

    @Test
    void scansWithAStampAreReadAndTheStampAsItWasTyped() throws IOException {
        assumeThat(room.analysis.recognisable()).contains("eng");
        BlobRef pdf = room.put(papers, "stamped.pdf", stamped(ReadingRoom.sample("scans/lighthouse 1931.pdf")));
        room.awaitIdle();

        assertThat(room.pages(pdf, "")).extracting(Page::number).containsExactly(1, 2);
        assertThat(room.text(pdf, ""))
                .contains("schooner", "Exhibit LH-0O0I7-1 filed", "Exhibit LH-0O0I7-2 filed")
                .containsIgnoringCase("lighthouse-keeper");
        assertThat(room.pages(pdf, "")).allSatisfy(page -> {
            assertThat(page.engine().name()).isEqualTo("Tesseract");
            assertThat(page.words())
                    .allSatisfy(word -> assertThat(page.text().substring(word.start(), word.end()))
                            .doesNotContain(" "));
        });
    }

    /// With a number that no recognition reads right by itself.
    private static byte[] stamped(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            int number = 0;
            for (PDPage page : document.getPages()) {
                number++;
                try (PDPageContentStream content =
                        new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 9);
                    content.newLineAtOffset(300, 20);
                    content.showText("Exhibit LH-0O0I7-" + number + " filed 2 March 1931");
                    content.endText();
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void whatIsInsideAnArchiveIsReadToo() {
        BlobRef zip = room.putSample(papers, "tide-gauge.zip");
        room.awaitIdle();
        Reading reading = room.reading(zip);
        assertThat(reading.inside()).extracting(Document::part).containsExactlyInAnyOrder("1", "2");
        assertThat(room.text(zip, "1") + room.text(zip, "2")).contains("seaweed");
    }

    @Test
    void searchIsToldWhatADocumentStandsIn() {
        BlobRef zip = room.putSample(papers, "tide-gauge.zip");
        room.awaitIdle();
        Reading reading = room.reading(zip);
        Document archive = reading.document().orElseThrow();
        assertThat(around(archive)).isEmpty();
        assertThat(around(reading.inside().getFirst())).containsExactly(archive);
    }

    private List<Document> around(Document document) {
        return room.analysis.outbox().document(document.id()).orElseThrow().around();
    }

    @Test
    void aPageIsDrawnWhenSomebodyLooksAndKept() {
        BlobRef pdf = room.putSample(papers, "Berth 9/minutes 2018-03-14.pdf");
        room.awaitIdle();
        Picture drawn = room.pageImage(pdf, 2);
        assertThat(Math.max(drawn.width(), drawn.height())).isBetween(800, Drawing.LONGEST);
        long entries = room.ledger.size();
        assertThat(room.pageImage(pdf, 2).bytes()).isEqualTo(drawn.bytes());
        // Only the looking itself: no machine read the file again.
        assertThat(room.ledger.size()).isEqualTo(entries + 1);
        assertThatThrownBy(() -> room.pageImage(pdf, 3))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND));
    }

    @Test
    void aNewVersionIsReadAnew() {
        BlobRef blob = room.put(papers, "a.txt", "the first version".getBytes(UTF_8));
        room.awaitIdle();
        DocumentId first = room.reading(blob).document().orElseThrow().id();
        room.put(papers, "a.txt", "the second version".getBytes(UTF_8));
        room.awaitIdle();
        assertThat(room.text(blob, "")).contains("second").doesNotContain("first");
        assertThat(room.reading(blob).document().orElseThrow().id()).isNotEqualTo(first);
        assertThat(room.analysis.outbox().document(first)).isEmpty();
    }

    @Test
    void anEmptyFileIsKnownToBeEmpty() {
        BlobRef empty = room.put(papers, "empty", new byte[0]);
        room.awaitIdle();
        assertThat(room.reading(empty).document().orElseThrow().insights())
                .extracting(Insight::reason)
                .containsExactly(Reason.of(Reason.Kind.EMPTY));
        assertThat(room.analysis.parked(ReadingRoom.ACCOUNT.value(), 10)).isEqualTo(List.of());
    }
}
