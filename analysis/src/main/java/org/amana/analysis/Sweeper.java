package org.amana.analysis;

import java.sql.SQLException;
import java.util.List;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// Works off what was dropped: documents of deleted containers, and bytes that nothing refers to any more. A batch is
/// one commit; whatever is left when the process ends is found again.
final class Sweeper {
    private static final int BATCH = 200;

    private final Catalog catalog;
    private final Extents extents;

    Sweeper(Catalog catalog, Extents extents) {
        this.catalog = catalog;
        this.extents = extents;
    }

    /// Sweeps until nothing is left.
    ///
    /// @return whether search has something to take in because of it
    boolean sweep() {
        boolean told = false;
        while (catalog.read(reader -> reader.first("SELECT container_id FROM dropped_container LIMIT 1", _ -> true))
                .isPresent()) {
            catalog.commit(Sweeper::dropFromContainer);
            told = true;
        }
        boolean more = true;
        while (more) {
            more = letGo();
        }
        return told;
    }

    private static boolean dropFromContainer(Transaction tx) throws SQLException {
        List<Long> containers =
                tx.list("SELECT container_id FROM dropped_container LIMIT 1", row -> row.number("container_id"));
        for (long container : containers) {
            tx.update("DELETE FROM analysis_task WHERE container_id = ?", container);
            List<Long> documents = tx.list(
                    "SELECT id FROM document WHERE container_id = ? LIMIT " + BATCH,
                    row -> row.number("id"),
                    container);
            for (long document : documents) {
                Findings.dropDocument(tx, document);
            }
            if (documents.size() < BATCH) {
                tx.update("UPDATE analysis_content SET dropped = 1 WHERE container_id = ?", container);
                tx.update("DELETE FROM dropped_container WHERE container_id = ?", container);
            }
        }
        return true;
    }

    /// Drops at once what is left of a container that was deleted and is back, so that its blobs are read anew and
    /// nothing of that is swept. Usually nothing is left by then.
    static void forgetNow(Transaction tx, long container) throws SQLException {
        tx.update("DELETE FROM analysis_task WHERE container_id = ?", container);
        List<Long> documents =
                tx.list("SELECT id FROM document WHERE container_id = ?", row -> row.number("id"), container);
        for (long document : documents) {
            Findings.dropDocument(tx, document);
        }
        tx.update("UPDATE analysis_content SET dropped = 1 WHERE container_id = ?", container);
        tx.update("DELETE FROM dropped_container WHERE container_id = ?", container);
    }

    private boolean letGo() {
        List<Places> gone = catalog.commit(tx -> tx.list(
                "DELETE FROM analysis_content WHERE id IN (SELECT id FROM analysis_content WHERE dropped = 1 LIMIT "
                        + BATCH + ") RETURNING places",
                row -> Places.decode(row.bytes("places"))));
        gone.forEach(extents::released);
        return !gone.isEmpty();
    }
}
