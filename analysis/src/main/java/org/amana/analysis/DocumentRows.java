package org.amana.analysis;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETag;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The rows of documents, pages and pictures. A document's head is kept as its page 0, so that it can be replaced like
/// a page.
final class DocumentRows {
    private static final String COLUMNS =
            "id, container_id, account, container, name, version, etag, part, type, language, language_confidence, pages,"
                    + " pictures, children, length, modified, analysed";

    private DocumentRows() {}

    /// What is known of a document that is to be inserted, apart from the blob it is in.
    record New(
            String part,
            String type,
            Language language,
            int pages,
            int pictures,
            int children,
            long length,
            Engine engine) {}

    /// A document's row.
    record Stored(
            DocumentId id,
            long containerId,
            BlobRef blob,
            long version,
            ETag etag,
            String part,
            String type,
            Language language,
            int pages,
            int pictures,
            int children,
            long length,
            java.time.Instant modified,
            java.time.Instant analysed) {

        Document with(Head known) {
            return new Document(
                    id,
                    blob,
                    etag,
                    part,
                    part.isEmpty() ? fileName() : known.name(),
                    type,
                    known.title(),
                    language,
                    pages,
                    pictures,
                    known.metadata(),
                    known.insights(),
                    children,
                    length,
                    modified,
                    analysed);
        }

        /// The name's last piece.
        String fileName() {
            String name = blob.name().value();
            String trimmed = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
            return trimmed.substring(trimmed.lastIndexOf('/') + 1);
        }
    }

    /// A page's row: what it takes to read it.
    record StoredPage(int number, Shelf.Spot spot) {}

    /// A picture's row.
    record StoredPicture(int width, int height, boolean damaged, Shelf.Spot spot) {}

    static long insert(Transaction tx, Claim claim, New document, long content, Shelf.Spot head) throws SQLException {
        long id = tx.first(
                        "INSERT INTO document (container_id, account, container, name, version, etag, part, type, language,"
                                + " language_confidence, pages, pictures, children, length, modified, analysed, engine,"
                                + " engine_version)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                        row -> row.number("id"),
                        claim.containerId(),
                        claim.account(),
                        claim.container(),
                        claim.name(),
                        claim.version(),
                        claim.etag(),
                        document.part(),
                        document.type(),
                        document.language().code(),
                        document.language().confidence(),
                        document.pages(),
                        document.pictures(),
                        document.children(),
                        document.length(),
                        claim.modified(),
                        tx.now(),
                        document.engine().name(),
                        document.engine().version())
                .orElseThrow();
        replaceHead(tx, id, content, head);
        return id;
    }

    static void replaceHead(Transaction tx, long document, long content, Shelf.Spot head) throws SQLException {
        tx.update(
                "INSERT INTO document_page (document_id, number, engine, confidence, language, language_confidence,"
                        + " characters, words, content_id, offset, length) VALUES (?, 0, '', 0, 'und', 0, 0, 0, ?, ?, ?)"
                        + " ON CONFLICT (document_id, number) DO UPDATE SET content_id = excluded.content_id,"
                        + " offset = excluded.offset, length = excluded.length",
                document,
                content,
                head.offset(),
                head.length());
    }

    /// Notes the language of most of a document's text.
    static void speaks(Transaction tx, long document, Language language) throws SQLException {
        tx.update(
                "UPDATE document SET language = ?, language_confidence = ?, analysed = ? WHERE id = ?",
                language.code(),
                language.confidence(),
                tx.now(),
                document);
    }

    static void insertPage(Transaction tx, long document, Harvest.Leaf leaf, long content) throws SQLException {
        tx.update(
                "INSERT OR REPLACE INTO document_page (document_id, number, engine, confidence, language,"
                        + " language_confidence, characters, words, content_id, offset, length)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                document,
                leaf.number(),
                leaf.engine().name(),
                leaf.confidence(),
                leaf.language().code(),
                leaf.language().confidence(),
                leaf.characters(),
                leaf.words(),
                content,
                leaf.spot().offset(),
                leaf.spot().length());
    }

    static void insertPicture(Transaction tx, long document, Pictured picture, long content, Shelf.Spot spot)
            throws SQLException {
        tx.update(
                "INSERT OR REPLACE INTO document_picture (document_id, number, longest, width, height, damaged, content_id,"
                        + " offset, length) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                document,
                picture.number(),
                picture.longest(),
                picture.width(),
                picture.height(),
                picture.damaged(),
                content,
                spot.offset(),
                spot.length());
    }

    static Optional<Stored> find(Reader reader, long containerId, String name, String part) throws SQLException {
        return reader.first(
                "SELECT " + COLUMNS + " FROM document WHERE container_id = ? AND name = ? AND part = ?",
                DocumentRows::stored,
                containerId,
                name,
                part);
    }

    static Optional<Stored> find(Reader reader, DocumentId id) throws SQLException {
        return reader.first("SELECT " + COLUMNS + " FROM document WHERE id = ?", DocumentRows::stored, id.value());
    }

    /// All documents of a blob, itself first, then what is inside in the order it was found.
    static List<Stored> all(Reader reader, long containerId, String name) throws SQLException {
        return reader.list(
                "SELECT " + COLUMNS + " FROM document WHERE container_id = ? AND name = ? ORDER BY id",
                DocumentRows::stored,
                containerId,
                name);
    }

    static Optional<Shelf.Spot> head(Reader reader, DocumentId id) throws SQLException {
        return reader.first(
                "SELECT content_id, offset, length FROM document_page WHERE document_id = ? AND number = 0",
                DocumentRows::spot,
                id.value());
    }

    static List<StoredPage> pages(Reader reader, DocumentId id) throws SQLException {
        return reader.list(
                "SELECT number, content_id, offset, length FROM document_page WHERE document_id = ? AND number > 0"
                        + " ORDER BY number",
                row -> new StoredPage(row.integer("number"), spot(row)),
                id.value());
    }

    static Optional<StoredPage> page(Reader reader, DocumentId id, int number) throws SQLException {
        return reader.first(
                "SELECT number, content_id, offset, length FROM document_page WHERE document_id = ? AND number = ?"
                        + " AND number > 0",
                row -> new StoredPage(row.integer("number"), spot(row)),
                id.value(),
                number);
    }

    static Optional<StoredPicture> picture(Reader reader, DocumentId id, int number, int longest) throws SQLException {
        return reader.first(
                "SELECT width, height, damaged, content_id, offset, length FROM document_picture WHERE document_id = ?"
                        + " AND number = ? AND longest = ?",
                row -> new StoredPicture(row.integer("width"), row.integer("height"), row.flag("damaged"), spot(row)),
                id.value(),
                number,
                longest);
    }

    private static Shelf.Spot spot(Row row) throws SQLException {
        return new Shelf.Spot(row.number("content_id"), row.number("offset"), row.integer("length"));
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(
                new DocumentId(row.number("id")),
                row.number("container_id"),
                ContainerRef.of(row.text("account"), row.text("container")).blob(row.text("name")),
                row.number("version"),
                new ETag(row.text("etag")),
                row.text("part"),
                row.text("type"),
                new Language(row.text("language"), row.integer("language_confidence")),
                row.integer("pages"),
                row.integer("pictures"),
                row.integer("children"),
                row.number("length"),
                row.instant("modified"),
                row.instant("analysed"));
    }
}
