package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.XMLEvent;
import org.amana.analysis.WorkerLimits;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.output.CloseShieldOutputStream;

/// Takes what was deleted or moved away with its changes tracked out of a Word document before Tika reads it, which
/// would join it to what was put in its place: 50000 deleted and 70000 inserted is no 5000070000.
final class TrackedChanges {
    private static final Set<String> WORD = Set.of(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main");
    private static final String DELETED = "del";
    private static final Set<String> GONE = Set.of(DELETED, "moveFrom");
    private static final String DELETED_TEXT = "delText";
    private static final Set<String> BLANKS = Set.of("tab", "ptab", "br", "cr");

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    /// @param document as it reads with all changes accepted
    /// @param deleted what was deleted, each after who did it
    record Accepted(Path document, List<String> deleted) {}

    private final ZipFile zip;
    private final WorkerLimits limits;
    private final List<String> deleted = new ArrayList<>();

    private TrackedChanges(ZipFile zip, WorkerLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    static boolean mayBeIn(String type) {
        return type.contains("wordprocessingml") || type.startsWith("application/vnd.ms-word.");
    }

    /// The document itself where nothing is gone, or it cannot be taken apart: its parser will say that.
    ///
    /// @param place for another document, not there yet
    static Accepted accept(Path document, Path place, WorkerLimits limits) {
        try (ZipFile zip = ZipFile.builder().setPath(document).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            TrackedChanges changes = new TrackedChanges(zip, limits);
            if (changes.areIn(entries)) {
                changes.write(entries, place);
                return new Accepted(place, changes.deleted);
            }
        } catch (IOException | XMLStreamException | RuntimeException _) {
            // As below.
        }
        return new Accepted(document, List.of());
    }

    private static boolean isText(ZipArchiveEntry entry) {
        return entry.getName().matches("(?i)/?word/[^/]*\\.xml");
    }

    private boolean areIn(List<ZipArchiveEntry> entries) throws IOException, XMLStreamException {
        for (ZipArchiveEntry entry : entries) {
            if (isText(entry) && areIn(entry)) {
                return true;
            }
        }
        return false;
    }

    private boolean areIn(ZipArchiveEntry entry) throws IOException, XMLStreamException {
        try (InputStream in = ZippedXml.content(zip, entry, limits)) {
            XMLStreamReader reader = ZippedXml.READERS.createXMLStreamReader(in);
            while (reader.hasNext()) {
                reader.next();
                if (reader.isStartElement() && isGone(reader.getName())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isGone(QName name) {
        return GONE.contains(name.getLocalPart()) && WORD.contains(name.getNamespaceURI());
    }

    private void write(List<ZipArchiveEntry> entries, Path place) throws IOException, XMLStreamException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(place)) {
            for (ZipArchiveEntry entry : entries) {
                if (isText(entry)) {
                    out.putArchiveEntry(new ZipArchiveEntry(entry.getName()));
                    try (InputStream in = ZippedXml.content(zip, entry, limits)) {
                        write(in, CloseShieldOutputStream.wrap(out));
                    }
                    out.closeArchiveEntry();
                } else {
                    out.addRawArchiveEntry(entry, zip.getRawInputStream(entry));
                }
            }
        }
    }

    private void write(InputStream in, OutputStream out) throws XMLStreamException {
        String encoding = StandardCharsets.UTF_8.name();
        XMLEventReader reader = ZippedXml.READERS.createXMLEventReader(in);
        XMLEventWriter writer = WRITERS.createXMLEventWriter(out, encoding);
        writer.add(XMLEventFactory.newDefaultFactory().createStartDocument(encoding));
        while (reader.hasNext()) {
            XMLEvent event = reader.nextEvent();
            if (event.isStartElement() && isGone(event.asStartElement().getName())) {
                passOver(reader, event);
            } else if (!event.isStartDocument()) {
                writer.add(event);
            }
        }
        writer.flush();
    }

    private void passOver(XMLEventReader reader, XMLEvent start) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean inText = false;
        for (int depth = 1; depth > 0; ) {
            XMLEvent event = reader.nextEvent();
            if (event.isStartElement()) {
                depth++;
                String name = event.asStartElement().getName().getLocalPart();
                inText = name.equals(DELETED_TEXT);
                text.append(BLANKS.contains(name) ? " " : "");
            } else if (event.isEndElement()) {
                depth--;
                inText = false;
            } else if (inText && event.isCharacters()) {
                text.append(event.asCharacters().getData());
            }
        }
        if (!text.toString().isBlank()) {
            deleted.add("Deleted by " + author(start) + ": " + text);
        }
    }

    private static String author(XMLEvent start) {
        QName name = start.asStartElement().getName();
        Attribute author = start.asStartElement().getAttributeByName(new QName(name.getNamespaceURI(), "author"));
        return author == null || author.getValue().isBlank() ? "somebody" : author.getValue();
    }
}
