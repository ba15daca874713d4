package org.amana.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.amana.blob.Vault;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Appending;
import org.amana.store.Catalog;
import org.amana.store.Change;
import org.amana.store.Extents;
import org.amana.store.Pending;
import org.amana.store.Places;
import org.amana.store.Transaction;
import org.jspecify.annotations.Nullable;

/// Where what was found is kept: in the extents, encrypted under the container's key, several things in one body.
final class Shelf {
    private final Catalog catalog;
    private final Extents extents;

    Shelf(Catalog catalog, Extents extents) {
        this.catalog = catalog;
        this.extents = extents;
    }

    /// Where something stands: a stretch of a body.
    record Spot(long contentId, long offset, int length) {}

    /// Begins a body.
    Body body(Vault vault, String blobName) {
        return new Body(vault, blobName, extents.append(vault.key()));
    }

    /// A body while it is written. [#seal] and commit it, or close it to give it up.
    final class Body implements AutoCloseable {
        private final Vault vault;
        private final String blobName;
        private final Appending appending;
        private Optional<Pending> pending = Optional.empty();
        private boolean referred;
        private boolean committed;

        private Body(Vault vault, String blobName, Appending appending) {
            this.vault = vault;
            this.blobName = blobName;
            this.appending = appending;
        }

        /// Adds one thing.
        ///
        /// @return its spot, but for the number of the content, which is known only in the commit
        Spot put(byte[] bytes) {
            long offset = appending.length();
            appending.write(bytes, 0, bytes.length);
            return new Spot(0, offset, bytes.length);
        }

        boolean isEmpty() {
            return appending.length() == 0;
        }

        /// Ends the body and waits until it is durable.
        void seal() {
            Pending written = appending.finish();
            pending = Optional.of(written);
            written.await();
        }

        /// Makes a change that may [#refer] to the body. If it fails, nothing refers to the body.
        <T extends @Nullable Object> T commit(Change<T> change) {
            T made = catalog.commit(change);
            committed = referred;
            return made;
        }

        /// Refers to the body, in the change that refers to what is in it; only within [#commit].
        ///
        /// @return the number of the content
        long refer(Transaction tx) throws SQLException {
            referred = true;
            Places places = pending.orElseThrow().places();
            return tx.first(
                            "INSERT INTO analysis_content (container_id, name, dropped, places) VALUES (?, ?, 0, ?)"
                                    + " RETURNING id",
                            row -> row.number("id"),
                            vault.containerId(),
                            blobName,
                            places.encode())
                    .orElseThrow();
        }

        @Override
        public void close() {
            pending.ifPresentOrElse(
                    body -> {
                        body.close();
                        if (!committed) {
                            extents.released(body.places());
                        }
                    },
                    appending::close);
        }
    }

    /// @throws AmanaException `CORRUPT`, or `RESOURCE_NOT_FOUND` if it was dropped meanwhile
    byte[] read(Vault vault, Spot spot) {
        Places places = places(spot);
        try {
            return read(vault, places, spot);
        } catch (AmanaException e) {
            // Compaction may have moved it between the look-up and the reading.
            Places now = places(spot);
            if (e.code() != ErrorCode.CORRUPT || now.equals(places)) {
                throw e;
            }
            return read(vault, now, spot);
        }
    }

    private byte[] read(Vault vault, Places places, Spot spot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(spot.length());
        try {
            extents.read(vault.key(), places, spot.offset(), spot.length(), bytes::write);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "content " + spot.contentId() + " cannot be read", e);
        }
        return bytes.toByteArray();
    }

    private Places places(Spot spot) {
        return catalog.read(reader -> reader.first(
                        "SELECT places FROM analysis_content WHERE id = ?",
                        row -> Places.decode(row.bytes("places")),
                        spot.contentId()))
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.RESOURCE_NOT_FOUND, "analysis content " + spot.contentId() + " is gone"));
    }
}
