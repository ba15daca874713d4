package org.amana.search;

import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/// Beside a word with a hamza in the middle, the same word with the hamza on no seat: مسؤول and مسئول, هيئة and هيأة
/// are written either way. The word itself stays, because others leave the hamza out and write the seat alone.
final class HamzaSeats extends TokenFilter {
    private static final char HAMZA = 'ء';
    private static final String SEATED = "ءؤئأ";
    private static final char ALEF_MADDA = 'آ';

    private static final Normalizer2 NFKC_CF = Normalizer2.getInstance(null, "nfkc_cf", Normalizer2.Mode.COMPOSE);

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final String mark;
    private @Nullable String unseated;
    private @Nullable State word;

    /// @param mark stands before the second form, so that it is no word of the vocabulary; may be empty
    HamzaSeats(TokenStream words, String mark) {
        super(words);
        this.mark = mark;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (unseated != null) {
            restoreState(word);
            term.setEmpty().append(unseated);
            step.setPositionIncrement(0);
            unseated = null;
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        if (mayHaveHamza()) {
            String second = mark + unseated(NFKC_CF.normalize(term));
            if (second.indexOf(HAMZA) > 0 && !second.contentEquals(term)) {
                unseated = second;
                word = captureState();
            }
        }
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        unseated = null;
    }

    /// As a letter, over a letter, or in a presentation form.
    private boolean mayHaveHamza() {
        for (int i = 1; i < term.length() - 1; i++) {
            char c = term.charAt(i);
            if ((c >= '\u0621' && c <= '\u0626') || c == '\u0654' || (c >= '\uFE80' && c <= '\uFE8C')) {
                return true;
            }
        }
        return false;
    }

    /// In the middle alone: at the beginning it is left out as often as not, and at the end it has one seat.
    private static String unseated(String word) {
        StringBuilder unseated = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean inside = i > 0 && i < word.length() - 1;
            if (inside && SEATED.indexOf(c) >= 0) {
                unseated.append(HAMZA);
            } else if (inside && c == ALEF_MADDA) {
                unseated.append(HAMZA).append('ا');
            } else {
                unseated.append(c);
            }
        }
        return unseated.toString();
    }
}
