package org.amana.analysis;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.store.Reader;

/// What recognising characters adds to what is known of a document: its figures over all pages, those included that
/// were read before.
final class Recognised {
    private final Map<Integer, Figures> pages = new TreeMap<>();
    private Engine engine = new Engine("Tesseract", "");

    private record Figures(boolean recognised, int confidence, Language language, int characters, long words) {}

    /// The pages of a document that are known already.
    static Recognised of(Reader reader, DocumentId document, String engineName) throws SQLException {
        Recognised known = new Recognised();
        reader.each(
                "SELECT number, engine, confidence, language, language_confidence, characters, words FROM document_page"
                        + " WHERE document_id = ? AND number > 0",
                row -> {
                    known.pages.put(
                            row.integer("number"),
                            new Figures(
                                    row.text("engine").equals(engineName),
                                    row.integer("confidence"),
                                    new Language(row.text("language"), row.integer("language_confidence")),
                                    row.integer("characters"),
                                    row.number("words")));
                    return true;
                },
                document.value());
        return known;
    }

    /// A page on which nothing was seen but what is typed there has its text as before, from the text layer.
    void add(Harvest.Leaf leaf) {
        boolean recognised = !leaf.engine().name().equals(Engine.TEXT_LAYER);
        engine = recognised ? leaf.engine() : engine;
        pages.put(
                leaf.number(),
                new Figures(recognised, leaf.confidence(), leaf.language(), leaf.characters(), leaf.words()));
    }

    Language language() {
        return tongues().most();
    }

    /// The insights of a document with these pages, in place of those that speak of fewer.
    List<Insight> into(List<Insight> before, Engine languageEngine) {
        List<Insight> after = new ArrayList<>();
        for (Insight insight : before) {
            if (insight.kind() != Insight.Kind.OCR && insight.kind() != Insight.Kind.LANGUAGE) {
                after.add(insight);
            }
        }
        List<Figures> recognised = pages.values().stream()
                .filter(Figures::recognised)
                .filter(figures -> figures.words() > 0)
                .toList();
        long words = recognised.stream().mapToLong(Figures::words).sum();
        if (words > 0) {
            long weighted = recognised.stream()
                    .mapToLong(figures -> figures.confidence() * figures.words())
                    .sum();
            after.add(new Insight(
                    Insight.Kind.OCR, recognised.size() + " " + words, engine, (int) (weighted / words), null));
        }
        Tongues tongues = tongues();
        if (!tongues.value().isEmpty()) {
            after.add(new Insight(
                    Insight.Kind.LANGUAGE,
                    tongues.value(),
                    languageEngine,
                    tongues.most().confidence(),
                    null));
        }
        return after;
    }

    private Tongues tongues() {
        Tongues tongues = new Tongues();
        pages.values().forEach(figures -> tongues.add(figures.language(), figures.characters()));
        return tongues;
    }
}
