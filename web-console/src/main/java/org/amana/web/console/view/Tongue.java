package org.amana.web.console.view;

import java.util.Locale;

/// The name of a language in the language of the page: `ar` is "Arabic", or "العربية".
public final class Tongue {
    private Tongue() {}

    /// @param code an ISO 639-1 code or BCP 47 tag; one that nobody has a name for is shown as it is
    public static String name(String code, Lang lang) {
        String name = Locale.forLanguageTag(code).getDisplayLanguage(lang.locale());
        return name.isEmpty() ? code : name;
    }
}
