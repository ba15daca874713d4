package org.amana.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Clause;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Narrow;
import org.amana.search.Asked.Where;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;

/// Lucene's queries for what was [Asked]. A word is looked for as it stands (`exact`, which counts double), stemmed in
/// each language of its script, in names and in titles; the best of them counts, not their sum.
///
/// A phrase is looked for as it stands. In Arabic it is also looked for stemmed, because there the article and the
/// conjunction are written together with the word: «لجنة الميناء» is also in
/// «ولجنة الميناء».
///
/// Safe for use by many threads.
final class WordQueries {
    private static final float TIE = 0.1f;
    private static final int LONGEST_PHRASE = 40;
    private static final Query NO_WORDS = new MatchNoDocsQuery("no words");

    /// Too common to tell anything in one language, and telling in another of its script: the sea, a son and an era,
    /// and hay.
    private static final Set<String> COMMON_IN_ONE_ONLY = Set.of("sea", "seas", "son", "era", "eras", "hay", "sin");
    private static final Set<String> PATTERNED = Set.of(Fields.EXACT, Fields.NAME, Fields.AUTHOR, Fields.RECIPIENT);

    private final Analyzer analyser;

    WordQueries(Analyzer analyser) {
        this.analyser = analyser;
    }

    /// How many of the plain words must be there.
    enum Demand {
        /// All of two, all but one of four, two thirds of more; words that are too common are not demanded.
        MOST,
        /// One of them.
        ANY
    }

