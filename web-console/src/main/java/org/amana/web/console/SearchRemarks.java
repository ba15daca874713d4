package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.search.Meaning;
import org.amana.search.SearchRequest;
import org.amana.search.SearchResult;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Words;

/// What somebody should know of how a search was read and answered. Where time was short, one of the
/// sentences leads to the same search again.
///
/// @param purpose the id of the one that is worked under
record SearchRemarks(Words words, String purpose, SearchRequest wanted, SearchResult result) {
    /// What is said beside what was found, or beside that nothing was.
    List<Markup> all() {
        List<Markup> remarks = new ArrayList<>();
        result.meant()
                .ifPresent(better -> remarks.add(words.html(
                        "search.meant",
                        Markup.link(SearchAddress.ofWords(better).toString(), Markup.isolated(better)))));
        result.remarks().stream()
                .filter(remark -> remark != SearchResult.Remark.TIMED_OUT
                        || !result.hits().isEmpty())
                .sorted()
                .forEach(remark -> remarks.add(Markup.text(words.named("remark", remark))));
        boolean withoutMeaning = result.meaning() == Meaning.LATE || result.meaning() == Meaning.LOADING;
        if (withoutMeaning && !(result.hits().isEmpty() && isLate())) {
            remarks.add(words.html("search.words-alone", again()));
        }
        return remarks;
    }

    /// That nothing was found, and why a word may not be although it is there.
    Markup nothing() {
        return isLate()
                ? words.html("search.nothing.late", Markup.isolated(wanted.query()), again())
                : words.html("search.nothing", Markup.isolated(wanted.query()), Markup.purpose(purpose));
    }

    private boolean isLate() {
        return result.remarks().contains(SearchResult.Remark.TIMED_OUT);
    }

    private Markup again() {
        String again = SearchAddress.first(wanted).toString();
        return Markup.link(again, Markup.text(words.say("search.again")));
    }
}
