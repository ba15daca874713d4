package org.amana.search;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.amana.search.SearchRequest.Nearness;
import org.jspecify.annotations.Nullable;

/// The answer to a [SearchRequest].
///
/// @param files files that answer, exact unless [Remark#TIMED_OUT] is among the remarks
/// @param passages pages that answer
/// @param hits this page of files
/// @param page which page it is, from 1
/// @param pages pages that can be reached, bounded by [SearchRequest#MAX_REACH]
/// @param facets counts to narrow by
/// @param withheld at least so many files answer and stand in containers of the account that are not open to the
///     purpose, in steps: 3, 10, 100 and so on. 0 for fewer, and where more was asked than words side by side
/// @param meaning whether nearness in meaning took part
/// @param remarks what the asker should be told about how the query was read
/// @param better the query with words in it that are a letter or two away and stand somewhere, where its own stand
/// nowhere
/// @param took time it took
public record SearchResult(
        long files,
        long passages,
        List<Hit> hits,
        int page,
        int pages,
        Facets facets,
        long withheld,
        Meaning meaning,
        Set<Remark> remarks,
        @Nullable String better,
        Duration took) {
    /// What a person should know about an answer.
    public enum Remark {
        /// No page has all the words, so pages with some of them are shown.
        SOME_WORDS,
        /// Signs alone were typed, or operators and brackets: there is nothing to look for.
        NO_WORDS,
        /// The query was longer than is read; its end was left out.
        SHORTENED,
        /// Time ran out: hits and counts are what was found until then.
        TIMED_OUT,
        /// The page asked for lies past what can be reached; the last one is shown.
        LAST_PAGE,
        /// The last page that can be reached is shown, and more files answer.
        REACH_ENDS,
        /// The index is being rebuilt; files may be missing.
        REBUILDING,
        /// No word was found, and of some files only a part could be read.
        READ_IN_PART,
        /// A word stands before a colon that is no field; it was looked for as a word.
        UNKNOWN_FIELD,
        /// A star stands where it opens no word, or is one too many; it was left out.
        STAR_LEFT_OUT,
        /// A sign stands in the query that means something to other search engines and nothing here.
        UNKNOWN_SIGN
    }

    public SearchResult {
        hits = List.copyOf(hits);
        remarks = Set.copyOf(remarks);
    }

    SearchResult with(Remark remark) {
        Set<Remark> more = EnumSet.of(remark);
        more.addAll(remarks);
        return new SearchResult(files, passages, hits, page, pages, facets, withheld, meaning, more, better, took);
    }

    /// Without the hits that are not there any more. The facets, and pages that are not shown, count them still.
    SearchResult where(Predicate<Hit> there) {
        List<Hit> left = hits.stream().filter(there).toList();
        if (left.size() == hits.size()) {
            return this;
        }
        long gone =
                hits.stream().filter(there.negate()).mapToLong(Hit::passages).sum();
        return new SearchResult(
                files - (hits.size() - left.size()),
                passages - gone,
                left,
                page,
                pages,
                facets,
                withheld,
                meaning,
                remarks,
                better,
                took);
    }

    /// What may have been meant, where words of the query stand nowhere.
    public Optional<String> meant() {
        return Optional.ofNullable(better);
    }

    /// What the other pages of this search are to be asked with, to be ranked as this one is.
    public Nearness nearness() {
        return switch (meaning) {
            case USED -> Nearness.KEPT;
            case LOADING, LATE -> Nearness.LEFT_OUT;
            case ABSENT, OTHER_LANGUAGE, NOT_ASKED -> Nearness.IF_SOON;
        };
    }

    /// Bytes of text that the answer releases: snippets, and what documents say of themselves.
    public long releasedBytes() {
        return hits.stream()
                .mapToLong(hit -> hit.label().bytes()
                        + hit.snippets().stream().mapToLong(Snippet::bytes).sum())
                .sum();
    }
}
