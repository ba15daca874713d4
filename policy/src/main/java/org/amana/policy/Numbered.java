package org.amana.policy;

import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The form that ids share: a letter, a dash and a positive number without leading zeros.
final class Numbered {
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,8}");

    private Numbered() {}

    static int parse(String prefix, String text) {
        if (!text.startsWith(prefix)
                || !DIGITS.matcher(text.substring(prefix.length())).matches()) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "not an id such as " + prefix + "12: " + text);
        }
        return Integer.parseInt(text.substring(prefix.length()));
    }

    static void check(String prefix, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("an id is " + prefix + " and a positive number: " + number);
        }
    }
}
