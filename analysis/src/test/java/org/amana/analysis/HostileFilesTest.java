package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Files that mean harm. Each is set aside with a reason or read as far as it can be, and the next file is read.
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
        assertThat(fate("bomb.zip", zip("zeros.txt", new byte[300 << 20]))).isNotEmpty();
    }

    @Test
    void archivesInArchives() throws IOException {
        byte[] nested = "the innermost".getBytes(UTF_8);
        for (int depth = 0; depth < 40; depth++) {
            nested = zip("deeper.zip", nested);
        }
        assertThat(fate("matryoshka.zip", nested)).isNotEmpty();
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
        assertThat(fate("crowd.zip", bytes.toByteArray())).isNotEmpty();
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
        fate("laughs.xml", xml.toString().getBytes(UTF_8));
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
        assertThat(fate("short.pdf", java.util.Arrays.copyOf(whole, whole.length / 3)))
                .isNotEmpty();
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
        assertThat(fate("damaged.png", png)).isNotEmpty();
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
