package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
    private static XmlElement read(String document) {
        return XmlReader.parse(document.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a<b>&\"'", "أمانة 🌴", "line\r\nend", "  spaces  ", "]]>", "\ttab"})
    void whatIsWrittenIsReadBack(String text) {
        Xml xml = new Xml().open("A", "Attribute", text).text("B", text).close("A");
        assertThat(read(xml.toString()).child("B").orElseThrow().text()).isEqualTo(text);
    }

    @Test
    void namesThatXmlCannotCarryAreEncodedAndSaySo() {
        assertThat(new Xml().name("Name", "a/b\u0001é").toString())
                .endsWith("<Name Encoded=\"true\">a/b%01%C3%A9</Name>");
        assertThat(new Xml().name("Name", "a&é").toString()).endsWith("<Name>a&amp;é</Name>");
        assertThat(new Xml().name("Name", "a\uFFFE").toString()).contains("Encoded=\"true\"");
    }

    @Test
    void anEmptyTextIsAnEmptyElement() {
        assertThat(new Xml().text("NextMarker", "").toString()).endsWith("<NextMarker />");
    }

    @Test
    void aByteOrderMarkAndADeclarationAreFine() {
        assertThat(read("\uFEFF<?xml version='1.0' encoding='utf-8'?><A><B>x</B></A>")
                        .textOf("B"))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<A>",
                "<A></B>",
                "<A/><B/>",
                "<!DOCTYPE A><A/>",
                "<!DOCTYPE A [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><A>&x;</A>",
                "<!DOCTYPE A [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><A>&b;</A>",
                "<A>&unknown;</A>",
                "<A>\u0001</A>",
                "<A a='1' a='2'/>",
                "<A><A><A><A><A><A><A><A><A/></A></A></A></A></A></A></A></A>"
            })
    void anythingElseIsNoDocument(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_XML));
    }

    @Test
    void aBodyAboveTheLimitIsNotEvenParsed() {
        assertThatThrownBy(() -> XmlReader.bytes(new ByteArrayInputStream(new byte[1025]), ByteSize.ofKibibytes(1)))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
        assertThat(XmlReader.bytes(new ByteArrayInputStream(new byte[1024]), ByteSize.ofKibibytes(1)))
                .hasSize(1024);
    }
}
