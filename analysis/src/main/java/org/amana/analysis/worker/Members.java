package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amana.analysis.worker.Opened.Item;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.xml.sax.ContentHandler;

/// Takes the things out of one document (Tika calls it for each): to a file of its own, within the budget.
final class Members implements EmbeddedDocumentExtractor {

    /// Parts of the container's machinery, not documents that anybody put in.
    private static final Set<String> MACHINERY = Set.of("METADATA", "FONT", "THUMBNAIL", "RENDERING");

    private static final int BUFFER = 64 << 10;

    private final Opened opened;
    private final Budget budget;
    private final List<Item> items = new ArrayList<>();
    private int inside;
    private boolean leftOut;

    Members(Opened opened, Budget budget) {
        this.opened = opened;
        this.budget = budget;
    }

    /// Those that were taken out, in order.
    List<Item> items() {
        return items;
    }

    /// How many there are, those included that were left out.
    int inside() {
        return inside;
    }

    /// Whether some were left out because there are too many or too large ones.
    boolean leftOut() {
        return leftOut;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String role = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        return role == null || !MACHINERY.contains(role);
    }

    @Override
    public void parseEmbedded(InputStream in, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws IOException {
        take(in, nameOf(metadata), Encodings.said(metadata));
    }

    void take(InputStream in, String name) throws IOException {
        take(in, name, "");
    }

    private void take(InputStream in, String name, String charset) throws IOException {
        inside++;
        if (!budget.mayUnpackMore() || !budget.takeChild()) {
            leftOut = true;
            return;
        }
        Path file = opened.fresh();
        if (copy(in, file)) {
            items.add(new Item(file, name, charset));
        } else {
            leftOut = true;
            Files.deleteIfExists(file);
        }
    }

    private boolean copy(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                int count = in.read(buffer);
                if (count < 0) {
                    return true;
                }
                budget.unpack(count);
                if (!budget.mayUnpackMore()) {
                    return false;
                }
                out.write(buffer, 0, count);
            }
        }
    }

    private static String nameOf(Metadata metadata) {
        String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        if (name == null || name.isBlank()) {
            name = metadata.get(TikaCoreProperties.EMBEDDED_RELATIONSHIP_ID);
        }
        return name == null ? "" : Facts.clean(name);
    }
}
