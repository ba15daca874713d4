package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Page;
import org.amana.analysis.WorkerLimits;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
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
            return pdf.read(5, new Budget(limits, 1_000), new Languages(), read::add, unread::add);
        }
    }
}
