package org.amana.web.console.view;

import java.util.Locale;
import java.util.Optional;

/// A language the console speaks, with the direction its pages run.
public enum Lang {
    EN("en", "ltr", "English", Locale.ENGLISH),
    AR("ar", "rtl", "العربية", Locale.of("ar"));

    /// LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE (Unicode UAX 9).
    private static final String LEFT_TO_RIGHT = "\u2066";

    private static final String POP = "\u2069";

    private final String tag;
    private final String dir;
    private final String ownName;
    private final Locale locale;

    Lang(String tag, String dir, String ownName, Locale locale) {
        this.tag = tag;
        this.dir = dir;
        this.ownName = ownName;
        this.locale = locale;
    }

    /// The BCP 47 tag for `lang` attributes.
    public String tag() {
        return tag;
    }

    /// `ltr` or `rtl`.
    public String dir() {
        return dir;
    }

    /// The comma of the language and the space after it.
    public String comma() {
        return this == AR ? "\u060c " : ", ";
    }

    /// A signed number or a percentage within a plain sentence: from left to right in both languages.
    public String token(String text) {
        return this == AR ? LEFT_TO_RIGHT + text + POP : text;
    }

    /// The language's name in itself, as the link to it reads.
    public String ownName() {
        return ownName;
    }

    Locale locale() {
        return locale;
    }

    /// The language that the link at the top of the page leads to.
    public Lang other() {
        return this == EN ? AR : EN;
    }

    public static Optional<Lang> of(String tag) {
        for (Lang lang : values()) {
            if (lang.tag.equals(tag)) {
                return Optional.of(lang);
            }
        }
        return Optional.empty();
    }

    /// The first language of an `Accept-Language` header that we speak; English otherwise. Quality values are ignored:
    /// browsers list languages in the order of preference.
    public static Lang accepted(String header) {
        for (String range : header.split(",", 20)) {
            String tag = range.strip().toLowerCase(Locale.ROOT);
            for (Lang lang : values()) {
                if (tag.equals(lang.tag) || tag.startsWith(lang.tag + "-") || tag.startsWith(lang.tag + ";")) {
                    return lang;
                }
            }
        }
        return EN;
    }
}
