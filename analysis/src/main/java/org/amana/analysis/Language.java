package org.amana.analysis;

import java.util.regex.Pattern;

/// A language as a machine guessed it.
///
/// @param code ISO 639-1 where there is one (`en`, `es`, `ar`, `zh-CN`), `und` when undetermined
/// @param confidence 0 to 100; 0 when undetermined
public record Language(String code, int confidence) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    public static final Language UNDETERMINED = new Language("und", 0);

    public Language {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("language code " + code);
        }
        if (confidence < 0 || confidence > 100) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
    }

    public boolean determined() {
        return !code.equals("und");
    }
}
