package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Files that mean harm. Each is set aside with a reason or read as far as it can be, and the next file is read.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilesTest {
    private ReadingRoom room;
    private ContainerRef papers;
    private int next;

    @BeforeAll
    void open(@TempDir Path folder) {
        room = ReadingRoom.open(folder);
        papers = room.container("papers");
    }

    @AfterAll
    void close() {
        room.close();
    }

    /// What became of a file: the reason why it is parked, or the notes on what could not be read; empty if all could.
    private String fate(String name, byte[] bytes) {
        BlobRef blob = room.put(papers, name, bytes);
        BlobRef after = room.put(papers, "after-" + ++next + ".txt", "read all the same".getBytes(UTF_8));
        room.awaitIdle();
        assertThat(room.text(after, "")).contains("read all the same");
        Reading reading = room.reading(blob);
        StringBuilder fate = new StringBuilder();
        reading.tasks()
                .forEach(task -> fate.append("parked: ").append(task.why().orElseThrow()));
        Consumer<Document> notes = document -> document.insights().stream()
                .filter(insight -> insight.kind() == Insight.Kind.INCOMPLETE)
                .forEach(insight -> fate.append(" note: ").append(insight.why().orElseThrow()));
        reading.document().ifPresent(notes);
        reading.inside().forEach(notes);
        return fate.toString();
    }

    @Test
    void aZipBomb() throws IOException {
        assertThat(fate("bomb.zip", zip("zeros.txt", new byte[300 << 20])))
                .startsWith("parked")
                .contains("more than 100 times its size");
    }

    @Test
    void archivesInArchives() throws IOException {
        byte[] nested = "the innermost".getBytes(UTF_8);
        for (int depth = 0; depth < 40; depth++) {
            nested = zip("deeper.zip", nested);
        }
        assertThat(fate("matryoshka.zip", nested)).startsWith("parked").contains("more than 8 deep");
    }

    @Test
    void tooManyMembers() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 5_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".txt"));
                zip.write('x');
            }
        }
        BlobRef blob = papers.blob("crowd.zip");
        assertThat(fate("crowd.zip", bytes.toByteArray()))
                .contains("Only the first 2,000 of 5,000 things inside were read.");
        assertThat(room.reading(blob).inside()).hasSizeLessThanOrEqualTo(WorkerLimits.DEFAULT.children());
    }

    @Test
    void aBillionLaughs() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            xml.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        xml.append("]><l>&a11;</l>");
        assertThat(fate("laughs.xml", xml.toString().getBytes(UTF_8)))
                .startsWith("parked")
                .contains("made to do harm");
        assertThat(room.pages(papers.blob("laughs.xml"), "").stream()
                        .mapToLong(page -> page.text().length())
                        .sum())
                .isLessThan(1 << 20);
    }

    @Test
    void aPictureOfSixtyThousandPixelsSquare() throws IOException {
        assertThat(fate("huge.png", png(60_000, 60_000))).startsWith("parked").contains("60,000 × 60,000 pixels");
    }

    @Test
    void aPdfThatEndsEarly() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("../samples/scans/lighthouse 1931.pdf"));
        assertThat(fate("short.pdf", Arrays.copyOf(whole, whole.length / 3)))
                .startsWith("parked")
                .contains("cannot be read as application/pdf");
    }

    @Test
    void aPdfWhosePagesLoop() {
        String pdf = """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>endobj
                trailer<</Size 3/Root 1 0 R>>
                %%EOF
                """;
        fate("loop.pdf", pdf.getBytes(UTF_8));
        // Two thousand million pages are claimed, and there is none.
        assertThat(room.reading(papers.blob("loop.pdf"))
                        .document()
                        .orElseThrow()
                        .pages())
                .isZero();
    }

    @Test
    void aNameThatLies() throws IOException {
        byte[] jpeg = Files.readAllBytes(Path.of("../samples/photographs/harbour-at-dusk.jpg"));
        fate("invoice.pdf", jpeg);
        Document document = room.reading(papers.blob("invoice.pdf")).document().orElseThrow();
        assertThat(document.type()).isEqualTo("image/jpeg");
        assertThat(document.insights())
                .filteredOn(insight -> insight.kind() == Insight.Kind.TYPE)
                .allSatisfy(insight ->
                        assertThat(insight.why()).contains(Reason.of(Reason.Kind.NAME_LIES, "application/pdf")));
    }

    @Test
    void noiseThatSaysItIsAWordDocument() {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        fate("noise.docx", noise);
        assertThat(room.reading(papers.blob("noise.docx")).document()).isPresent();
    }

    @Test
    void aDamagedPictureIsSetAsideWithAReason() throws IOException {
        byte[] png = Files.readAllBytes(Path.of("../samples/scans/letter-1934.png"));
        for (int i = 200; i < png.length; i += 3) {
            png[i] ^= 0x5A;
        }
        assertThat(fate("damaged.png", png)).startsWith("parked").contains("nothing of the picture could be decoded");
    }

    // ---- archives ----

    @Test
    void bombsInsideAnArchive() throws IOException {
        byte[] layer = zip("zeros.bin", new byte[50 << 20]);
        for (int i = 0; i < 3; i++) {
            layer = zipOf("a.zip", layer, "b.zip", layer, "c.zip", layer, "d.zip", layer);
        }
        assertThat(fate("layers.zip", layer)).startsWith("parked").contains("made to do harm");
    }

    @Test
    void aGzipThatSwells() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 600; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(fate("swell.gz", bytes.toByteArray())).startsWith("parked").contains("made to do harm");
    }

    @Test
    void aHundredThousandTinyMembers() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 100_000; i++) {
                ZipEntry entry = new ZipEntry(Integer.toString(i, 36));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(1);
                entry.setCrc(0xD202EF8DL);
                zip.putNextEntry(entry);
                zip.write(0);
            }
        }
        String fate = fate("crowded.zip", bytes.toByteArray());
        assertThat(fate).contains("Only the first 2,000 of 100,000 things inside were read.");
        assertThat(room.reading(papers.blob("crowded.zip")).inside())
                .hasSizeLessThanOrEqualTo(WorkerLimits.DEFAULT.children());
    }

    @Test
    void namesAndLinksThatLeadOutOfAnArchive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry link = new TarArchiveEntry("innocent.txt", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            TarArchiveEntry hard = new TarArchiveEntry("hard.txt", TarConstants.LF_LINK);
            hard.setLinkName("../../../../etc/passwd");
            tar.putArchiveEntry(hard);
            tar.closeArchiveEntry();
            for (String name : List.of("../../../../tmp/escaped.txt", "/tmp/absolute.txt")) {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                byte[] text = "words of an escaped file".getBytes(UTF_8);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        fate("links.tar", bytes.toByteArray());
        Reading reading = room.reading(papers.blob("links.tar"));
        StringBuilder texts = new StringBuilder();
        reading.inside().forEach(inside -> texts.append(room.text(papers.blob("links.tar"), inside.part())));
        assertThat(texts.toString()).contains("words of an escaped file").doesNotContain("root:");
        assertThat(Path.of("/tmp/escaped.txt")).doesNotExist();
        assertThat(Path.of("/tmp/absolute.txt")).doesNotExist();
    }

    @Test
    void archivesThatAreLocked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem file = new POIFSFileSystem();
                XWPFDocument word = new XWPFDocument()) {
            word.createParagraph().createRun().setText("locked away");
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("sesame");
            try (OutputStream out = encryptor.getDataStream(file)) {
                word.write(out);
            }
            file.writeFilesystem(bytes);
        }
        assertThat(fate("locked.docx", bytes.toByteArray()))
                .isEqualTo("parked: It is locked with a password. note: It is locked with a password.");
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(pdf);
        }
        assertThat(fate("locked.pdf", pdf.toByteArray())).startsWith("parked: It is locked with a password.");
    }

    // ---- documents ----

    @Test
    void aPdfThatSwells() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater =
                new DeflaterOutputStream(content, new Deflater(Deflater.BEST_COMPRESSION))) {
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 100; i++) {
                deflater.write(blanks);
            }
        }
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.writeBytes(("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n"
                        + "4 0 obj<</Length " + content.size() + "/Filter/FlateDecode>>stream\n")
                .getBytes(UTF_8));
        pdf.writeBytes(content.toByteArray());
        pdf.writeBytes("\nendstream endobj\ntrailer<</Size 5/Root 1 0 R>>\n%%EOF\n".getBytes(UTF_8));
        // Nothing but blanks is no harm: the page is read, and empty.
        assertThat(fate("swell.pdf", pdf.toByteArray())).isEmpty();
        assertThat(room.pages(papers.blob("swell.pdf"), "")).hasSize(1);
    }

    @Test
    void aPdfWithAPictureOfSixtyThousandPixelsSquare() {
        String pdf = """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj
                4 0 obj<</Length 30>>stream
                600 0 0 800 0 0 cm /I Do      \s
                endstream endobj
                5 0 obj<</Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Length 4>>stream
                abcd
                endstream endobj
                trailer<</Size 6/Root 1 0 R>>
                %%EOF
                """;
        fate("wide.pdf", pdf.getBytes(UTF_8));
        // The page is there, without the picture.
        assertThat(room.pages(papers.blob("wide.pdf"), "")).hasSize(1);
    }

    @Test
    void textsThatNestWithoutEnd() {
        assertThat(fate(
                        "deep.xml",
                        ("<?xml version=\"1.0\"?>" + "<a>".repeat(200_000) + "x" + "</a>".repeat(200_000))
                                .getBytes(UTF_8)))
                .startsWith("parked")
                .contains("cannot be read as application/xml");
        assertThat(fate("deep.html", ("<html><body>" + "<div>".repeat(200_000) + "deep words").getBytes(UTF_8)))
                .isEmpty();
        assertThat(room.text(papers.blob("deep.html"), "")).contains("deep words");
        assertThat(fate("deep.json", ("[".repeat(500_000) + "]".repeat(500_000)).getBytes(UTF_8)))
                .isEmpty();
        assertThat(room.text(papers.blob("deep.json"), "")).contains("[[[");
        assertThat(fate(
                        "deep.rtf",
                        ("{\\rtf1 " + "{".repeat(300_000) + "x" + "}".repeat(300_000) + "}").getBytes(UTF_8)))
                .isEmpty();
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        assertThat(fate(
                        "deep.eml",
                        ("From: a@example.org\r\nSubject: deep\r\nMIME-Version: 1.0\r\n" + mail).getBytes(UTF_8)))
                .contains("it is found by its name only");
    }

    /// A letter that asks for a template and a picture over the network, and XML that asks for an entity: nobody goes.
    @Test
    void documentsThatPointElsewhere() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket outside = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!outside.isClosed()) {
                    try (Socket _ = outside.accept()) {
                        calls.incrementAndGet();
                    } catch (IOException _) {
                        return;
                    }
                }
            });
            String url = "http://127.0.0.1:" + outside.getLocalPort() + "/";
            fate("pointing.docx", pointingDocx(url));
            fate(
                    "pointing.xml",
                    ("<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"" + url + "d.dtd\" [<!ENTITY x SYSTEM \"" + url
                                    + "x\">]><a>&x;</a>")
                            .getBytes(UTF_8));
            fate(
                    "pointing.svg",
                    ("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
                                    + "<image xlink:href=\"" + url + "p.png\"/></svg>")
                            .getBytes(UTF_8));
            fate(
                    "pointing.html",
                    ("<html><head><link rel=stylesheet href=\"" + url + "s.css\"></head><body><img src=\"" + url
                                    + "i.png\"></body></html>")
                            .getBytes(UTF_8));
            fate("pointing.m3u8", ("#EXTM3U\n#EXTINF:1,\n" + url + "v.ts\n").getBytes(UTF_8));
            fate("pointing.mp4", ("#EXTM3U\n#EXTINF:1,\nconcat:" + url + "v.ts|file:/etc/passwd\n").getBytes(UTF_8));
        }
        assertThat(calls).hasValue(0);
    }

    private static byte[] pointingDocx(String url) throws IOException {
        String types =
                "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                        + ".wordprocessingml.document.main+xml\"/></Types>";
        String relations =
                "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                        + "relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                        + "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        String outside = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                + "relationships\"><Relationship Id=\"t\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                + "relationships/attachedTemplate\" Target=\"" + url
                + "t.dotm\" TargetMode=\"External\"/><Relationship Id=\"i\""
                + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"" + url
                + "i.png\" TargetMode=\"External\"/></Relationships>";
        String document =
                "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
                        + "main\"><w:body><w:p><w:r><w:t>a letter that points elsewhere</w:t></w:r></w:p></w:body></w:document>";
        return zipOf(
                "[Content_Types].xml", types.getBytes(UTF_8),
                "_rels/.rels", relations.getBytes(UTF_8),
                "word/document.xml", document.getBytes(UTF_8),
                "word/_rels/document.xml.rels", outside.getBytes(UTF_8));
    }

    // ---- pictures ----

    @Test
    void aTiffWhosePagesLoop() {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 12 * 5 + 4 + 16).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II".getBytes(UTF_8)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 5);
        int[][] fields = {{256, 4, 1, 4}, {257, 4, 1, 4}, {258, 3, 1, 8}, {273, 4, 1, 74}, {279, 4, 1, 16}};
        for (int[] field : fields) {
            tiff.putShort((short) field[0])
                    .putShort((short) field[1])
                    .putInt(field[2])
                    .putInt(field[3]);
        }
        // The next page is this one.
        tiff.putInt(8);
        assertThat(fate("loop.tif", tiff.array())).contains("what could be decoded is shown");
    }

    @Test
    void aPictureInAThousandPasses() throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(64, 64, java.awt.image.BufferedImage.TYPE_INT_RGB), "jpeg", plain);
        byte[] jpeg = plain.toByteArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 1_000; i++) {
            bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0});
        }
        bytes.write(jpeg, jpeg.length - 2, 2);
        assertThat(fate("passes.jpg", bytes.toByteArray())).contains("passes");
    }

    @Test
    void filesOfNothingButABeginning() {
        String[] beginnings = {
            "%PDF-1.7",
            "PK\u0003\u0004",
            "\u007FELF",
            "RIFF\0\0\0\0WEBPVP8 ",
            "GIF89a",
            "BM",
            "II*\0",
            "7z\u00BC\u00AF'\u001C",
            "{\\rtf1",
            "<?xml version=\"1.0\"?>",
            "\u001F\u008B\b",
            "BZh9",
            "ID3",
            "OggS",
            "\0\0\0\u0018ftypmp42",
            "From ",
            "MIME-Version: 1.0",
            "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
            "\0\1\0\0\0\f",
            "wOFF"
        };
        for (int i = 0; i < beginnings.length; i++) {
            room.put(papers, "beginning-" + i, beginnings[i].getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        assertThat(fate("after-beginnings.txt", "calm".getBytes(UTF_8))).isEmpty();
    }

    private static byte[] zipOf(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    /// A PNG that claims a size and holds next to nothing (W3C PNG, third edition, section 5).
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            deflater.write(new byte[100_000]);
        }
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(UTF_8));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
