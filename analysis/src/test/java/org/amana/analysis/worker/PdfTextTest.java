package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Box;
import org.amana.analysis.Page;
import org.amana.analysis.WorkerLimits;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfTextTest {
    private static final String SENTENCE = "The pilot came aboard at noon.";

    @TempDir
    private Path folder;

    private final List<Page> read = new ArrayList<>();
    private final List<Integer> unread = new ArrayList<>();

    @Test
    void pagesWhoseTextWasLeftOutAreNotTakenForScans() throws IOException {
        assertThat(cut(SENTENCE.length() * 2)).isTrue();
        assertThat(read).extracting(Page::number).startsWith(1, 2).hasSizeLessThan(5);
        assertThat(unread).isEmpty();
    }

    @Test
    void whatFitsIsNotCut() throws IOException {
        assertThat(cut(SENTENCE.length() * 5)).isFalse();
        assertThat(read).hasSize(5);
        assertThat(unread).isEmpty();
    }

    @Test
    void aStampOnAScanIsTextAndThePageIsToBeReadAllTheSame() throws IOException {
        read(pdf("Exhibit 000417, filed 2 March 1931", 1));
        assertThat(read).extracting(Page::text).containsExactly("Exhibit 000417, filed 2 March 1931");
        assertThat(unread).containsExactly(1);
    }

    @Test
    void aPageNumberIsTextToo() throws IOException {
        read(pdf("7", 1));
        assertThat(read).extracting(Page::text).containsExactly("7");
        assertThat(unread).containsExactly(1);
    }

    @Test
    void aPictureOnAPageOfTextIsNoScan() throws IOException {
        read(pdf(SENTENCE, 0.4));
        read(pdf(SENTENCE.repeat(12), 1));
        assertThat(read).hasSize(2);
        assertThat(unread).isEmpty();
    }

    @Test
    void whatRunsAcrossAPageIsReadInWholeWords() throws IOException {
        Path file = folder.resolve("across.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage aside = new PDPage();
            document.addPage(aside);
            write(document, aside, Matrix.getTranslateInstance(72, 700), "The committee met on Tuesday.");
            write(document, aside, new Matrix(0, 1, -1, 0, 300, 100), "Narwhals were discussed at length.");
            PDPage turned = new PDPage();
            turned.setRotation(90);
            document.addPage(turned);
            write(document, turned, Matrix.getTranslateInstance(72, 700), "Nobody turned this landscape page.");
            document.save(file.toFile());
        }
        try (PdfPages pdf = PdfPages.open(file)) {
            pdf.read(2, new Budget(WorkerLimits.DEFAULT, 1_000), new Languages(), read::add, unread::add);
        }
        assertThat(read.getFirst().text().lines().filter(line -> !line.isBlank()))
                .containsExactly("The committee met on Tuesday.", "Narwhals were discussed at length.");
        assertThat(read.getFirst().words()).as("those whose place can be shown").hasSize(5);
        assertThat(read.getLast().text()).isEqualTo("Nobody turned this landscape page.");
        assertThat(read.getLast().words()).isEmpty();
    }

    @Test
    void wordsOnAPageThatIsShownTurnedStandWhereTheyAreSeen() throws IOException {
        Path file = folder.resolve("turned.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            page.setRotation(90);
            document.addPage(page);
            write(document, page, new Matrix(0, 1, -1, 0, 142, 100), "Upright for whoever looks");
            document.save(file.toFile());
        }
        read(file);
        assertThat(read.getFirst().width()).isGreaterThan(read.getFirst().height());
        Box first = read.getFirst().words().getFirst().box();
        assertThat(first.left()).isCloseTo(pixels(100), within(2));
        assertThat(first.bottom()).isCloseTo(pixels(142), within(2));
    }

    private static int pixels(int points) {
        return points * PdfPages.DOTS_PER_INCH / 72;
    }

    @Test
    void whatIsFilledInAndNotedIsRead() throws IOException {
        Path file = folder.resolve("form.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            write(document, page, Matrix.getTranslateInstance(72, 700), "Name of the witness:");
            PDAcroForm form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            PDTextField name = new PDTextField(form);
            name.getCOSObject().setString(COSName.V, "Halima of the lorikeets");
            PDAnnotationWidget place = name.getWidgets().getFirst();
            place.setRectangle(new PDRectangle(200, 690, 200, 20));
            PDAnnotationText note = new PDAnnotationText();
            note.setContents("Ask her about\nthe galah.");
            page.setAnnotations(List.of(place, note));
            form.setFields(List.of(name));
            document.save(file.toFile());
        }
        read(file);
        assertThat(read.getFirst().text())
                .isEqualTo("Name of the witness:\nHalima of the lorikeets\nAsk her about the galah.");
    }

    @Test
    void pagesWhoseContentIsNotThereAreCounted() throws IOException {
        Path file = folder.resolve("cut.pdf");
        try (PDDocument document = Loader.loadPDF(pdf(SENTENCE, 0.1).toFile())) {
            document.save(file.toFile(), CompressParameters.NO_COMPRESSION);
        }
        String whole = Files.readString(file, ISO_8859_1);
        Files.writeString(file, whole.replaceFirst("/Contents [0-9]+ 0 R", "/Contents 99 0 R"), ISO_8859_1);
        try (PdfPages pdf = PdfPages.open(file)) {
            PdfPages.Left left =
                    pdf.read(1, new Budget(WorkerLimits.DEFAULT, 1_000), new Languages(), read::add, unread::add);
            assertThat(left).isEqualTo(new PdfPages.Left(false, 1));
        }
        assertThat(unread).isEmpty();
    }

    private static void write(PDDocument document, PDPage page, Matrix at, String text) throws IOException {
        try (PDPageContentStream content =
                new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.setTextMatrix(at);
            content.showText(text);
            content.endText();
        }
    }

    /// A page with a picture that takes `share` of its height, and text.
    private Path pdf(String text, double share) throws IOException {
        Path file = folder.resolve("scan.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            BufferedImage scan = new BufferedImage(60, 80, BufferedImage.TYPE_BYTE_GRAY);
            float height = (float) (page.getCropBox().getHeight() * share);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(
                        LosslessFactory.createFromImage(document, scan),
                        0,
                        0,
                        page.getCropBox().getWidth(),
                        height);
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(text);
                content.endText();
            }
            document.save(file.toFile());
        }
        return file;
    }

    private void read(Path file) throws IOException {
        try (PdfPages pdf = PdfPages.open(file)) {
            pdf.read(1, new Budget(WorkerLimits.DEFAULT, 1_000), new Languages(), read::add, unread::add);
        }
    }

    private boolean cut(int characters) throws IOException {
        Path file = folder.resolve("a.pdf");
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 5; i++) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                    content.newLineAtOffset(72, 700);
                    content.showText(SENTENCE);
                    content.endText();
                }
            }
            document.save(file.toFile());
        }
        WorkerLimits usual = WorkerLimits.DEFAULT;
        WorkerLimits limits = new WorkerLimits(
                usual.input(),
                usual.pixels(),
                usual.scans(),
                characters,
                usual.pages(),
                usual.depth(),
                usual.children(),
                usual.unpacked(),
                usual.ratio(),
                usual.tessdata(),
                usual.languages());
        try (PdfPages pdf = PdfPages.open(file)) {
            return pdf.read(5, new Budget(limits, 1_000), new Languages(), read::add, unread::add)
                    .text();
        }
    }
}
