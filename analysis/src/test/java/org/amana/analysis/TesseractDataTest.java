package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TesseractDataTest {
    @TempDir
    private Path folder;

    @Test
    void howPagesLieIsToldByDataOfItsOwnAndIsNoLanguage() throws IOException {
        put("fra");
        put("ara");
        assertThat(TesseractData.tellsOrientation(folder)).isFalse();
        put("osd");
        assertThat(TesseractData.tellsOrientation(folder)).isTrue();
        assertThat(TesseractData.in(folder).languages()).containsExactly("ara", "fra");
    }

    private void put(String data) throws IOException {
        Files.createFile(folder.resolve(data + ".traineddata"));
    }
}
