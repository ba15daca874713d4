package org.amana.web.console.view;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/// A piece of HTML that is already safe to write: everything that came from outside went through `text` or `escape`.
public record Markup(String html) implements Content {
    public static final Markup EMPTY = new Markup("");

    /// Any text as HTML.
    public static Markup text(String text) {
        return new Markup(escape(text));
    }

    /// An identifier (entry, hash, percentage, signed number): left to right in every language, never broken.
    public static Markup token(String text) {
        return new Markup("<span class=\"tok\">" + escape(text) + "</span>");
    }

    /// An identifier in the face of code.
    public static Markup code(String text) {
        return new Markup("<span class=\"mono\">" + escape(text) + "</span>");
    }

    /// The id of a rule, such as `baseline/forbid/bulk@1`: a narrow column breaks it after a slash.
    public static Markup rule(String id) {
        return new Markup("<span class=\"mono\">" + escape(id).replace("/", "/<wbr>") + "</span>");
    }

    /// Any text as HTML that somebody else may have had a say in: characters that cannot be seen are shown.
    public static Markup shown(String text) {
        return text(FileName.visible(text));
    }

    /// Text whose direction is its own business: a person's name, a title. Characters that cannot be seen are shown.
    public static Markup isolated(String text) {
        return new Markup("<bdi dir=\"auto\">" + escape(FileName.visible(text)) + "</bdi>");
    }

    /// What is said in English whatever the language of the page.
    public static Markup english(String text) {
        return new Markup("<bdi lang=\"en\" dir=\"ltr\">" + escape(FileName.visible(text)) + "</bdi>");
    }

    /// The chip of a purpose, which always leads to it.
    public static Markup purpose(String id) {
        return new Markup("<a class=\"pur\" href=\"/purposes/" + escape(id) + "\">" + escape(id) + "</a>");
    }

    /// Said under one's breath.
    public static Markup quiet(String text) {
        return new Markup("<span class=\"quiet\">" + escape(text) + "</span>");
    }

    /// A decision: its mark and its word.
    public static Markup state(Mark mark, String word) {
        return new Markup(
                "<span class=\"state " + mark.css() + "\">" + mark.svg().html() + escape(word) + "</span>");
    }

    /// A link within the console.
    public static Markup link(String href, Markup inner) {
        return new Markup("<a href=\"" + escape(href) + "\">" + inner.html + "</a>");
    }

    /// Words that carry the sentence.
    public static Markup strong(Markup inner) {
        return new Markup("<b>" + inner.html + "</b>");
    }

    /// This, with a direction of its own: for facts that are strung together.
    public Markup apart() {
        return new Markup("<bdi>" + html + "</bdi>");
    }

    public Markup and(Markup more) {
        return new Markup(html + more.html);
    }

    /// The text without its tags, for programs.
    public String plain() {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(html);
    }

    /// Text for element content and for quoted attribute values alike.
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
