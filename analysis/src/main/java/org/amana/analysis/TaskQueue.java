package org.amana.analysis;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.store.Catalog;
import org.amana.store.Transaction;

/// The queue of analysis work, in the catalog. A claim is a lease with an epoch: who loses it (a lease that
/// ran out, a blob that changed) can commit nothing any more. A finished task leaves the queue and is
/// counted; one that was given up is parked, until it is put back ([Requeue]).
final class TaskQueue {
    /// Renewed three times in this time; whoever does not is taken for dead.
    static final Duration LEASE = Duration.ofSeconds(60);

    private final Catalog catalog;
    private final Turns turns = new Turns();

    TaskQueue(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Takes up again what this process was at when it ended. Only while nobody else works on the same
    /// catalog, which its lock makes sure.
    void recover() {
        catalog.commit(tx -> tx.update(
                "UPDATE analysis_task SET state = 'waiting', epoch = epoch + 1, not_before = ? WHERE state = 'running'",
                tx.now()));
    }

    /// Takes the task whose turn it is, if any.
    ///
    /// @param first the kind to look for first
    Optional<Claim> claim(TaskKind first) {
        Instant now = catalog.now();
        boolean any =
                catalog.read(reader -> turns.due(reader, TaskKind.EXTRACT, now).isPresent()
                        || turns.due(reader, TaskKind.OCR, now).isPresent());
        Optional<Claim> claim = any ? catalog.commit(tx -> claim(tx, first)) : Optional.empty();
        claim.ifPresent(turns::served);
        return claim;
    }

    private Optional<Claim> claim(Transaction tx, TaskKind first) throws SQLException {
        tx.update(
                "UPDATE analysis_task SET state = 'waiting', epoch = epoch + 1, not_before = ?"
                        + " WHERE state = 'running' AND lease_until < ?",
                tx.now(),
                tx.now());
        TaskKind second = first == TaskKind.OCR ? TaskKind.EXTRACT : TaskKind.OCR;
        Optional<Long> id = turns.due(tx, first, tx.now());
        if (id.isEmpty()) {
            id = turns.due(tx, second, tx.now());
        }
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return tx.first(
                "UPDATE analysis_task SET state = 'running', attempts = attempts + 1, epoch = epoch + 1,"
                        + " lease_until = ?, changed = ? WHERE id = ? RETURNING " + TaskRows.COLUMNS,
                TaskRows::claim,
                tx.now().plus(LEASE),
                tx.now(),
                id.get());
    }

    /// Whether somebody's turn would come if a long recognition stopped here: another one's, or that of a new
    /// file where those come first.
    ///
    /// @param first the kind that is looked for first
    boolean othersWait(TaskKind first) {
        Instant now = catalog.now();
        return catalog.read(reader -> turns.due(reader, TaskKind.OCR, now).isPresent()
                || (first == TaskKind.EXTRACT && turns.due(reader, first, now).isPresent()));
    }

    /// When the next waiting task's turn comes, if it is not yet.
    Optional<Instant> nextTurn() {
        return catalog.read(reader -> reader.first(
                        "SELECT min(not_before) AS turn FROM analysis_task WHERE state = 'waiting'",
                        row -> row.optionalInstant("turn")))
                .flatMap(turn -> turn);
    }

    /// Keeps claims from running out.
    void renew(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        catalog.commit(tx -> {
            for (Claim claim : claims) {
                tx.update(
                        "UPDATE analysis_task SET lease_until = ? WHERE id = ? AND epoch = ? AND state = 'running'",
                        tx.now().plus(LEASE),
                        claim.id().value(),
                        claim.epoch());
            }
            return true;
        });
    }

    /// Whether a claim still holds at this point of the writer's order.
    static boolean holds(Transaction tx, Claim claim) throws SQLException {
        return tx.first(
                        "SELECT id FROM analysis_task WHERE id = ? AND epoch = ? AND state = 'running'",
                        row -> row.number("id"),
                        claim.id().value(),
                        claim.epoch())
                .isPresent();
    }

    /// The work is done, to be called in the change that its results are part of.
    static void finish(Transaction tx, Claim claim) throws SQLException {
        tx.update("DELETE FROM analysis_task WHERE id = ?", claim.id().value());
        tx.update(
                "INSERT INTO analysis_done (account, kind, tasks) VALUES (?, ?, 1)"
                        + " ON CONFLICT (account, kind) DO UPDATE SET tasks = tasks + 1",
                claim.account(),
                claim.kind().word());
    }

    /// Puts the next task for the same version of the blob in the queue.
    static void follow(Transaction tx, Claim claim, TaskKind kind) throws SQLException {
        tx.update(
                "INSERT INTO analysis_task (container_id, account, container, name, version, etag, length, content_type,"
                        + " modified, kind, state, attempts, epoch, not_before, lease_until, reason, changed)"
                        + " SELECT container_id, account, container, name, version, etag, length, content_type,"
                        + " modified, ?, 'waiting', 0, 0, ?, 0, '', ? FROM analysis_task WHERE id = ?",
                kind.word(),
                tx.now(),
                tx.now(),
                claim.id().value());
    }

    /// Lets the task wait for another attempt.
    void later(Claim claim, Duration wait, Reason reason) {
        catalog.commit(tx -> tx.update(
                "UPDATE analysis_task SET state = 'waiting', not_before = ?, reason = ?, changed = ?"
                        + " WHERE id = ? AND epoch = ? AND state = 'running'",
                tx.now().plus(wait),
                reason.encode(),
                tx.now(),
                claim.id().value(),
                claim.epoch()));
    }

    /// Gives the task up, to be called in the change that notes why.
    static void park(Transaction tx, Claim claim, Reason reason) throws SQLException {
        tx.update(
                "UPDATE analysis_task SET state = 'parked', reason = ?, changed = ?"
                        + " WHERE id = ? AND epoch = ? AND state = 'running'",
                reason.encode(),
                tx.now(),
                claim.id().value(),
                claim.epoch());
    }

    /// Lets the task be taken up again at once; the attempt does not count.
    void again(Claim claim) {
        catalog.commit(tx -> tx.update(
                "UPDATE analysis_task SET state = 'waiting', attempts = attempts - 1, not_before = ?, changed = ?"
                        + " WHERE id = ? AND epoch = ? AND state = 'running'",
                tx.now(),
                tx.now(),
                claim.id().value(),
                claim.epoch()));
    }

    /// Notes that the pages of a recognition stand in the ledger: whoever takes it up again does not tell
    /// them once more.
    void told(Claim claim) {
        catalog.commit(tx -> tx.update(
                "UPDATE analysis_task SET told = 1 WHERE id = ? AND epoch = ? AND state = 'running'",
                claim.id().value(),
                claim.epoch()));
    }

    /// There is nothing left to do it on.
    void forget(Claim claim) {
        catalog.commit(tx -> tx.update(
                "DELETE FROM analysis_task WHERE id = ? AND epoch = ?",
                claim.id().value(),
                claim.epoch()));
    }
}
