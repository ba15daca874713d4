package org.amana.web.console;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.http.Exchange;

/// What a browser asks, read once: the path in decoded segments, the query, the cookies.
record Request(String method, List<String> path, Form query, Map<String, String> cookies) {
    private static final int MOST_SEGMENTS = 12;

    Request {
        path = List.copyOf(path);
        cookies = Map.copyOf(cookies);
    }

    /// @throws AmanaException `INVALID_ARGUMENT` when the path or the query is not percent-encoded UTF-8
    static Request of(Exchange exchange) {
        return new Request(
                exchange.method(),
                segments(exchange.rawPath()),
                Form.parse(exchange.rawQuery()),
                cookies(exchange.headerValues("Cookie")));
    }

    Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /// `/a//b/` has the segments `a`, ``, `b`, ``: nothing is normalised, so nothing can climb.
    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.substring(1).split("/", -1)) {
            segments.add(decode(segment, false));
            if (segments.size() > MOST_SEGMENTS) {
                throw new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "no page has so deep an address");
            }
        }
        return segments;
    }

    /// A name that comes twice counts as none: whoever has another port of this host can set cookies for this one, and
    /// nothing tells which is ours.
    private static Map<String, String> cookies(List<String> headers) {
        Map<String, String> cookies = new LinkedHashMap<>();
        Set<String> twice = new TreeSet<>();
        for (String header : headers) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String name = pair.substring(0, equals).strip();
                    String value = pair.substring(equals + 1).strip();
                    if (cookies.putIfAbsent(name, value) != null) {
                        twice.add(name);
                    }
                }
            }
        }
        cookies.keySet().removeAll(twice);
        return cookies;
    }

    /// Percent-decodes strictly: malformed escapes and bytes that are not UTF-8 are refused.
    static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '%') {
                int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
                int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed(text);
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put(plusIsSpace && utf8[i] == '+' ? (byte) ' ' : utf8[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed(text);
        }
    }

    private static AmanaException malformed(String text) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, "not percent-encoded UTF-8: " + text);
    }

    /// Names and values of a query or a form, in their order.
    record Form(Map<String, List<String>> values) {
        static final Form EMPTY = new Form(Map.of());
        private static final int MOST = 500;

        /// A number with its thousands set apart, by the Latin comma or the Arabic one.
        private static final Pattern GROUPED =
                Pattern.compile("\\d{1,3}([,٬]\\d{3})+", Pattern.UNICODE_CHARACTER_CLASS);

        private static final Pattern SEPARATOR = Pattern.compile("[,٬]");

        Form {
            Map<String, List<String>> copy = new LinkedHashMap<>();
            values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
            values = java.util.Collections.unmodifiableMap(copy);
        }

        /// `application/x-www-form-urlencoded`.
        static Form parse(String encoded) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            int pairs = 0;
            for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
                if (++pairs > MOST) {
                    throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "a form has at most " + MOST + " values");
                }
            }
            return new Form(values);
        }

        /// The first value of that name, without white space around it; empty when there is none.
        String text(String name) {
            return raw(name).strip();
        }

        /// The first value exactly as it was sent.
        String raw(String name) {
            List<String> all = values.get(name);
            return all == null ? "" : all.getFirst();
        }

        /// Whether a browser sent a field along that nobody wrote anything into.
        boolean hasEmpty() {
            return values.values().stream().flatMap(List::stream).anyMatch(String::isEmpty);
        }

        /// All values of that name that are not empty.
        Set<String> all(String name) {
            return values.getOrDefault(name, List.of()).stream()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /// The first value as a whole number from `least` to `most`; `otherwise` for anything else.
        /// Thousands may be set apart, as the console's own numbers are.
        long number(String name, long least, long most, long otherwise) {
            String text = text(name);
            try {
                long number = Long.parseLong(
                        GROUPED.matcher(text).matches()
                                ? SEPARATOR.matcher(text).replaceAll("")
                                : text);
                return number >= least && number <= most ? number : otherwise;
            } catch (NumberFormatException _) {
                return otherwise;
            }
        }
    }
}
