package org.amana.analysis.worker;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.amana.analysis.Engine;
import org.amana.analysis.Language;
import org.apache.tika.langdetect.optimaize.OptimaizeLangDetector;
import org.apache.tika.language.detect.LanguageResult;
import org.jspecify.annotations.Nullable;

/// Tells the language of a text. Its models take about 97 MB and are loaded with the first text.
final class Languages {
    static final Engine ENGINE = new Engine("Optimaize", "0.6");

    /// More than this makes the guess no better.
    private static final int ENOUGH = 8_000;

    /// The detector is as sure of chance as of prose, but not in each of its seven trials.
    private static final float LEAST_SURE = 0.85f;

    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]{2}|\\p{L}{2,}");

    /// Scripts that dozens of languages are written in: names and headings in them look like any.
    private static final Set<UnicodeScript> SHARED = Set.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC);

    private @Nullable OptimaizeLangDetector detector;

    /// How much text it takes: letters, and different words where words are parted by blanks.
    private record Least(int letters, int words) {
        static final Least TO_GUESS = new Least(20, 5);
        static final Least IN_A_SHARED_SCRIPT = new Least(60, 10);

        static Least toTell(UnicodeScript script) {
            return SHARED.contains(script) ? IN_A_SHARED_SCRIPT : TO_GUESS;
        }

        boolean isIn(String text) {
            return text.codePoints().filter(Character::isLetter).limit(letters).count() >= letters
                    && WORD.matcher(text)
                                    .results()
                                    .map(MatchResult::group)
                                    .map(word -> word.toLowerCase(Locale.ROOT))
                                    .distinct()
                                    .limit(words)
                                    .count()
                            >= words;
        }
    }

    /// The part of a text that is in the script of most of its letters.
    ///
    /// @param share of the letters, above 0 and at most 1
    private record Written(UnicodeScript script, String text, double share) {}

    /// The language of most of a text, as sure as there is text in it; undetermined where that would be a guess.
    Language of(String text) {
        return written(text)
                .filter(most -> Least.toTell(most.script()).isIn(most.text()))
                .flatMap(most -> detected(most.text())
                        .filter(result -> result.getRawScore() >= LEAST_SURE)
                        .map(result -> language(result, most.share())))
                .orElse(Language.UNDETERMINED);
    }

    /// The likeliest language, for whoever tries it: a few words will do.
    Language guess(String text) {
        String sample = sample(text);
        return Least.TO_GUESS.isIn(sample)
                ? detected(sample).map(result -> language(result, 1)).orElse(Language.UNDETERMINED)
                : Language.UNDETERMINED;
    }

    private static String sample(String text) {
        return text.length() <= ENOUGH ? text : text.substring(0, ENOUGH);
    }

    private static Optional<Written> written(String text) {
        String sample = sample(text);
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        sample.codePoints().filter(Character::isLetter).forEach(c -> letters.merge(script(c), 1, Integer::sum));
        double all = letters.values().stream().mapToInt(Integer::intValue).sum();
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> new Written(most.getKey(), only(most.getKey(), sample), most.getValue() / all));
    }

    private static String only(UnicodeScript script, String text) {
        StringBuilder only = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> !Character.isLetter(c) || script(c) == script ? c : ' ')
                .forEach(only::appendCodePoint);
        return only.toString();
    }

    /// Languages of eastern Asia are written in several scripts at once.
    private static UnicodeScript script(int letter) {
        UnicodeScript script = UnicodeScript.of(letter);
        return switch (script) {
            case HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> UnicodeScript.HAN;
            default -> script;
        };
    }

    private Optional<LanguageResult> detected(String text) {
        LanguageResult result = loaded().detect(text);
        return result.isUnknown() || result.getLanguage().isEmpty() ? Optional.empty() : Optional.of(result);
    }

    private static Language language(LanguageResult result, double share) {
        return new Language(result.getLanguage(), Math.clamp(Math.round(100 * share * result.getRawScore()), 0, 100));
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
