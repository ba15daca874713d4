package org.amana.search;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Form;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;

/// Looks for words, phrases and patterns in one field.
final class FieldQueries {
    private static final int LONGEST_PHRASE = 40;

    /// Where a line ended, nothing tells the hyphen of well-known from one that only divides: what has one is
    /// also looked for without it.
    private static final Pattern HYPHEN = Pattern.compile("(?<=\\p{Ll})[-‐](?=\\p{Ll})");

    private static final Set<String> PATTERNED =
            Set.of(Fields.EXACT, Fields.NAME, Fields.PARTS, Fields.AUTHOR, Fields.RECIPIENT);

    private final TextTerms terms;

    FieldQueries(TextTerms terms) {
        this.terms = terms;
    }

    Query of(Atom atom, String field) {
        if (atom.form() == Form.PATTERN) {
            return pattern(field, atom.text());
        }
        Query words = words(field, atom.text());
        String joined = HYPHEN.matcher(atom.text()).replaceAll("");
        return joined.equals(atom.text()) ? words : Combined.best(List.of(words, words(field, joined)));
    }

    /// One place, or several one after the other; in each, one of the terms that a word may be.
    Query words(String field, String text) {
        SortedMap<Integer, List<Term>> places = terms.places(field, text);
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

    private Query pattern(String field, String text) {
        if (!PATTERNED.contains(field)) {
            return new MatchNoDocsQuery("no patterns in " + field);
        }
        String[] parts = text.split("\\*", -1);
        String head = terms.folded(field, parts[0]);
        if (head.isEmpty() || head.length() > Analysers.LONGEST_WORD) {
            return new MatchNoDocsQuery("no words");
        }
        if (parts.length == 2 && parts[1].isEmpty()) {
            return new PrefixQuery(new Term(field, head), MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
        }
        String pattern = Stream.of(parts)
                .map(part -> terms.folded(field, part).replaceAll("[\\\\?*]", "\\\\$0"))
                .collect(Collectors.joining("*"));
        return new WildcardQuery(new Term(field, pattern));
    }
}
