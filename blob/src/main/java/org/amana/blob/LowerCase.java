package org.amana.blob;

/// The form of names that become part of a host or a URL: lower-case letters and digits, in some names also single
/// dashes, each between two of the others. By hand, since every request holds some.
final class LowerCase {
    private LowerCase() {}

    /// Whether a text is so many letters and digits.
    static boolean isOne(String text, int least, int most) {
        return is(text, least, most, false);
    }

    /// Whether a text is so many letters, digits and dashes.
    static boolean isOneWithDashes(String text, int least, int most) {
        return is(text, least, most, true);
    }

    private static boolean is(String text, int least, int most, boolean dashes) {
        if (text.length() < least || text.length() > most) {
            return false;
        }
        boolean letter = false; // the one before
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = c == '-';
            if (dash ? !dashes || !letter : !isLetterOrDigit(c)) {
                return false;
            }
            letter = !dash;
        }
        return letter;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
