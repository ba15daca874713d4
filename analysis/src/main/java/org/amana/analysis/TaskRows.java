package org.amana.analysis;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETag;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.jspecify.annotations.Nullable;

/// Reads of the table of tasks what is told of them: which there are, and how far the work is.
final class TaskRows {
    /// What [#task] and [#claim] read.
    static final String COLUMNS = "id, container_id, account, container, name, version, etag, length, content_type,"
            + " modified, kind, state, attempts, told, epoch, not_before, reason";

    private TaskRows() {}

    /// Those about a blob, by rising id.
    static List<Task> of(Reader reader, long containerId, String name) throws SQLException {
        return reader.list(
                "SELECT " + COLUMNS + " FROM analysis_task WHERE container_id = ? AND name = ? ORDER BY id",
                TaskRows::task,
                containerId,
                name);
    }

    /// Those of an account that were given up, the latest first, at most `most`.
    static List<Task> parked(Reader reader, String account, int most) throws SQLException {
        return reader.list(
                "SELECT " + COLUMNS + " FROM analysis_task WHERE state = 'parked' AND account = ?"
                        + " ORDER BY changed DESC, id DESC LIMIT ?",
                TaskRows::task,
                account,
                most);
    }

    /// One that was given up; empty if it is not parked (any more) or another account's.
    static Optional<Task> parked(Reader reader, String account, TaskId task) throws SQLException {
        return reader.first(
                "SELECT " + COLUMNS + " FROM analysis_task WHERE id = ? AND state = 'parked' AND account = ?",
                TaskRows::task,
                task.value(),
                account);
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

    static Claim claim(Row row) throws SQLException {
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

    /// Of all accounts, with what was done before it was counted by account.
    static Progress progress(Reader reader) throws SQLException {
        return progressWhere(reader, "");
    }

    static Progress progress(Reader reader, String account) throws SQLException {
        return progressWhere(reader, " WHERE account = ?", account);
    }

    private static Progress progressWhere(Reader reader, String where, Object... arguments) throws SQLException {
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
}
