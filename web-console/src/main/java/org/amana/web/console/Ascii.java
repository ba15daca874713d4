package org.amana.web.console;

/// Characters that mean the same everywhere.
final class Ascii {
    private Ascii() {}

    static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Printable, the space included.
    static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7f;
    }
}
