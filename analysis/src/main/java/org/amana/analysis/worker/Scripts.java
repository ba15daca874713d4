package org.amana.analysis.worker;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which of Tesseract's languages are written in which script.
final class Scripts {
    static final String LATIN = "Latin";

    private static final Map<String, Set<String>> LANGUAGES = Map.ofEntries(
            Map.entry("Arabic", Set.of("ara", "fas", "urd", "pus", "uig", "snd", "kur_ara")),
            Map.entry(
                    "Cyrillic",
                    Set.of("rus", "ukr", "bel", "bul", "srp", "mkd", "kaz", "kir", "mon", "tgk", "tat", "uzb_cyrl")),
            Map.entry("Greek", Set.of("ell", "grc")),
            Map.entry("Hebrew", Set.of("heb", "yid")),
            Map.entry("Han", Set.of("chi_sim", "chi_tra", "chi_sim_vert", "chi_tra_vert")),
            Map.entry("Japanese", Set.of("jpn", "jpn_vert")),
            Map.entry("Hangul", Set.of("kor", "kor_vert")),
            Map.entry("Korean", Set.of("kor", "kor_vert")),
            Map.entry("Devanagari", Set.of("hin", "mar", "nep", "san")),
            Map.entry("Bengali", Set.of("ben", "asm")),
            Map.entry("Armenian", Set.of("hye")),
            Map.entry("Georgian", Set.of("kat", "kat_old")),
            Map.entry("Thai", Set.of("tha")),
            Map.entry("Tamil", Set.of("tam")),
            Map.entry("Telugu", Set.of("tel")),
            Map.entry("Ethiopic", Set.of("amh", "tir")),
            Map.entry("Syriac", Set.of("syr")));

    private Scripts() {}

    static String of(String language) {
        for (Map.Entry<String, Set<String>> entry : LANGUAGES.entrySet()) {
            if (entry.getValue().contains(language)) {
                return entry.getKey();
            }
        }
        return LATIN;
    }

    /// Those of `languages` that are written in `script`, in their order.
    static List<String> languagesIn(String script, List<String> languages) {
        return languages.stream()
                .filter(language -> of(language).equals(script)
                        || LANGUAGES.getOrDefault(script, Set.of()).contains(language))
                .toList();
    }

    /// Tesseract's name for an ISO 639-1 code such as `es`, or the code itself where there is none.
    static String tesseractName(String code) {
        if (code.startsWith("zh")) {
            return code.contains("TW") || code.contains("Hant") ? "chi_tra" : "chi_sim";
        }
        try {
            return Locale.of(code).getISO3Language();
        } catch (java.util.MissingResourceException _) {
            return code;
        }
    }
}
