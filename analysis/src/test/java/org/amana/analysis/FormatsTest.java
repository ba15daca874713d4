package org.amana.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amana.analysis.samples.OutlookPaper;
import org.amana.analysis.samples.OutlookPaper.Mail;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What people keep their words in: text, metadata and what is inside come out of it.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormatsTest {
    private static final String SENTENCE = "The harbour master signed the dredging statement on Tuesday.";

    @TempDir
    private Path folder;

    private ReadingRoom room;
    private ContainerRef papers;

    @BeforeAll
    void open(@TempDir Path data) {
        room = ReadingRoom.open(data);
        papers = room.container("papers");
    }

    @AfterAll
    void close() {
        room.close();
    }

    private Document read(String name, byte[] bytes) {
        BlobRef blob = room.put(papers, name, bytes);
        room.awaitIdle();
        return room.reading(blob).document().orElseThrow(() -> new AssertionError("nothing of " + name));
    }

    private String text(String name) {
        return room.text(papers.blob(name), "");
    }

    private static List<Reason> reasons(Document document) {
        return document.insights().stream()
                .flatMap(insight -> insight.why().stream())
                .toList();
    }

    // ---- text in many encodings ----

    @Test
    void textIsReadInTheEncodingItWasWrittenIn() {
        String arabic =
                "وقع رئيس الميناء على محضر التسليم يوم الثلاثاء في قاعة المجلس البلدي، وحضر التوقيع أعضاء اللجنة.\n"
                        .repeat(4);
        String spanish =
                "El capitán firmó el acta de entrega el martes; el señor Núñez no asistió a la sesión.\n".repeat(4);
        String russian = "Начальник порта подписал акт передачи во вторник в зале городского совета.\n".repeat(4);
        List<BlobRef> blobs = new ArrayList<>();
        blobs.add(room.put(papers, "a-utf8.txt", arabic.getBytes(UTF_8)));
        blobs.add(room.put(papers, "a-1256.txt", arabic.getBytes(Charset.forName("windows-1256"))));
        blobs.add(room.put(papers, "a-utf16.txt", ("\uFEFF" + arabic).getBytes(UTF_16LE)));
        room.put(papers, "s-1252.txt", spanish.getBytes(Charset.forName("windows-1252")));
        room.put(papers, "s-latin1.txt", spanish.getBytes(ISO_8859_1));
        room.put(papers, "s-utf16be.txt", ("\uFEFF" + spanish).getBytes(java.nio.charset.StandardCharsets.UTF_16BE));
        room.put(papers, "r-1251.txt", russian.getBytes(Charset.forName("windows-1251")));
        room.put(papers, "r-koi8.txt", russian.getBytes(Charset.forName("KOI8-R")));
        room.awaitIdle();
        for (BlobRef blob : blobs) {
            assertThat(room.text(blob, ""))
                    .as(blob.toString())
                    .contains("محضر التسليم")
                    .contains("رئيس الميناء");
            assertThat(room.reading(blob).document().orElseThrow().language().code())
                    .isEqualTo("ar");
        }
        for (String name : List.of("s-1252.txt", "s-latin1.txt", "s-utf16be.txt")) {
            assertThat(text(name)).as(name).contains("capitán firmó").contains("Núñez");
        }
        for (String name : List.of("r-1251.txt", "r-koi8.txt")) {
            assertThat(text(name)).as(name).contains("Начальник порта");
        }
    }

    @Test
    void ofAVeryLongTextTheBeginningIsReadAndThatIsSaid() {
        byte[] line = (SENTENCE + "\n").getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < 100 << 20) {
            bytes.writeBytes(line);
        }
        Document document = read("very-long.log", bytes.toByteArray());
        assertThat(reasons(document)).contains(Reason.of(Reason.Kind.TEXT_LEFT, WorkerLimits.DEFAULT.textCharacters()));
        assertThat(document.pages()).isGreaterThan(500);
        assertThat(room.page(papers.blob("very-long.log"), "", 1).text()).startsWith(SENTENCE);
    }

    @Test
    void sourceCodeIsTextAndKeepsItsLines() {
        read("pump.py", "import sys\n\ndef pump(litres):\n    return litres * 2  # dredging\n".getBytes(UTF_8));
        assertThat(text("pump.py")).contains("def pump(litres):\n").contains("dredging");
    }

    @Test
    void tablesAndDataAreText() {
        Document csv = read("berths.csv", "berth,depth\n9,\"12,5 m\"\n10,11 m\n".getBytes(UTF_8));
        assertThat(csv.type()).isEqualTo("text/csv");
        assertThat(text("berths.csv")).contains("12,5 m");
        Document json = read("berths.json", "{\"berth\": 9, \"remark\": \"dredged in May\"}".getBytes(UTF_8));
        assertThat(json.type()).isEqualTo("application/json");
        assertThat(text("berths.json")).contains("dredged in May");
        read(
                "berths.xml",
                "<?xml version=\"1.0\"?><berths><berth id=\"9\">dredged in June</berth></berths>".getBytes(UTF_8));
        assertThat(text("berths.xml")).contains("dredged in June");
    }

    // ---- office ----

    @Test
    void wordProcessorsFiles() throws IOException {
        try (XWPFDocument word = new XWPFDocument()) {
            word.getProperties().getCoreProperties().setTitle("Statement");
            word.getProperties().getCoreProperties().setCreator("Karim Azzi");
            word.createParagraph().createRun().setText(SENTENCE);
            word.createTable(1, 1).getRow(0).getCell(0).setText("cell of berth nine");
            Document document = read("letter.docx", bytes(word::write));
            assertThat(document.title()).isEqualTo("Statement");
            assertThat(document.metadata())
                    .containsEntry("author", "Karim Azzi")
                    .containsKey("created");
            assertThat(text("letter.docx")).contains(SENTENCE).contains("cell of berth nine");
        }
        String open = "<?xml version=\"1.0\"?><office:document-content"
                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>"
                + SENTENCE + "</text:p></office:text></office:body></office:document-content>";
        Document odt = read(
                "letter.odt",
                zip(
                        "mimetype",
                        "application/vnd.oasis.opendocument.text".getBytes(UTF_8),
                        "content.xml",
                        open.getBytes(UTF_8)));
        assertThat(odt.type()).isEqualTo("application/vnd.oasis.opendocument.text");
        assertThat(text("letter.odt")).contains(SENTENCE);
        read("letter.rtf", ("{\\rtf1\\ansi\\ansicpg1252 " + SENTENCE + " caf\\'e9\\par}").getBytes(ISO_8859_1));
        assertThat(text("letter.rtf")).contains(SENTENCE).contains("café");
    }

    @Test
    void spreadsheetsHaveAPageForEachSheet() throws IOException {
        try (Workbook book = new XSSFWorkbook();
                Workbook old = new HSSFWorkbook()) {
            for (Workbook each : List.of(book, old)) {
                each.createSheet("Rates").createRow(0).createCell(0).setCellValue("unit rate of sand");
                each.createSheet("Depths").createRow(0).createCell(0).setCellValue("depth at the quay");
            }
            read("rates.xlsx", bytes(book::write));
            read("rates.xls", bytes(old::write));
        }
        for (String name : List.of("rates.xlsx", "rates.xls")) {
            List<Page> pages = room.pages(papers.blob(name), "");
            assertThat(pages).as(name).hasSize(2);
            assertThat(pages.get(0).text()).contains("unit rate of sand");
            assertThat(pages.get(1).text()).contains("depth at the quay");
        }
    }

    @Test
    void presentationsHaveAPageForEachSlide() throws IOException {
        try (XMLSlideShow show = new XMLSlideShow()) {
            show.createSlide().createTextBox().setText(SENTENCE);
            show.createSlide().createTextBox().setText("the second slide");
            read("talk.pptx", bytes(show::write));
        }
        List<Page> pages = room.pages(papers.blob("talk.pptx"), "");
        assertThat(pages).extracting(Page::number).containsExactly(1, 2);
        assertThat(pages.get(0).text()).contains(SENTENCE);
        assertThat(pages.get(1).text()).contains("the second slide");
    }

    // ---- web, books, mail ----

    @Test
    void pagesOfTheWebAndBooks() throws IOException {
        String html =
                "<html><head><title>Quay</title><script>var hidden = 'script words';</script></head><body><h1>Quay</h1>"
                        + "<p>" + SENTENCE + "</p></body></html>";
        Document page = read("quay.html", html.getBytes(UTF_8));
        assertThat(page.title()).isEqualTo("Quay");
        assertThat(text("quay.html")).contains(SENTENCE).doesNotContain("script words");

        String container = "<?xml version=\"1.0\"?><container version=\"1.0\""
                + " xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"c.opf\""
                + " media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
        String opf = "<?xml version=\"1.0\"?><package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\">"
                + "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>The Quay</dc:title></metadata>"
                + "<manifest><item id=\"c\" href=\"c.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>"
                + "<spine><itemref idref=\"c\"/></spine></package>";
        String chapter =
                "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>c</title></head>"
                        + "<body><p>" + SENTENCE + "</p></body></html>";
        Document book = read(
                "quay.epub",
                zip(
                        "mimetype", "application/epub+zip".getBytes(UTF_8),
                        "META-INF/container.xml", container.getBytes(UTF_8),
                        "c.opf", opf.getBytes(UTF_8),
                        "c.xhtml", chapter.getBytes(UTF_8)));
        assertThat(book.type()).isEqualTo("application/epub+zip");
        assertThat(book.title()).isEqualTo("The Quay");
        assertThat(text("quay.epub")).contains(SENTENCE);
    }

    @Test
    void mailsWithTheirAttachments() {
        String mail = """
                From: Layla Haddad <layla@example.org>
                To: desk@example.org
                Subject: =?UTF-8?B?2YXYrdi22LEg2KfZhNiq2LPZhNmK2YU=?=
                Date: Wed, 14 Mar 2018 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                The soundings are attached.
                --b
                Content-Type: text/csv; name=soundings.csv
                Content-Disposition: attachment; filename=soundings.csv

                berth,depth
                9,eleven metres
                --b--
                """.replace("\n", "\r\n");
        Document eml = read("soundings.eml", mail.getBytes(UTF_8));
        assertThat(eml.type()).isEqualTo("message/rfc822");
        assertThat(eml.title()).isEqualTo("محضر التسليم");
        assertThat(eml.metadata().get("from")).contains("Layla Haddad");
        assertThat(text("soundings.eml")).contains("The soundings are attached.");
        Document attached = room.reading(papers.blob("soundings.eml")).inside().getFirst();
        assertThat(attached.name()).isEqualTo("soundings.csv");
        assertThat(room.text(papers.blob("soundings.eml"), "1")).contains("eleven metres");

        String mbox = "From layla@example.org Wed Mar 14 10:00:00 2018\n" + mail.replace("\r\n", "\n")
                + "\nFrom desk@example.org Thu Mar 15 10:00:00 2018\nFrom: desk@example.org\nSubject: second\n\nreceived with thanks\n";
        read("box.mbox", mbox.getBytes(UTF_8));
        List<Document> inside = room.reading(papers.blob("box.mbox")).inside();
        assertThat(inside).extracting(Document::part).contains("1", "2", "1/1");
        assertThat(room.text(papers.blob("box.mbox"), "2")).contains("received with thanks");
        assertThat(room.text(papers.blob("box.mbox"), "1/1")).contains("eleven metres");
    }

    @Test
    void outlooksMessages() throws IOException {
        try (POIFSFileSystem msg = new POIFSFileSystem()) {
            utf16(msg, "0037", "Dredging at berth nine");
            utf16(msg, "1000", SENTENCE);
            utf16(msg, "0C1A", "Layla Haddad");
            utf16(msg, "001A", "IPM.Note");
            msg.createDocument(new java.io.ByteArrayInputStream(new byte[32]), "__properties_version1.0");
            Document document = read("note.msg", bytes(msg::writeFilesystem));
            assertThat(document.type()).isEqualTo("application/vnd.ms-outlook");
            assertThat(document.title()).isEqualTo("Dredging at berth nine");
            assertThat(text("note.msg")).contains(SENTENCE);
        }
    }

    private static void utf16(POIFSFileSystem file, String property, String value) throws IOException {
        file.createDocument(
                new java.io.ByteArrayInputStream(value.getBytes(UTF_16LE)), "__substg1.0_" + property + "001F");
    }

    // ---- archives ----

    @Test
    void archivesOfManyKindsAndInOneAnother() throws IOException {
        byte[] note = SENTENCE.getBytes(UTF_8);
        byte[] tar = tar("deep/note.txt", note);
        byte[] tgz = gzip(tar);
        Path seven = folder.resolve("a.7z");
        try (SevenZOutputFile out = new SevenZOutputFile(seven.toFile())) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName("note.txt");
            out.putArchiveEntry(entry);
            out.write(note);
            out.closeArchiveEntry();
        }
        read("a.zip", zip("deep/note.txt", note));
        read("a.tar", tar);
        read("a.tgz", tgz);
        read("a.7z", Files.readAllBytes(seven));
        read("nested.zip", zip("inner.tgz", tgz, "inner.zip", zip("note.txt", note)));
        for (String name : List.of("a.zip", "a.tar", "a.7z")) {
            assertThat(room.text(papers.blob(name), "1")).as(name).contains(SENTENCE);
        }
        assertThat(room.text(papers.blob("a.tgz"), "1/1")).contains(SENTENCE);
        assertThat(room.reading(papers.blob("nested.zip")).inside())
                .extracting(Document::part)
                .containsExactly("1", "1/1", "1/1/1", "2", "2/1");
        assertThat(room.text(papers.blob("nested.zip"), "1/1/1")).contains(SENTENCE);
        assertThat(room.text(papers.blob("nested.zip"), "2/1")).contains(SENTENCE);
        assertThat(room.reading(papers.blob("a.zip")).inside().getFirst().length())
                .isEqualTo(note.length);
    }

    // ---- films, sound, and what nobody reads ----

    @Test
    void ofAFilmThereIsAStillAndWhatItSaysOfItself() {
        assumeThat(Path.of("/usr/bin/ffmpeg")).exists();
        BlobRef film = room.putSample(papers, "photographs/harbour-mouth.mp4");
        room.awaitIdle();
        Document document = room.reading(film).document().orElseThrow();
        assertThat(document.type()).startsWith("video/");
        assertThat(document.metadata())
                .containsEntry("duration", "0:04")
                .containsEntry("video-codec", "h264")
                .containsEntry("frames-per-second", "12");
        assertThat(document.insights())
                .filteredOn(insight -> insight.kind() == Insight.Kind.PICTURE)
                .extracting(Insight::value, insight -> insight.engine().name())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("640 426", "FFmpeg"));
        assertThat(document.pictures()).isEqualTo(1);
        Picture still = room.thumbnail(film, "", 1);
        assertThat(still.width()).isEqualTo(320);
        assertThat(room.pageImage(film, 1).width()).isEqualTo(640);
        assertThat(reasons(document)).isEmpty();
    }

    @Test
    void mailsOfAnOutlookMailboxAreReadByAWorker() {
        Mail mail = new Mail(
                "Dredging",
                "Maroun",
                "maroun@harbour.example",
                Instant.parse("2020-08-04T15:08:00Z"),
                SENTENCE,
                "",
                List.of(),
                Map.of());
        assertThat(reasons(read("mails.pst", OutlookPaper.mailbox(List.of(mail), 0))))
                .isEmpty();
        assertThat(room.text(papers.blob("mails.pst"), "1")).isEqualTo(SENTENCE);
    }

    @Test
    void whatNoProgramReadsIsSaidToBeUnread() {
        byte[] wave = new byte[44 + 8000];
        System.arraycopy(
                "RIFF\0\0\0\0WAVEfmt \20\0\0\0\1\0\1\0\100\37\0\0\100\37\0\0\1\0\10\0data".getBytes(ISO_8859_1),
                0,
                wave,
                0,
                40);
        wave[4] = (byte) (wave.length - 8);
        wave[5] = (byte) ((wave.length - 8) >> 8);
        wave[40] = (byte) 0x40;
        wave[41] = 0x1F;
        assertThat(reasons(read("interview.wav", wave))).contains(Reason.of(Reason.Kind.SPEECH));
        assertThat(reasons(read("unknown.bin", new byte[] {1, 2, 3, 4, 5, 6, 7, 8})))
                .contains(Reason.of(Reason.Kind.UNKNOWN_TYPE));
        byte[] heic = "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(ISO_8859_1);
        assertThat(reasons(read("photo.heic", heic))).extracting(Reason::kind).contains(Reason.Kind.NO_ENGINE);
    }

    // ---- making files ----

    @FunctionalInterface
    private interface Writer {
        void to(java.io.OutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.to(bytes);
        return bytes.toByteArray();
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int i = 0; i < namesAndContents.length; i += 2) {
                    zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                    zip.write((byte[]) namesAndContents[i + 1]);
                }
            }
        });
    }

    private static byte[] tar(String name, byte[] content) throws IOException {
        return bytes(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        });
    }

    private static byte[] gzip(byte[] content) throws IOException {
        return bytes(out -> {
            try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out)) {
                gzip.write(content);
            }
        });
    }
}
