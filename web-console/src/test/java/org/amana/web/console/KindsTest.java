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

    @Test
    void typesOfOneKindAreToldApartByTheNamesOfTheirFormats() {
        assertThat(Kinds.format("application/pdf")).isEmpty();
        assertThat(Kinds.format("text/plain")).isEmpty();
        assertThat(Kinds.format("application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
                .isEqualTo("DOCX");
        assertThat(Kinds.format("application/msword")).isEqualTo("DOC");
        assertThat(Kinds.format("image/jpeg")).isEqualTo("JPEG");
        assertThat(Kinds.format("image/svg+xml")).isEqualTo("SVG");
        assertThat(Kinds.format("message/rfc822")).isEqualTo("EML");
        assertThat(Kinds.format("text/csv")).isEqualTo("CSV");
        assertThat(Kinds.format("application/x-sqlite3")).isEqualTo("sqlite3");
        assertThat(Kinds.format("application/vnd.tcpdump.pcap")).isEqualTo("tcpdump.pcap");
    }
}
