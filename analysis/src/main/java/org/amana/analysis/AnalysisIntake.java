package org.amana.analysis;

import java.sql.SQLException;
import org.amana.blob.BlobChange;
import org.amana.blob.BlobProperties;
import org.amana.blob.CommitHook;
import org.amana.store.Transaction;

/// Takes part in every commit of `blob`: puts the task for new content in the queue, and drops what was found in old
/// content, in the very commit that changes it. So no task is ever lost, and nothing found is ever shown with a version
/// it was not found in.
public final class AnalysisIntake implements CommitHook {
    private volatile Runnable listener = () -> {};

    /// Calls `listener` when there may be something to do. It runs on the catalog's writer thread.
    void listen(Runnable runnable) {
        listener = runnable;
    }

    @Override
    public void changed(Transaction transaction, BlobChange change) throws SQLException {
        switch (change) {
            case BlobChange.Written written -> written(transaction, written);
            case BlobChange.Described described -> described(transaction, described);
            case BlobChange.Deleted deleted ->
                Findings.drop(transaction, deleted.containerId(), deleted.name().value());
            case BlobChange.ContainerDeleted gone ->
                transaction.update(
                        "INSERT OR IGNORE INTO dropped_container (container_id) VALUES (?)", gone.containerId());
        }
        listener.run();
    }

    private static void written(Transaction transaction, BlobChange.Written written) throws SQLException {
        BlobProperties properties = written.properties();
        if (!properties.committed()) {
            return;
        }
        if (written.inPlaceOfAnother()) {
            Findings.drop(transaction, written.containerId(), written.name().value());
        }
        transaction.update(
                "INSERT INTO analysis_task (container_id, account, container, name, version, etag, length, content_type,"
                        + " modified, kind, state, attempts, epoch, not_before, lease_until, reason, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'extract', 'waiting', 0, 0, ?, 0, '', ?)",
                written.containerId(),
                written.container().account().value(),
                written.container().name().value(),
                written.name().value(),
                properties.contentVersion(),
                properties.etag().value(),
                properties.length(),
                properties.headers().contentType(),
                properties.lastModified(),
                transaction.now(),
                transaction.now());
    }

    /// The content is the same, so what was found in it still holds, under the new tag.
    private static void described(Transaction transaction, BlobChange.Described described) throws SQLException {
        BlobProperties properties = described.properties();
        transaction.update(
                "UPDATE document SET etag = ?, modified = ? WHERE container_id = ? AND name = ?",
                properties.etag().value(),
                properties.lastModified(),
                described.containerId(),
                described.name().value());
        transaction.update(
                "UPDATE analysis_task SET etag = ?, modified = ? WHERE container_id = ? AND name = ?",
                properties.etag().value(),
                properties.lastModified(),
                described.containerId(),
                described.name().value());
    }
}
