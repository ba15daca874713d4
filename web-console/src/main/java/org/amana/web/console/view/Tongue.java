package org.amana.web.console.view;

import java.util.Arrays;
import java.util.Locale;

/// The name of a language in the language of the page: `ar` is "Arabic", or "العربية".
public final class Tongue {
    private Tongue() {}

    /// @param code an ISO 639-1 code, one of three letters, or BCP 47 tag; one that nobody has a name for is shown as
    ///     it is
    public static String name(String code, Lang lang) {
        String name = Locale.forLanguageTag(shortest(code)).getDisplayLanguage(lang.locale());
        return name.isEmpty() ? code : name;
    }

    /// `ar` for `ara`: Java knows what a language is called in another by its two letters alone.
    private static String shortest(String code) {
        return Arrays.stream(Locale.getISOLanguages())
                .filter(two ->
                        code.length() == 3 && Locale.of(two).getISO3Language().equals(code))
                .findFirst()
                .orElse(code);
    }
}
