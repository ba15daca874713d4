package org.amana.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.amana.kernel.AmanaException;
import org.amana.search.FileCollector.FoundFile;
import org.amana.search.FileCollector.FoundPage;
import org.amana.search.Snippet.Segment;
import org.amana.search.TextPieces.Piece;
import org.apache.lucene.index.StoredFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows the files that one search found: what is told of each, and the pieces of its text that answer. A page
/// whose text is lost has no snippet, and the log names it; its file is a hit like any other.
final class Hits {
    private static final Logger LOG = LoggerFactory.getLogger(Hits.class);
    private static final int MOST_SNIPPETS = 3;

    private final PageTexts texts;
    private final StoredFields stored;
    private final Marker marker;
    private final Labels labels;
    private final NearPages near;
    private final Set<Long> gone = new HashSet<>();

    /// @param marker marks what [WordQueries#marks] finds
    /// @param near the pages that are near in meaning, with their passages
    Hits(PageTexts texts, StoredFields stored, Marker marker, Labels labels, NearPages near) {
        this.texts = texts;
        this.stored = stored;
        this.marker = marker;
        this.labels = labels;
        this.near = near;
    }

    /// The hits in the order of the files, without those that are [#gone].
    List<Hit> of(List<FoundFile> files) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (FoundFile file : files) {
            PageFacts facts = NearPages.facts(stored, file.pages().getFirst().doc());
            Optional<IntFunction<String>> text = textOf(facts.id());
            if (text.isPresent()) {
                hits.add(hit(file, facts, labels.of(file.doc(), facts), snippets(file, text.get())));
            } else {
                gone.add(facts.id());
            }
        }
        return hits;
    }

    /// Documents that were to be shown and are not there any more.
    Set<Long> gone() {
        return Set.copyOf(gone);
    }

    /// The text of each page of a document, empty where it is lost; absent if the document is gone.
    private Optional<IntFunction<String>> textOf(long document) {
        try {
            return texts.of(document).map(pages -> number -> textOf(document, number, pages));
        } catch (AmanaException e) {
            requireLost(e);
            LOG.error("document {}: no snippets: {}", document, e.message());
            return Optional.of(_ -> "");
        }
    }

    private static String textOf(long document, int page, IntFunction<String> pages) {
        try {
            return pages.apply(page);
        } catch (AmanaException e) {
            requireLost(e);
            LOG.error("document {}, page {}: no snippet: {}", document, page, e.message());
            return "";
        }
    }

    private static void requireLost(AmanaException failure) {
        if (!PageTexts.isLost(failure)) {
            throw failure;
        }
    }

    private static Hit hit(FoundFile file, PageFacts facts, Label label, List<Snippet> snippets) {
        return new Hit(
                facts.account(),
                facts.container(),
                facts.name(),
                facts.part().isEmpty() ? null : facts.part(),
                facts.partName(),
                facts.title(),
                facts.type(),
                facts.documentLanguage(),
                facts.date(),
                facts.added(),
                facts.size(),
                facts.pageCount(),
                label,
                snippets,
                file.inText(),
                facts.engine(),
                facts.source(),
                facts.confidence(),
                file.onlyByMeaning());
    }

    /// One snippet for each of the best pages; if there are fewer pages, more of the same.
    private List<Snippet> snippets(FoundFile file, IntFunction<String> texts) throws IOException {
        List<FoundPage> pages = file.pages().stream().filter(FoundPage::inText).toList();
        if (pages.isEmpty()) {
            return opening(file.pages().getFirst(), texts);
        }
        List<Snippet> snippets = new ArrayList<>();
        int each = Math.ceilDiv(MOST_SNIPPETS, pages.size());
        for (FoundPage page : pages) {
            PageFacts facts = NearPages.facts(stored, page.doc());
            String text = textOf(facts, texts);
            List<Piece> marks = marker.marks(text, facts.pageLanguage());
            for (Piece window : Marker.windows(text, marks, each)) {
                if (snippets.size() < MOST_SNIPPETS) {
                    snippets.add(snippet(facts, text, window, Marker.segments(text, window, marks)));
                }
            }
        }
        return snippets;
    }

    /// For a page whose words were not found: the passage that is near, else how it begins.
    private List<Snippet> opening(FoundPage page, IntFunction<String> texts) throws IOException {
        PageFacts facts =
                near.near(page.doc()).map(NearPages.Near::passage).orElse(NearPages.facts(stored, page.doc()));
        String text = textOf(facts, texts);
        List<Snippet> snippets = new ArrayList<>();
        for (Piece window : Marker.windows(text, List.of(), 1)) {
            snippets.add(snippet(facts, text, window, Marker.segments(text, window, List.of())));
        }
        return snippets;
    }

    private static String textOf(PageFacts facts, IntFunction<String> texts) {
        if (facts.number() == 0) {
            return "";
        }
        String page = texts.apply(facts.number());
        return facts.to() <= page.length() ? page.substring(facts.from(), facts.to()) : "";
    }

    private static Snippet snippet(PageFacts facts, String text, Piece window, List<Segment> segments) {
        return new Snippet(
                facts.number(),
                facts.pageLanguage(),
                segments,
                facts.from() + window.from(),
                window.from() > 0,
                window.to() < text.length());
    }
}
