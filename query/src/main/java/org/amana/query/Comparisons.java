package org.amana.query;

import java.util.Optional;

/// How values compare: as numbers where one is a number, as points in time where one is that, else as texts. The other
/// is converted, and where that cannot be done the record fails, as with Azure.
final class Comparisons {
    private Comparisons() {}

    /// More steps than this no pattern may take: both it and the text can be as long as a record.
    private static final int MOST_STEPS = 1 << 26;

    /// So many steps are counted at once; a power of two.
    private static final int COUNTED = 1 << 12;

    /// @return empty when one is nothing
    /// @throws QueryException when they cannot be compared
    static Optional<Integer> compare(Value left, Value right) {
        if (left.isNothing() || right.isNothing()) {
            return Optional.empty();
        }
        if (left instanceof Value.Figure || right instanceof Value.Figure) {
            return Optional.of(Evaluation.number(left).compareTo(Evaluation.number(right)));
        }
        if (left instanceof Value.Moment || right instanceof Value.Moment) {
            return Optional.of(
                    Moments.of(left).toInstant().compareTo(Moments.of(right).toInstant()));
        }
        if (left instanceof Value.Truth || right instanceof Value.Truth) {
            return Optional.of(left.asText().compareToIgnoreCase(right.asText()));
        }
        return Optional.of(left.asText().compareTo(right.asText()));
    }

    static Value compare(String operator, Value left, Value right) {
        return compare(left, right)
                .map(sign -> Value.of(
                        switch (operator) {
                            case "=" -> sign == 0;
                            case "<>" -> sign != 0;
                            case "<" -> sign < 0;
                            case "<=" -> sign <= 0;
                            case ">" -> sign > 0;
                            default -> sign >= 0;
                        }))
                .orElse(Value.Nothing.IT);
    }

    /// Whether a text is like a pattern, in which `%` is any characters and `_` one. Steps back to the last `%`
    /// alone, so it takes at most the product of both lengths.
    static boolean isLike(String text, String pattern, String escape, Effort effort) {
        int t = 0;
        int p = 0;
        int afterPercent = -1;
        int resume = 0;
        int steps = 0;
        while (t < text.length()) {
            if ((++steps & (COUNTED - 1)) == 0) {
                effort.took(COUNTED);
            }
            if (steps > MOST_STEPS) {
                throw new QueryException("PatternTooCostly", "a pattern takes more than " + MOST_STEPS + " steps", 0);
            }
            boolean escaped = p < pattern.length() - 1 && !escape.isEmpty() && pattern.charAt(p) == escape.charAt(0);
            int q = escaped ? p + 1 : p;
            char wanted = q < pattern.length() ? pattern.charAt(q) : '%';
            boolean any = !escaped && wanted == '_';
            boolean same = wanted == text.charAt(t) && (escaped || wanted != '%');
            if (q < pattern.length() && (any || same)) {
                t++;
                p = q + 1;
            } else if (!escaped && p < pattern.length() && pattern.charAt(p) == '%') {
                afterPercent = ++p;
                resume = t;
            } else if (afterPercent >= 0) {
                p = afterPercent;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
