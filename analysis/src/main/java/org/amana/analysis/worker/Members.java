package org.amana.analysis.worker;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.analysis.Reason;
import org.amana.analysis.worker.Opened.Item;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.xml.sax.ContentHandler;

/// Takes the things out of one document (Tika calls it for each): to a file of its own, within the budget.
final class Members implements EmbeddedDocumentExtractor {

    /// Parts of the container's machinery, not documents that anybody put in.
    private static final Set<String> MACHINERY = Set.of("METADATA", "FONT", "THUMBNAIL", "RENDERING");

    private static final String PREVIEW = "THUMBNAIL";

    /// Opens one thing inside.
    interface Content {
        InputStream open() throws IOException;
    }

    /// Writes one thing inside that does not lie there as it is read.
    interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /// Why a thing inside could not be taken out, and how many bytes it is said to have.
    record Refusal(Reason reason, long length) {}

    private final Opened opened;
    private final Budget budget;
    private final List<Item> items = new ArrayList<>();
    private final Map<Item, Refusal> refused = new HashMap<>();
    private int inside;
    private boolean leftOut;
    private boolean previews;

    Members(Opened opened, Budget budget) {
        this.opened = opened;
        this.budget = budget;
    }

    /// Those that were taken out, in order.
    List<Item> items() {
        return items;
    }

    /// Why one of them has no content, if it has none.
    Optional<Refusal> refusal(Item item) {
        return Optional.ofNullable(refused.get(item));
    }

    /// How many there are, those included that were left out.
    int inside() {
        return inside;
    }

    /// Whether some were left out because there are too many or too large ones.
    boolean leftOut() {
        return leftOut;
    }

    /// From now on previews are taken out too, for documents of which nothing else can be shown.
    void takePreviews() {
        previews = true;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String role = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        return role == null || !MACHINERY.contains(role) || (previews && role.equals(PREVIEW));
    }

    @Override
    public void parseEmbedded(InputStream in, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws IOException {
        TikaInputStream open = TikaInputStream.cast(in);
        if (open != null && open.getOpenContainer() instanceof DirectoryEntry storage) {
            write(Storages.TYPE, nameOf(metadata), "", out -> Storages.write(storage, out));
        } else {
            take(in, nameOf(metadata), Encodings.said(metadata));
        }
    }

    void take(InputStream in, String name) throws IOException {
        take(in, name, "");
    }

    /// Whether another one would be taken.
    boolean hasRoom() {
        return budget.mayUnpackMore() && budget.hasChild();
    }

    /// Counts one more that is there, and not taken.
    void leaveOut() {
        inside++;
        leftOut = true;
    }

    /// Takes one whose trouble is its own: if it cannot be taken out, the others still can.
    ///
    /// @param type of what it lies in
    /// @param length said of it
    void take(String type, String name, long length, Content content) throws IOException {
        take(type, length, new Item(opened.fresh(), name, ""), out -> {
            try (InputStream in = content.open()) {
                in.transferTo(out);
            }
        });
    }

    /// The same with one that is written anew.
    ///
    /// @param known what it is for sure; may be empty
    void write(String type, String name, String known, Writing writing) throws IOException {
        take(type, 0, new Item(opened.fresh(), name, "", known), writing);
    }

    private void take(String type, long length, Item item, Writing writing) throws IOException {
        if (!mayTake()) {
            return;
        }
        try {
            add(writing, item);
        } catch (IOException | RuntimeException e) {
            RefusedException reason = Failures.refused(type, e);
            if (reason.isBomb()) {
                throw reason;
            }
            Files.write(item.path(), new byte[0]);
            items.add(item);
            refused.put(item, new Refusal(reason.reason(), length));
        }
    }

    private void take(InputStream in, String name, String charset) throws IOException {
        if (mayTake()) {
            add(in::transferTo, new Item(opened.fresh(), name, charset));
        }
    }

    /// Counts one more.
    ///
    /// @return whether there is room for it
    private boolean mayTake() {
        inside++;
        boolean may = budget.mayUnpackMore() && budget.takeChild();
        leftOut |= !may;
        return may;
    }

    private void add(Writing writing, Item item) throws IOException {
        Metered out = new Metered(Files.newOutputStream(item.path()));
        try (out) {
            writing.write(out);
            items.add(item);
        } catch (IOException | RuntimeException e) {
            if (!out.full) {
                throw e;
            }
            leftOut = true;
            Files.deleteIfExists(item.path());
        }
    }

    /// Takes what is written out of the budget, and no more of it once there is none left.
    private final class Metered extends FilterOutputStream {
        private boolean full;

        Metered(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            budget.unpack(count);
            full = !budget.mayUnpackMore();
            if (full) {
                throw new IOException("full");
            }
            out.write(bytes, offset, count);
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
