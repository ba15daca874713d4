package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amana.analysis.Found;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.amana.kernel.Settings;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.XMPDM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.helpers.DefaultHandler;

/// What stands in a file in a form for programs comes out in a form for people.
@Tag("slow")
class InFilesTest {
    @TempDir
    private Path folder;

    @Test
    void escapesInJsonAreLetters() throws Exception {
        String json = "{\"\\u0639\\u0646\\u0648\\u0627\\u0646\": \"\\u062a\\u0642\\u0631\\u064a\\u0631\","
                + " \"es\": \"ma\\u00f1ana\\nen C:\\\\u0041, \\ud83d\\ude00 \\\"sí\\\"\"}";
        for (String name : List.of("a.json", "a.jsonl")) {
            assertThat(text(name, json.getBytes(UTF_8)))
                    .as(name)
                    .contains("عنوان", "تقرير", "mañana\nen C:\\u0041, 😀 \"sí\"");
        }
        assertThat(text("a.txt", "not JSON: \\u0639".getBytes(US_ASCII))).contains("\\u0639");
    }

    @Test
    void anEscapeInTwoPiecesIsOne() throws Exception {
        String text = "a\\u0628b\\\\c\\";
        for (int cut = 0; cut <= text.length(); cut++) {
            StringBuilder out = new StringBuilder();
            JsonText json = new JsonText(new DefaultHandler() {
                @Override
                public void characters(char[] characters, int start, int length) {
                    out.append(characters, start, length);
                }
            });
            json.characters(text.toCharArray(), 0, cut);
            json.characters(text.toCharArray(), cut, text.length() - cut);
            json.endDocument();
            assertThat(out).as("cut at %d", cut).hasToString("aبb\\c\\");
        }
    }

    @Test
    void whatStandsInAttributesOfXmlIsRead() throws Exception {
        String xml =
                "<?xml version=\"1.0\"?><cables xmlns:x=\"urn:nobody\"><cable from=\"Beirut\" x:subject=\"attrword\">"
                        + "said</cable><cable>twice</cable></cables>";
        assertThat(text("a.xml", xml.getBytes(US_ASCII)))
                .contains("Beirut attrword said twice")
                .doesNotContain("urn:nobody");
    }

    @Test
    void namesInArchivesOfWindowsAreRead() throws Exception {
        String[] arabic = {"تقرير.txt", "محضر الاجتماع.txt", "المجلس البلدي.txt"};
        assertThat(names(Charset.forName("windows-1256"), arabic)).containsExactly(arabic);
        assertThat(names(UTF_8, arabic)).containsExactly(arabic);
        String[] russian = {"Протокол заседания.txt", "Отчет о работе порта.txt"};
        assertThat(names(Charset.forName("IBM866"), russian)).containsExactly(russian);
        String[] spanish = {"Declaración de Núñez.txt", "acta de la sesión.txt"};
        assertThat(names(Charset.forName("IBM850"), spanish)).containsExactly(spanish);
    }

    @Test
    void namesThatArabicDosWroteAreRead() throws Exception {
        byte[] report = {(byte) 0xA2, (byte) 0xE7, (byte) 0xA9, (byte) 0xEF, (byte) 0xA9, '.', 't', 'x', 't'};
        assertThat(read("a.zip", zip(List.of(report))).get(1).found().name()).isEqualTo("تقرير.txt");
    }

