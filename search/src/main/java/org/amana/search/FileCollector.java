package org.amana.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Goes once through all pages that match and makes files of them: counts them, counts what they may be narrowed
/// by, and keeps the best of them, and all that are near in meaning, with their best pages.
///
/// The pages of a file follow one another in one segment, because they were added as one block; so a file is a run of
/// pages, and counting files needs no memory. Used by one search on one thread.
final class FileCollector implements Collector {
    private static final int BEST_PAGES = 3;

    /// A page that matches.
    ///
    /// @param doc Lucene's number of it
    /// @param inText true if its text and not only the file's name was found
    record FoundPage(int doc, float score, boolean inText) {}

    /// A file that matches.
    ///
    /// @param doc the first of its pages that matches, which names the file within this search
    /// @param pages the best first, at most three
    /// @param inText how many of its pages match in their text
    /// @param foremost true if it stands before what is only near in meaning
    /// @param meaning rank of its best page by meaning, from 0; [Integer#MAX_VALUE] for none
    record FoundFile(
            int doc, float score, long time, List<FoundPage> pages, int inText, boolean foremost, int meaning) {
        private static final long UNDATED = Long.MIN_VALUE;

        /// Whether its document carries no date.
        boolean undated() {
            return time == UNDATED;
        }

        /// True if no word of it was found, in text nor name.
        boolean onlyByMeaning() {
            return meaning != Integer.MAX_VALUE && pages.stream().allMatch(page -> page.score() == 0);
        }
    }

    private final List<Dimension> dimensions;
    private final Weight marks;
    private final Weight foremost;
    private final NearPages near;
    private final PriorityQueue<FoundFile> best;
    private final Comparator<FoundFile> order;
    private final int most;
    private final List<FoundFile> byMeaning = new ArrayList<>();
    private long files;
    private long filesByWords;
    private long passages;

    /// @param order the best first
    /// @param marks matches the pages whose text was found
    /// @param foremost matches the pages that put their file before what is only near in meaning
    /// @param near the pages that are near in meaning
    /// @param most how many files are kept
    FileCollector(
            List<Dimension> dimensions,
            Weight marks,
            Weight foremost,
            NearPages near,
            Comparator<FoundFile> order,
            int most) {
        this.dimensions = dimensions;
        this.marks = marks;
        this.foremost = foremost;
        this.near = near;
        this.order = order;
        this.most = most;
        this.best = new PriorityQueue<>(order.reversed());
    }

    long files() {
        return files;
    }

    /// Those of [#files] that words found.
    long filesByWords() {
        return filesByWords;
    }

    long passages() {
        return passages;
    }

    /// The best files that were not found by meaning alone, best first.
    List<FoundFile> best() {
        return best.stream().sorted(order).toList();
    }

    /// The files with a page near in meaning, nearest first.
    List<FoundFile> byMeaning() {
        return byMeaning.stream()
                .sorted(Comparator.comparingInt(FoundFile::meaning))
                .toList();
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        return new Leaf(context);
    }

    private final class Leaf implements LeafCollector {
        private final int base;
        private final SortedDocValues documents;
        private final NumericDocValues times;
        private final List<Dimension.Leaf> values = new ArrayList<>();
        private final Matches marked;
        private final Matches before;
        private final int[] value;
        private @Nullable Scorable scorer;

        /// The file in hand: its ordinal, its number in this segment, and what was found of it so far.
        private int document = -1;

        private int number;
        private final List<FoundPage> pages = new ArrayList<>();
        private int matching;
        private int inText;
        private boolean isBefore;
        private int meaning = Integer.MAX_VALUE;
        private long time;

        Leaf(LeafReaderContext context) throws IOException {
            base = context.docBase;
            documents = DocValues.getSorted(context.reader(), Fields.DOCUMENT);
            times = DocValues.getNumeric(context.reader(), Fields.TIME);
            for (Dimension dimension : dimensions) {
                values.add(dimension.in(context.reader()));
            }
            value = new int[values.size()];
            marked = new Matches(marks.scorer(context));
            before = new Matches(foremost.scorer(context));
        }

        @Override
        public void setScorer(Scorable scorer) {
            this.scorer = scorer;
        }

        @Override
        public void collect(int page) throws IOException {
            if (!documents.advanceExact(page)) {
                throw new IllegalStateException("page " + page + " belongs to no document");
            }
            if (documents.ordValue() != document) {
                close();
                document = documents.ordValue();
                number++;
                time = times.advanceExact(page) ? times.longValue() : FoundFile.UNDATED;
            }
            if (passes(page)) {
                take(page);
            }
        }

        /// Whether the page passes every filter. It is counted for each dimension whose other dimensions it passes, so
        /// a page that fails in one alone is counted there.
        private boolean passes(int page) throws IOException {
            int failures = 0;
            int failed = -1;
            for (int d = 0; d < value.length && failures < 2; d++) {
                Dimension.Leaf dimension = values.get(d);
                value[d] = dimension.value(page);
                if (!dimension.passes(page, value[d])) {
                    failures++;
                    failed = d;
                }
            }
            if (failures == 0) {
                for (int d = 0; d < value.length; d++) {
                    values.get(d).count(value[d], number);
                }
            } else if (failures == 1) {
                values.get(failed).count(value[failed], number);
            }
            return failures == 0;
        }

        private void take(int page) throws IOException {
            float score = scorer == null ? 0 : scorer.score();
            boolean text = marked.at(page);
            matching++;
            inText += text ? 1 : 0;
            isBefore = isBefore || before.at(page);
            meaning = Math.min(meaning, near.rank(base + page));
            keep(new FoundPage(base + page, score, text));
        }

        private void keep(FoundPage page) {
            int place = pages.size();
            while (place > 0 && isBetter(page, pages.get(place - 1))) {
                place--;
            }
            pages.add(place, page);
            if (pages.size() > BEST_PAGES) {
                pages.removeLast();
            }
        }

        private static boolean isBetter(FoundPage one, FoundPage other) {
            return one.inText() == other.inText() ? one.score() > other.score() : one.inText();
        }

        /// Ends the run of pages in hand.
        private void close() {
            if (matching > 0) {
                FoundFile file = new FoundFile(
                        pages.getFirst().doc(),
                        pages.stream().map(FoundPage::score).reduce(0f, Math::max),
                        time,
                        List.copyOf(pages),
                        inText,
                        isBefore,
                        meaning);
                add(file);
            }
            pages.clear();
            matching = 0;
            inText = 0;
            isBefore = false;
            meaning = Integer.MAX_VALUE;
        }

        @Override
        public void finish() throws IOException {
            close();
            for (Dimension.Leaf dimension : values) {
                dimension.finish();
            }
        }
    }

    /// Which pages of a segment a query matches; they are asked for in rising order.
    private static final class Matches {
        private final DocIdSetIterator pages;

        Matches(@Nullable Scorer scorer) {
            pages = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
        }

        boolean at(int page) throws IOException {
            if (pages.docID() < page) {
                pages.advance(page);
            }
            return pages.docID() == page;
        }
    }

    private void add(FoundFile file) {
        files++;
        filesByWords += file.onlyByMeaning() ? 0 : 1;
        passages += file.inText();
        if (file.meaning() != Integer.MAX_VALUE) {
            byMeaning.add(file);
        }
        if (file.onlyByMeaning()) {
            return;
        }
        if (best.size() < most) {
            best.add(file);
        } else if (order.compare(file, best.element()) < 0) {
            best.remove();
            best.add(file);
        }
    }
}
