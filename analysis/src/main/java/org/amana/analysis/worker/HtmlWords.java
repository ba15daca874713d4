package org.amana.analysis.worker;

import java.util.Locale;
import java.util.Set;
import org.apache.tika.parser.html.DefaultHtmlMapper;
import org.apache.tika.parser.html.HtmlMapper;

/// Lets through the elements of HTML that part words: Tika knows those of 1999 only, and where the page has no blank
/// between two others, their words would be one.
final class HtmlWords extends DefaultHtmlMapper {
    static final HtmlMapper INSTANCE = new HtmlWords();

    private static final Set<String> ELEMENTS = Set.of("""
            ARTICLE ASIDE AUDIO BR BUTTON CANVAS CAPTION CENTER DATALIST DETAILS DIALOG DIR DIV FIELDSET FIGCAPTION FIGURE
            FOOTER FORM HEADER HGROUP HR LABEL LEGEND MAIN METER NAV NOSCRIPT OPTGROUP OPTION OUTPUT PROGRESS SEARCH
            SECTION SELECT SUMMARY TEXTAREA TFOOT VIDEO""".split("\\s+", -1));

    private HtmlWords() {}

    @Override
    public String mapSafeElement(String name) {
        return ELEMENTS.contains(name) ? name.toLowerCase(Locale.ROOT) : super.mapSafeElement(name);
    }
}
