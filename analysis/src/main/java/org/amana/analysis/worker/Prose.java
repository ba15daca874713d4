package org.amana.analysis.worker;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/// Whether characters make words, or are what chance makes of bytes.
final class Prose {

    /// Characters of a blank-parted script between two blanks, on the whole.
    private static final int LONGEST_MEAN_WORD = 25;

    private static final double LEAST_LETTERS = 0.7;
    private static final double LEAST_OF_ONE_SCRIPT = 0.6;

    private Prose() {}

    /// How much of a text is letters and blanks, in percent; 0 if there are controls in it, hardly a blank, or letters
    /// of all scripts.
    static int share(String text) {
        Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
        int blanks = 0;
        int letters = 0;
        int all = 0;
        for (int c : text.codePoints().toArray()) {
            all++;
            if (Character.isWhitespace(c)) {
                blanks++;
            } else if (Character.isLetter(c)) {
                letters++;
                scripts.merge(UnicodeScript.of(c), 1, Integer::sum);
            } else if (Character.isISOControl(c) || !Character.isDefined(c)) {
                return 0;
            }
        }
        int most = scripts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean words = all > 0
                && (long) blanks * LONGEST_MEAN_WORD >= all
                && letters + blanks >= LEAST_LETTERS * all
                && most >= LEAST_OF_ONE_SCRIPT * letters;
        return words ? (int) (100L * (letters + blanks) / all) : 0;
    }
}
