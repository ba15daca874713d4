package org.amana.web.blob;

import java.nio.charset.StandardCharsets;

/// Writes an XML document, element by element, and nothing that XML does not need: no indentation, which clients
/// would have to skip.
final class Xml {
    private final StringBuilder out;

    Xml() {
        out = new StringBuilder(1024);
        out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    }

    Xml open(String element) {
        out.append('<').append(element).append('>');
        return this;
    }

    /// Opens an element with attributes given as name, value, name, value.
    Xml open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Xml close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /// An element with text; an empty text makes `<Element />`.
    Xml text(String element, String text) {
        if (text.isEmpty()) {
            out.append('<').append(element).append(" />");
            return this;
        }
        open(element);
        escape(text);
        return close(element);
    }

    Xml text(String element, long number) {
        return text(element, Long.toString(number));
    }

    Xml text(String element, boolean flag) {
        return text(element, Boolean.toString(flag));
    }

    /// An element whose text XML 1.0 may be unable to carry; then it is percent-encoded and says so, as Azure does
    /// for names since 2021-02-12.
    Xml name(String element, String name) {
        return name.codePoints().allMatch(Xml::isAllowed)
                ? text(element, name)
                : open(element, "Encoded", "true")
                        .raw(Percent.encode(name, "/"))
                        .close(element);
    }

    private Xml raw(String text) {
        out.append(text);
        return this;
    }

    /// The document in UTF-8.
    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(isAllowed(c) || c == '\t' || c == '\n' ? c : '\uFFFD');
            }
        });
    }

    /// What XML 1.0 can carry (§2.2), but for white space that a reader would normalise.
    private static boolean isAllowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x1_0000;
    }
}