    /// What text and names must hold: scores, and never matches a page for what it lacks. Absent clauses match
    /// nothing.
    Query found(Asked asked, Demand demand) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean required = addRequired(all, asked);
        Query plain = plain(asked, demand);
        if (!(plain instanceof MatchNoDocsQuery)) {
            all.add(plain, required && demand == Demand.ANY ? Occur.SHOULD : Occur.MUST);
        } else if (!required) {
            return plain;
        }
        return all.build();
    }

    /// The phrases, fields and ANDs that no hit may lack; false if there are none. What has no words, as a lone sign,
    /// is not asked for.
    boolean addRequired(BooleanQuery.Builder all, Asked asked) {
        boolean any = false;
        for (Clause clause : asked.clauses()) {
            Query query = clause.required() ? anyOf(clause, Place.EVERYWHERE) : NO_WORDS;
            if (!(query instanceof MatchNoDocsQuery)) {
                all.add(query, Occur.MUST);
                any = true;
            }
        }
        return any;
    }

    /// The plain words alone.
    Query plain(Asked asked, Demand demand) {
        List<Clause> plain =
                asked.clauses().stream().filter(clause -> !clause.required()).toList();
        List<Clause> telling =
                plain.stream().filter(clause -> !isCommon(clause)).toList();
        List<Clause> counted = telling.isEmpty() ? plain : telling;
        BooleanQuery.Builder counts = new BooleanQuery.Builder();
        int matchable = 0;
        for (Clause clause : counted) {
            Query query = anyOf(clause, Place.EVERYWHERE);
            if (!(query instanceof MatchNoDocsQuery)) {
                counts.add(query, Occur.SHOULD);
                matchable++;
            }
        }
        if (matchable == 0) {
            return new MatchNoDocsQuery("no words");
        }
        counts.setMinimumNumberShouldMatch(demand == Demand.ANY ? 1 : most(matchable));
        if (counted.size() == plain.size()) {
            return counts.build();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(counts.build(), Occur.MUST);
        plain.stream()
                .filter(clause -> !counted.contains(clause))
                .forEach(clause -> all.add(anyOf(clause, Place.EVERYWHERE), Occur.SHOULD));
        return all.build();
    }

    static int most(int words) {
        if (words <= 2) {
            return words;
        }
        return words <= 4 ? words - 1 : (2 * words + 2) / 3;
    }

    /// What must not be there.
    Query unwanted(Asked asked) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        asked.without().forEach(atom -> any.add(atom(atom, Place.EVERYWHERE), Occur.SHOULD));
        return any.build();
    }

    /// Everything in the text of a page that should be marked; also what tells a page found by its text from one that
    /// was found by the name of its file.
    Query marks(Asked asked) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        int marks = 0;
        for (Clause clause : asked.clauses()) {
            boolean common = !clause.required() && isCommon(clause);
            Query query = common ? new MatchNoDocsQuery("common") : anyOf(clause, Place.TEXT);
            if (!(query instanceof MatchNoDocsQuery)) {
                any.add(query, Occur.SHOULD);
                marks++;
            }
        }
        return marks == 0 ? new MatchNoDocsQuery("nothing to mark") : any.build();
    }

    /// The one term that a word is in the field of words as they stand; absent if it is none, or several.
    Optional<String> onlyTerm(String word) {
        List<Word> terms = analysed(Fields.EXACT, word);
        return terms.size() == 1 ? Optional.of(terms.getFirst().term()) : Optional.empty();
    }

    /// A word in text, names, titles and what documents say of themselves.
    Query anywhere(String word) {
        return atom(new Atom(Form.WORD, word, Where.ANYWHERE), Place.EVERYWHERE);
    }

    /// Fields of the file, as a filter on pages and passages alike.
    Query narrowed(Narrow narrow) {
        String value = narrow.value().toLowerCase(Locale.ROOT);
        return switch (narrow.field()) {
            case TYPE -> type(value);
            case LANGUAGE -> new TermQuery(new Term(Fields.LANGUAGE, Languages.code(value)));
            case CONTAINER ->
                value.endsWith("*")
                        ? new PrefixQuery(new Term(Fields.CONTAINER, value.substring(0, value.length() - 1)))
                        : new TermQuery(new Term(Fields.CONTAINER, value));
        };
    }

    /// One of `values` stands in `field`.
    static Query oneOf(String field, Stream<String> values) {
        return new TermInSetQuery(
                field, values.map(value -> new BytesRef(value)).toList());
    }

    private static Query type(String value) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String type : TypeWords.mediaTypes(value)) {
            Term term = new Term(Fields.TYPE, type);
            any.add(TypeWords.isBeginning(type) ? new PrefixQuery(term) : new TermQuery(term), Occur.SHOULD);
        }
        return any.add(new TermQuery(new Term(Fields.EXTENSION, value)), Occur.SHOULD)
                .build();
    }

    private enum Place {
        EVERYWHERE,
        TEXT
    }

    private Query anyOf(Clause clause, Place place) {
        List<Query> queries = clause.anyOf().stream()
                .map(atom -> atom(atom, place))
                .filter(query -> !(query instanceof MatchNoDocsQuery))
                .toList();
        return best(queries);
    }

    private Query atom(Atom atom, Place place) {
        List<Query> queries = new ArrayList<>();
        if (atom.where() == Where.ANYWHERE) {
            add(queries, inField(atom, Fields.EXACT), 2);
            for (String field : stemmedFields(atom)) {
                add(queries, inField(atom, field), 1);
            }
        }
        if (place == Place.EVERYWHERE) {
            for (Map.Entry<String, Float> field : beside(atom.where()).entrySet()) {
                add(queries, inField(atom, field.getKey()), field.getValue());
            }
        }
        return best(queries);
    }

    /// The fields beside the text, and how much a word counts there.
    private static Map<String, Float> beside(Where where) {
        return switch (where) {
            case ANYWHERE ->
                Map.of(
                        Fields.NAME, 1.5f,
                        Fields.TITLE, 1.5f,
                        Fields.AUTHOR, 1f,
                        Fields.RECIPIENT, 1f,
                        Fields.ABOUT, 1f);
            case NAME -> Map.of(Fields.NAME, 1.5f, Fields.TITLE, 1.5f);
            case AUTHOR -> Map.of(Fields.AUTHOR, 1f);
            case RECIPIENT -> Map.of(Fields.RECIPIENT, 1f);
        };
    }

    private static void add(List<Query> queries, Query query, float boost) {
        if (!(query instanceof MatchNoDocsQuery)) {
            queries.add(boost == 1 ? query : new BoostQuery(query, boost));
        }
    }

    private static Query best(List<Query> queries) {
        return switch (queries.size()) {
            case 0 -> new MatchNoDocsQuery("no words");
            case 1 -> queries.getFirst();
            default -> new DisjunctionMaxQuery(queries, TIE);
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

    private Query inField(Atom atom, String field) {
        return atom.form() == Form.PATTERN ? pattern(field, atom.text()) : words(field, atom.text());
    }

    /// One term, or several one after the other.
    private Query words(String field, String text) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int position = -1;
        int count = 0;
        Term last = null;
        for (Word word : analysed(field, text)) {
            position += word.step();
            last = new Term(field, word.term());
            if (count++ < LONGEST_PHRASE) {
                phrase.add(last, position);
            }
        }
        if (last == null) {
            return new MatchNoDocsQuery("no words");
        }
        return count == 1 ? new TermQuery(last) : phrase.build();
    }

    private Query pattern(String field, String text) {
        if (!PATTERNED.contains(field)) {
            return new MatchNoDocsQuery("no patterns in " + field);
        }
        String[] parts = text.split("\\*", -1);
        String head = folded(field, parts[0]);
        if (head.isEmpty() || head.length() > Analysers.LONGEST_WORD) {
            return new MatchNoDocsQuery("no words");
        }
        if (parts.length == 2 && parts[1].isEmpty()) {
            return new PrefixQuery(new Term(field, head), MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
        }
        String pattern = Stream.of(parts)
                .map(part -> folded(field, part).replaceAll("[\\\\?*]", "\\\\$0"))
                .collect(Collectors.joining("*"));
        return new WildcardQuery(new Term(field, pattern));
    }

    private String folded(String field, String part) {
        return analyser.normalize(field, part).utf8ToString();
    }

    private record Word(String term, int step) {}

    private List<Word> analysed(String field, String text) {
        List<Word> words = new ArrayList<>();
        try (TokenStream tokens = analyser.tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(new Word(term.toString(), step.getPositionIncrement()));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return words;
    }

    /// True if every alternative is a word that some language of its script leaves out as too common, and that means
    /// nothing in another.
    private boolean isCommon(Clause clause) {
        return clause.anyOf().stream().allMatch(this::isCommon);
    }

    private boolean isCommon(Atom atom) {
        return atom.form() == Form.WORD
                && !analysed(Fields.EXACT, atom.text()).isEmpty()
                && !COMMON_IN_ONE_ONLY.contains(folded(Fields.EXACT, atom.text()))
                && stemmedFields(atom).stream()
                        .anyMatch(field -> analysed(field, atom.text()).isEmpty());
    }
}
