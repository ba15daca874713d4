package org.amana.web.console.view;

import java.util.Locale;

/// Nuqta, the rhombic dot that marks a decision. The shape differs, so that colour is never alone, and a word always
/// stands beside it.
public enum Mark {
    ALLOW("<path d=\"M7 .8 13.2 7 7 13.2.8 7z\" fill=\"currentColor\"/>"),
    REFUSE("<path d=\"M7 1.8 12.2 7 7 12.2 1.8 7z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"/>"
            + "<path d=\"M2 12 12 2\" stroke=\"currentColor\" stroke-width=\"1.8\"/>"),
    OPEN("<path d=\"M7 1.5 12.5 7 7 12.5 1.5 7z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
            + "<path d=\"M1.5 7h11L7 12.5z\" fill=\"currentColor\"/>"),
    NONE("<path d=\"M7 1.6 12.4 7 7 12.4 1.6 7z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>");

    private final String svg;

    Mark(String inner) {
        this.svg =
                "<svg class=\"nq\" viewBox=\"0 0 14 14\" aria-hidden=\"true\" focusable=\"false\">" + inner + "</svg>";
    }

    public Markup svg() {
        return new Markup(svg);
    }

    /// The class that colours the mark: `s-allow`, `s-refuse`, `s-open`, `s-none`.
    public String css() {
        return "s-" + name().toLowerCase(Locale.ROOT);
    }
}
