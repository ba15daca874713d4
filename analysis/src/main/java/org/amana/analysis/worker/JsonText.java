package org.amana.analysis.worker;

import org.apache.tika.sax.ContentHandlerDecorator;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// Writes out what stands in JSON as an escape, on its way to the next: `\u0628` is a letter, and many programs write
/// every letter beyond ASCII so. A text may come in pieces that part an escape.
final class JsonText extends ContentHandlerDecorator {
    private static final int HEXADECIMAL = 16;
    private static final int LONGEST = 6;

    /// The beginning of an escape, from its backslash.
    private final StringBuilder begun = new StringBuilder();

    JsonText(ContentHandler next) {
        super(next);
    }

    static boolean speaks(String type, String name) {
        return type.endsWith("json") || type.endsWith("/jsonl") || name.matches("(?i).*\\.(jsonl|ndjson)");
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        StringBuilder out = new StringBuilder(length + LONGEST);
        for (int i = start; i < start + length; i++) {
            take(characters[i], out);
        }
        write(out);
    }

    @Override
    public void endDocument() throws SAXException {
        write(begun);
        begun.setLength(0);
        super.endDocument();
    }

    private void write(StringBuilder text) throws SAXException {
        super.characters(text.toString().toCharArray(), 0, text.length());
    }

    private void take(char c, StringBuilder out) {
        if (begun.isEmpty()) {
            (c == '\\' ? begun : out).append(c);
            return;
        }
        begun.append(c);
        if (begun.length() == 2 && c != 'u') {
            out.append(meant(c));
            begun.setLength(0);
        } else if (begun.length() > 2 && Character.digit(c, HEXADECIMAL) < 0) {
            out.append(begun);
            begun.setLength(0);
        } else if (begun.length() == LONGEST) {
            out.append((char) Integer.parseInt(begun.substring(2), HEXADECIMAL));
            begun.setLength(0);
        }
    }

    private static String meant(char c) {
        return switch (c) {
            case 'n', 'r' -> "\n";
            case 't', 'b', 'f' -> " ";
            case '"', '\\', '/' -> String.valueOf(c);
            default -> "\\" + c; // no escape of JSON
        };
    }
}
