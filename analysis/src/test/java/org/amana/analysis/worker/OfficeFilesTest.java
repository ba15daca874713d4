package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amana.analysis.Found;
import org.amana.analysis.Page;
import org.amana.analysis.Reason;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What offices write in other forms than the usual ones.
@Tag("slow")
class OfficeFilesTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @TempDir
    private Path folder;

    @Test
    void eachSheetOfAWorkbookIsAPage() throws Exception {
        try (Workbook workbook = new HSSFWorkbook()) {
            workbook.createSheet("Tolls").createRow(0).createCell(0).setCellValue("Eleven barges");
            workbook.createSheet("Blank");
            workbook.createSheet("Wages").createRow(0).createCell(0).setCellValue("Nine pilots");
            List<Page> pages = Readings.pages(new Readings(folder)
                    .read("ledger.xls", bytes(workbook::write))
                    .getFirst());
            assertThat(pages).extracting(Page::number).containsExactly(1, 2, 3);
            assertThat(pages.getFirst().text()).startsWith("Tolls").contains("Eleven barges");
            assertThat(pages.getLast().text()).startsWith("Wages").contains("Nine pilots");
        }
    }

    @Test
    void strictOpenXmlIsReadAsTheUsualIs() throws Exception {
        String strict = "http://purl.oclc.org/ooxml/";
        String relations = strict + "officeDocument/relationships/";
        String packaged = "http://schemas.openxmlformats.org/package/2006/";
        String sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        byte[] workbook = Readings.zip(Map.of(
                "[Content_Types].xml",
                "<Types xmlns='" + packaged + "content-types'><Default Extension='rels' ContentType="
                        + "'application/vnd.openxmlformats-package.relationships+xml'/>"
                        + "<Override PartName='/xl/workbook.xml' ContentType='" + sheets + "sheet.main+xml'/>"
                        + "<Override PartName='/xl/worksheets/sheet1.xml' ContentType='" + sheets
                        + "worksheet+xml'/></Types>",
                "_rels/.rels",
                "<Relationships xmlns='" + packaged + "relationships'><Relationship Id='rId1' Type='" + relations
                        + "officeDocument' Target='xl/workbook.xml'/></Relationships>",
                "xl/workbook.xml",
                "<workbook xmlns='" + strict + "spreadsheetml/main' xmlns:r='" + strict
                        + "officeDocument/relationships' conformance='strict'><sheets><sheet name='Tolls' sheetId='1'"
                        + " r:id='rId1'/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='" + packaged + "relationships'><Relationship Id='rId1' Type='" + relations
                        + "worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='" + strict + "spreadsheetml/main'><sheetData>"
                        + "<row r='1'><c r='A1' t='inlineStr'><is><t>See " + strict + "main and " + "x".repeat(200_000)
                        + "</t></is></c><c r='B1' t='inlineStr'><is><t>Eleven barges</t></is></c></row>"
                        + "</sheetData></worksheet>"));
        assertThat(text("strict.xlsx", workbook))
                .startsWith("Tolls")
                .contains("Eleven barges", "See " + strict + "main");
    }

    @Test
    void officeDocumentsInOneXmlFileAreReadAsWhatTheyAre() throws Exception {
        String word = "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"
                + "<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\" w:macrosPresent=\"no\">"
                + "<w:fonts><w:defaultFonts w:ascii=\"Garamond\"/></w:fonts>"
                + "<w:body><w:p><w:r><w:t>Eleven barges came in.</w:t></w:r></w:p></w:body></w:wordDocument>";
        assertThat(text("report.xml", word.getBytes(UTF_8))).isEqualTo("Eleven barges came in.");
        String excel = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
                + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
                + " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Tolls\"><Table><Row>"
                + "<Cell ss:StyleID=\"s62\"><Data ss:Type=\"String\">Nine pilots</Data></Cell></Row></Table></Worksheet>"
                + "</Workbook>";
        assertThat(text("wages.xml", excel.getBytes(UTF_8)))
                .contains("Nine pilots")
                .doesNotContain("s62", "String");
        String packaged = "http://schemas.microsoft.com/office/2006/xmlPackage";
        String flat = "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg=\""
                + packaged + "\"><pkg:part pkg:name=\"/word/document.xml\" pkg:contentType=\"application/vnd."
                + "openxmlformats-officedocument.wordprocessingml.document.main+xml\"><pkg:xmlData><w:document xmlns:w="
                + "\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Flat as a"
                + " barge</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>";
        assertThat(text("flat.xml", flat.getBytes(UTF_8))).isEqualTo("Flat as a barge");
    }

    @Test
    void whatCannotBeReadSaysWhyAndIsCalledByItsName() throws Exception {
        byte[] pages = Readings.zip(Map.of(
                "Index/Document.iwa",
                "protobuf",
                "Metadata/BuildVersionHistory.plist",
                "<plist/>",
                "preview.jpg",
                "no picture"));
        List<Extraction> all = new Readings(folder).read("letter.pages", pages);
        Found letter = all.getFirst().found();
        assertThat(letter.type()).isEqualTo("application/vnd.apple.pages");
        assertThat(letter.claimedType()).isEmpty();
        assertThat(letter.notes()).contains(Reason.of(Reason.Kind.PREVIEW, "application/vnd.apple.pages"));
        assertThat(all.get(1).found().name()).isEqualTo("preview.jpg");

        try (POIFSFileSystem works = new POIFSFileSystem();
                POIFSFileSystem plain = new POIFSFileSystem()) {
            works.createDocument(new ByteArrayInputStream(new byte[32]), "MatOST");
            Found text = new Readings(folder)
                    .read("letter.wps", bytes(works::writeFilesystem))
                    .getFirst()
                    .found();
            assertThat(text.notes()).containsExactly(Reason.of(Reason.Kind.HEAD_ONLY, "application/vnd.ms-works"));
            plain.createDocument(new ByteArrayInputStream(new byte[32]), "Something");
            Found storage = new Readings(folder)
                    .read("thing", bytes(plain::writeFilesystem))
                    .getFirst()
                    .found();
            assertThat(storage.type()).isEqualTo("application/x-ole-storage");
            assertThat(storage.notes()).containsExactly(Reason.of(Reason.Kind.NO_ENGINE, "application/x-ole-storage"));
        }
    }

    @Test
    void oneNameOfAKindIsAsGoodAsAnother() {
        assertThat(called("application/x-tika-ooxml-protected", XLSX)).isEqualTo(told(XLSX, ""));
        assertThat(called("application/x-tika-ooxml-protected", "")).isEqualTo(told("application/x-ole-storage", ""));
        assertThat(called("application/x-tika-msoffice", "image/jpeg"))
                .isEqualTo(told("application/x-ole-storage", "image/jpeg"));
        assertThat(called("application/vnd.apple.keynote.18", "application/vnd.apple.keynote"))
                .isEqualTo(told("application/vnd.apple.keynote", ""));
        assertThat(called("application/x-tika-java-web-archive", "")).isEqualTo(told("application/java-archive", ""));
        assertThat(called("application/gzip", "image/svg+xml")).isEqualTo(told("application/gzip", ""));
        assertThat(called("application/pdf", "image/jpeg")).isEqualTo(told("application/pdf", "image/jpeg"));
    }

    @Test
    void onePartOfASplitArchiveIsCalledThat() {
        byte[] split = new byte[100];
        byte[] head = {'P', 'K', 7, 8, 'P', 'K', 3, 4};
        System.arraycopy(head, 0, split, 0, head.length);
        assertThatThrownBy(() -> new Readings(folder).read("a.z01", split))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason().kind()).isEqualTo(Reason.Kind.SPLIT));
    }

    @Test
    void whatADocumentSaysOfItselfIsSaidOnceAndPlainly() {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.TITLE, "optional\u00ADhyphen \u200Fتقرير\u200E");
        for (String word : List.of("harbour", "barges", "harbour", "barges")) {
            metadata.add(TikaCoreProperties.SUBJECT, word);
        }
        assertThat(Facts.title(metadata)).isEqualTo("optionalhyphen تقرير");
        assertThat(Facts.of(metadata)).containsEntry("subject", "harbour, barges");
        assertThat(Facts.clean("in\u200Foice.exe")).as("a name").isEqualTo("in\u200Foice.exe");
    }

    private static Types.Told called(String type, String claimed) {
        return PublicTypes.of(told(type, claimed));
    }

    private static Types.Told told(String type, String claimed) {
        return new Types.Told(type, claimed, "");
    }

    private String text(String name, byte[] bytes) throws Exception {
        return new Readings(folder).text(name, bytes);
    }

    @FunctionalInterface
    private interface Writer {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.to(bytes);
        return bytes.toByteArray();
    }
}
