package org.amana.web.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;

/// Reads what clients send as XML. Documents are small and plain: no document type, no entities but the five of
/// XML, no more depth and size than the largest of them needs.
final class XmlReader {
    private static final int DEEPEST = 8;

    /// Twice the longest block list, so that one that is too long is still told so.
    private static final int MOST_ELEMENTS = 100_000;
    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    /// The bytes of a body.
    ///
    /// @throws AmanaException `TOO_LARGE` above the limit
    static byte[] bytes(InputStream body, ByteSize limit) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(Math.toIntExact(limit.bytes()) + 1);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INCOMPLETE_BODY, "the body could not be read: " + e.getMessage(), e);
        }
        if (bytes.length > limit.bytes()) {
            throw new AmanaException(ErrorCode.TOO_LARGE, "the body is larger than " + limit)
                    .with("MaxLimit", Long.toString(limit.bytes()));
        }
        return bytes;
    }

    /// Reads a document.
    ///
    /// @throws AmanaException `INVALID_XML` when it is none
    static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return root(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            if (e instanceof AmanaException known) {
                throw known;
            }
            throw new AmanaException(ErrorCode.INVALID_XML, "the body is no XML document: " + firstLine(e), e);
        }
    }

    /// An element that is not closed yet.
    private static final class Open {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }
    }

    private static XmlElement root(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        XmlElement root = null;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    requireFew(++elements);
                    open.push(begin(reader.getLocalName(), open.size()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Open closed = open.pop();
                    XmlElement element = new XmlElement(closed.name, closed.text.toString(), closed.children);
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.element().children.add(element);
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new AmanaException(ErrorCode.INVALID_XML, "document types and entities are not accepted");
                default -> {}
            }
        }
        if (root == null) {
            throw new AmanaException(ErrorCode.INVALID_XML, "the body has no element");
        }
        return root;
    }

    private static void requireFew(int elements) {
        if (elements > MOST_ELEMENTS) {
            throw new AmanaException(ErrorCode.INVALID_XML, "there are more than " + MOST_ELEMENTS + " elements");
        }
    }

    private static Open begin(String name, int depth) {
        if (depth >= DEEPEST) {
            throw new AmanaException(ErrorCode.INVALID_XML, "elements are nested deeper than " + DEEPEST);
        }
        return new Open(name);
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
