package org.amana.web.console;

import java.util.List;
import java.util.function.IntFunction;
import org.amana.web.console.view.Pager;

/// One page of a list that was ordered as a whole.
///
/// @param before how many there are before the page
/// @param number of the page, from 1
/// @param last   the number of the last page
/// @param all    how many there are
record Slice<T>(List<T> rows, int before, int number, int last, int all) {
    Slice {
        rows = List.copyOf(rows);
    }

    /// The page of that number; the last one where there are fewer.
    ///
    /// @param most rows on a page
    static <T> Slice<T> of(List<T> all, int number, int most) {
        int last = Math.max(1, Math.ceilDiv(all.size(), most));
        int shown = Math.min(number, last);
        int before = (shown - 1) * most;
        return new Slice<>(all.subList(before, Math.min(all.size(), before + most)), before, shown, last, all.size());
    }

    boolean isWhole() {
        return last == 1;
    }

    /// @param span    says of which rows it is, from the first to the last, of all
    /// @param address of a page by its number
    /// @param most    rows on a page
    Pager pager(Visit visit, String span, IntFunction<String> address, int most) {
        return new Pager(
                rows.isEmpty() ? "" : visit.say(span, before + 1, before + rows.size(), all),
                number > 2 ? address.apply(1) : "",
                number > 1 ? address.apply(number - 1) : "",
                visit.say("pager.back"),
                number < last ? address.apply(number + 1) : "",
                visit.say("pager.next", most));
    }
}
