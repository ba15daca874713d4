package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.policy.AccessRequest;
import org.amana.search.Search;
import org.amana.search.SearchRequest;
import org.amana.search.SearchResult;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;
import org.amana.web.console.view.SearchView;

/// Search: one entry for the words, the snippets and the page pictures beside them.
final class SearchPage {
    private final ConsoleServices services;
    private final Accounts accounts;
    private final SearchHits hits;

    SearchPage(ConsoleServices services, Pictures pictures) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.hits = new SearchHits(services, pictures);
    }

    Answer show(Visit visit, List<String> parts) {
        Optional<Answer> elsewhere = SearchAddress.vetted(visit).elsewhere();
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        SearchView view =
                SearchAddress.asks(visit.query()) ? found(visit) : SearchView.unasked(visit.say("search.how"));
        return Answer.page("search", title(visit, view.query()), Section.SEARCH, view);
    }

    private static String title(Visit visit, String query) {
        return query.isEmpty() ? visit.say("nav.search") : visit.say("search.title", FileName.line(query));
    }

    private SearchView found(Visit visit) {
        SearchRequest wanted = SearchAddress.request(visit.query());
        AccessRequest request = Search.asking(accounts.facts(visit), visit.caller(), wanted);
        SearchResult result = visit.pass(request, services.search().find(wanted));
        SearchRemarks remarks = new SearchRemarks(visit.words(), visit.purpose(), wanted, result);
        SearchNarrowing narrowing = new SearchNarrowing(visit, wanted, result.facets());
        return new SearchView(
                wanted.query(),
                true,
                visit.say("search.how"),
                narrowing.tabs(),
                narrowing.orders(),
                narrowing.facets(),
                wanted.filters().withKinds(Set.of()).active(),
                SearchAddress.ofWords(wanted.query()).toString(),
                narrowing.years(),
                result.withheld() == 0 ? "" : visit.say("search.withheld", result.withheld(), visit.purpose()),
                remarks.all(),
                result.hits().isEmpty() ? remarks.nothing() : Markup.EMPTY,
                result.hits().isEmpty() ? tips(visit, wanted) : List.of(),
                hits.of(visit, wanted, result.hits()),
                pager(visit, wanted, result),
                SearchAddress.kept(wanted),
                spoken(visit, wanted, result, remarks),
                visit.query().text("filters").equals("open"));
    }

    /// What somebody hears who does not see that the results are others now.
    private static String spoken(Visit visit, SearchRequest wanted, SearchResult result, SearchRemarks remarks) {
        String wrong = YearSpan.of(visit.query()).error(visit);
        String found = result.hits().isEmpty() ? remarks.nothing().plain() : shown(visit, wanted, result);
        return wrong.isEmpty() ? found : wrong + ". " + found;
    }

    private static String shown(Visit visit, SearchRequest wanted, SearchResult result) {
        long first = (long) (result.page() - 1) * wanted.size() + 1;
        return visit.say("search.shown", first, first + result.hits().size() - 1, result.files());
    }

    private List<String> tips(Visit visit, SearchRequest wanted) {
        List<String> tips = new ArrayList<>();
        long unread =
                services.analysis().progress(visit.credential().account()).all().open();
        if (unread > 0) {
            tips.add(visit.say("search.nothing.unread", unread));
        }
        if (wanted.query().indexOf('"') >= 0) {
            tips.add(visit.say("search.nothing.phrase"));
        }
        return tips;
    }

    private static Pager pager(Visit visit, SearchRequest wanted, SearchResult result) {
        if (result.hits().isEmpty()) {
            return Pager.NONE;
        }
        return new Pager(
                shown(visit, wanted, result),
                result.page() > 1
                        ? SearchAddress.turned(wanted, result, result.page() - 1)
                                .toString()
                        : "",
                visit.say("pager.back"),
                result.page() < result.pages()
                        ? SearchAddress.turned(wanted, result, result.page() + 1)
                                .toString()
                        : "",
                visit.say("pager.next", wanted.size()));
    }
}
