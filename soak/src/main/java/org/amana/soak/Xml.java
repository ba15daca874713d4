package org.amana.soak;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of an answer's document.
///
/// @param content its text, that of its children not included
record Xml(String name, String content, List<Xml> children) {
    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    Xml {
        children = List.copyOf(children);
    }

    Optional<Xml> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /// The text of a child; "" if there is none.
    String text(String wanted) {
        return child(wanted).map(Xml::content).orElse("");
    }

    /// One at a time, because the factory promises nothing to several threads.
    static synchronized Xml parse(byte[] document) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            Deque<Open> open = new ArrayDeque<>();
            open.push(new Open("", new StringBuilder(), new ArrayList<>()));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT ->
                        open.push(new Open(reader.getLocalName(), new StringBuilder(), new ArrayList<>()));
                    case XMLStreamConstants.CHARACTERS -> open.getFirst().text().append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        Open closed = open.pop();
                        open.getFirst()
                                .children()
                                .add(new Xml(closed.name(), closed.text().toString(), closed.children()));
                    }
                    default -> {}
                }
            }
            return open.getFirst().children().getFirst();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the answer is not well-formed", e);
        }
    }

    private record Open(String name, StringBuilder text, List<Xml> children) {}
}
