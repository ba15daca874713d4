package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Pages that are pictures, in the formats that scanners and telephones make.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesTest {
    private static final String LINE = "The lighthouse keeper counted seven barrels";

    @TempDir
    private Path folder;

    private ReadingRoom room;
    private ContainerRef papers;

    @BeforeAll
    void open(@TempDir Path data) {
        room = ReadingRoom.open(data);
        assumeThat(room.analysis.recognisable()).contains("eng");
        papers = room.container("papers");
    }

    @AfterAll
    void close() {
        room.close();
    }

    @Test
    void scansInEveryFormatAreRead() throws Exception {
        BufferedImage scan = scan(LINE);
        room.put(papers, "scan.png", encoded(scan, "png"));
        room.put(papers, "scan.jpg", encoded(scan, "jpeg"));
        room.put(papers, "scan.bmp", encoded(scan, "bmp"));
        room.put(papers, "scan.gif", encoded(scan, "gif"));
        boolean ffmpeg = Files.exists(Path.of("/usr/bin/ffmpeg"));
        if (ffmpeg) {
            room.put(papers, "scan.webp", converted(scan, "webp"));
            room.put(papers, "scan.jp2", converted(scan, "jp2", "-c:v", "libopenjpeg"));
        }
        room.awaitIdle();
        for (String name : ffmpeg
                ? List.of("scan.png", "scan.jpg", "scan.bmp", "scan.gif", "scan.webp", "scan.jp2")
                : List.of("scan.png", "scan.jpg", "scan.bmp", "scan.gif")) {
            BlobRef blob = papers.blob(name);
            assertThat(room.text(blob, "")).as(name).contains("lighthouse").contains("barrels");
            Page page = room.page(blob, "", 1);
            assertThat(page.engine().name()).isEqualTo("Tesseract");
            assertThat(page.confidence()).as(name).isGreaterThan(70);
            assertThat(page.width()).as(name).isEqualTo(scan.getWidth());
            assertThat(room.thumbnail(blob, "", 1).width()).as(name).isEqualTo(320);
        }
    }

    @Test
    void everyWordHasItsPlace() throws Exception {
        BlobRef blob = room.put(papers, "place.png", encoded(scan(LINE), "png"));
        room.awaitIdle();
        Page page = room.page(blob, "", 1);
        int at = page.text().indexOf("barrels");
        assertThat(at).isPositive();
        List<Word> words = page.words().stream()
                .filter(word -> word.start() < at + "barrels".length() && word.end() > at)
                .toList();
        assertThat(words).hasSize(1);
        // The last word of the line, which begins at 100 and 200 from the corner, in letters of about 50 pixels.
        Box box = words.getFirst().box();
        assertThat(box.left()).isBetween(900, 1300);
        assertThat(box.top()).isBetween(140, 210);
        assertThat(box.height()).isBetween(25, 70);
        assertThat(words.getFirst().confidence()).isBetween(50, 100);
    }

    @Test
    void everyPageOfATiffIsRead() throws Exception {
        BlobRef blob = room.put(papers, "fax.tif", tiff(scan(LINE), scan("Second sheet about dredging buckets")));
        room.awaitIdle();
        assertThat(room.reading(blob).document().orElseThrow().pages()).isEqualTo(2);
        assertThat(room.page(blob, "", 1).text()).contains("lighthouse");
        assertThat(room.page(blob, "", 2).text()).contains("dredging");
        assertThat(room.thumbnail(blob, "", 2).width()).isEqualTo(320);
    }

    @Test
    void aPhotographIsTurnedAsTheCameraNoted() throws Exception {
        BufferedImage scan = scan(LINE);
        // Lies a quarter counter-clockwise, and says so: orientation 6, "turn me clockwise".
        BufferedImage lying = turned(scan);
        BlobRef blob = room.put(papers, "phone.jpg", withOrientation(encoded(lying, "jpeg"), 6));
        room.awaitIdle();
        Page page = room.page(blob, "", 1);
        assertThat(page.text()).contains("lighthouse");
        assertThat(page.width()).isEqualTo(scan.getWidth());
        Picture thumbnail = room.thumbnail(blob, "", 1);
        assertThat(thumbnail.width()).isGreaterThan(thumbnail.height());
    }

    @Test
    void aScanThatStandsOnItsHeadIsSetUpright() throws Exception {
        assumeThat(room.analysis.setsUpright()).isTrue();
        assumeThat(room.analysis.recognisable()).contains("spa");
        BufferedImage scan = ImageIO.read(new ByteArrayInputStream(ReadingRoom.sample("scans/informe del puerto.jpg")));
        BlobRef blob = room.put(papers, "head.png", encoded(turned(turned(scan)), "png"));
        room.awaitIdle();
        assertThat(room.text(blob, "")).contains("rompeolas", "escollera");
    }

    @Test
    void inAPdfOnlyThePagesWithoutTextAreRecognised() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            typed(pdf, "This page was typed and needs no recognition at all.");
            scanned(pdf, scan(LINE));
            typed(pdf, "The third page was typed as well, in the same office.");
            scanned(pdf, scan("Fourth sheet about dredging buckets"));
            pdf.addPage(new PDPage(PDRectangle.A4));
            pdf.save(bytes);
        }
        BlobRef blob = room.put(papers, "mixed.pdf", bytes.toByteArray());
        room.awaitIdle();
        List<Page> pages = room.pages(blob, "");
        assertThat(pages).extracting(Page::number).containsExactly(1, 2, 3, 4);
        assertThat(pages)
                .extracting(page -> page.engine().name())
                .containsExactly(Engine.TEXT_LAYER, "Tesseract", Engine.TEXT_LAYER, "Tesseract");
        assertThat(pages.get(1).text()).contains("lighthouse");
        assertThat(pages.get(3).text()).contains("dredging");
        assertThat(room.reading(blob).document().orElseThrow().insights())
                .extracting(Insight::kind, Insight::value)
                .contains(org.assertj.core.groups.Tuple.tuple(Insight.Kind.TEXT, "2 21"))
                .anySatisfy(insight -> assertThat(insight.toList().getFirst()).isEqualTo(Insight.Kind.OCR));
    }

    @Test
    void whatIsTypedOnAPageWithoutPicturesIsNotToldAsSeen() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            typed(pdf, "Annex 7");
            pdf.save(bytes);
        }
        BlobRef blob = room.put(papers, "annex.pdf", bytes.toByteArray());
        room.awaitIdle();
        assertThat(room.text(blob, "")).isEqualTo("Annex 7");
        assertThat(room.reading(blob).document().orElseThrow().insights())
                .extracting(Insight::kind)
                .contains(Insight.Kind.TEXT)
                .doesNotContain(Insight.Kind.OCR);
    }

    @Test
    void aPictureOfNothingHasNoWords() throws Exception {
        BlobRef blob = room.putSample(papers, "photographs/harbour-at-dusk.jpg");
        room.awaitIdle();
        assertThat(room.text(blob, "")).isBlank();
        assertThat(room.reading(blob).tasks()).isEmpty();
    }

    // ---- making pictures ----

    private static BufferedImage scan(String line) {
        BufferedImage paper = new BufferedImage(1400, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D ink = paper.createGraphics();
        ink.setColor(Color.WHITE);
        ink.fillRect(0, 0, 1400, 400);
        ink.setColor(new Color(30, 30, 34));
        ink.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        ink.setFont(font());
        ink.drawString(line, 100, 200);
        ink.drawString("and wrote the number into the book", 100, 290);
        ink.dispose();
        return paper;
    }

    private static Font font() {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, new File("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"))
                    .deriveFont(48f);
        } catch (java.awt.FontFormatException | IOException _) {
            return new Font(Font.SERIF, Font.PLAIN, 48);
        }
    }

    private static BufferedImage turned(BufferedImage upright) {
        BufferedImage lying = new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_INT_RGB);
        AffineTransform quarter = new AffineTransform(0, -1, 1, 0, 0, upright.getWidth());
        Graphics2D graphics = lying.createGraphics();
        graphics.drawImage(upright, new AffineTransformOp(quarter, AffineTransformOp.TYPE_NEAREST_NEIGHBOR), 0, 0);
        graphics.dispose();
        return lying;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).as(format).isTrue();
        return bytes.toByteArray();
    }

    private byte[] converted(BufferedImage image, String extension, String... options)
            throws IOException, InterruptedException {
        Path from = folder.resolve("in.png");
        Path to = folder.resolve("out." + extension);
        Files.write(from, encoded(image, "png"));
        List<String> line = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-y", "-v", "error", "-i", from.toString()));
        line.addAll(List.of(options));
        line.add(to.toString());
        Process ffmpeg = new ProcessBuilder(line).inheritIO().start();
        assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllBytes(to);
    }

    private static byte[] tiff(BufferedImage... pages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    /// Puts an Exif block with nothing but the orientation behind the first marker of a JPEG (Exif 2.3, 4.5).
    private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        out.write(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray()))).isNotNull();
        return out.toByteArray();
    }

    private static void typed(PDDocument pdf, String text) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 700);
            content.showText(text);
            content.endText();
        }
    }

    private static void scanned(PDDocument pdf, BufferedImage scan) throws IOException {
        PDPage page = new PDPage(new PDRectangle(595, 170));
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.drawImage(LosslessFactory.createFromImage(pdf, scan), 0, 0, 595, 170);
        }
    }
}
