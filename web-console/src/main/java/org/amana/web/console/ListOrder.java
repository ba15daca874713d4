package org.amana.web.console;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.amana.web.console.view.Column;

/// An order in which a list can stand: a constant of an enum, one of which is `NAME`.
interface ListOrder {
    String name();

    /// How an address says it; nothing for the order of names, which needs no saying.
    default String word() {
        String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return word.equals("name") ? "" : word;
    }

    /// The order of that word, if there is one.
    static <O extends ListOrder> Optional<O> of(O[] all, String word) {
        for (O one : all) {
            if (one.word().equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    static Set<String> words(ListOrder[] all) {
        Set<String> words = new TreeSet<>();
        for (ListOrder one : all) {
            words.add(one.word());
        }
        return words;
    }

    /// The head of a column by which a list can be ordered.
    ///
    /// @param first the order that it leads to from that of another column
    /// @param other the order that it leads to from there
    record Head<O extends ListOrder>(String text, O first, O other, boolean firstIsUp) {
        /// From the least to the greatest first.
        static <O extends ListOrder> Head<O> up(String text, O up, O down) {
            return new Head<>(text, up, down, true);
        }

        /// From the greatest to the least first, where that is what somebody looks for.
        static <O extends ListOrder> Head<O> down(String text, O down, O up) {
            return new Head<>(text, down, up, false);
        }

        /// @param now     the order that the list stands in
        /// @param address of the list in an order
        Column column(O now, Function<O, Address> address) {
            boolean isFirst = now.equals(first);
            boolean isOther = now.equals(other);
            String order = isFirst || isOther ? (isFirst == firstIsUp ? "ascending" : "descending") : "";
            return new Column(text, address.apply(isFirst ? other : first).toString(), order);
        }
    }
}
