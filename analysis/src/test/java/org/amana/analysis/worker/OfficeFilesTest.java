package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amana.analysis.Page;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What offices write in other forms than the usual ones.
@Tag("slow")
class OfficeFilesTest {
    @TempDir
    private Path folder;

    @Test
    void eachSheetOfAWorkbookIsAPage() throws Exception {
        try (Workbook workbook = new HSSFWorkbook()) {
            workbook.createSheet("Tolls").createRow(0).createCell(0).setCellValue("Eleven barges");
            workbook.createSheet("Blank");
            workbook.createSheet("Wages").createRow(0).createCell(0).setCellValue("Nine pilots");
            List<Page> pages = Readings.pages(
                    new Readings(folder).read("ledger.xls", bytes(workbook)).getFirst());
            assertThat(pages).extracting(Page::number).containsExactly(1, 2, 3);
            assertThat(pages.getFirst().text()).startsWith("Tolls").contains("Eleven barges");
            assertThat(pages.getLast().text()).startsWith("Wages").contains("Nine pilots");
        }
    }

    private static byte[] bytes(Workbook workbook) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        workbook.write(bytes);
        return bytes.toByteArray();
    }
}
