package org.amana.analysis;

import java.sql.SQLException;
import java.util.Locale;
import org.amana.store.Catalog;
import org.amana.store.Transaction;

/// Puts back in the [TaskQueue] what has left it: tasks that were parked, and files that were read. Attempts
/// are counted anew, and each reading is told in the ledger as the first one was.
final class Requeue {
    /// How many documents one commit looks at.
    private static final long AT_ONCE = 2_000;

    private static final String TAKE_UP = "UPDATE analysis_task SET state = 'waiting', attempts = 0, told = 0,"
            + " not_before = ?, reason = '', changed = ? WHERE state = 'parked'";

    private final Catalog catalog;

    Requeue(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Takes up a parked task, with the pages that could not be read. Nothing happens if it is not parked.
    void parked(TaskId task) {
        catalog.commit(tx -> {
            tx.update(
                    "UPDATE unread_page SET attempts = 0, reason = '' WHERE document_id IN (SELECT d.id FROM document d"
                            + " JOIN analysis_task t ON t.container_id = d.container_id AND t.name = d.name"
                            + " WHERE t.id = ? AND t.state = 'parked')",
                    task.value());
            return tx.update(TAKE_UP + " AND id = ?", tx.now(), tx.now(), task.value());
        });
    }

    /// Takes up what is parked for want of something that is there by now.
    ///
    /// @return how many tasks
    long parkedFor(Reason.Kind want) {
        return catalog.commit(tx -> (long) tx.update(
                TAKE_UP + " AND (reason = ? OR reason LIKE ?)",
                tx.now(),
                tx.now(),
                want.word(),
                want.word() + "\u001F%"));
    }

    /// Lets files of an account be read again that were read before. What was found in them stays until then.
    /// So many documents at a time, that nobody waits for it.
    ///
    /// @param container empty for all
    /// @param engine those alone that it read something of; empty for all
    /// @return how many files
    long readBefore(String account, String container, String engine) {
        long files = 0;
        long last = catalog.readOne(
                reader -> reader.first("SELECT ifnull(max(id), 0) AS last FROM document", row -> row.number("last"))
                        .orElse(0L));
        for (long after = 0; after < last; after += AT_ONCE) {
            files += readAfter(after, account, container, engine);
        }
        return files;
    }

    /// @param after the last document that was looked at
    private long readAfter(long after, String account, String container, String engine) {
        return catalog.commit(tx -> {
            long files = addRead(tx, after, account, container, engine);
            dropReplaced(tx, after, account);
            return files;
        });
    }

    /// Of the documents that follow, those files that are as they were read and that nobody is to read
    /// already.
    private static long addRead(Transaction tx, long after, String account, String container, String engine)
            throws SQLException {
        return tx.update(
                "INSERT INTO analysis_task (container_id, account, container, name, version, etag, length,"
                        + " content_type, modified, kind, state, attempts, epoch, not_before, lease_until, reason,"
                        + " changed) SELECT d.container_id, d.account, d.container, d.name, d.version, d.etag,"
                        + " d.length, b.content_type, d.modified, 'extract', 'waiting', 0, 0, ?, 0, '', ?"
                        + " FROM document d JOIN blob b ON b.container_id = d.container_id AND b.name = d.name"
                        + " AND b.content_version = d.version"
                        + " WHERE d.id > ? AND d.id <= ? AND d.part = '' AND d.account = ?"
                        + " AND ? IN ('', d.container)"
                        + " AND NOT EXISTS (SELECT 1 FROM analysis_task t WHERE t.container_id = d.container_id"
                        + " AND t.name = d.name AND t.state <> 'parked')"
                        + " AND (? = '' OR EXISTS (SELECT 1 FROM document e LEFT JOIN document_page p"
                        + " ON p.document_id = e.id WHERE e.container_id = d.container_id AND e.name = d.name"
                        + " AND ? IN (lower(e.engine), lower(p.engine))))",
                tx.now(),
                tx.now(),
                after,
                after + AT_ONCE,
                account,
                container,
                engine,
                engine.toLowerCase(Locale.ROOT));
    }

    /// A file that is read anew needs no more what was parked of it.
    private static void dropReplaced(Transaction tx, long after, String account) throws SQLException {
        tx.update(
                "DELETE FROM analysis_task WHERE state = 'parked' AND (container_id, name) IN"
                        + " (SELECT d.container_id, d.name FROM document d JOIN analysis_task t"
                        + " ON t.container_id = d.container_id AND t.name = d.name"
                        + " WHERE d.id > ? AND d.id <= ? AND d.part = '' AND d.account = ?"
                        + " AND t.kind = 'extract' AND t.state = 'waiting')",
                after,
                after + AT_ONCE,
                account);
    }
}
