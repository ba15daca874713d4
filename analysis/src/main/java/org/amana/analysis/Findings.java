package org.amana.analysis;

import java.sql.SQLException;
import java.util.List;
import org.amana.store.Transaction;

/// Drops what was found in a blob.
final class Findings {
    private Findings() {}

    /// Drops documents, pages, pictures and tasks of a blob, and tells search. The bytes in the extents are let go
    /// later, by [Sweeper].
    static void drop(Transaction transaction, long containerId, String name) throws SQLException {
        dropTasks(transaction, containerId, name);
        dropDocuments(transaction, containerId, name);
    }

    static void dropTasks(Transaction transaction, long containerId, String name) throws SQLException {
        transaction.update("DELETE FROM analysis_task WHERE container_id = ? AND name = ?", containerId, name);
    }

    static void dropDocuments(Transaction transaction, long containerId, String name) throws SQLException {
        List<Long> documents = transaction.list(
                "SELECT id FROM document WHERE container_id = ? AND name = ?",
                row -> row.number("id"),
                containerId,
                name);
        if (documents.isEmpty()) {
            return;
        }
        for (long document : documents) {
            dropDocument(transaction, document);
        }
        transaction.update(
                "UPDATE analysis_content SET dropped = 1 WHERE container_id = ? AND name = ?", containerId, name);
    }

    static void dropDocument(Transaction transaction, long document) throws SQLException {
        transaction.update("DELETE FROM document_page WHERE document_id = ?", document);
        transaction.update("DELETE FROM unread_page WHERE document_id = ?", document);
        transaction.update("DELETE FROM document_picture WHERE document_id = ?", document);
        transaction.update("DELETE FROM document WHERE id = ?", document);
        transaction.update("INSERT INTO index_task (document_id, dropped) VALUES (?, 1)", document);
    }

    static void put(Transaction transaction, long document) throws SQLException {
        transaction.update("INSERT INTO index_task (document_id, dropped) VALUES (?, 0)", document);
    }
}
