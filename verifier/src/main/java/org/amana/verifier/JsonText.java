package org.amana.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The little JSON that proofs and disclosures need: flat objects of texts, integers and arrays of texts. Reads
/// strictly and within limits, because such documents come from strangers; writes texts as RFC 8785 does. For
/// one thread.
final class JsonText {
    private static final int MAX_MEMBERS = 10_000;

    private final String json;
    private int at;

    JsonText(String json) {
        this.json = json;
    }

    /// A text as RFC 8785 §3.2.2.2 spells it, with its quotation marks.
    static String quote(String text) {
        return isPlain(text) ? '"' + text + '"' : escaped(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < 0x20) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /// The whole document as a flat object: each value a `String`, a `Long` or a `List<String>`.
    Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        if (!next('}')) {
            do {
                String key = text();
                expect(':');
                if (members.put(key, value()) != null) {
                    throw malformed("each key once");
                }
            } while (next(',') && members.size() < MAX_MEMBERS);
            expect('}');
        }
        requireEnd();
        return members;
    }

    /// The whole document as an array of texts.
    List<String> texts() {
        List<String> texts = array();
        requireEnd();
        return texts;
    }

    private Object value() {
        skipBlanks();
        char first = at < json.length() ? json.charAt(at) : '\0';
        return switch (first) {
            case '"' -> text();
            case '[' -> array();
            default -> number();
        };
    }

    private List<String> array() {
        List<String> texts = new ArrayList<>();
        expect('[');
        if (!next(']')) {
            do {
                texts.add(text());
            } while (next(',') && texts.size() < MAX_MEMBERS);
            expect(']');
        }
        return texts;
    }

    private Long number() {
        int from = at;
        while (at < json.length()
                && at - from < 16
                && Character.digit(json.charAt(at), 10) >= 0
                && json.charAt(at) < 128) {
            at++;
        }
        if (from == at || (json.charAt(from) == '0' && at - from > 1)) {
            throw malformed("a text, an array of texts or a whole number");
        }
        return Long.valueOf(json.substring(from, at));
    }

    private String text() {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (true) {
            char c = take();
            if (c == '"') {
                return text.toString();
            }
            if (c < 0x20) {
                throw malformed("no control character in a text");
            }
            text.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = take();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> hexadecimal();
            default -> throw malformed("a known escape");
        };
    }

    private char hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = take();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private char take() {
        if (at == json.length()) {
            throw malformed("more");
        }
        return json.charAt(at++);
    }

    private void expect(char wanted) {
        if (!next(wanted)) {
            throw malformed("'" + wanted + "'");
        }
    }

    private boolean next(char wanted) {
        skipBlanks();
        if (at < json.length() && json.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private void requireEnd() {
        skipBlanks();
        if (at < json.length()) {
            throw malformed("the end");
        }
    }

    private MalformedException malformed(String expected) {
        return new MalformedException("character " + at + " of the JSON: expected " + expected);
    }
}
