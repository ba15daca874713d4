package org.amana.analysis;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETag;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;
import org.jspecify.annotations.Nullable;

/// The queue of analysis work, in the catalog. A claim is a lease with an epoch: who loses it (a lease that ran out, a
/// blob that changed) can commit nothing any more. A finished task leaves the queue and is counted.
final class TaskQueue {
    /// Renewed three times in this time; whoever does not is taken for dead.
    static final Duration LEASE = Duration.ofSeconds(60);

    /// How many documents one commit looks at.
    private static final long REREAD_AT_ONCE = 2_000;

    private static final String COLUMNS =
            "id, container_id, account, container, name, version, etag, length, content_type, modified, kind, state,"
                    + " attempts, told, epoch, not_before, reason";

    private final Catalog catalog;

    /// The account whose turn it was last, by kind: the next one's comes after it, so that nobody's first file stands
    /// behind all of another's.
    private final Map<TaskKind, String> served = new ConcurrentHashMap<>();

    TaskQueue(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Takes up again what this process was at when it ended. Only while nobody else works on the same catalog, which
    /// its lock makes sure.
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
        boolean any = catalog.read(reader -> due(reader, TaskKind.EXTRACT, now).isPresent()
                || due(reader, TaskKind.OCR, now).isPresent());
        Optional<Claim> claim = any ? catalog.commit(tx -> claim(tx, first)) : Optional.empty();
        claim.ifPresent(taken -> served.put(taken.kind(), taken.account()));
        return claim;
    }

    private Optional<Claim> claim(Transaction tx, TaskKind first) throws SQLException {
        tx.update(
                "UPDATE analysis_task SET state = 'waiting', epoch = epoch + 1, not_before = ?"
                        + " WHERE state = 'running' AND lease_until < ?",
                tx.now(),
                tx.now());
        TaskKind second = first == TaskKind.OCR ? TaskKind.EXTRACT : TaskKind.OCR;
        Optional<Long> id = due(tx, first, tx.now());
        if (id.isEmpty()) {
            id = due(tx, second, tx.now());
        }
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return tx.first(
                "UPDATE analysis_task SET state = 'running', attempts = attempts + 1, epoch = epoch + 1,"
                        + " lease_until = ?, changed = ? WHERE id = ? RETURNING " + COLUMNS,
                TaskQueue::claim,
                tx.now().plus(LEASE),
                tx.now(),
                id.get());
    }

    /// The account's that comes after the one whose turn it was last; after the last one, the first.
    private Optional<Long> due(Reader reader, TaskKind kind, Instant now) throws SQLException {
        Optional<Long> after = dueAfter(reader, kind, now, served.getOrDefault(kind, ""));
        return after.isPresent() ? after : dueAfter(reader, kind, now, "");
    }

    private static Optional<Long> dueAfter(Reader reader, TaskKind kind, Instant now, String last) throws SQLException {
        Optional<String> account = accountAfter(reader, kind, last);
        while (account.isPresent()) {
            Optional<Long> task = reader.first(
                    "SELECT id FROM analysis_task WHERE state = 'waiting' AND kind = ? AND account = ?"
                            + " AND not_before <= ? ORDER BY not_before, id LIMIT 1",
                    row -> row.number("id"),
                    kind.word(),
                    account.get(),
                    now);
            if (task.isPresent()) {
                return task;
            }
            account = accountAfter(reader, kind, account.get());
        }
        return Optional.empty();
    }

    private static Optional<String> accountAfter(Reader reader, TaskKind kind, String last) throws SQLException {
        return reader.first(
                "SELECT account FROM analysis_task WHERE state = 'waiting' AND kind = ? AND account > ?"
                        + " ORDER BY account LIMIT 1",
                row -> row.text("account"),
                kind.word(),
                last);
    }

    /// Whether somebody's turn would come if a long recognition stopped here: another one's, or that of a new file
    /// where those come first.
    ///
    /// @param first the kind that is looked for first
    boolean othersWait(TaskKind first) {
        Instant now = catalog.now();
        return catalog.read(reader -> due(reader, TaskKind.OCR, now).isPresent()
                || (first == TaskKind.EXTRACT && due(reader, first, now).isPresent()));
    }

