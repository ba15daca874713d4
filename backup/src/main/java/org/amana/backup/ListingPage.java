package org.amana.backup;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A page of the list of a container's blobs (Azure REST: *List Blobs*).
///
/// @param objects the length of each in bytes, by name
/// @param next the marker of the page that follows, empty at the end
record ListingPage(Map<String, Long> objects, String next) {
    ListingPage {
        objects = Map.copyOf(objects);
    }

    /// @throws AmanaException `DISK_FAILED` if it is not well-formed
    static ListingPage parse(String xml) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Map<String, Long> found = new HashMap<>();
        String marker = "";
        String name = "";
        long length = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml.substring(xml.indexOf('<'))));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Name" -> name = reader.getElementText();
                        case "Content-Length" -> length = Long.parseLong(reader.getElementText());
                        case "NextMarker" -> marker = reader.getElementText();
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && reader.getLocalName().equals("Blob")) {
                    found.put(name, length);
                }
            }
            return new ListingPage(found, marker);
        } catch (XMLStreamException | NumberFormatException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, "the depot's listing is not well-formed", e);
        }
    }
}
