package org.amana.blob;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.policy.Action;
import org.amana.policy.Passage;

/// One round of the janitor over the rows whose time has come. Each is looked at again: what is due passes the gate
/// as everybody's changes do, an entry that its row outlived is dropped, and what could not be done, or cannot even be
/// read, is tried again an hour later, so that it does not hold up the others.
final class DeadlineRound {
    private static final int MOST = 100;
    private static final Duration LATER = Duration.ofHours(1);

    private final BlobParts parts;
    private final Housekeeping housekeeping;

    DeadlineRound(BlobParts parts, Housekeeping housekeeping) {
        this.parts = parts;
        this.housekeeping = housekeeping;
    }

    /// @return whether there may be more to do
    boolean round() {
        List<Deadlines.Deadline> due = parts.catalog().read(reader -> Deadlines.due(reader, parts.now(), MOST));
        due.forEach(this::meetOrPostpone);
        return due.size() == MOST;
    }

    private void meetOrPostpone(Deadlines.Deadline deadline) {
        String what = "what is due at blob " + deadline.name() + " of container " + deadline.containerId();
        if (!Apart.isDone(what, () -> meet(deadline))) {
            postpone(deadline);
        }
    }

    private void meet(Deadlines.Deadline deadline) {
        Optional<BlobRow> row = parts.catalog()
                .read(reader -> BlobRows.find(reader, deadline.containerId(), deadline.name(), deadline.taken()))
                .filter(it -> MeetDeadlinePlan.isDue(it, parts));
        if (row.isEmpty() || deadline.container().isEmpty()) {
            drop(deadline);
        } else if (!done(deadline, row.get())) {
            postpone(deadline);
        }
    }

    private void drop(Deadlines.Deadline deadline) {
        parts.catalog().commit(tx -> {
            Deadlines.drop(tx, deadline);
            return true;
        });
    }

    private void postpone(Deadlines.Deadline deadline) {
        parts.catalog().commit(tx -> {
            Deadlines.postpone(tx, deadline, tx.now().plus(LATER));
            return true;
        });
    }

    private boolean done(Deadlines.Deadline deadline, BlobRow row) {
        boolean rehydrated = !row.standing().isDeleted() && !row.keeping().isExpired(parts.now());
        BlobRef ref = new BlobRef(deadline.container().orElseThrow(), deadline.name(), Snapshot.NONE);
        Optional<Passage<Boolean>> passage = housekeeping.pass(
                ref, rehydrated ? Action.WRITE : Action.DELETE, new MeetDeadlinePlan(parts, deadline));
        return passage.isPresent() && passage.get() instanceof Passage.Done<Boolean>;
    }
}
