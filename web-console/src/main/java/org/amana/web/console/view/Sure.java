package org.amana.web.console.view;

import java.util.Locale;

/// How sure a machine was, as five nuqtas and a number. From 90 percent sure, from 60 likely, below that unsure; never
/// green or red, for certainty is not permission.
public record Sure(int percent) {
    public Sure {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a certainty is between 0 and 100 percent: " + percent);
        }
    }

    public static Sure of(double confidence) {
        return new Sure(Numbers.percentage(confidence));
    }

    /// Below this a reading is not relied on.
    public static final int LIKELY = 60;

    /// The marks, filled by the nearest fifth.
    public Markup svg() {
        int full = Math.round(percent / 20f);
        StringBuilder out = new StringBuilder(
                "<svg class=\"flip\" viewBox=\"0 0 54 10\" aria-hidden=\"true\" focusable=\"false\">");
        for (int i = 0; i < 5; i++) {
            int x = 5 + 11 * i;
            out.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d .8 %.1f 5 %d 9.2 %.1f 5z\" fill=\"%s\" stroke=\"currentColor\"/>",
                    x,
                    x + 4.2,
                    x,
                    x - 4.2,
                    i < full ? "currentColor" : "none"));
        }
        return new Markup(out.append("</svg>").toString());
    }

    public String text() {
        return percent + "%";
    }
}
