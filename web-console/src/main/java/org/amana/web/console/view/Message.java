package org.amana.web.console.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One sentence of a catalogue, parsed once. `{0}` is an argument; `{1,plural,one{# file}other{# files}}` chooses by
/// the CLDR category of a number, `#` being the number itself, `=0` a number told exactly. There is no quoting: the
/// catalogues need no braces.
record Message(List<Part> parts) {
    sealed interface Part {}

    record Literal(String text) implements Part {}

    record Argument(int index) implements Part {}

    record Plural(int index, Map<String, Message> forms) implements Part {}

    /// The number a plural form is about.
    record Amount(int index) implements Part {}

    Message {
        parts = List.copyOf(parts);
    }

    /// @throws IllegalArgumentException if a brace is open, an index is not a number or a plural has no `other`
    static Message parse(String pattern) {
        Parser parser = new Parser(pattern);
        Message message = parser.message(-1);
        if (parser.at < pattern.length()) {
            throw new IllegalArgumentException("unexpected } in: " + pattern);
        }
        return message;
    }

    private static final class Parser {
        private final String pattern;
        private int at;

        Parser(String pattern) {
            this.pattern = pattern;
        }

        Message message(int plural) {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (at < pattern.length() && pattern.charAt(at) != '}') {
                char c = pattern.charAt(at);
                if (c == '{' || (c == '#' && plural >= 0)) {
                    flush(literal, parts);
                    parts.add(c == '{' ? argument() : amount(plural));
                } else {
                    literal.append(c);
                    at++;
                }
            }
            flush(literal, parts);
            return new Message(parts);
        }

        private Part amount(int plural) {
            at++;
            return new Amount(plural);
        }

        private Part argument() {
            at++;
            int index = Integer.parseInt(word());
            if (peek() == '}') {
                at++;
                return new Argument(index);
            }
            expect(",plural,");
            Map<String, Message> forms = new LinkedHashMap<>();
            while (peek() != '}') {
                String category = word();
                expect("{");
                forms.put(category, message(index));
                expect("}");
            }
            at++;
            if (!forms.containsKey("other")) {
                throw new IllegalArgumentException("a plural needs the form other: " + pattern);
            }
            return new Plural(index, forms);
        }

        private String word() {
            int start = at;
            while (Character.isLetterOrDigit(peek()) || peek() == '=') {
                at++;
            }
            return pattern.substring(start, at);
        }

        private char peek() {
            if (at >= pattern.length()) {
                throw new IllegalArgumentException("a brace is left open: " + pattern);
            }
            return pattern.charAt(at);
        }

        private void expect(String text) {
            if (!pattern.startsWith(text, at)) {
                throw new IllegalArgumentException("expected " + text + " at " + at + " in: " + pattern);
            }
            at += text.length();
        }

        private static void flush(StringBuilder literal, List<Part> parts) {
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}
