package org.amana.analysis.worker;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.sax.ContentHandlerDecorator;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// Remembers which words of a mail came out, so that it can be told what another form of the mail says beside them.
final class ShownWords extends ContentHandlerDecorator {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /// Where a link leads, which the form in plain text spells out; and what it puts for a picture.
    private static final Pattern NO_WORDS =
            Pattern.compile("(?i)(?:https?://|mailto:|cid:|www\\.)\\S+|\\[(?:image|cid):[^]]*]");

    private static final int MOST = 1_000_000;
    private static final int LONGEST_PIECE = 64 << 10;

    private final Set<String> words = new HashSet<>();
    private final StringBuilder piece = new StringBuilder();

    ShownWords(ContentHandler next) {
        super(next);
    }

    /// Whether a line has a word that did not come out.
    boolean lack(String line) {
        endPiece();
        Matcher word = WORD.matcher(NO_WORDS.matcher(line).replaceAll(" "));
        while (word.find()) {
            if (!words.contains(folded(word.group()))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        endPiece(localName);
        super.startElement(uri, localName, name, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String name) throws SAXException {
        endPiece(localName);
        super.endElement(uri, localName, name);
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        piece.append(characters, start, length);
        if (piece.length() > LONGEST_PIECE) {
            endPiece();
        }
        super.characters(characters, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        piece.append(' ');
        super.ignorableWhitespace(characters, start, length);
    }

    private void endPiece(String element) {
        if (BlockElements.contains(element) || BlockElements.isCell(element)) {
            endPiece();
        }
    }

    private void endPiece() {
        Matcher word = WORD.matcher(piece);
        while (word.find() && words.size() < MOST) {
            words.add(folded(word.group()));
        }
        piece.setLength(0);
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
