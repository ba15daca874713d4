package org.amana.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.Vault;
import org.amana.blob.Vaults;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Catalog;

/// Reads what was found: rows from the catalog, content from the shelf. Knows nothing of who may read it.
final class Library {
    private final Catalog catalog;
    private final Shelf shelf;
    private final Vaults vaults;

    Library(Catalog catalog, Shelf shelf, Vaults vaults) {
        this.catalog = catalog;
        this.shelf = shelf;
        this.vaults = vaults;
    }

    /// The rows of one blob at one moment.
    record Rows(List<DocumentRows.Stored> documents, List<Task> tasks) {

        /// These, if they are of this version of the content.
        Rows ofVersion(long version) {
            boolean same = documents.stream().anyMatch(document -> document.version() == version);
            return same ? this : new Rows(List.of(), List.of());
        }
    }

    Rows rows(Vault vault, String name) {
        return catalog.read(reader -> new Rows(
                DocumentRows.all(reader, vault.containerId(), name), TaskRows.of(reader, vault.containerId(), name)));
    }

    Optional<DocumentRows.Stored> row(DocumentId id) {
        return catalog.read(reader -> DocumentRows.find(reader, id));
    }

    Optional<DocumentRows.Stored> row(Vault vault, String name, String part) {
        return catalog.read(reader -> DocumentRows.find(reader, vault.containerId(), name, part));
    }

    /// The vault of a document's container; empty when that is gone, whatever has taken its name.
    Optional<Vault> vault(DocumentRows.Stored row) {
        return vaults.of(row.blob().container()).filter(vault -> vault.containerId() == row.containerId());
    }

    /// Whether its text may be shown, as far as encryption scopes go.
    boolean isReadable(DocumentRows.Stored row) {
        return vaults.isReadable(row.blob());
    }

    Head head(Vault vault, DocumentId id) {
        Shelf.Spot spot = catalog.read(reader -> DocumentRows.head(reader, id))
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "document " + id + " is gone"));
        return Head.decode(shelf.read(vault, spot));
    }

    Document document(Vault vault, DocumentRows.Stored row) {
        return row.with(head(vault, row.id()));
    }

    /// The documents that it stands in, the nearest first.
    List<Document> around(Vault vault, DocumentRows.Stored row) {
        List<Document> around = new ArrayList<>();
        for (String part = row.part(); !part.isEmpty(); ) {
            part = part.substring(0, Math.max(0, part.lastIndexOf('/')));
            row(vault, row.blob().name().value(), part)
                    .filter(one -> one.version() == row.version())
                    .ifPresent(one -> around.add(document(vault, one)));
        }
        return around;
    }

    List<Page> pages(Vault vault, DocumentId id) {
        List<Page> pages = new ArrayList<>();
        for (DocumentRows.StoredPage page : catalog.read(reader -> DocumentRows.pages(reader, id))) {
            pages.add(page(vault, page.spot()));
        }
        return pages;
    }

    Optional<Page> page(Vault vault, DocumentId id, int number) {
        return catalog.read(reader -> DocumentRows.page(reader, id, number)).map(page -> page(vault, page.spot()));
    }

    private Page page(Vault vault, Shelf.Spot spot) {
        try {
            return PageCodec.decode(shelf.read(vault, spot));
        } catch (MalformedReplyException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "a page cannot be read: " + e.getMessage(), e);
        }
    }

    /// A kept picture of a page.
    Optional<Picture> picture(Vault vault, DocumentId id, int number, int longest) {
        return catalog.read(reader -> DocumentRows.picture(reader, id, number, longest))
                .map(row -> new Picture(row.width(), row.height(), row.damaged(), shelf.read(vault, row.spot())));
    }
}
