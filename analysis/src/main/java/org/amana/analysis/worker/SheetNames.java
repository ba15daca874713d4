package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.analysis.WorkerLimits;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// The names of the sheets in an OpenDocument spreadsheet, which Tika's parser passes over. OpenDocument 1.3 §9.1.2.
final class SheetNames {
    private static final String TYPE = "application/vnd.oasis.opendocument.spreadsheet";
    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static final int MOST = 1_000;

    private SheetNames() {}

    static boolean areIn(String type) {
        return type.startsWith(TYPE);
    }

    /// As far as they can be told.
    static List<String> of(Path spreadsheet, WorkerLimits limits) {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder().setPath(spreadsheet).get()) {
            ZipArchiveEntry content = zip.getEntry("content.xml");
            if (content != null) {
                try (InputStream in = ZippedXml.content(zip, content, limits)) {
                    read(ZippedXml.READERS.createXMLStreamReader(in), names);
                }
            }
        } catch (IOException | XMLStreamException | RuntimeException _) {
            // What is wrong with it, its parser says.
        }
        return names;
    }

    private static void read(XMLStreamReader reader, List<String> names) throws XMLStreamException {
        while (reader.hasNext() && names.size() < MOST) {
            reader.next();
            if (reader.isStartElement()
                    && reader.getLocalName().equals("table")
                    && TABLE.equals(reader.getNamespaceURI())) {
                String name = reader.getAttributeValue(TABLE, "name");
                names.add(name == null ? "" : Facts.clean(name));
            }
        }
    }
}
