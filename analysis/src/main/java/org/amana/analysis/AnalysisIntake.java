package org.amana.analysis;

import java.sql.SQLException;
import java.time.Duration;
import org.amana.blob.BlobChange;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobName;
import org.amana.blob.BlobProperties;
import org.amana.blob.Cause;
import org.amana.blob.CommitHook;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.Snapshot;
import org.amana.blob.Tier;
import org.amana.store.Transaction;

/// Takes part in every commit of `blob`: puts the task for new content in the queue, and drops what was found
/// in old content, in the very commit that changes it. So no task is ever lost, and nothing found is ever
/// shown with a version it was not found in.
public final class AnalysisIntake implements CommitHook {
    /// How long nothing must have been appended to an append blob before it is read.
    static final Duration REST = Duration.ofSeconds(60);

    private volatile Runnable listener = () -> {};

    /// Calls `listener` when there may be something to do. It runs on the catalog's writer thread.
    void listen(Runnable runnable) {
        listener = runnable;
    }

    @Override
    public void changed(Transaction transaction, BlobChange change, Cause cause) throws SQLException {
        if (ContainerName.SYSTEM.contains(change.container().name())) {
            return; // nobody's files
        }
        switch (change) {
            case BlobChange.Written written -> written(transaction, written);
            case BlobChange.Amended amended -> amended(transaction, amended);
            case BlobChange.Described described -> described(transaction, described);
            case BlobChange.Deleted deleted ->
                Findings.drop(transaction, deleted.containerId(), deleted.name().value());
            // Nothing is found in the past, and it is the same wherever it is kept.
            case BlobChange.SnapshotMade _, BlobChange.PastDeleted _ -> {}
            case BlobChange.Tiered tiered -> tiered(transaction, tiered);
            case BlobChange.ContainerRestored back -> Sweeper.restored(transaction, back.containerId());
            case BlobChange.ContainerDeleted gone -> Sweeper.dropped(transaction, gone.containerId());
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
        } else if (written.origin() == BlobChange.Origin.RETURN) {
            // A write may have come before it was told, with a task of its own.
            Findings.dropTasks(
                    transaction, written.containerId(), written.name().value());
        }
        if (isToBeRead(properties)) {
            put(transaction, written.containerId(), written.container(), written.name(), properties);
        }
    }

    /// What was found in an append blob was found in what it was; it is read again when it has rested.
    private static void amended(Transaction transaction, BlobChange.Amended amended) throws SQLException {
        if (isToBeRead(amended.properties())) {
            Findings.drop(transaction, amended.containerId(), amended.name().value());
            put(transaction, amended.containerId(), amended.container(), amended.name(), amended.properties());
        }
    }

    /// What could not be read in the Archive tier is taken up again when it comes back from there.
    private static void tiered(Transaction transaction, BlobChange.Tiered tiered) throws SQLException {
        if (tiered.snapshot().equals(Snapshot.NONE)
                && tiered.before() == Tier.ARCHIVE
                && tiered.properties().keeping().tier() != Tier.ARCHIVE) {
            transaction.update(
                    "UPDATE analysis_task SET state = 'waiting', attempts = 0, not_before = ?, reason = '', changed = ?"
                            + " WHERE container_id = ? AND name = ? AND state = 'parked'",
                    transaction.now(),
                    transaction.now(),
                    tiered.containerId(),
                    tiered.name().value());
        }
    }

    /// A page blob is no document but a disk that somebody works on. An append blob is read when there is
    /// something in it. What is encrypted with its customer's key nobody here can read.
    private static boolean isToBeRead(BlobProperties properties) {
        if (properties.keeping().encryption().isPresent()) {
            return false;
        }
        return switch (properties.kind()) {
            case BlobKind.Block _ -> true;
            case BlobKind.Append _ -> properties.length() > 0;
            case BlobKind.Page _, BlobKind.IncrementalCopy _ -> false;
        };
    }

    /// How long a blob must be left alone before it is read: an append blob grows piece by piece until it is
    /// sealed.
    private static Duration rest(BlobProperties properties) {
        return properties.kind() instanceof BlobKind.Append append && !append.sealed() ? REST : Duration.ZERO;
    }

    private static void put(
            Transaction transaction, long containerId, ContainerRef container, BlobName name, BlobProperties properties)
            throws SQLException {
        transaction.update(
                "INSERT INTO analysis_task (container_id, account, container, name, version, etag, length, content_type,"
                        + " modified, kind, state, attempts, epoch, not_before, lease_until, reason, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'extract', 'waiting', 0, 0, ?, 0, '', ?)",
                containerId,
                container.account().value(),
                container.name().value(),
                name.value(),
                properties.contentVersion(),
                properties.etag().value(),
                properties.length(),
                properties.headers().contentType(),
                properties.lastModified(),
                transaction.now().plus(rest(properties)),
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
        if (properties.kind() instanceof BlobKind.Append append && append.sealed()) {
            transaction.update(
                    "UPDATE analysis_task SET not_before = min(not_before, ?) WHERE container_id = ? AND name = ?"
                            + " AND state = 'waiting' AND attempts = 0",
                    transaction.now(),
                    described.containerId(),
                    described.name().value());
        }
    }
}
