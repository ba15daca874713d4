package org.amana.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.search.Snippet.Segment;
import org.amana.search.TextPieces.Piece;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;

/// Finds in the text of a page what a query found there, and cuts snippets around it.
///
/// The page is analysed again, in memory, with the very chains of the index, and Lucene itself says which characters
/// matched; so a mark never stands where the search did not look, and a phrase is one mark.
final class Marker {
    /// Characters of a snippet, about.
    static final int SNIPPET_LENGTH = 220;

    private static final int MOST_MARKS = 2_000;

    private final Analyzer analyser;
    private final Query marks;

    /// @param marks from [WordQueries#marks] or [WordQueries#besides]
    Marker(Analyzer analyser, Query marks) {
        this.analyser = analyser;
        this.marks = marks;
    }

    /// The stretches of `text` that match, in order, none overlapping another.
    ///
    /// @param language of the page
    List<Piece> marks(String text, String language) throws IOException {
        MemoryIndex page = new MemoryIndex(true);
        page.addField(Fields.EXACT, text, analyser);
        page.addField(Fields.JOINED, text, analyser);
        for (String stemmed : Fields.stemmed(language, text)) {
            page.addField(stemmed, text, analyser);
        }
        List<Piece> found = new ArrayList<>();
        collect(page, found);
        return joined(found);
    }

    /// The stretches that match in texts beside the pages, such as a name, by the field that holds the text.
    Map<String, List<Piece>> marks(Map<String, String> texts) throws IOException {
        Map<String, List<Piece>> marks = new HashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (text.getValue().isBlank()) {
                continue;
            }
            MemoryIndex alone = new MemoryIndex(true);
            alone.addField(text.getKey(), text.getValue(), analyser);
            List<Piece> found = new ArrayList<>();
            collect(alone, found);
            marks.put(text.getKey(), joined(found));
        }
        return marks;
    }

    private void collect(MemoryIndex text, List<Piece> found) throws IOException {
        IndexSearcher searcher = text.createSearcher();
        LeafReaderContext leaf = searcher.getIndexReader().leaves().getFirst();
        Matches matches = searcher.createWeight(searcher.rewrite(marks), ScoreMode.COMPLETE_NO_SCORES, 1)
                .matches(leaf, 0);
        if (matches != null) {
            for (String field : matches) {
                collect(matches.getMatches(field), found);
            }
        }
    }

    private static void collect(MatchesIterator matches, List<Piece> found) throws IOException {
        for (int count = 0; count < MOST_MARKS && matches.next(); count++) {
            if (matches.startOffset() >= 0 && matches.endOffset() > matches.startOffset()) {
                found.add(new Piece(matches.startOffset(), matches.endOffset()));
            }
        }
    }

    /// Those of several fields that hold the same text.
    static List<Piece> joined(Collection<List<Piece>> fields) {
        return joined(new ArrayList<>(fields.stream().flatMap(List::stream).toList()));
    }

    private static List<Piece> joined(List<Piece> found) {
        List<Piece> joined = new ArrayList<>();
        found.sort(Comparator.comparingInt(Piece::from));
        for (Piece mark : found) {
            if (!joined.isEmpty() && mark.from() < joined.getLast().to()) {
                Piece last = joined.removeLast();
                joined.add(new Piece(last.from(), Math.max(last.to(), mark.to())));
            } else {
                joined.add(mark);
            }
        }
        return joined;
    }

    /// The windows of `text` that hold most of the marks, best first; the beginning if there are no marks.
    ///
    /// @param most how many windows
    static List<Piece> windows(String text, List<Piece> marks, int most) {
        if (marks.isEmpty()) {
            return text.isBlank() ? List.of() : List.of(fit(text, 0, 0));
        }
        List<Piece> windows = new ArrayList<>();
        List<Piece> left = new ArrayList<>(marks);
        while (!left.isEmpty() && windows.size() < most) {
            Piece best = richest(text, left);
            Piece window = fit(text, best.from(), best.to());
            left.removeIf(mark -> mark.from() < window.to() && mark.to() > window.from());
            if (windows.stream().noneMatch(other -> window.from() < other.to() && window.to() > other.from())) {
                windows.add(window);
            }
        }
        return windows;
    }

    /// The stretch from one mark to another, no longer than a snippet, with the most different words marked in it.
    private static Piece richest(String text, List<Piece> marks) {
        Piece best = marks.getFirst();
        long most = 0;
        for (int first = 0; first < marks.size(); first++) {
            int last = first;
            while (last + 1 < marks.size()
                    && marks.get(last + 1).to() - marks.get(first).from() <= SNIPPET_LENGTH - 40) {
                last++;
            }
            long words = marks.subList(first, last + 1).stream()
                    .map(mark -> mark.of(text).toLowerCase(Locale.ROOT))
                    .distinct()
                    .count();
            if (words > most) {
                most = words;
                best = new Piece(marks.get(first).from(), marks.get(last).to());
            }
        }
        return best;
    }

    /// Widens `from..to` to about the length of a snippet: from the start of its sentence if that is near, else from a
    /// word's start, to a word's end.
    private static Piece fit(String text, int from, int to) {
        int room = Math.max(0, SNIPPET_LENGTH - (to - from));
        int earliest = Math.max(0, from - room / 2);
        int start = sentenceStart(text, from, earliest);
        int end = Math.min(text.length(), Math.max(to, start + SNIPPET_LENGTH));
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(text);
        int wordStart = start == 0 || words.isBoundary(start) ? start : words.following(start);
        int wordEnd = end == text.length() || words.isBoundary(end) ? end : words.preceding(end);
        Piece window = new Piece(Math.min(wordStart, from), Math.max(wordEnd, to));
        return stripped(text, window);
    }

    private static int sentenceStart(String text, int from, int earliest) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text.substring(earliest, Math.min(text.length(), from + 1)));
        int start = sentences.preceding(Math.max(1, from - earliest));
        return start <= 0 ? earliest : earliest + start;
    }

    private static Piece stripped(String text, Piece window) {
        int from = window.from();
        int to = window.to();
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return new Piece(from, to);
    }

    /// The text of a window in segments, runs of blanks made one.
    static List<Segment> segments(String text, Piece window, List<Piece> marks) {
        return exactly(text, window, marks).stream()
                .map(segment -> new Segment(segment.text().replaceAll("\\s+", " "), segment.marked()))
                .toList();
    }

    /// The text of a window in segments, each blank as it stands.
    static List<Segment> exactly(String text, Piece window, List<Piece> marks) {
        List<Segment> segments = new ArrayList<>();
        int at = window.from();
        for (Piece mark : marks) {
            int from = Math.max(mark.from(), window.from());
            int to = Math.min(mark.to(), window.to());
            if (from < to) {
                add(segments, text.substring(at, from), false);
                add(segments, text.substring(from, to), true);
                at = to;
            }
        }
        add(segments, text.substring(at, window.to()), false);
        return segments;
    }

    private static void add(List<Segment> segments, String text, boolean marked) {
        if (!text.isEmpty()) {
            segments.add(new Segment(text, marked));
        }
    }
}
