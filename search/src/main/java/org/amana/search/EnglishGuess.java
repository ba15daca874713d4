package org.amana.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Whether a query may be English: what a detector of languages cannot tell of two words. Errs towards yes: the
/// vectors of a wrong yes lie far from everything, and words are asked anyway.
final class EnglishGuess {
    /// Words that English does not have, and that sentences in Spanish, French, German, Italian or Portuguese hardly
    /// do without.
    private static final Set<String> FOREIGN = Set.of(
            "el", "los", "las", "del", "y", "que", "por", "para", "una", "con", "cómo", "dónde", "cuándo", "qué", "en",
            "de", "la", "le", "les", "des", "du", "et", "une", "dans", "pour", "der", "das", "und", "für", "mit", "il",
            "gli", "della", "di", "do", "da", "os", "um", "uma", "não");

    private EnglishGuess() {}

    static boolean mayBeEnglish(String words) {
        if (words.codePoints().anyMatch(c -> Character.isLetter(c) && !isPlainLatin(c))) {
            return false;
        }
        String[] each = words.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
        long foreign = Arrays.stream(each).filter(FOREIGN::contains).count();
        long letters = words.codePoints().filter(Character::isLetter).count();
        return letters >= 3 && foreign * 4 < each.length;
    }

    private static boolean isPlainLatin(int c) {
        return c < 128;
    }
}
