package org.amana.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Takes off what stands before an Arabic word's article or preposition, because Lucene's stemmer takes off one prefix
/// alone: the conjunction of وبالسيارة, and the preposition of لأحمد.
final class StackedPrefixes extends TokenFilter {
    private static final List<String> SECOND = List.of("بال", "كال", "لل", "لأ", "لإ");
    private static final List<String> TO_A_HAMZA = List.of("لأ", "لإ");
    private static final int LEAST_WITH_TWO = 6;
    private static final int LEAST_WITH_ONE = 4;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    StackedPrefixes(TokenStream words) {
        super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        int taken = taken(term.toString());
        term.copyBuffer(term.buffer(), taken, term.length() - taken);
        return true;
    }

    private static int taken(String word) {
        boolean conjunction = word.length() >= LEAST_WITH_TWO
                && (word.startsWith("و") || word.startsWith("ف"))
                && SECOND.stream().anyMatch(prefix -> word.startsWith(prefix, 1));
        int from = conjunction ? 1 : 0;
        boolean preposition = word.length() - from >= LEAST_WITH_ONE
                && TO_A_HAMZA.stream().anyMatch(prefix -> word.startsWith(prefix, from));
        return from + (preposition ? 1 : 0);
    }
}
