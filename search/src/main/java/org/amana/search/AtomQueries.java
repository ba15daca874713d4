package org.amana.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Where;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Looks for a single thing that was asked for in every field where it may stand. A word is looked for as it
/// stands (`exact`, which counts double), stemmed in each language of its script, in names and in titles; the
/// best of them counts, not their sum.
///
/// A phrase is looked for as it stands. In Arabic it is also looked for stemmed, because there the article
/// and the conjunction are written together with the word: «لجنة الميناء» is also in «ولجنة الميناء».
final class AtomQueries {

    /// Where it is looked for.
    enum Place {
        EVERYWHERE,
        TEXT,
        /// In names, titles and what documents say of themselves.
        BESIDE
    }

    /// Too common to tell anything in one language, and telling in another of its script: the sea, a son and
    /// an era, and hay.
    private static final Set<String> COMMON_IN_ONE_ONLY = Set.of("sea", "seas", "son", "era", "eras", "hay", "sin");

    /// How much the words of a phrase count beyond each alone, by the field where they stand one after the
    /// other.
    private static final Map<String, Float> TOGETHER =
            Map.of(Fields.NAME, 4f, Fields.PARTS, 4f, Fields.TITLE, 4f, Fields.EXACT, 1f);

    private final TextTerms terms;
    private final FieldQueries fields;

    AtomQueries(TextTerms terms) {
        this.terms = terms;
        this.fields = new FieldQueries(terms);
    }

    Query of(Atom atom, Place place) {
        List<Query> queries = new ArrayList<>();
        if (atom.where() == Where.ANYWHERE && place != Place.BESIDE) {
            Combined.add(queries, fields.of(atom, Fields.EXACT), 2);
            Combined.add(queries, inOne(atom), 1.5f);
            for (String field : stemmedFields(atom)) {
                Combined.add(queries, fields.of(atom, field), 1);
            }
        }
        if (place != Place.TEXT) {
            for (Map.Entry<String, Float> field : beside(atom.where()).entrySet()) {
                Combined.add(queries, fields.of(atom, field.getKey()), field.getValue());
            }
        }
        return Combined.best(queries);
    }

    /// Whether it has words at all; a lone sign has none.
    boolean sounds(Atom atom) {
        return !Combined.isNothing(of(atom, Place.EVERYWHERE));
    }

    /// A phrase by what it adds to its words where they stand one after the other: what they name comes
    /// first.
    Query together(Atom phrase) {
        List<Query> places = new ArrayList<>();
        TOGETHER.forEach((field, boost) -> Combined.add(places, fields.of(phrase, field), boost));
        return Combined.best(places);
    }

    /// What is written in one where it is asked for in pieces, and the other way round.
    Query inOne(Atom atom) {
        if (atom.form() == Form.PATTERN) {
            return new MatchNoDocsQuery("no patterns in " + Fields.JOINED);
        }
        String text = atom.text().strip();
        String joined = JoinedWords.of(text);
        if (!joined.isEmpty()) {
            return Combined.best(List.of(fields.words(Fields.EXACT, joined), fields.words(Fields.JOINED, text)));
        }
        return terms.only(atom.text())
                .<Query>map(term -> new TermQuery(new Term(Fields.JOINED, term)))
                .orElse(new MatchNoDocsQuery("several words"));
    }

    /// True of a word that some language of its script leaves out as too common, and that means nothing in
    /// another.
    boolean isCommon(Atom atom) {
        return atom.form() == Form.WORD
                && terms.has(Fields.EXACT, atom.text())
                && !COMMON_IN_ONE_ONLY.contains(terms.folded(Fields.EXACT, atom.text()))
                && stemmedFields(atom).stream().anyMatch(field -> !terms.has(field, atom.text()));
    }

    /// The fields beside the text, and how much a word counts there.
    private static Map<String, Float> beside(Where where) {
        return switch (where) {
            case ANYWHERE ->
                Map.of(
                        Fields.NAME, 1.5f,
                        Fields.PARTS, 1.25f,
                        Fields.TITLE, 1.5f,
                        Fields.AUTHOR, 1f,
                        Fields.RECIPIENT, 1f,
                        Fields.ABOUT, 1f);
            case NAME -> Map.of(Fields.NAME, 1.5f, Fields.PARTS, 1.25f, Fields.TITLE, 1.5f);
            case AUTHOR -> Map.of(Fields.AUTHOR, 1f);
            case RECIPIENT -> Map.of(Fields.RECIPIENT, 1f);
        };
    }

    private static Set<String> stemmedFields(Atom atom) {
        boolean arabic = isArabic(atom.text());
        return switch (atom.form()) {
            case PATTERN -> Set.of();
            case PHRASE -> arabic ? Set.of(Fields.ARABIC) : Set.of();
            case WORD -> arabic ? Set.of(Fields.ARABIC) : Set.of(Fields.ENGLISH, Fields.SPANISH);
        };
    }

    private static boolean isArabic(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC);
    }
}
