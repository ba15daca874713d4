package org.amana.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// What people call languages, for `lang:` in a query: a code, or a name in English, Spanish, Arabic or the language
/// itself.
final class Languages {
    static final String UNKNOWN = "und";

    private Languages() {}

    /// Made on first use: few queries ask for a language, and fewer in a tongue beside the three.
    private static final class Names {
        static final Map<String, String> IN_THREE_TONGUES =
                codes(_ -> List.of(Locale.ENGLISH, Locale.of("es"), Locale.of("ar")));
    }

    /// These take a second to load.
    private static final class OwnNames {
        static final Map<String, String> CODES = codes(List::of);
    }

    private static Map<String, String> codes(Function<Locale, List<Locale>> tongues) {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.of(code);
            tongues.apply(language)
                    .forEach(tongue -> codes.putIfAbsent(fold(language.getDisplayLanguage(tongue)), code));
        }
        return codes;
    }

    /// The code of a name or code; a word that is no language is its own code and matches nothing.
    static String code(String word) {
        String folded = fold(word);
        if (folded.length() == 2) {
            return folded;
        }
        String code = Names.IN_THREE_TONGUES.get(folded);
        return code != null ? code : OwnNames.CODES.getOrDefault(folded, folded);
    }

    /// `en` for `en-GB`, `und` for nothing.
    static String base(String code) {
        String base = code.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return base.isEmpty() ? UNKNOWN : base;
    }

    private static String fold(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }
}
