package org.amana.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.amana.blob.Vault;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Bell;
import org.amana.store.Catalog;

/// The outbox as a table of the catalog: a change of a document and the news of it are one commit.
final class CatalogOutbox implements Outbox {
    private final Catalog catalog;
    private final Library library;
    private final Bell bell;

    CatalogOutbox(Catalog catalog, Library library, Bell bell) {
        this.catalog = catalog;
        this.library = library;
        this.bell = bell;
    }

    @Override
    public List<IndexTask> next(int max) {
        return catalog.read(reader -> reader.list(
                "SELECT sequence, document_id, dropped FROM index_task ORDER BY sequence LIMIT ?",
                row -> {
                    DocumentId document = new DocumentId(row.number("document_id"));
                    return row.flag("dropped")
                            ? new IndexTask.Drop(row.number("sequence"), document)
                            : new IndexTask.Put(row.number("sequence"), document);
                },
                max));
    }

    @Override
    public Optional<AnalysedDocument> document(DocumentId id) {
        return found(
                id,
                held -> Optional.of(new AnalysedDocument(
                        library.document(held.vault(), held.row()),
                        library.around(held.vault(), held.row()),
                        library.pages(held.vault(), id))));
    }

    @Override
    public boolean holds(DocumentId id) {
        return library.row(id).flatMap(library::vault).isPresent();
    }

    @Override
    public Optional<Page> page(DocumentId id, int number) {
        return found(
                id,
                vaultAndRow -> library.isReadable(vaultAndRow.row())
                        ? library.page(vaultAndRow.vault(), id, number)
                        : Optional.empty());
    }

    private record Held(Vault vault, DocumentRows.Stored row) {}

    /// What goes while it is read counts as gone.
    private <T> Optional<T> found(DocumentId id, Function<Held, Optional<T>> reading) {
        try {
            return library.row(id)
                    .flatMap(row -> library.vault(row).map(vault -> new Held(vault, row)))
                    .flatMap(reading);
        } catch (AmanaException e) {
            if (e.code() == ErrorCode.RESOURCE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean hasGoneOnSince(long sequence) {
        return catalog.read(reader -> reader.first(
                        "SELECT sequence FROM index_done WHERE sequence > ?", row -> row.number("sequence"), sequence))
                .isPresent();
    }

    @Override
    public void done(long sequence) {
        catalog.commit(tx -> {
            tx.update(
                    "INSERT INTO index_done (one, sequence) VALUES (1, ?)"
                            + " ON CONFLICT (one) DO UPDATE SET sequence = max(sequence, excluded.sequence)",
                    sequence);
            return tx.update("DELETE FROM index_task WHERE sequence <= ?", sequence);
        });
    }

    @Override
    public void listen(Runnable listener) {
        bell.listen(listener);
    }

    @Override
    public void replay() {
        catalog.commit(tx ->
                tx.update("INSERT INTO index_task (document_id, dropped) SELECT id, 0 FROM document ORDER BY id"));
        bell.ring();
    }
}
