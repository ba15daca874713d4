package org.amana.web.console;

import java.time.LocalDate;
import org.amana.search.Filters;
import org.amana.web.console.Request.Form;

/// The years that a search is narrowed to, as they were typed. What is no year, or two years the wrong way round,
/// narrows nothing and is told.
record YearSpan(String from, String to) {
    private static final int DIGITS = 4;
    private static final int NONE = 0;
    private static final int WRONG = -1;

    static YearSpan of(Form query) {
        return new YearSpan(query.text("from"), query.text("to"));
    }

    boolean isFromWrong() {
        return year(from) == WRONG || isReversed();
    }

    boolean isToWrong() {
        return year(to) == WRONG || isReversed();
    }

    private boolean isReversed() {
        return year(from) > 0 && year(to) > 0 && year(from) > year(to);
    }

    /// What is wrong, empty if nothing.
    String error(Visit visit) {
        if (isReversed()) {
            return visit.say("search.years.reversed", from, to);
        }
        return isFromWrong() || isToWrong() ? visit.say("search.years.wrong") : "";
    }

    Filters.Span span(boolean undated) {
        int first = isFromWrong() ? NONE : year(from);
        int last = isToWrong() ? NONE : year(to);
        return new Filters.Span(
                first == NONE ? null : LocalDate.of(first, 1, 1),
                last == NONE ? null : LocalDate.of(last, 12, 31),
                undated);
    }

    private static int year(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        boolean digits = text.length() <= DIGITS && text.chars().allMatch(Character::isDigit);
        int year = digits ? Integer.parseInt(text) : 0;
        return year > 0 ? year : WRONG;
    }
}
