package org.amana.search;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Makes the alef of ٱلرجل, as scripture and careful printers write it, the alef that everybody types.
final class AlefWasla extends TokenFilter {
    private static final char WASLA = 'ٱ';
    private static final char ALEF = 'ا';

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    AlefWasla(TokenStream words) {
        super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        char[] letters = term.buffer();
        for (int i = 0; i < term.length(); i++) {
            if (letters[i] == WASLA) {
                letters[i] = ALEF;
            }
        }
        return true;
    }
}
