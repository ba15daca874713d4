package org.amana.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.search.Asked.All;
import org.amana.search.Asked.Any;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Clause;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Narrow;
import org.amana.search.Asked.Node;
import org.amana.search.Asked.Not;
import org.amana.search.Asked.Where;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
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

    /// Plain words that make no sentence yet.
    private static final int FEW = 2;

    /// How much the words count beyond each alone where they stand one after the other.
    private static final Map<String, Float> TOGETHER =
            Map.of(Fields.NAME, 4f, Fields.PARTS, 4f, Fields.TITLE, 4f, Fields.EXACT, 1f);

    /// Where a line ended, nothing tells the hyphen of well-known from one that only divides: what has one is also
    /// looked for without it.
    private static final Pattern HYPHEN = Pattern.compile("(?<=\\p{Ll})[-‐](?=\\p{Ll})");

    /// Too common to tell anything in one language, and telling in another of its script: the sea, a son and an era,
    /// and hay.
    private static final Set<String> COMMON_IN_ONE_ONLY = Set.of("sea", "seas", "son", "era", "eras", "hay", "sin");
    private static final Set<String> PATTERNED =
            Set.of(Fields.EXACT, Fields.NAME, Fields.PARTS, Fields.AUTHOR, Fields.RECIPIENT);

    /// A number that was typed in groups counts more than its groups do.
    private static final float WHOLE_NUMBER = 8;

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

    /// Pages of the files that hold what is asked: scores, and never matches a page for what it lacks. Absent clauses
    /// match nothing. What is required is asked of the file, which is cheap where nothing is.
    ///
    /// @param near pages that answer as well as those with the plain words do
    /// @param open the pages that the asker may see
    Query found(Asked asked, Demand demand, Query near, Query open) {
        List<Node> required = asked.clauses().stream()
                .filter(Clause::required)
                .flatMap(clause -> sounding(clause.node()).stream())
                .toList();
        Query plain = either(plain(asked, demand), near);
        if (required.isEmpty()) {
            return plain;
        }
        if (required.size() == 1 && required.getFirst() instanceof Atom alone && isNothing(plain)) {
            return atom(alone, Place.EVERYWHERE);
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<Query> pages = new ArrayList<>();
        for (Node node : required) {
            all.add(files(node, open), Occur.FILTER);
            pages.add(pages(node, open));
        }
        if (!isNothing(plain)) {
            pages.add(plain);
        }
        if (!isNothing(plain) && demand == Demand.MOST) {
            all.add(files(plain, open), Occur.FILTER);
        }
        return all.add(sum(pages), Occur.MUST).build();
    }

    private static Query either(Query one, Query other) {
        if (isNothing(other)) {
            return one;
        }
        return isNothing(one) ? other : sum(List.of(one, other));
    }

    private static Query sum(List<Query> queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    private static boolean isNothing(Query query) {
        return query instanceof MatchNoDocsQuery;
    }

    /// Without what has no words, as a lone sign: that is not asked for.
    private Optional<Node> sounding(Node node) {
        return node.keeping(atom -> !isNothing(atom(atom, Place.EVERYWHERE)));
    }

    /// True if there is nothing to look for and nothing to leave out or narrow by: signs, empty brackets, operators.
    /// Where only signs are looked for, leaving out and narrowing does not make more of them.
    boolean isEmpty(Asked asked) {
        boolean looks = asked.clauses().stream()
                .anyMatch(clause -> sounding(clause.node()).isPresent());
        boolean leavesOut =
                asked.without().stream().anyMatch(node -> sounding(node).isPresent());
        return !looks && !(asked.isBlank() && (leavesOut || !asked.narrow().isEmpty()));
    }

    /// All pages of the files that hold a thing, on whichever page.
    private Query files(Node node, Query open) {
        return switch (node) {
            case Atom atom -> files(atom(atom, Place.EVERYWHERE), open);
            case Narrow narrow -> files(narrowed(narrow), open);
            case Any any
            when any.nodes().stream().allMatch(Atom.class::isInstance) ->
                files(sum(any.nodes().stream().map(one -> pages(one, open)).toList()), open);
            case Any any ->
                sum(any.nodes().stream().map(one -> files(one, open)).toList());
            case All all -> {
                BooleanQuery.Builder each = new BooleanQuery.Builder();
                all.nodes().forEach(one -> each.add(files(one, open), Occur.FILTER));
                yield each.build();
            }
            case Not not ->
                new BooleanQuery.Builder()
                        .add(open, Occur.FILTER)
                        .add(files(not.node(), open), Occur.MUST_NOT)
                        .build();
        };
    }

    private static Query files(Query some, Query open) {
        return new WholeFiles(new BooleanQuery.Builder()
                .add(open, Occur.FILTER)
                .add(some, Occur.FILTER)
                .build());
    }

    /// The pages to show for a thing: those that hold something of it, and in files that answer for what they lack or
    /// are, all.
    private Query pages(Node node, Query open) {
        if (node.atoms().findAny().isEmpty()) {
            return new BoostQuery(new ConstantScoreQuery(files(node, open)), 0);
        }
        return switch (node) {
            case Atom atom -> atom(atom, Place.EVERYWHERE);
            case Any any ->
                best(any.nodes().stream().map(one -> pages(one, open)).toList());
            case All all ->
                new BooleanQuery.Builder()
                        .add(files(all, open), Occur.FILTER)
                        .add(
                                sum(all.nodes().stream()
                                        .filter(one -> one.atoms().findAny().isPresent())
                                        .map(one -> pages(one, open))
                                        .toList()),
                                Occur.MUST)
                        .build();
            case Not _, Narrow _ -> throw new IllegalStateException("looks for nothing: " + node);
        };
    }

    /// The plain words alone.
    Query plain(Asked asked, Demand demand) {
        List<Clause> plain = plain(asked);
        List<Clause> counted = counted(plain);
        List<Query> counts = counts(counted);
        if (counts.isEmpty()) {
            return new MatchNoDocsQuery("no words");
        }
        Query enough = atLeast(demand == Demand.ANY ? 1 : most(counts.size()), counts);
        Optional<Atom> phrase = phrase(plain);
        Query together = together(phrase);
        Query inOne = inOne(phrase);
        if (counted.size() == plain.size() && phrase.isEmpty()) {
            return enough;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(enough, Occur.MUST);
        if (!isNothing(together)) {
            all.add(together, Occur.SHOULD);
        }
        plain.stream()
                .filter(clause -> !counted.contains(clause))
                .forEach(clause -> all.add(anyOf(clause), Occur.SHOULD));
        return isNothing(inOne) ? all.build() : sum(List.of(all.build(), new BoostQuery(inOne, WHOLE_NUMBER)));
    }

    /// Pages that stand before those that are only near in meaning: where one or two plain words are asked,
    /// those with one of them; where more are, those with all. Words that are too common do not count.
    Query foremost(Asked asked) {
        List<Clause> plain = plain(asked);
        List<Query> counts = counts(counted(plain));
        return counts.isEmpty()
                ? new MatchNoDocsQuery("no words")
                : either(atLeast(counts.size() <= FEW ? 1 : counts.size(), counts), inOne(phrase(plain)));
    }

    /// Those of the plain clauses that are demanded: all that are not too common, or all.
    private List<Clause> counted(List<Clause> plain) {
        List<Clause> telling =
                plain.stream().filter(clause -> !isCommon(clause)).toList();
        return telling.isEmpty() ? plain : telling;
    }

    private List<Query> counts(List<Clause> counted) {
        return counted.stream()
                .map(this::anyOf)
                .filter(query -> !isNothing(query))
                .toList();
    }

    private static Query atLeast(int least, List<Query> queries) {
        BooleanQuery.Builder some = new BooleanQuery.Builder();
        queries.forEach(query -> some.add(query, Occur.SHOULD));
        return some.setMinimumNumberShouldMatch(least).build();
    }

    /// The words one after the other: what they name comes first. Nothing is found by it that they do not find.
    private Query together(Optional<Atom> phrase) {
        List<Query> places = new ArrayList<>();
        phrase.ifPresent(words -> TOGETHER.forEach((field, boost) -> add(places, inField(words, field), boost)));
        return best(places);
    }

    /// Several plain words as they were typed.
    private static Optional<Atom> phrase(List<Clause> plain) {
        boolean words =
                plain.stream().allMatch(clause -> clause.node() instanceof Atom atom && atom.form() == Form.WORD);
        if (plain.size() < 2 || !words) {
            return Optional.empty();
        }
        String text = plain.stream()
                .flatMap(clause -> clause.node().atoms())
                .map(Atom::text)
                .collect(Collectors.joining(" "));
        return Optional.of(new Atom(Form.PHRASE, text, Where.ANYWHERE));
    }

    private static List<Clause> plain(Asked asked) {
        return asked.clauses().stream().filter(clause -> !clause.required()).toList();
    }

    static int most(int words) {
        if (words <= 2) {
            return words;
        }
        return words <= 4 ? words - 1 : (2 * words + 2) / 3;
    }

    /// The files that hold what must not be there.
    ///
    /// @param open the pages that the asker may see
    Query unwanted(Asked asked, Query open) {
        List<Node> without = asked.without().stream()
                .flatMap(node -> sounding(node).stream())
                .toList();
        return without.isEmpty() ? new MatchNoDocsQuery("nothing unwanted") : files(new Any(without), open);
    }

    /// Everything in the text of a page that should be marked; also what tells a page found by its text from one that
    /// was found by the name of its file.
    Query marks(Asked asked) {
        return marks(asked, Place.TEXT);
    }

    /// The same for what stands beside the text: names, titles and what documents say of themselves.
    Query besides(Asked asked) {
        return marks(asked, Place.BESIDE);
    }

    private Query marks(Asked asked, Place place) {
        Stream<Query> words = asked.clauses().stream()
                .filter(clause -> clause.required() || !isCommon(clause))
                .flatMap(clause -> clause.node().atoms())
                .map(atom -> atom(atom, place));
        Stream<Query> inOne = place == Place.TEXT ? phrase(plain(asked)).map(this::inOne).stream() : Stream.empty();
        List<Query> marks =
                Stream.concat(words, inOne).filter(query -> !isNothing(query)).toList();
        return marks.isEmpty() ? new MatchNoDocsQuery("nothing to mark") : sum(marks);
    }

    /// The one term that a word is in the field of words as they stand; absent if it is none, or several one after the
    /// other.
    Optional<String> onlyTerm(String word) {
        SortedMap<Integer, List<Term>> places = places(Fields.EXACT, word);
        return places.size() == 1
                ? Optional.of(places.values().iterator().next().getFirst().text())
                : Optional.empty();
    }

    /// True if a word is one term wherever it is looked for, and tells nothing of words that stand side by side.
    boolean isOneTerm(String word) {
        return Stream.of(Fields.EXACT, Fields.NAME, Fields.PARTS)
                .allMatch(field -> places(field, word).size() == 1);
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
        TEXT,
        BESIDE
    }

    /// The words of a clause that may be lacked.
    private Query anyOf(Clause clause) {
        return best(clause.node()
                .atoms()
                .map(atom -> atom(atom, Place.EVERYWHERE))
                .filter(query -> !isNothing(query))
                .toList());
    }

    private Query atom(Atom atom, Place place) {
        List<Query> queries = new ArrayList<>();
        if (atom.where() == Where.ANYWHERE && place != Place.BESIDE) {
            add(queries, inField(atom, Fields.EXACT), 2);
            add(queries, inOne(atom), 1.5f);
            for (String field : stemmedFields(atom)) {
                add(queries, inField(atom, field), 1);
            }
        }
        if (place != Place.TEXT) {
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

    private static void add(List<Query> queries, Query query, float boost) {
        if (!isNothing(query)) {
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

    private Query inOne(Optional<Atom> phrase) {
        return phrase.map(this::inOne).orElse(new MatchNoDocsQuery("no phrase"));
    }

    /// What is written in one where it is asked for in pieces, and the other way round.
    private Query inOne(Atom atom) {
        if (atom.form() == Form.PATTERN) {
            return new MatchNoDocsQuery("no patterns in " + Fields.JOINED);
        }
        String joined = JoinedWords.of(atom.text().strip());
        if (!joined.isEmpty()) {
            return best(List.of(
                    words(Fields.EXACT, joined),
                    words(Fields.JOINED, atom.text().strip())));
        }
        return onlyTerm(atom.text())
                .<Query>map(term -> new TermQuery(new Term(Fields.JOINED, term)))
                .orElse(new MatchNoDocsQuery("several words"));
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
        if (atom.form() == Form.PATTERN) {
            return pattern(field, atom.text());
        }
        Query words = words(field, atom.text());
        String joined = HYPHEN.matcher(atom.text()).replaceAll("");
        return joined.equals(atom.text()) ? words : best(List.of(words, words(field, joined)));
    }

    /// One place, or several one after the other; in each, one of the terms that a word may be.
    private Query words(String field, String text) {
        SortedMap<Integer, List<Term>> places = places(field, text);
        if (places.isEmpty()) {
            return new MatchNoDocsQuery("no words");
        }
        if (places.size() == 1) {
            return word(field, places.values().iterator().next());
        }
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
        places.entrySet().stream()
                .limit(LONGEST_PHRASE)
                .forEach(place -> phrase.add(place.getValue().toArray(Term[]::new), place.getKey()));
        return phrase.build();
    }

    private static Query word(String field, List<Term> forms) {
        if (forms.size() == 1) {
            return new TermQuery(forms.getFirst());
        }
        SynonymQuery.Builder either = new SynonymQuery.Builder(field);
        forms.forEach(either::addTerm);
        return either.build();
    }

    private SortedMap<Integer, List<Term>> places(String field, String text) {
        SortedMap<Integer, List<Term>> places = new TreeMap<>();
        int position = -1;
        for (Word word : analysed(field, text)) {
            position += word.step();
            places.computeIfAbsent(position, _ -> new ArrayList<>()).add(new Term(field, word.term()));
        }
        return places;
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
        return clause.node().atoms().allMatch(this::isCommon);
    }

    private boolean isCommon(Atom atom) {
        return atom.form() == Form.WORD
                && !analysed(Fields.EXACT, atom.text()).isEmpty()
                && !COMMON_IN_ONE_ONLY.contains(folded(Fields.EXACT, atom.text()))
                && stemmedFields(atom).stream()
                        .anyMatch(field -> analysed(field, atom.text()).isEmpty());
    }
}
