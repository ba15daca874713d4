package org.amana.events;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.amana.blob.BlobChange;
import org.amana.blob.BlobName;
import org.amana.blob.BlobProperties;
import org.amana.blob.Cause;
import org.amana.blob.CommitHook;
import org.amana.blob.ContainerFacts;
import org.amana.blob.ContainerName;
import org.amana.policy.Permit;
import org.amana.store.Transaction;

/// Notes, in the commit that changes a blob, whom that is to be told. So no event is lost, and none is told of what did
/// not happen.
final class EventIntake implements CommitHook {
    private final Subscriptions subscriptions;
    private final Runnable bell;
    private final int shard;

    /// @param bell rung on the catalog's writer thread
    /// @param shard number of the ledger, 0 to 255, for the names of its entries
    EventIntake(Subscriptions subscriptions, Runnable bell, int shard) {
        this.subscriptions = subscriptions;
        this.bell = bell;
        this.shard = shard;
    }

    @Override
    public void changed(Transaction transaction, BlobChange change, Cause cause) throws SQLException {
        List<Subscriptions.Numbered> present =
                subscriptions.of(change.container().account());
        if (present.isEmpty()
                || ContainerName.SYSTEM.contains(change.container().name())
                || isDeadLetter(cause)) {
            return;
        }
        switch (change) {
            case BlobChange.Written written
            when written.properties().isComplete() -> note(transaction, present, created(transaction, written, cause));
            case BlobChange.Deleted deleted -> note(transaction, present, deleted(transaction, deleted, cause));
            // Event Grid tells neither of parts of blobs nor of containers, and of snapshots only in the change feed.
            case BlobChange.Written _,
                    BlobChange.Amended _,
                    BlobChange.Described _,
                    BlobChange.Tiered _,
                    BlobChange.SnapshotMade _,
                    BlobChange.PastDeleted _,
                    BlobChange.ContainerRestored _,
                    BlobChange.ContainerDeleted _ -> {}
        }
    }

    /// The courier writes nothing else. Told of, one that could not be told would make the next.
    private static boolean isDeadLetter(Cause cause) {
        return switch (cause) {
            case Cause.Access(Permit permit) ->
                Telling.isCourier(permit.request().credential());
            case Cause.Consequence() -> false;
        };
    }

    private BlobEvent created(Transaction transaction, BlobChange.Written written, Cause cause) throws SQLException {
        return event(
                transaction,
                written,
                EventType.CREATED,
                written.origin().operation(),
                written.name(),
                written.properties(),
                cause);
    }

    private BlobEvent deleted(Transaction transaction, BlobChange.Deleted deleted, Cause cause) throws SQLException {
        return event(
                transaction, deleted, EventType.DELETED, "DeleteBlob", deleted.name(), deleted.properties(), cause);
    }

    private BlobEvent event(
            Transaction transaction,
            BlobChange change,
            EventType type,
            String api,
            BlobName name,
            BlobProperties properties,
            Cause cause)
            throws SQLException {
        return new BlobEvent(
                UUID.randomUUID().toString(),
                type,
                api,
                change.container(),
                name,
                ContainerFacts.of(transaction, change.containerId())
                        .map(ContainerThen::of)
                        .orElse(ContainerThen.UNKNOWN),
                properties.etag().value(),
                properties.length(),
                properties.headers().contentType(),
                properties.kind().word(),
                cause.requestId(shard).map(UUID::toString).orElse(""),
                cause.clientRequestId());
    }

    private void note(Transaction transaction, List<Subscriptions.Numbered> present, BlobEvent event)
            throws SQLException {
        boolean noted = false;
        for (Subscriptions.Numbered it : present) {
            if (it.subscription()
                    .interest()
                    .covers(event.type(), event.container().name(), event.name())) {
                Deliveries.add(transaction, it.id(), event);
                noted = true;
            }
        }
        if (noted) {
            bell.run();
        }
    }
}
