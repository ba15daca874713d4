package org.amana.analysis.worker;

import java.util.regex.Pattern;
import org.apache.tika.sax.ContentHandlerDecorator;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// Leaves out the marks that Tika sets where a Word document refers to a note, because they stand in the middle of
/// what people search for; the note itself follows its paragraph.
final class NoteMarks extends ContentHandlerDecorator {
    private static final Pattern MARK = Pattern.compile("\\[(?:footnote|endnote)Ref:-?[0-9]+]");

    NoteMarks(ContentHandler next) {
        super(next);
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        char[] text = MARK.matcher(new String(characters, start, length))
                .replaceAll("")
                .toCharArray();
        super.characters(text, 0, text.length);
    }
}