    private static Claim claim(Row row) throws SQLException {
        return new Claim(
                new TaskId(row.number("id")),
                TaskKind.of(row.text("kind")),
                row.number("container_id"),
                row.text("account"),
                row.text("container"),
                row.text("name"),
                row.number("version"),
                row.text("etag"),
                row.number("length"),
                row.text("content_type"),
                row.instant("modified"),
                row.integer("attempts"),
                row.integer("told") == 1,
                row.number("epoch"));
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

    /// Notes that the pages of a recognition stand in the ledger: whoever takes it up again does not tell them once
    /// more.
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

    void retry(TaskId task) {
        catalog.commit(tx -> {
            tx.update(
                    "UPDATE unread_page SET attempts = 0, reason = '' WHERE document_id IN (SELECT d.id FROM document d"
                            + " JOIN analysis_task t ON t.container_id = d.container_id AND t.name = d.name"
                            + " WHERE t.id = ? AND t.state = 'parked')",
                    task.value());
            return tx.update(
                    "UPDATE analysis_task SET state = 'waiting', attempts = 0, told = 0, not_before = ?, reason = '',"
                            + " changed = ? WHERE id = ? AND state = 'parked'",
                    tx.now(),
                    tx.now(),
                    task.value());
        });
    }

    /// Takes up again what is parked for want of something that is there by now.
    ///
    /// @return how many tasks
    long retryFor(Reason.Kind want) {
        return catalog.commit(tx -> (long) tx.update(
                "UPDATE analysis_task SET state = 'waiting', attempts = 0, told = 0, not_before = ?, reason = '',"
                        + " changed = ? WHERE state = 'parked' AND (reason = ? OR reason LIKE ?)",
                tx.now(),
                tx.now(),
                want.word(),
                want.word() + "\u001F%"));
    }

    /// Lets files of an account be read again that were read before. What was found in them stays until then. So many
    /// documents at a time, that nobody waits for it.
    ///
    /// @param container empty for all
    /// @param engine those alone that it read something of; empty for all
    /// @return how many files
    long reread(String account, String container, String engine) {
        long files = 0;
        long last = catalog.readOne(
                reader -> reader.first("SELECT ifnull(max(id), 0) AS last FROM document", row -> row.number("last"))
                        .orElse(0L));
        for (long after = 0; after < last; after += REREAD_AT_ONCE) {
            files += rereadAfter(after, account, container, engine);
        }
        return files;
    }

    private long rereadAfter(long after, String account, String container, String engine) {
        return catalog.commit(tx -> {
            long files = tx.update(
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
                    after + REREAD_AT_ONCE,
                    account,
                    container,
                    engine,
                    engine.toLowerCase(Locale.ROOT));
            tx.update(
                    "DELETE FROM analysis_task WHERE state = 'parked' AND (container_id, name) IN"
                            + " (SELECT d.container_id, d.name FROM document d JOIN analysis_task t"
                            + " ON t.container_id = d.container_id AND t.name = d.name"
                            + " WHERE d.id > ? AND d.id <= ? AND d.part = '' AND d.account = ?"
                            + " AND t.kind = 'extract' AND t.state = 'waiting')",
                    after,
                    after + REREAD_AT_ONCE,
                    account);
            return files;
        });
    }

    /// That of all accounts, with what was done before it was counted by account.
    Progress progress() {
        return progressWhere("");
    }

    Progress progress(String account) {
        return progressWhere(" WHERE account = ?", account);
    }

    private Progress progressWhere(String where, Object... arguments) {
        return catalog.read(reader -> {
            Map<TaskKind, Progress.Counts> counts = new EnumMap<>(TaskKind.class);
            reader.each(
                    "SELECT kind, sum(tasks) AS tasks FROM analysis_done" + where + " GROUP BY kind",
                    row -> {
                        add(counts, row.text("kind"), TaskState.DONE, row.number("tasks"));
                        return true;
                    },
                    arguments);
            reader.each(
                    "SELECT kind, state, count(*) AS tasks FROM analysis_task" + where + " GROUP BY kind, state",
                    row -> {
                        add(counts, row.text("kind"), TaskState.of(row.text("state")), row.number("tasks"));
                        return true;
                    },
                    arguments);
            return new Progress(counts);
        });
    }

    private static void add(Map<TaskKind, Progress.Counts> counts, String kind, TaskState state, long tasks) {
        Progress.Counts more = switch (state) {
            case WAITING -> new Progress.Counts(tasks, 0, 0, 0);
            case RUNNING -> new Progress.Counts(0, tasks, 0, 0);
            case DONE -> new Progress.Counts(0, 0, tasks, 0);
            case PARKED -> new Progress.Counts(0, 0, 0, tasks);
        };
        counts.merge(TaskKind.of(kind), more, Progress.Counts::plus);
    }

    List<Task> parked(String account, int most) {
        return catalog.read(reader -> reader.list(
                "SELECT " + COLUMNS + " FROM analysis_task WHERE state = 'parked' AND account = ?"
                        + " ORDER BY changed DESC, id DESC LIMIT ?",
                TaskQueue::task,
                account,
                most));
    }

    Optional<Task> parked(String account, TaskId task) {
        return catalog.read(reader -> reader.first(
                "SELECT " + COLUMNS + " FROM analysis_task WHERE id = ? AND state = 'parked' AND account = ?",
                TaskQueue::task,
                task.value(),
                account));
    }

    static List<Task> of(Reader reader, long containerId, String name) throws SQLException {
        return reader.list(
                "SELECT " + COLUMNS + " FROM analysis_task WHERE container_id = ? AND name = ? ORDER BY id",
                TaskQueue::task,
                containerId,
                name);
    }

    private static Task task(Row row) throws SQLException {
        return new Task(
                new TaskId(row.number("id")),
                TaskKind.of(row.text("kind")),
                ContainerRef.of(row.text("account"), row.text("container")).blob(row.text("name")),
                new ETag(row.text("etag")),
                TaskState.of(row.text("state")),
                row.integer("attempts"),
                row.instant("not_before"),
                reason(row.text("reason")));
    }

    private static @Nullable Reason reason(String encoded) {
        return encoded.isEmpty() ? null : Reason.decode(encoded);
    }
}
