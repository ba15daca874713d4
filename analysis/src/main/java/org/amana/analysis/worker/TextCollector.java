package org.amana.analysis.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Gathers text out of the XHTML that Tika's parsers speak: blocks end lines, cells are parted by a tab, and a `div` of
/// class `page` or `slide-content` (or a sheet's heading) begins a page. A page longer than [#LONGEST_PAGE] is cut at
/// the end of a line.
final class TextCollector extends DefaultHandler {

    /// Characters of one page at most: a text without pages is cut so that a hit can be cited.
    static final int LONGEST_PAGE = 20_000;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> PAGES = Set.of("page", "slide-content");

    private final Budget budget;
    private final boolean sheets;
    private final List<String> pages = new ArrayList<>();
    private final StringBuilder page = new StringBuilder();
    private boolean paged;
    private boolean cut;
    private int inHead;

    /// @param sheets whether a first-level heading begins a page, as in a spreadsheet
    TextCollector(Budget budget, boolean sheets) {
        this.budget = budget;
        this.sheets = sheets;
    }

    /// The pages that have text, in order; those without keep their number as an empty string.
    List<String> pages() {
        endPage();
        return List.copyOf(pages);
    }

    /// Whether text was left out because there was too much.
    boolean cut() {
        return cut;
    }

    /// Those of some lines that are not in what was gathered, whatever blanks are in either.
    List<String> lacking(List<String> lines) {
        if (lines.isEmpty()) {
            return lines;
        }
        String all = BLANKS.matcher(String.join("", pages) + page).replaceAll("");
        return lines.stream()
                .filter(line -> !all.contains(BLANKS.matcher(line).replaceAll("")))
                .toList();
    }

    /// Adds lines to what was gathered, below an empty one.
    void add(Collection<String> lines) {
        try {
            endLine();
            for (String line : lines) {
                append("\n" + line);
            }
        } catch (EnoughException _) {
            // It is cut, and tells.
        }
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        if (localName.equals("head")) {
            inHead++;
        }
        String styleClass = attributes.getValue("class");
        if (localName.equals("div") && styleClass != null && PAGES.contains(styleClass)) {
            beginPage();
        } else if (sheets && localName.equals("h1") && !isAtTheTop()) {
            beginPage();
        }
        if (BlockElements.contains(localName)) {
            endLine();
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        if (localName.equals("head")) {
            inHead--;
        }
        if (BlockElements.isCell(localName)) {
            append("\t");
        } else if (BlockElements.contains(localName)) {
            endLine();
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        if (inHead == 0) {
            append(new String(characters, start, length));
        }
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) {
        append(new String(characters, start, length));
    }

    private void append(String text) {
        int taken = budget.takeCharacters(text.length());
        cut |= taken < text.length();
        int from = 0;
        while (from < taken) {
            int room = Math.max(1, LONGEST_PAGE - page.length());
            int until = Math.min(taken, from + room);
            page.append(text, from, until);
            from = until;
            if (page.length() >= LONGEST_PAGE) {
                breakLongPage();
            }
        }
        if (cut) {
            throw new EnoughException();
        }
    }

    private void beginPage() {
        if (paged || !page.toString().isBlank()) {
            endPage();
        }
        page.setLength(0);
        paged = true;
    }

    /// Sheets of Excel 97 come with both a page and a heading on it, later ones with the heading alone.
    private boolean isAtTheTop() {
        return paged && page.toString().isBlank();
    }

    private void endPage() {
        String text = tidy(page);
        if (paged || !text.isEmpty()) {
            pages.add(text);
        }
        page.setLength(0);
        paged = false;
    }

    /// Cuts after the last line, else after the last space, else where it stands.
    private void breakLongPage() {
        int at = page.lastIndexOf("\n");
        if (at < LONGEST_PAGE / 2) {
            at = page.lastIndexOf(" ");
        }
        if (at < LONGEST_PAGE / 2) {
            at = page.length() - (Character.isHighSurrogate(page.charAt(page.length() - 1)) ? 1 : 0);
        }
        String rest = page.substring(at);
        page.setLength(at);
        pages.add(tidy(page));
        page.setLength(0);
        page.append(rest);
    }

    private void endLine() {
        int length = page.length();
        if (length > 0 && page.charAt(length - 1) != '\n') {
            append("\n");
        }
    }

    /// Without control characters, runs of blanks and of empty lines.
    static String tidy(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        int newlines = 0;
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\f' || c == '\u2028' || c == '\u2029') {
                newlines++;
                blank = false;
            } else if (c == ' ' || c == '\u00A0' || c == '\r' || c == '\t') {
                blank = true;
            } else if (!Character.isISOControl(c) && c != '\uFFFE' && c != '\uFEFF') {
                if (!out.isEmpty()) {
                    out.append("\n".repeat(Math.min(newlines, 2)));
                    out.append(blank && newlines == 0 ? " " : "");
                }
                newlines = 0;
                blank = false;
                out.append(c);
            }
        }
        return out.toString();
    }
}