    @Test
    void anArchiveSaysHowMuchInItCouldNotBeRead() throws Exception {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(inner)) {
            add(zip, "broken.docx", "PK\u0003\u0004 and then nothing that is right".getBytes(US_ASCII));
            add(zip, "note.txt", "The harbour was closed.".getBytes(US_ASCII));
        }
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(outer)) {
            add(zip, "inner.zip", inner.toByteArray());
            add(zip, "broken.pdf", "%PDF-1.4 and then nothing".getBytes(US_ASCII));
        }
        List<Extraction> all = read("a.zip", outer.toByteArray());
        assertThat(all).hasSize(5);
        assertThat(all.getFirst().found().notes()).contains(Reason.of(Reason.Kind.THINGS_UNREAD, 2, 4));
    }

    @Test
    void whatIsLockedInAnArchiveDoesNotKeepTheRestFromBeingRead() throws Exception {
        byte[] bytes = zip(
                List.of("locked.txt".getBytes(US_ASCII), "odd.pdf".getBytes(US_ASCII), "open.txt".getBytes(US_ASCII)));
        ByteBuffer archive = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        mark(archive, 0, 6, 1); // encrypted
        mark(archive, 1, 8, 14); // LZMA
        List<Extraction> all = read("a.zip", bytes);
        assertThat(all)
                .extracting(each -> each.found().name())
                .containsExactly("", "locked.txt", "odd.pdf", "open.txt");
        assertThat(all.getFirst().found().notes()).containsExactly(Reason.of(Reason.Kind.THINGS_UNREAD, 2, 3));
        assertThat(all.get(1).found().notes()).containsExactly(Reason.of(Reason.Kind.PASSWORD));
        assertThat(all.get(1).found().length()).isEqualTo(4);
        assertThat(all.get(2).found().notes()).containsExactly(Reason.of(Reason.Kind.PACKED));
        assertThat(all.get(2).found().type()).isEqualTo("application/pdf");
        assertThat(Readings.pages(all.get(3)))
                .singleElement()
                .satisfies(page -> assertThat(page.text()).isEqualTo("word"));
    }

    @Test
    void ofAnArchiveThatWasCutOffTheBeginningIsRead() throws Exception {
        byte[] bytes = zip(List.of("a.txt".getBytes(US_ASCII), "b.txt".getBytes(US_ASCII)));
        List<Extraction> all = read("a.zip", Arrays.copyOf(bytes, bytes.length - 60));
        assertThat(all).extracting(each -> each.found().name()).contains("a.txt", "b.txt");
    }

    /// Sets two bytes of an entry's header, and of its line in the directory, where they stand two bytes further.
    private static void mark(ByteBuffer archive, int entry, int field, int value) {
        int local = at(archive, 0x04034B50, entry);
        int line = at(archive, 0x02014B50, entry);
        archive.putShort(local + field, (short) value).putShort(line + field + 2, (short) value);
    }

    private static int at(ByteBuffer archive, int signature, int number) {
        int at = -1;
        for (int found = -1; found < number; ) {
            at++;
            found += archive.getInt(at) == signature ? 1 : 0;
        }
        return at;
    }

    @Test
    void ofAMailboxMoreIsReadThanOfAnArchive() throws Exception {
        WorkerLimits limits = WorkerLimits.from(new Settings("test", Map.of("analysis.children", "2")));
        StringBuilder box = new StringBuilder();
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 1; i <= 11; i++) {
            box.append("From a@b.org Mon Jan  1 00:00:00 2024\nFrom: a@b.org\nSubject: x\n\nmail ")
                    .append(i)
                    .append("\n\n");
            files.put("f" + i, "file");
        }
        List<Extraction> mails =
                new Readings(folder).read(limits, "a.mbox", box.toString().getBytes(US_ASCII));
        assertThat(mails).hasSize(1 + 10);
        assertThat(mails.getFirst().found().notes()).contains(Reason.of(Reason.Kind.THINGS_LEFT, 10, 11));
        List<Extraction> members = new Readings(folder).read(limits, "a.zip", Readings.zip(files));
        assertThat(members).hasSize(1 + 2);
        assertThat(members.getFirst().found().notes()).contains(Reason.of(Reason.Kind.THINGS_LEFT, 2, 11));
    }

    @Test
    void whatWasFoldedInCalendarsAndCardsIsOneLine() throws Exception {
        String calendar = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                SUMMARY:The embez
                 zlement of =41
                END:VEVENT
                END:VCALENDAR
                """;
        for (String lines : List.of(calendar, calendar.replace("\n", "\r\n"))) {
            assertThat(text("a.ics", lines.getBytes(US_ASCII))).contains("SUMMARY:The embezzlement of =41\nEND:VEVENT");
        }
        String card = """
                BEGIN:VCARD
                VERSION:2.1
                N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D9=87=D8=AF=
                =D9=87=D8=AF;Ali
                NOTE;ENCODING=QUOTED-PRINTABLE:=ZZ
                END:VCARD
                """;
        assertThat(text("a.vcf", card.getBytes(US_ASCII))).contains("هدهد;Ali", "=ZZ\nEND");
    }

    @Test
    void whatIsTextThroughoutAndCalledSoIsText() throws Exception {
        for (String words : List.of("GIF87a and GIF89a are formats", "ID3 is a name of tags", "MZ is a name")) {
            assertThat(text("a.txt", words.getBytes(US_ASCII))).isEqualTo(words);
        }
        byte[] program = {'M', 'Z', ' ', 1, 2, 3, 0, 0, 4, 0, 0, 0};
        Path file = Files.write(folder.resolve("program"), program);
        assertThat(new Types().of(file, "a.txt").type()).isNotEqualTo("text/plain");
    }

    @Test
    void namesOfSheetsAreText() throws Exception {
        String urn = "urn:oasis:names:tc:opendocument:xmlns:";
        String content =
                "<o:document-content xmlns:o='" + urn + "office:1.0' xmlns:t='" + urn + "table:1.0' xmlns:x='" + urn
                        + "text:1.0'><o:body><o:spreadsheet><t:table t:name='Ledger of skinks'><t:table-row><t:table-cell"
                        + " o:value-type='string'><x:p>cell</x:p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body>"
                        + "</o:document-content>";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        files.put("content.xml", content);
        assertThat(text("a.ods", Readings.zip(files))).contains("cell", "Ledger of skinks");
    }

    @Test
    void whoMadeAPhotographAndHowLongSomethingTakesIsTold() {
        Metadata metadata = new Metadata();
        metadata.set("Exif IFD0:Artist", "Maroun");
        metadata.set("Exif IFD0:Copyright", "Harbour archive");
        metadata.set(XMPDM.DURATION, "122.0636725425720215");
        assertThat(Facts.of(metadata))
                .containsEntry("author", "Maroun")
                .containsEntry("copyright", "Harbour archive")
                .containsEntry("duration", "2:02");
    }

    @Test
    void bookmarksOfAPdfAreTold() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            PDDocumentOutline outline = new PDDocumentOutline();
            PDOutlineItem chapter = new PDOutlineItem();
            chapter.setTitle("Of cuttlefish");
            PDOutlineItem section = new PDOutlineItem();
            section.setTitle("Their ink");
            chapter.addLast(section);
            outline.addLast(chapter);
            pdf.getDocumentCatalog().setDocumentOutline(outline);
            section.getCOSObject().setItem(COSName.FIRST, chapter); // round in a circle
            pdf.save(bytes);
        }
        assertThat(read("a.pdf", bytes.toByteArray()).getFirst().found().metadata())
                .containsEntry("bookmarks", "Of cuttlefish, Their ink");
    }

    @Test
    void filesPinnedToThePagesOfAPdfAreRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            PDComplexFileSpecification note = attachment(pdf, "note.txt", "Forty tons of gravel");
            for (PDComplexFileSpecification file : List.of(note, attachment(pdf, "other.txt", "and sand"), note)) {
                PDAnnotationFileAttachment pin = new PDAnnotationFileAttachment();
                pin.setRectangle(new PDRectangle(10, 10, 20, 20));
                pin.setFile(file);
                PDPage page = new PDPage();
                page.setAnnotations(List.of(pin));
                pdf.addPage(page);
            }
            pdf.save(bytes);
        }
        List<Extraction> all = read("a.pdf", bytes.toByteArray());
        assertThat(all).extracting(each -> each.found().name()).containsExactly("", "note.txt", "other.txt");
        assertThat(Readings.pages(all.get(1)))
                .singleElement()
                .satisfies(page -> assertThat(page.text()).isEqualTo("Forty tons of gravel"));
    }

    private static PDComplexFileSpecification attachment(PDDocument pdf, String name, String text) throws IOException {
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(name);
        file.setEmbeddedFile(new PDEmbeddedFile(pdf, new ByteArrayInputStream(text.getBytes(US_ASCII))));
        return file;
    }

    @Test
    void whereAClockBeginsIsNoTime() {
        Map<String, String> facts = new HashMap<>();
        Facts.put(facts, "created", "1601-01-01T00:00:00Z");
        Facts.put(facts, "modified", "1904-01-01T00:00:00Z", "2010-05-09T21:34:38+0200");
        Facts.put(facts, "taken", "1970-01-01T00:00:00.000000Z");
        assertThat(facts).containsExactly(Map.entry("modified", "2010-05-09T21:34:38+02:00"));
        Facts.put(facts, "created", "2020-05-18T22:07:17.881844343");
        Facts.put(facts, "taken", "1470704524");
        assertThat(facts)
                .containsEntry("created", "2020-05-18T22:07:17")
                .containsEntry("taken", "2016-08-09T01:02:04Z");
    }

    @Test
    void whatHasAParserForItsVersionIsRead() throws Exception {
        ByteBuffer document = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        document.putInt(0x435057FF)
                .putInt(16)
                .put((byte) 1)
                .put((byte) 10)
                .put((byte) 2)
                .put((byte) 1)
                .putInt(0);
        document.put("Forty\u0080tons\u0080of\u0080gravel".getBytes(ISO_8859_1));
        List<Extraction> all = read("a.wpd", Arrays.copyOf(document.array(), document.position()));
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().found().type()).isEqualTo("application/vnd.wordperfect");
        assertThat(all.getFirst().found().notes()).isEmpty();
        assertThat(Readings.pages(all.getFirst()))
                .singleElement()
                .satisfies(page -> assertThat(page.text()).isEqualTo("Forty tons of gravel"));
    }

    @Test
    void ofWhichOnlyTheHeadCanBeReadSaysSo() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem quattro = new POIFSFileSystem()) {
            quattro.createDocument(new ByteArrayInputStream(new byte[16]), "PerfectOffice_MAIN");
            quattro.createDocument(new ByteArrayInputStream(new byte[16]), "PerfectOffice_OBJECTS");
            quattro.writeFilesystem(bytes);
        }
        Found found = read("a.wb3", bytes.toByteArray()).getFirst().found();
        assertThat(found.type()).isEqualTo("application/x-quattro-pro");
        assertThat(found.notes()).containsExactly(Reason.of(Reason.Kind.NO_ENGINE, "application/x-quattro-pro"));
    }

    @Test
    void aCardIsInNoLanguage() throws Exception {
        String card = "BEGIN:VCARD\nVERSION:3.0\nFN:Hoopoe Ali\nTEL:+961 70 123 456\nEND:VCARD\n";
        assertThat(Readings.pages(read("a.vcf", card.getBytes(US_ASCII)).getFirst()))
                .allSatisfy(page -> assertThat(page.language().determined()).isFalse());
    }

    @Test
    void whoWasHiddenInAMailIsTold() throws Exception {
        String mail =
                "From: a@example.org\r\nTo: b@example.org\r\nBcc: hidden@example.org\r\nSubject: x\r\n\r\nhello\r\n";
        assertThat(read("a.eml", mail.getBytes(US_ASCII)).getFirst().found().metadata())
                .containsEntry("bcc", "hidden@example.org");
    }

    private List<String> names(Charset charset, String... names) throws IOException {
        List<byte[]> raw = new ArrayList<>();
        for (String name : names) {
            raw.add(name.getBytes(charset));
        }
        List<Extraction> all = read("a.zip", zip(raw));
        return all.subList(1, all.size()).stream()
                .map(inside -> inside.found().name())
                .toList();
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /// An archive whose names do not say what they are encoded in.
    private static byte[] zip(List<byte[]> names) {
        byte[] content = "word".getBytes(US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(content);
        ByteBuffer out = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> at = new ArrayList<>();
        for (byte[] name : names) {
            at.add(out.position());
            out.putInt(0x04034B50).putShort((short) 20);
            entry(out, sum, content.length, name).putShort((short) 0).put(name).put(content);
        }
        int directory = out.position();
        for (int i = 0; i < names.size(); i++) {
            out.putInt(0x02014B50).putShort((short) 20).putShort((short) 20);
            entry(out, sum, content.length, names.get(i));
            out.put(new byte[12]).putInt(at.get(i)).put(names.get(i));
        }
        int end = out.position();
        out.putInt(0x06054B50).putInt(0).putShort((short) names.size()).putShort((short) names.size());
        out.putInt(end - directory).putInt(directory).putShort((short) 0);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static ByteBuffer entry(ByteBuffer out, CRC32 sum, int length, byte[] name) {
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0x5A21);
        return out.putInt((int) sum.getValue()).putInt(length).putInt(length).putShort((short) name.length);
    }

    private String text(String name, byte[] bytes) throws Exception {
        return new Readings(folder).text(name, bytes);
    }

    private List<Extraction> read(String name, byte[] bytes) throws IOException {
        return new Readings(folder).read(name, bytes);
    }
}
