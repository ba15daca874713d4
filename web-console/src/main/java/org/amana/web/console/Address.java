package org.amana.web.console;

import java.nio.charset.StandardCharsets;

/// An address within the console under construction: a path, then query parameters in the order they are added.
final class Address {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder text;
    private boolean query;

    private Address(String path) {
        this.text = new StringBuilder(path);
    }

    static Address of(String path) {
        return new Address(path);
    }

    /// Another path segment; whatever stands in it stays one segment.
    Address segment(String value) {
        text.append('/').append(encode(value));
        return this;
    }

    /// A query parameter; empty values are left out.
    Address with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(query ? '&' : '?').append(name).append('=').append(encode(value));
            query = true;
        }
        return this;
    }

    Address at(String fragment) {
        text.append('#').append(fragment);
        return this;
    }

    /// Whether a text that came from outside leads to a page of this console and nowhere else.
    static boolean isLocal(String address) {
        return address.startsWith("/")
                && !address.startsWith("//")
                && address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String encoded(String value) {
        return encode(value);
    }

    private static String encode(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = Ascii.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }
}
