package org.amana.web.console.view;

import java.util.List;

/// What a search found.
///
/// @param query    the words as they were asked
/// @param asked    false while nothing was asked yet
/// @param how      how one may ask
/// @param withheld the note on files that are not open to the purpose, empty if there are none
/// @param remarks  how the words were read, where that needs telling
/// @param nothing  the sentence for no hits; empty if there are some
/// @param tips     what may be the reason for no hits
/// @param keep     what else the form of the words must send along: order and tab
/// @param spoken   what is found, for those who do not see it
/// @param narrowing whether the list of filters is in use, so that it stays open where it can be closed
public record SearchView(
        String query,
        boolean asked,
        String how,
        List<Tab> tabs,
        List<Tab> orders,
        List<Facet> facets,
        int narrowed,
        String clear,
        List<Years> years,
        String withheld,
        List<Markup> remarks,
        Markup nothing,
        List<String> tips,
        List<Hit> hits,
        Pager pager,
        List<Hidden> keep,
        String spoken,
        boolean narrowing) {
    public SearchView {
        tabs = List.copyOf(tabs);
        orders = List.copyOf(orders);
        facets = List.copyOf(facets);
        years = List.copyOf(years);
        remarks = List.copyOf(remarks);
        tips = List.copyOf(tips);
        hits = List.copyOf(hits);
        keep = List.copyOf(keep);
    }

    /// While nothing was asked yet.
    ///
    /// @param how it may be asked
    public static SearchView unasked(String how) {
        return new SearchView(
                "",
                false,
                how,
                List.of(),
                List.of(),
                List.of(),
                0,
                "",
                List.of(),
                "",
                List.of(),
                Markup.EMPTY,
                List.of(),
                List.of(),
                Pager.NONE,
                List.of(),
                "",
                false);
    }

    /// Whether there is anything to narrow by.
    public boolean narrows() {
        return narrowed > 0
                || facets.stream().anyMatch(facet -> !facet.choices().isEmpty())
                || years.stream().anyMatch(Years::isUsed);
    }

    public record Tab(String text, String count, String href, boolean current) {}

    /// @param choices empty where there is nothing to choose from
    public record Facet(String title, String parameter, List<Choice> choices) {
        public Facet {
            choices = List.copyOf(choices);
        }
    }

    public record Choice(String value, Markup text, String count, boolean chosen) {}

    /// The dates that documents carry.
    ///
    /// @param histogram empty where none carries one
    /// @param from      the first year asked for, empty for any
    /// @param error     what is wrong with the years asked for, empty if nothing
    /// @param undated   those that carry none, empty where all do
    public record Years(
            List<Histogram> histogram,
            String from,
            String to,
            String error,
            boolean fromWrong,
            boolean toWrong,
            List<Choice> undated) {
        public Years {
            histogram = List.copyOf(histogram);
            undated = List.copyOf(undated);
        }

        /// Whether there is a date to narrow by, or somebody has asked for one.
        public boolean isUsed() {
            return !(histogram.isEmpty() && undated.isEmpty() && from.isEmpty() && to.isEmpty());
        }
    }

    /// @param image address of the page's thumbnail, empty if there is none
    /// @param kind  three letters that stand for a missing thumbnail
    /// @param title the document's own, empty if it has none
    /// @param says  who wrote it and to whom, and what else it says of itself where that was found; may be empty
    /// @param meta  place, date, pages, language
    public record Hit(
            Markup name,
            String href,
            String image,
            String kind,
            Markup title,
            List<Markup> says,
            Markup meta,
            List<Quote> quotes,
            String more,
            String engine,
            List<Sure> sure) {
        public Hit {
            says = List.copyOf(says);
            quotes = List.copyOf(quotes);
            sure = List.copyOf(sure);
        }
    }

    /// @param lang the language of the text, empty if it is not known
    public record Quote(String page, String href, Markup text, String lang) {}
}
