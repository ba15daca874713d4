package org.amana.analysis.samples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/// Makes the folder `samples/`, whose files are committed. Needs Debian's `fonts-dejavu-core`, `fonts-noto-core` and
/// `ffmpeg`. Run it from the top of the repository:
///
/// ```
/// ./mvnw -pl analysis -am test-compile
/// ./mvnw -pl analysis exec:java -Dexec.classpathScope=test \
///     -Dexec.mainClass=org.amana.analysis.samples.SampleMaker -Dexec.args=samples
/// ```
public final class SampleMaker {
    private static final File SERIF = new File("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf");
    private static final File TYPEWRITER = new File("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf");
    private static final File NASKH = new File("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf");
    private static final double A4_WIDTH = 8.27;
    private static final double A4_HEIGHT = 11.69;

    private final Path folder;

    private SampleMaker(Path folder) {
        this.folder = folder;
    }

    /// @param arguments the folder to fill
    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        new SampleMaker(Path.of(arguments[0])).makeAll();
    }

    private void makeAll() throws IOException, InterruptedException {
        text("Duty officer's notes.txt", SampleTexts.NOTES);
        text("Berth 9/plan+survey (draft 2).txt", SampleTexts.PLUS_NOTE);
        text("سجلات/قائمة السفن.txt", SampleTexts.SHIPS_ARABIC);
        text("history-of-the-quay.html", SampleTexts.HISTORY);
        write("Berth 9/minutes 2018-03-14.pdf", pdf("Minutes of the tender committee", SampleTexts.MINUTES));
        write("Berth 9/Dredging tender.docx", docx());
        write("Berth 9/unit-rates.xlsx", xlsx());
        write("Berth 9/soundings.eml", mail());
        write("scans/lighthouse 1931.pdf", scannedPdf());
        write("scans/letter-1934.png", png(latin(150, 4, SampleTexts.LETTER, -0.7)));
        write("scans/informe del puerto.jpg", jpeg(latin(170, 7, SampleTexts.SPANISH, 0.5), 0.55f));
        write("سجلات/محضر تسليم.png", png(arabic()));
        write("photographs/harbour-at-dusk.jpg", jpeg(new HarbourPicture(1600, 1067, 11).draw(0), 0.8f));
        write("tide-gauge.zip", zip());
        video(folder.resolve("photographs/harbour-mouth.mp4"));
    }

    private void text(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static byte[] pdf(String title, String... pages) throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setAuthor("Harbour archive of Qasr al-Bahr");
            PDType0Font font = PDType0Font.load(document, SERIF);
            for (String page : pages) {
                typeset(document, font, page);
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void typeset(PDDocument document, PDType0Font font, String text) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        float size = 11;
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(font, size);
            content.setLeading(size * 1.5f);
            content.newLineAtOffset(72, PDRectangle.A4.getHeight() - 90);
            for (String paragraph : text.lines().toList()) {
                for (String line : wrapped(paragraph, font, size, PDRectangle.A4.getWidth() - 144)) {
                    content.showText(line);
                    content.newLine();
                }
            }
            content.endText();
        }
    }

    private static Iterable<String> wrapped(String paragraph, PDType0Font font, float size, float width)
            throws IOException {
        java.util.List<String> lines = new java.util.ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (font.getStringWidth(longer) / 1000 * size > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static byte[] scannedPdf() throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            int seed = 20;
            for (String text : SampleTexts.MANIFEST) {
                seed++;
                BufferedImage scan = latin(200, seed, text, seed % 2 == 0 ? 0.8 : -0.6);
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            JPEGFactory.createFromImage(document, scan, 0.5f),
                            0,
                            0,
                            PDRectangle.A4.getWidth(),
                            PDRectangle.A4.getHeight());
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] docx() throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getProperties().getCoreProperties().setTitle("Dredging tender, berth 9");
            document.getProperties().getCoreProperties().setCreator("Port Authority of Qasr al-Bahr");
            for (String paragraph : SampleTexts.TENDER) {
                document.createParagraph().createRun().setText(paragraph);
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] xlsx() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.getProperties().getCoreProperties().setCreator("Port Authority of Qasr al-Bahr");
            fill(book.createSheet("Unit rates"), SampleTexts.RATES);
            fill(book.createSheet("Soundings"), SampleTexts.SOUNDINGS);
            book.write(out);
            return out.toByteArray();
        }
    }

    private static void fill(XSSFSheet sheet, String[][] rows) {
        for (int r = 0; r < rows.length; r++) {
            XSSFRow row = sheet.createRow(r);
            for (int c = 0; c < rows[r].length; c++) {
                row.createCell(c).setCellValue(rows[r][c]);
            }
        }
    }

    private static byte[] mail() throws IOException {
        StringBuilder csv = new StringBuilder();
        for (String[] row : SampleTexts.SOUNDINGS) {
            csv.append(String.join(",", row)).append('\n');
        }
        Base64.Encoder lines = Base64.getMimeEncoder();
        String mail = SampleTexts.MAIL
                .replace("@CSV@", lines.encodeToString(csv.toString().getBytes(StandardCharsets.UTF_8)))
                .replace("@PDF@", lines.encodeToString(pdf("Certificate of calibration", SampleTexts.CERTIFICATE)));
        return mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "tide gauge/log.txt", SampleTexts.GAUGE_LOG.getBytes(StandardCharsets.UTF_8));
            put(zip, "tide gauge/بطاقة 214.png", png(card()));
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_520_985_600_000L);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static BufferedImage latin(int dotsPerInch, long seed, String text, double degrees) throws IOException {
        return new ScannedPaper(dotsPerInch, seed).scan(text, TYPEWRITER, 10.5f, degrees, A4_WIDTH, A4_HEIGHT);
    }

    private static BufferedImage card() throws IOException {
        return new ScannedPaper(150, 31).scan(SampleTexts.TIDE_CARD, SERIF, 11, 0.4, 5.8, 4.1);
    }

    private static BufferedImage arabic() throws IOException {
        return new ScannedPaper(150, 9).scan(SampleTexts.ARABIC, NASKH, 16, 0.4, A4_WIDTH, A4_HEIGHT * 0.75);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// Four seconds of the harbour at dusk, the light on the mole turning.
    private static void video(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-y",
                        "-loglevel",
                        "error",
                        "-f",
                        "image2pipe",
                        "-c:v",
                        "mjpeg",
                        "-framerate",
                        "12",
                        "-i",
                        "pipe:0",
                        "-c:v",
                        "libx264",
                        "-pix_fmt",
                        "yuv420p",
                        "-crf",
                        "27",
                        "-movflags",
                        "+faststart",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        HarbourPicture picture = new HarbourPicture(640, 426, 11);
        try (OutputStream frames = ffmpeg.getOutputStream()) {
            for (int frame = 0; frame < 48; frame++) {
                frames.write(jpeg(picture.draw(frame / 12.0), 0.9f));
            }
        }
        if (ffmpeg.waitFor() != 0) {
            throw new IOException("ffmpeg failed");
        }
    }
}
