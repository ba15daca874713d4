package org.amana.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;

/// The terms that a text which is asked for becomes in a field. Safe for use by many threads.
final class TextTerms {
    private final Analyzer analyser;

    TextTerms(Analyzer analyser) {
        this.analyser = analyser;
    }

    /// By position, in order; at one position several where a word may be one of them.
    SortedMap<Integer, List<Term>> places(String field, String text) {
        SortedMap<Integer, List<Term>> places = new TreeMap<>();
        int position = -1;
        try (TokenStream tokens = analyser.tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                position += step.getPositionIncrement();
                places.computeIfAbsent(position, _ -> new ArrayList<>()).add(new Term(field, term.toString()));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return places;
    }

    /// Whether it becomes any.
    boolean has(String field, String text) {
        return !places(field, text).isEmpty();
    }

    /// The one term that a word is in the field of words as they stand; absent if it is none, or several one
    /// after the other.
    Optional<String> only(String word) {
        SortedMap<Integer, List<Term>> places = places(Fields.EXACT, word);
        return places.size() == 1
                ? Optional.of(places.values().iterator().next().getFirst().text())
                : Optional.empty();
    }

    /// True if a word is one term wherever it is looked for, and tells nothing of words that stand side by
    /// side.
    boolean isOne(String word) {
        return Stream.of(Fields.EXACT, Fields.NAME, Fields.PARTS)
                .allMatch(field -> places(field, word).size() == 1);
    }

    /// A piece of a word, its letters as they stand in the field.
    String folded(String field, String piece) {
        return analyser.normalize(field, piece).utf8ToString();
    }
}
