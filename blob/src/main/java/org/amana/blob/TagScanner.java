package org.amana.blob;

import java.util.Locale;
import java.util.function.Function;
import org.amana.kernel.AmanaException;

/// The words of a text about tags, one after the other: names bare or in double quotes, values in single quotes,
/// signs of comparison. What follows must be asked for. Names and values have letters that a tag can have, as in Azure,
/// be it to find blobs or for `x-ms-if-tags`.
final class TagScanner {
    private final String text;
    private final Function<Problem, AmanaException> unreadable;
    private int place;

    /// Where a text cannot be understood.
    ///
    /// @param character counted from 1
    record Problem(String what, int character, String text) {
        @Override
        public String toString() {
            return what + " at character " + character + " of: " + text;
        }
    }

    /// @param unreadable the failure for a text that cannot be understood
    TagScanner(String text, Function<Problem, AmanaException> unreadable) {
        this.text = text;
        this.unreadable = unreadable;
    }

    boolean isAtEnd() {
        skipSpace();
        return place == text.length();
    }

    /// Goes over a sign, if it comes next.
    boolean take(String sign) {
        skipSpace();
        boolean found = text.startsWith(sign, place);
        place += found ? sign.length() : 0;
        return found;
    }

    /// Goes over a word in whatever case, if it comes next.
    boolean takeWord(String word) {
        skipSpace();
        int end = place + word.length();
        boolean found = end <= text.length()
                && text.substring(place, end).toUpperCase(Locale.ROOT).equals(word)
                && (end == text.length() || !isBare(text.charAt(end)));
        place += found ? word.length() : 0;
        return found;
    }

    /// A tag's name.
    String key() {
        skipSpace();
        if (place < text.length() && text.charAt(place) == '"') {
            return ofTags(quoted('"'));
        }
        int start = place;
        while (place < text.length() && isBare(text.charAt(place))) {
            place++;
        }
        if (place == start) {
            throw unreadable("a tag's name");
        }
        return text.substring(start, place);
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    TagCondition.Comparison comparison() {
        if (take("<>") || take("!=")) {
            return TagCondition.Comparison.UNEQUAL;
        }
        if (take("<=")) {
            return TagCondition.Comparison.AT_MOST;
        }
        if (take(">=")) {
            return TagCondition.Comparison.AT_LEAST;
        }
        if (take("=")) {
            return TagCondition.Comparison.EQUAL;
        }
        if (take("<")) {
            return TagCondition.Comparison.LESS;
        }
        if (take(">")) {
            return TagCondition.Comparison.GREATER;
        }
        throw unreadable("one of = <> != < <= > >=");
    }

    String value() {
        return ofTags(quoted('\''));
    }

    /// What is in single quotes, of whatever letters.
    String quoted() {
        return quoted('\'');
    }

    private String ofTags(String nameOrValue) {
        nameOrValue
                .codePoints()
                .filter(letter -> !Tags.isLetter(letter))
                .findFirst()
                .ifPresent(letter -> {
                    throw refused("'" + Character.toString(letter) + "' not permitted in tag name or value");
                });
        return nameOrValue;
    }

    /// A quote inside is written twice.
    private String quoted(char quote) {
        if (!take(String.valueOf(quote))) {
            throw unreadable(String.valueOf(quote));
        }
        StringBuilder value = new StringBuilder();
        while (place < text.length()) {
            char c = text.charAt(place++);
            if (c != quote) {
                value.append(c);
            } else if (place < text.length() && text.charAt(place) == quote) {
                value.append(quote);
                place++;
            } else {
                return value.toString();
            }
        }
        throw unreadable(String.valueOf(quote));
    }

    private void skipSpace() {
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
    }

    AmanaException unreadable(String expected) {
        return refused("expected " + expected);
    }

    /// @param why a sentence
    AmanaException refused(String why) {
        return unreadable.apply(new Problem(why, place + 1, text));
    }
}
