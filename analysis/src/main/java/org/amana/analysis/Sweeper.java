package org.amana.analysis;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// Works off what was dropped: tasks and documents of deleted containers, and bytes that nothing refers to any
/// more. A batch of a few hundred rows is one commit, so that no other change waits for all of them; whatever is
/// left when the process ends is found again.
final class Sweeper {
    /// Each takes some of its own with it: pages, pictures, news for search.
    private static final int DOCUMENTS = 200;

    /// Tasks, and bodies of content.
    private static final int ROWS = 500;

    private final Catalog catalog;
    private final Extents extents;

    Sweeper(Catalog catalog, Extents extents) {
        this.catalog = catalog;
        this.extents = extents;
    }

    /// A container was deleted: all that it has is to be swept.
    static void dropped(Transaction tx, long container) throws SQLException {
        tx.update("INSERT OR REPLACE INTO dropped_container (container_id) VALUES (?)", container);
    }

    /// A container that was deleted is back: what it has now is swept all the same, and what is found from now on
    /// is not. Work under way ends, as its results would be found from now on.
    static void restored(Transaction tx, long container) throws SQLException {
        tx.update("DELETE FROM analysis_task WHERE state = 'running' AND container_id = ?", container);
        tx.update(
                "UPDATE dropped_container SET last_task = (SELECT ifnull(max(id), 0) FROM analysis_task),"
                        + " last_document = (SELECT ifnull(max(id), 0) FROM document),"
                        + " last_content = (SELECT ifnull(max(id), 0) FROM analysis_content) WHERE container_id = ?",
                container);
    }

    /// Sweeps until nothing is left.
    ///
    /// @return whether search has something to take in because of it
    boolean sweep() {
        boolean told = false;
        while (catalog.read(reader -> reader.first("SELECT container_id FROM dropped_container LIMIT 1", _ -> true))
                .isPresent()) {
            catalog.commit(Sweeper::sweepSome);
            letGoOfAll();
            told = true;
        }
        letGoOfAll();
        return told;
    }

    /// What is to be swept of a container: all up to these, which are never used again.
    private record Dropped(long container, long lastTask, long lastDocument, long lastContent) {}

    /// One batch. A container is swept when none of its batches is full.
    ///
    /// @return false if there was nothing to sweep
    static boolean sweepSome(Transaction tx) throws SQLException {
        Optional<Dropped> first = tx.first(
                "SELECT container_id, last_task, last_document, last_content FROM dropped_container LIMIT 1",
                row -> new Dropped(
                        row.number("container_id"),
                        row.number("last_task"),
                        row.number("last_document"),
                        row.number("last_content")));
        if (first.isEmpty()) {
            return false;
        }
        Dropped dropped = first.get();
        if (tasks(tx, dropped) < ROWS && documents(tx, dropped) < DOCUMENTS && contents(tx, dropped) < ROWS) {
            tx.update("DELETE FROM dropped_container WHERE container_id = ?", dropped.container());
        }
        return true;
    }

    private static int tasks(Transaction tx, Dropped dropped) throws SQLException {
        return tx.update(
                "DELETE FROM analysis_task WHERE id IN"
                        + " (SELECT id FROM analysis_task WHERE container_id = ? AND id <= ? LIMIT " + ROWS + ")",
                dropped.container(),
                dropped.lastTask());
    }

    private static int documents(Transaction tx, Dropped dropped) throws SQLException {
        List<Long> documents = tx.list(
                "SELECT id FROM document WHERE container_id = ? AND id <= ? LIMIT " + DOCUMENTS,
                row -> row.number("id"),
                dropped.container(),
                dropped.lastDocument());
        for (long document : documents) {
            Findings.dropDocument(tx, document);
        }
        return documents.size();
    }

    private static int contents(Transaction tx, Dropped dropped) throws SQLException {
        return tx.update(
                "UPDATE analysis_content SET dropped = 1 WHERE id IN (SELECT id FROM analysis_content"
                        + " WHERE container_id = ? AND dropped = 0 AND id <= ? LIMIT " + ROWS + ")",
                dropped.container(),
                dropped.lastContent());
    }

    private void letGoOfAll() {
        boolean more = true;
        while (more) {
            more = letGo();
        }
    }

    private boolean letGo() {
        List<Places> gone = catalog.commit(tx -> tx.list(
                "DELETE FROM analysis_content WHERE id IN (SELECT id FROM analysis_content WHERE dropped = 1 LIMIT "
                        + ROWS + ") RETURNING places",
                row -> Places.decode(row.bytes("places"))));
        gone.forEach(extents::released);
        return !gone.isEmpty();
    }
}
