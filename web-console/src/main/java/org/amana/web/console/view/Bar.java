package org.amana.web.console.view;

import java.util.Locale;

/// A length from the zero line, as geometry in an SVG that stretches to its place.
public record Bar(double percent) {
    /// About a pixel of the longest meter.
    private static final double LEAST_SEEN = 0.5;

    public Bar {
        percent = Math.clamp(percent, 0, 100);
    }

    /// The share of a part in a whole; nothing of nothing is nothing.
    public static Bar of(long part, long whole) {
        return new Bar(whole <= 0 ? 0 : 100.0 * part / whole);
    }

    /// In a table: half a rem high, in the first colour of the charts.
    public Markup bar() {
        return svg("bar");
    }

    /// Under a figure: how much of a limit or a task is behind. Nothing where one would see an empty line.
    public Markup meter() {
        return isSeen() ? svg("meter") : Markup.EMPTY;
    }

    public Markup waiting() {
        return isSeen() ? svg("meter care") : Markup.EMPTY;
    }

    private boolean isSeen() {
        return percent >= LEAST_SEEN;
    }

    private Markup svg(String css) {
        return new Markup(String.format(
                Locale.ROOT,
                "<svg class=\"%s\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\""
                        + " focusable=\"false\"><rect width=\"%.2f\" height=\"1\"/></svg>",
                css,
                percent));
    }
}
