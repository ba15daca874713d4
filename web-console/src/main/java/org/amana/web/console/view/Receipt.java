package org.amana.web.console.view;

import java.util.List;

/// The foot of every page: the ledger entries that this very view wrote.
///
/// @param about   "Receipt of this page", "Receipt of this search"
/// @param what    what was done, such as "1 search under P-31"
/// @param entries the indexes, rising
/// @param remark  a further sentence, empty if there is none
public record Receipt(String about, String what, List<Long> entries, String remark) {
    public Receipt {
        entries = List.copyOf(entries);
    }

    /// A page that wrote nothing.
    public static Receipt none(Words words) {
        return new Receipt(words.say("receipt.page"), words.say("receipt.public"), List.of(), "");
    }

    /// The entries as one link: a number, or the first and the last.
    public String range() {
        String first = Numbers.count(entries.getFirst());
        return entries.size() == 1 ? first : first + "\u2013" + Numbers.count(entries.getLast());
    }
}
