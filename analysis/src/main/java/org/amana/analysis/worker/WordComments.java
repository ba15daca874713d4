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

/// The comments on a Word document, which Tika's parser tells behind their paragraph, but not where that is in a list.
/// ISO/IEC 29500-1 §17.13.4.
final class WordComments {
    private static final String COMMENTS = "word/comments.xml";
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final int MOST = 2_000;
    private static final int LONGEST = 100_000;

    private WordComments() {}

    /// Each as Tika's parser would tell it, as far as they can be read.
    static List<String> of(Path document, WorkerLimits limits) {
        List<String> comments = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder().setPath(document).get()) {
            ZipArchiveEntry entry = zip.getEntry(COMMENTS);
            if (entry != null) {
                try (InputStream in = ZippedXml.content(zip, entry, limits)) {
                    read(ZippedXml.READERS.createXMLStreamReader(in), comments);
                }
            }
        } catch (IOException | XMLStreamException | RuntimeException _) {
            // What is wrong with it, its parser says.
        }
        return comments;
    }

    private static void read(XMLStreamReader reader, List<String> comments) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        String author = "";
        boolean inText = false;
        while (reader.hasNext() && comments.size() < MOST) {
            reader.next();
            if (reader.isStartElement() && WORD.equals(reader.getNamespaceURI())) {
                inText = reader.getLocalName().equals("t");
                if (reader.getLocalName().equals("comment")) {
                    author = reader.getAttributeValue(WORD, "author");
                    text.setLength(0);
                }
            } else if (reader.isEndElement()) {
                inText = false;
                if (reader.getLocalName().equals("comment") && !text.toString().isBlank()) {
                    comments.add("Comment by " + (author == null ? "" : author) + ": "
                            + text.toString().strip());
                } else if (reader.getLocalName().equals("p")) {
                    text.append(' ');
                }
            } else if (inText && reader.isCharacters() && text.length() < LONGEST) {
                text.append(reader.getText());
            }
        }
    }
}
