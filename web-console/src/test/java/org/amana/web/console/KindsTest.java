package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KindsTest {
    @Test
    void whatPeopleKnowByAWordIsNotCalledAnotherFile() {
        assertThat(Kinds.key("application/rtf")).isEqualTo("kind.word");
        assertThat(Kinds.key("application/vnd.ms-wordml")).isEqualTo("kind.word");
        assertThat(Kinds.key("application/mbox")).isEqualTo("kind.mail");
        assertThat(Kinds.key("application/vnd.ms-tnef")).isEqualTo("kind.mail");
        assertThat(Kinds.key("application/octet-stream")).isEqualTo("kind.other");
    }

    @Test
    void theLettersOfATileAreThoseOfTheExtensionOrOfTheTypesOwn() {
        assertThat(Kinds.letters("a.docx", "application/x")).isEqualTo("DOCX");
        assertThat(Kinds.letters("README", "text/plain")).isEqualTo("TXT");
        assertThat(Kinds.letters("scan", "application/pdf")).isEqualTo("PDF");
        assertThat(Kinds.letters("data", "application/octet-stream")).doesNotContain("OCTE");
    }
}
