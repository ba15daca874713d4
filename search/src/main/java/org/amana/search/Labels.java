package org.amana.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amana.search.Snippet.Segment;
import org.amana.search.TextPieces.Piece;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;

/// Makes the [Label] of each hit of one search.
final class Labels {
    private static final Set<String> SAYINGS = Set.of(Fields.AUTHOR, Fields.RECIPIENT, Fields.ABOUT);

    /// Stands where a text goes on.
    private static final Segment CUT = new Segment("\u2026", false);

    private final IndexReader reader;
    private final StoredFields stored;
    private final Marker marker;

    /// @param marker marks what [WordQueries#besides] finds
    Labels(IndexReader reader, StoredFields stored, Marker marker) {
        this.reader = reader;
        this.stored = stored;
        this.marker = marker;
    }

    /// @param page any page of the file
    Label of(int page, PageFacts facts) throws IOException {
        Document first = stored.document(firstOf(page), SAYINGS);
        Map<String, String> texts = new HashMap<>();
        String path = PageDocuments.pathOf(facts);
        texts.put(Fields.NAME, path);
        texts.put(Fields.PARTS, path);
        texts.put(Fields.TITLE, facts.title());
        for (String field : SAYINGS) {
            String text = first.get(field);
            texts.put(field, text == null ? "" : text);
        }
        Map<String, List<Piece>> marks = marker.marks(texts);
        boolean mail = FileKind.isMail(facts.type());
        List<Piece> inPath = Marker.joined(
                List.of(marks.getOrDefault(Fields.NAME, List.of()), marks.getOrDefault(Fields.PARTS, List.of())));
        int name = facts.name().length();
        return new Label(
                Marker.exactly(path, new Piece(0, name), inPath),
                Marker.exactly(path, new Piece(Math.min(name + 1, path.length()), path.length()), inPath),
                shown(Fields.TITLE, texts, marks, true),
                shown(Fields.AUTHOR, texts, marks, mail),
                shown(Fields.RECIPIENT, texts, marks, mail),
                shown(Fields.ABOUT, texts, marks, false));
    }

    /// What a document says of itself is kept with its first page.
    private int firstOf(int page) throws IOException {
        NumericDocValues before = MultiDocValues.getNumericValues(reader, Fields.BEFORE);
        if (before == null || !before.advanceExact(page)) {
            throw new IllegalStateException("page " + page + " does not know its file");
        }
        return Math.toIntExact(page - before.longValue());
    }

    /// The piece with most marks.
    private static List<Segment> shown(
            String field, Map<String, String> texts, Map<String, List<Piece>> marks, boolean always) {
        String text = texts.getOrDefault(field, "");
        List<Piece> found = marks.getOrDefault(field, List.of());
        if (text.isBlank() || (found.isEmpty() && !always)) {
            return List.of();
        }
        Piece window = Marker.windows(text, found, 1).getFirst();
        List<Segment> segments = new ArrayList<>(Marker.segments(text, window, found));
        if (window.from() > 0) {
            segments.addFirst(CUT);
        }
        if (window.to() < text.length()) {
            segments.addLast(CUT);
        }
        return segments;
    }
}
