package org.amana.blob;

import java.util.List;
import java.util.Optional;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Passage;

/// One round of the janitor over deleted containers: those whose time is over lose their keys, and what is in those
/// that are back is told anew.
record ContainerRound(BlobParts parts, Housekeeping housekeeping) {
    private static final int BATCH = 500;

    void destroyThoseWhoseTimeIsOver() {
        for (DeletedContainer it : parts.catalog().read(reader -> DeletedContainer.over(reader, parts.now()))) {
            Apart.isDone("the end of container " + it.row().name(), () -> destroy(it));
        }
    }

    private void destroy(DeletedContainer it) {
        Account account = parts.accounts().require(new AccountName(it.account()));
        BoxFacts facts = new BoxFacts(
                account.name().value(),
                it.row().name().value(),
                account.pseudonym(),
                it.row().pseudonym(),
                it.row().classes(),
                it.row().openTo(),
                false);
        Optional<Passage<Boolean>> _ = housekeeping.pass(
                account.name(), facts, it.row().name().value(), Action.DELETE, new DestroyContainerPlan(parts, it));
    }

    private record Returned(long containerId, ContainerRef container, String after) {}

    /// Tells of a batch of blobs.
    ///
    /// @return whether there may be more
    boolean tellOfReturned() {
        Optional<Returned> returned = parts.catalog()
                .read(reader -> reader.first(
                        "SELECT r.container_id AS id, r.after AS after, c.name AS name, a.name AS account"
                                + " FROM returned_container r JOIN container c ON c.id = r.container_id"
                                + " JOIN account a ON a.id = c.account_id WHERE c.deleted IS NULL LIMIT 1",
                        row -> new Returned(
                                row.number("id"),
                                ContainerRef.of(row.text("account"), row.text("name")),
                                row.text("after"))));
        returned.ifPresent(this::tell);
        return returned.isPresent();
    }

    private void tell(Returned returned) {
        Optional<Box> box = parts.containers().find(returned.container());
        parts.catalog().commit(tx -> {
            List<BlobRow> rows = CurrentRows.page(tx, returned.containerId(), returned.after(), BATCH);
            for (BlobRow row : rows) {
                if (box.isPresent()) {
                    parts.commits().returned(tx, box.get(), row);
                }
            }
            if (rows.size() < BATCH) {
                tx.update("DELETE FROM returned_container WHERE container_id = ?", returned.containerId());
            } else {
                tx.update(
                        "UPDATE returned_container SET after = ? WHERE container_id = ?",
                        rows.getLast().name().value(),
                        returned.containerId());
            }
            return true;
        });
    }
}
