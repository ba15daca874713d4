package org.amana.analysis.worker;

import java.util.regex.Pattern;
import org.amana.analysis.Reason;

/// Kinds of files that have a parser which reads what they say of themselves, and not their text.
final class HeadOnly {
    private static final Pattern TYPES =
            Pattern.compile("application/(?:x-corelpresentations|vnd\\.(?:ms-works|ms-project|stardivision\\..+"
                    + "|apple\\.(?:pages|numbers|keynote|unknown)\\.[0-9]+))");

    private HeadOnly() {}

    static boolean is(String type) {
        return TYPES.matcher(type).matches();
    }

    /// @param called what people call the type
    /// @param inside how many things were found in it, of which a preview is one
    static Reason reason(String called, int inside) {
        return Reason.of(inside > 0 ? Reason.Kind.PREVIEW : Reason.Kind.HEAD_ONLY, called);
    }
}
