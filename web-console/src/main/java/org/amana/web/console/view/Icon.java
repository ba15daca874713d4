package org.amana.web.console.view;

/// The line icons, 16 units square. Those that point along the line of text are mirrored in Arabic; tools and media
/// signs never are.
public enum Icon {
    MENU(false, "<path d=\"M2 4h12M2 8h12M2 12h12\"/>"),
    SEARCH(false, "<circle cx=\"7\" cy=\"7\" r=\"4.5\"/><path d=\"m10.5 10.5 3.5 3.5\"/>"),
    THEME(
            false,
            "<circle cx=\"8\" cy=\"8\" r=\"5.5\"/><path d=\"M8 2.5v11a5.5 5.5 0 0 0 0-11Z\" fill=\"currentColor\"/>"),
    PERSON(false, "<circle cx=\"8\" cy=\"5.5\" r=\"2.75\"/><path d=\"M2.5 14c.7-3 2.8-4.5 5.5-4.5s4.8 1.5 5.5 4.5\"/>"),
    DOWNLOAD(false, "<path d=\"M8 3v8m0 0L4.5 7.5M8 11l3.5-3.5M2.5 13.5h11\"/>"),
    UPLOAD(false, "<path d=\"M8 11V3m0 0L4.5 6.5M8 3l3.5 3.5M2.5 13.5h11\"/>"),
    LOCK(false, "<path d=\"M3.5 7h9v6.5h-9zM5.5 7V4.5a2.5 2.5 0 0 1 5 0V7\"/>"),
    CHECK(false, "<path d=\"m3 8.5 3.2 3.2L13 4.8\"/>"),
    FOLDER(true, "<path d=\"M1.5 12.5v-9h4l1.5 2h7.5v7z\"/>"),
    NEXT(true, "<path d=\"m6 3 5 5-5 5\"/>"),
    BACK(true, "<path d=\"m10 3-5 5 5 5\"/>");

    private final String svg;

    Icon(boolean mirrored, String inner) {
        this.svg = "<svg" + (mirrored ? " class=\"flip\"" : "")
                + " width=\"16\" height=\"16\" viewBox=\"0 0 16 16\" fill=\"none\" stroke=\"currentColor\""
                + " stroke-width=\"1.5\" aria-hidden=\"true\" focusable=\"false\">" + inner + "</svg>";
    }

    public Markup svg() {
        return new Markup(svg);
    }
}
