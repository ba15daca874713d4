package org.amana.search;

import static java.util.Objects.requireNonNull;

/// What somebody asks: words, what to narrow them by, the order, and which page of hits.
///
/// The words may be anything at all; a query is never a syntax error. `"quoted words"` are a phrase, `-word` leaves
/// out, `a OR b` takes either, `word*` is the beginning of a word, and `name:`, `type:`, `lang:`, `container:` look at
/// the file instead of its text.
///
/// @param query the words, at most [#MAX_QUERY_LENGTH] characters are read; blank lists everything readable
/// @param page which page of hits, from 1
/// @param size hits on a page, from 1 to [#MAX_SIZE]
/// @param nearness whether meaning takes part: for other pages of a search what [SearchResult#nearness] says, so
///     that each file stands on one of them
public record SearchRequest(String query, Filters filters, Sort sort, int page, int size, Nearness nearness) {
    /// Characters of a query that are read; the rest is left unread, and [SearchResult#remarks] says so.
    public static final int MAX_QUERY_LENGTH = 1_000;

    /// The largest page of hits.
    public static final int MAX_SIZE = 100;

    /// Hits that can be reached by paging; past them one narrows instead, and [SearchResult.Remark#REACH_ENDS] says so.
    public static final int MAX_REACH = 100_000;

    /// Hits that are ranked whichever page is asked for, so that the first pages agree with one another.
    private static final int LEAST_REACH = 1_000;

    /// The order of hits.
    public enum Sort {
        /// The best first.
        RELEVANCE,
        /// The newest document first; text alone decides what is found.
        NEWEST,
        /// The oldest document first; text alone decides what is found.
        OLDEST
    }

    /// Whether nearness in meaning takes part, where the query is such that it may. The first page of a search
    /// decides it, by how busy the model is.
    public enum Nearness {
        /// If the model answers soon.
        IF_SOON,
        /// It took part in the page before: the model is waited for.
        KEPT,
        /// The model was too late for the page before: words alone.
        LEFT_OUT
    }

    public SearchRequest {
        requireNonNull(query);
        requireNonNull(filters);
        requireNonNull(sort);
        requireNonNull(nearness);
        page = Math.max(1, page);
        size = Math.clamp(size, 1, MAX_SIZE);
    }

    /// The first ten hits by relevance, unfiltered.
    public static SearchRequest of(String query) {
        return new SearchRequest(query, Filters.NONE, Sort.RELEVANCE, 1, 10, Nearness.IF_SOON);
    }

    /// How many hits must be known in their order to show this page.
    int reach() {
        return Math.clamp((long) page * size, LEAST_REACH, MAX_REACH);
    }

    public SearchRequest withFilters(Filters narrower) {
        return new SearchRequest(query, narrower, sort, page, size, nearness);
    }

    public SearchRequest withSort(Sort order) {
        return new SearchRequest(query, filters, order, page, size, nearness);
    }

    public SearchRequest withPage(int number, int hits) {
        return new SearchRequest(query, filters, sort, number, hits, nearness);
    }

    public SearchRequest withNearness(Nearness decided) {
        return new SearchRequest(query, filters, sort, page, size, decided);
    }
}
