package org.amana.server;

import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.server.BlobClient.Stored;

/// A page of the list of a container's blobs (Azure REST: *List Blobs*).
///
/// @param blobs by name
/// @param next the marker of the page that follows, empty at the end
record ListingPage(Map<String, Stored> blobs, String next) {
    /// @throws AmanaException `INTERNAL` if it is not well-formed
    static ListingPage parse(String xml) {
        Map<String, Stored> blobs = new HashMap<>();
        String next = "";
        String name = "";
        String etag = "";
        long length = 0;
        Optional<String> md5 = Optional.empty();
        try {
            XMLStreamReader reader = reader(xml);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Name" -> name = readName(reader);
                        case "Etag" -> etag = reader.getElementText();
                        case "Content-Length" -> length = Long.parseLong(reader.getElementText());
                        case "Content-MD5" ->
                            md5 = Optional.of(reader.getElementText()).filter(text -> !text.isEmpty());
                        case "NextMarker" -> next = reader.getElementText();
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && reader.getLocalName().equals("Blob")) {
                    blobs.put(name, new Stored(etag, length, md5));
                    md5 = Optional.empty();
                }
            }
            return new ListingPage(blobs, next);
        } catch (XMLStreamException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "the server's listing is not well-formed", e);
        }
    }

    /// Names that XML cannot hold come percent-encoded.
    private static String readName(XMLStreamReader reader) throws XMLStreamException {
        boolean encoded = Boolean.parseBoolean(reader.getAttributeValue(null, "Encoded"));
        String name = reader.getElementText();
        return encoded ? URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8) : name;
    }

    /// Of what a server sent; no document type is read.
    static XMLStreamReader reader(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory.createXMLStreamReader(new StringReader(xml));
    }
}
