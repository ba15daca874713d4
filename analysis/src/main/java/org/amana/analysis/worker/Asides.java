package org.amana.analysis.worker;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.sax.ContentHandlerDecorator;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// Remembers what a document says beside its text: what its pictures are said to show, and where its links lead.
final class Asides extends ContentHandlerDecorator {
    private static final Set<String> LINKS = Set.of("a", "area");
    private static final int MOST = 10_000;
    private static final int LONGEST = 2_000;

    /// Where a link leads that somebody may look for; not into the page itself, not to a script.
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|mailto:).+");

    private final Set<String> lines = new LinkedHashSet<>();

    Asides(ContentHandler next) {
        super(next);
    }

    /// Each once, in the order in which they stand.
    Collection<String> lines() {
        return lines;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        super.startElement(uri, localName, name, attributes);
        String shown = attributes.getValue("alt");
        String address = attributes.getValue("href");
        String source = attributes.getValue("src");
        if (shown != null && (source == null || !source.endsWith(shown))) {
            add(shown);
        }
        if (address != null
                && LINKS.contains(localName)
                && ADDRESS.matcher(address).matches()) {
            add(address);
        }
    }

    private void add(String line) {
        String clean = TextCollector.tidy(line).replace('\n', ' ');
        if (!clean.isEmpty() && clean.length() <= LONGEST && lines.size() < MOST) {
            lines.add(clean);
        }
    }
}
