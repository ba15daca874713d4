package org.amana.web.console.view;

import java.util.ArrayList;
import java.util.List;

/// The foot of every page: the ledger entries that this very view wrote.
///
/// @param about   "Receipt of this page", "Receipt of this search"
/// @param what    what was done, such as "1 search under P-31"
/// @param entries the indexes, rising
/// @param remark  a further sentence, empty if there is none
public record ReceiptView(String about, String what, List<Long> entries, String remark) {
    private static final int MOST_RUNS = 8;

    public ReceiptView {
        entries = List.copyOf(entries);
    }

    /// A page that wrote nothing.
    public static ReceiptView none(Words words) {
        return new ReceiptView(words.say("receipt.page"), words.say("receipt.public"), List.of(), "");
    }

    /// The entries as links, neighbours drawn together: `67, 69–70`. What others wrote in between is not named, for
    /// this view did not cause it. Of very many runs the first ones and the last are named.
    public Markup links(Lang lang) {
        return links(entries, lang);
    }

    /// The same of any entries, at least one.
    public static Markup links(List<Long> entries, Lang lang) {
        List<Run> runs = runs(entries);
        Markup links = runs.getFirst().link();
        for (int i = 1; i < runs.size(); i++) {
            boolean left = runs.size() > MOST_RUNS && i == MOST_RUNS - 1;
            links = links.and(Markup.text(left ? lang.comma() + "\u2026" + lang.comma() : lang.comma()));
            i = left ? runs.size() - 1 : i;
            links = links.and(runs.get(i).link());
        }
        return links;
    }

    private static List<Run> runs(List<Long> entries) {
        List<Run> runs = new ArrayList<>();
        for (long entry : entries) {
            if (!runs.isEmpty() && runs.getLast().last() + 1 == entry) {
                runs.set(runs.size() - 1, new Run(runs.getLast().first(), entry));
            } else {
                runs.add(new Run(entry, entry));
            }
        }
        return runs;
    }

    private record Run(long first, long last) {
        Markup link() {
            String text = Numbers.count(first) + (first == last ? "" : "\u2013" + Numbers.count(last));
            return Markup.link("/ledger/" + first, Markup.token(text));
        }
    }
}
