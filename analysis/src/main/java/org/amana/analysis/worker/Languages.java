package org.amana.analysis.worker;

import java.util.regex.Pattern;
import org.amana.analysis.Engine;
import org.amana.analysis.Language;
import org.apache.tika.langdetect.optimaize.OptimaizeLangDetector;
import org.apache.tika.language.detect.LanguageResult;
import org.jspecify.annotations.Nullable;

/// Tells the language of a text. Its models take about 97 MB and are loaded with the first text.
final class Languages {
    static final Engine ENGINE = new Engine("Optimaize", "0.6");

    /// Fewer letters than this tell nothing.
    private static final int LEAST_LETTERS = 20;

    /// Nor do fewer words, where words are parted by blanks.
    private static final int LEAST_WORDS = 5;

    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]{2}|\\p{L}{2,}");

    /// More than this makes the guess no better.
    private static final int ENOUGH = 8_000;

    private @Nullable OptimaizeLangDetector detector;

    Language of(String text) {
        String sample = text.length() <= ENOUGH ? text : text.substring(0, ENOUGH);
        if (sample.codePoints().filter(Character::isLetter).count() < LEAST_LETTERS
                || WORD.matcher(sample).results().limit(LEAST_WORDS).count() < LEAST_WORDS) {
            return Language.UNDETERMINED;
        }
        LanguageResult result = loaded().detect(sample);
        if (result.isUnknown() || result.getLanguage().isEmpty()) {
            return Language.UNDETERMINED;
        }
        return new Language(result.getLanguage(), Math.clamp(Math.round(100 * result.getRawScore()), 0, 100));
    }

    private OptimaizeLangDetector loaded() {
        OptimaizeLangDetector known = detector;
        if (known == null) {
            known = new OptimaizeLangDetector();
            known.loadModels();
            detector = known;
        }
        return known;
    }
}
