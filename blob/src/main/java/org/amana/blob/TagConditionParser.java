package org.amana.blob;

import java.util.Locale;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads `"key" >= 'value' AND key <> 'it''s' OR (...)`; AND binds tighter than OR. Depth and length are bounded, as
/// deciding a condition takes as much stack as it has parts.
final class TagConditionParser {
    private static final int DEEPEST = 32;
    private static final int MOST_COMPARISONS = 100;

    private final String text;
    private int place;
    private int depth;
    private int comparisons;

    TagConditionParser(String text) {
        this.text = text;
    }

    TagCondition parse() {
        TagCondition condition = either();
        skipSpace();
        if (place < text.length()) {
            throw unreadable("AND, OR or the end");
        }
        return condition;
    }

    private TagCondition either() {
        TagCondition left = both();
        while (takeWord("OR")) {
            left = new TagCondition.Either(left, both());
        }
        return left;
    }

    private TagCondition both() {
        TagCondition left = term();
        while (takeWord("AND")) {
            left = new TagCondition.Both(left, term());
        }
        return left;
    }

    private TagCondition term() {
        if (!take("(")) {
            if (++comparisons > MOST_COMPARISONS) {
                throw unreadable("at most " + MOST_COMPARISONS + " comparisons");
            }
            return new TagCondition.Compare(key(), comparison(), quoted('\''));
        }
        if (++depth > DEEPEST) {
            throw unreadable("fewer parentheses");
        }
        TagCondition inner = either();
        if (!take(")")) {
            throw unreadable(")");
        }
        depth--;
        return inner;
    }

    private String key() {
        skipSpace();
        if (place < text.length() && text.charAt(place) == '"') {
            return quoted('"');
        }
        int start = place;
        while (place < text.length() && isBareKey(text.charAt(place))) {
            place++;
        }
        if (place == start) {
            throw unreadable("a tag's name");
        }
        return text.substring(start, place);
    }

    private static boolean isBareKey(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private TagCondition.Comparison comparison() {
        if (take("<>")) {
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
        throw unreadable("one of = <> < <= > >=");
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

    private boolean take(String token) {
        skipSpace();
        boolean found = text.startsWith(token, place);
        place += found ? token.length() : 0;
        return found;
    }

    private boolean takeWord(String word) {
        skipSpace();
        int end = place + word.length();
        boolean found = end <= text.length()
                && text.substring(place, end).toUpperCase(Locale.ROOT).equals(word)
                && (end == text.length() || !isBareKey(text.charAt(end)));
        place += found ? word.length() : 0;
        return found;
    }

    private void skipSpace() {
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
    }

    private AmanaException unreadable(String expected) {
        return new AmanaException(
                        ErrorCode.INVALID_HEADER,
                        "x-ms-if-tags: expected " + expected + " at character " + (place + 1) + " of: " + text)
                .with("HeaderName", "x-ms-if-tags")
                .with("HeaderValue", text);
    }
}
