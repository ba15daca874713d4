package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads `"key" >= 'value' AND key <> 'it''s' OR (...)`; AND binds tighter than OR. Depth and length are bounded, as
/// deciding a condition takes as much stack as it has parts.
final class TagConditionParser {
    private static final int DEEPEST = 32;
    private static final int MOST_COMPARISONS = 1_000;

    private final TagScanner scanner;
    private int depth;
    private int comparisons;

    TagConditionParser(String text) {
        this.scanner = new TagScanner(
                text,
                problem -> new AmanaException(ErrorCode.INVALID_HEADER, "x-ms-if-tags: " + problem)
                        .with("HeaderName", "x-ms-if-tags")
                        .with("HeaderValue", text));
    }

    TagCondition parse() {
        TagCondition condition = either();
        if (!scanner.isAtEnd()) {
            throw scanner.unreadable("AND, OR or the end");
        }
        return condition;
    }

    private TagCondition either() {
        TagCondition left = both();
        while (scanner.takeWord("OR")) {
            left = new TagCondition.Either(left, both());
        }
        return left;
    }

    private TagCondition both() {
        TagCondition left = term();
        while (scanner.takeWord("AND")) {
            left = new TagCondition.Both(left, term());
        }
        return left;
    }

    private TagCondition term() {
        if (!scanner.take("(")) {
            if (++comparisons > MOST_COMPARISONS) {
                throw scanner.unreadable("at most " + MOST_COMPARISONS + " comparisons");
            }
            return new TagCondition.Compare(scanner.key(), scanner.comparison(), scanner.value());
        }
        if (++depth > DEEPEST) {
            throw scanner.unreadable("fewer parentheses");
        }
        TagCondition inner = either();
        if (!scanner.take(")")) {
            throw scanner.unreadable(")");
        }
        depth--;
        return inner;
    }
}
