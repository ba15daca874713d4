package org.amana.analysis.worker;

import java.util.Locale;
import org.apache.tika.parser.html.DefaultHtmlMapper;
import org.apache.tika.parser.html.HtmlMapper;

/// Lets through what [parts words][BlockElements] in a web page.
final class HtmlWords extends DefaultHtmlMapper {
    static final HtmlMapper INSTANCE = new HtmlWords();

    private HtmlWords() {}

    @Override
    public String mapSafeElement(String name) {
        String element = name.toLowerCase(Locale.ROOT);
        return BlockElements.isNotOfTika(element) ? element : super.mapSafeElement(name);
    }
}
