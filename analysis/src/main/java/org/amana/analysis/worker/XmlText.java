package org.amana.analysis.worker;

import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Hands on the text of XML and the values of its attributes, which may hold all there is to read, parted by blanks.
final class XmlText extends DefaultHandler {
    private static final char[] BLANK = {' '};

    private final ContentHandler next;

    XmlText(ContentHandler next) {
        this.next = next;
    }

    static boolean speaks(String type) {
        return type.equals("application/xml") || type.equals("image/svg+xml");
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        blank();
        for (int i = 0; i < attributes.getLength(); i++) {
            char[] value = attributes.getValue(i).toCharArray();
            next.characters(value, 0, value.length);
            blank();
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        blank();
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        next.characters(characters, start, length);
    }

    private void blank() throws SAXException {
        next.characters(BLANK, 0, BLANK.length);
    }
}
