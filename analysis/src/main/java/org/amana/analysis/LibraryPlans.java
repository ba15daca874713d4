package org.amana.analysis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amana.blob.BlobRef;
import org.amana.blob.Vault;
import org.amana.blob.Vaults;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// The plans by which what the [Library] has of a blob is handed out.
final class LibraryPlans {
    private final Vaults vaults;
    private final Library library;
    private final Supplier<Drawing> drawing;

    /// @param drawing makes pictures of pages that have none yet
    LibraryPlans(Vaults vaults, Library library, Supplier<Drawing> drawing) {
        this.vaults = vaults;
        this.library = library;
        this.drawing = drawing;
    }

    /// See [Analysis#reading].
    Plan<Reading> reading(BlobRef blob) {
        return permitted -> {
            Vault vault = vaults.of(permitted, blob.container());
            Library.Rows rows = library.rows(vault, blob.name().value());
            if (!blob.isBase()) {
                rows = rows.ofVersion(vaults.contentVersion(permitted, blob));
            }
            if (rows.documents().isEmpty() && rows.tasks().isEmpty()) {
                throw unknown(blob);
            }
            List<Document> documents = new ArrayList<>();
            rows.documents().forEach(row -> documents.add(library.document(vault, row)));
            Reading reading = documents.isEmpty()
                    ? new Reading(null, List.of(), rows.tasks())
                    : new Reading(documents.getFirst(), documents.subList(1, documents.size()), rows.tasks());
            return Planned.of(Amounts.touched(1), _ -> reading);
        };
    }

    /// See [Analysis#pages].
    Plan<List<Page>> pages(BlobRef blob, String part) {
        return released(
                blob,
                part,
                (vault, row) -> library.pages(vault, row.id()),
                pages -> pages.stream().mapToLong(LibraryPlans::bytes).sum());
    }

    /// See [Analysis#page].
    Plan<Page> page(BlobRef blob, String part, int number) {
        return released(
                blob,
                part,
                (vault, row) -> library.page(vault, row.id(), number).orElseThrow(() -> noPage(blob, number)),
                LibraryPlans::bytes);
    }

    /// See [Analysis#thumbnail].
    Plan<Picture> thumbnail(BlobRef blob, String part, int number) {
        return released(
                blob,
                part,
                (vault, row) -> library.picture(vault, row.id(), number, ExtractWork.THUMBNAIL)
                        .orElseThrow(() -> noPage(blob, number)),
                Picture::size);
    }

    /// See [Analysis#pageImage].
    Plan<Picture> pageImage(BlobRef blob, String part, int number) {
        return released(
                blob,
                part,
                (vault, row) -> library.picture(vault, row.id(), number, Drawing.LONGEST)
                        .orElseGet(() -> drawing.get().draw(vault, row, number)),
                Picture::size);
    }

    @FunctionalInterface
    private interface Reader<R> {
        R read(Vault vault, DocumentRows.Stored row);
    }

    /// Something found in a document. It is read while planning, so that its size is known, and handed out when the
    /// entry is written.
    private <R> Plan<R> released(BlobRef blob, String part, Reader<R> reader, Function<R, Number> bytes) {
        return permitted -> {
            Vault vault = vaults.of(permitted, blob.container());
            vaults.requireReadable(permitted, blob);
            DocumentRows.Stored row = library.row(vault, blob.name().value(), part)
                    .filter(found -> blob.isBase() || found.version() == vaults.contentVersion(permitted, blob))
                    .orElseThrow(() -> unknown(blob));
            R found = reader.read(vault, row);
            return Planned.of(Amounts.released(bytes.apply(found).longValue()), _ -> found);
        };
    }

    private static long bytes(Page page) {
        return page.text().getBytes(StandardCharsets.UTF_8).length;
    }

    private static AmanaException unknown(BlobRef blob) {
        return new AmanaException(ErrorCode.BLOB_NOT_FOUND, "Nothing is known of " + blob + ".");
    }

    private static AmanaException noPage(BlobRef blob, int number) {
        return new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "There is no page " + number + " of " + blob + ".");
    }
}
