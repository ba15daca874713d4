package org.amana.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Where;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Finds what somebody may have meant by a word that stands nowhere: the word that is a letter or two away. The index's
/// own vocabulary is asked, but a word is only offered if a page that the asker may read has it, and a word counts as
/// standing nowhere if no such page has it; so what is offered tells nothing of pages that are closed.
final class Spelling {
    /// Shorter words are a letter away from too many others.
    private static final int SHORTEST = 4;

    private static final int LONGEST = 40;
    private static final int CANDIDATES = 10;
    private static final int MOST_WORDS = 4;
    private static final int MOST_LOOKED_AT = 1_000;

    /// From so many letters on, two may be wrong.
    private static final int LONG = 6;

    private static final int SAME_BEGINNING = 1;

    private final IndexSearcher searcher;
    private final TextTerms terms;
    private final WordQueries words;
    private final Query readable;

    /// @param readable the pages that the asker may see
    Spelling(IndexSearcher searcher, TextTerms terms, WordQueries words, Query readable) {
        this.searcher = searcher;
        this.terms = terms;
        this.words = words;
        this.readable = readable;
    }

    /// The query with its unknown words replaced; absent if there is nothing better to offer.
    Optional<String> better(String query, Asked asked) throws IOException {
        String better = query;
        int replaced = 0;
        for (Asked.Atom atom : asked.atoms().toList()) {
            if (atom.form() == Form.WORD && atom.where() == Where.ANYWHERE && replaced < MOST_WORDS) {
                Optional<String> word = better(atom.text());
                if (word.isPresent()) {
                    better = replaced(better, atom.text(), word.get());
                    replaced++;
                }
            }
        }
        return replaced == 0 || better.equals(query) ? Optional.empty() : Optional.of(better);
    }

    /// Only where the word stands alone: not inside another, nor behind a field's colon.
    private static String replaced(String text, String unknown, String known) {
        return Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}:])" + Pattern.quote(unknown) + "(?![\\p{L}\\p{M}\\p{N}])")
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(known));
    }

    private Optional<String> better(String word) throws IOException {
        Optional<String> folded = terms.only(word);
        if (folded.isEmpty() || !isWord(folded.get()) || stands(words.anywhere(word))) {
            return Optional.empty();
        }
        for (Near near : near(folded.get())) {
            if (stands(new TermQuery(new Term(Fields.EXACT, near.word())))) {
                return Optional.of(near.word());
            }
        }
        return Optional.empty();
    }

    /// @param likeness greater is nearer
    /// @param pages that have it
    private record Near(String word, float likeness, int pages) {
        static final Comparator<Near> BEST_FIRST = Comparator.comparingDouble(Near::likeness)
                .thenComparingInt(Near::pages)
                .reversed();
    }

    private List<Near> near(String word) throws IOException {
        Terms vocabulary = MultiTerms.getTerms(searcher.getIndexReader(), Fields.EXACT);
        if (vocabulary == null) {
            return List.of();
        }
        List<Near> near = new ArrayList<>();
        FuzzyTermsEnum terms = new FuzzyTermsEnum(
                vocabulary, new Term(Fields.EXACT, word), word.length() < LONG ? 1 : 2, SAME_BEGINNING, true);
        BoostAttribute likeness = terms.attributes().addAttribute(BoostAttribute.class);
        for (BytesRef term = terms.next(); term != null && near.size() < MOST_LOOKED_AT; term = terms.next()) {
            String text = term.utf8ToString();
            if (!text.equals(word) && isWord(text)) {
                near.add(new Near(text, likeness.getBoost(), terms.docFreq()));
            }
        }
        return near.stream().sorted(Near.BEST_FIRST).limit(CANDIDATES).toList();
    }

    private static boolean isWord(String word) {
        return word.length() >= SHORTEST
                && word.length() <= LONGEST
                && word.codePoints().allMatch(Character::isLetter);
    }

    private boolean stands(Query query) throws IOException {
        BooleanQuery.Builder open = new BooleanQuery.Builder();
        open.add(readable, Occur.FILTER);
        open.add(query, Occur.FILTER);
        return searcher.search(open.build(), 1).scoreDocs.length > 0;
    }
}
