package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KindsTest {
    @Test
    void theLettersOfATileAreThoseOfTheExtensionOrOfTheTypesOwn() {
        assertThat(Kinds.letters("a.docx", "application/x")).isEqualTo("DOCX");
        assertThat(Kinds.letters("README", "text/plain")).isEqualTo("TXT");
        assertThat(Kinds.letters("scan", "application/pdf")).isEqualTo("PDF");
        assertThat(Kinds.letters("data", "application/octet-stream")).doesNotContain("OCTE");
    }
}
