package org.amana.analysis.worker;

import java.util.Set;

/// The elements of HTML and XHTML that part the words in them from those around them, in small letters.
final class BlockElements {
    /// Of a web page Tika lets through the elements of 1999 alone, and of those not all. Without these two words
    /// between which the page has no blank would be one.
    private static final Set<String> NOT_OF_TIKA = words("""
            article aside audio br button canvas caption center datalist details dialog dir div fieldset figcaption figure
            footer form header hgroup hr label legend main meter nav noscript optgroup option output progress search
            section select summary textarea tfoot video""");

    private static final Set<String> OF_TIKA = words("""
            address blockquote body dd dl dt h1 h2 h3 h4 h5 h6 iframe li object ol p pre table tbody thead title tr ul""");

    private static final Set<String> CELLS = Set.of("td", "th");

    private BlockElements() {}

    static boolean contains(String element) {
        return OF_TIKA.contains(element) || isNotOfTika(element);
    }

    /// Whether it is a cell of a table, which parts them too, and ends no line.
    static boolean isCell(String element) {
        return CELLS.contains(element);
    }

    /// Whether it is one that Tika would drop from a web page.
    static boolean isNotOfTika(String element) {
        return NOT_OF_TIKA.contains(element);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split("\\s+", -1));
    }
}
