package org.amana.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/// Notes in the catalog how a pending copy goes: in the row of the blob that waits for it, while it does.
/// None of it changes bytes.
record CopyNotes(BlobParts parts) {
    private static final System.Logger LOG = System.getLogger(PendingCopies.class.getName());
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /// Notes how far a copy is, once a second.
    ///
    /// @return takes how many bytes have come in
    LongConsumer progressOf(PendingCopy copy) {
        return new Progress(copy);
    }

    private final class Progress implements LongConsumer {
        private final PendingCopy copy;
        private Instant noted = parts.now();

        Progress(PendingCopy copy) {
            this.copy = copy;
        }

        @Override
        public void accept(long bytes) {
            Instant now = parts.now();
            if (Duration.between(noted, now).compareTo(BETWEEN) >= 0) {
                noted = now;
                change(copy, state -> state.progressed(bytes), UnaryOperator.identity());
            }
        }
    }

    /// Ends a copy as failed. The attempt that failed stands in the ledger.
    void failed(PendingCopy copy, String why) {
        LOG.log(System.Logger.Level.INFO, "copy {0} to {1} failed: {2}", copy.id(), copy.name(), why);
        change(copy, state -> state.ended(CopyStatus.FAILED, why, parts.now()), BlobKind::emptied);
        forget(copy);
    }

    private void change(PendingCopy copy, UnaryOperator<CopyState> change, UnaryOperator<BlobKind> kind) {
        parts.catalog().commit(tx -> {
            Optional<BlobRow> row = BlobRows.find(tx, copy.containerId(), copy.name(), Snapshot.NONE)
                    .filter(it -> it.waitsFor(copy.id()));
            if (row.isPresent()) {
                BlobRow changed =
                        row.get().copiedBy(change.apply(row.get().copy().orElseThrow()));
                CurrentRows.copied(tx, changed);
                BlobKind other = kind.apply(changed.kind());
                if (!other.equals(changed.kind())) {
                    CurrentRows.form(tx, changed.withKind(other));
                }
            }
            return true;
        });
    }

    /// Nothing is left to carry on.
    void forget(PendingCopy copy) {
        parts.catalog().commit(tx -> {
            PendingCopyRows.delete(tx, copy);
            return true;
        });
    }
}
