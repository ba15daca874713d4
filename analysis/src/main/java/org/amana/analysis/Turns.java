package org.amana.analysis;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.store.Reader;

/// Whose turn it is among the waiting tasks: accounts take turns, so that nobody's first file stands behind
/// all of another's; of an account's tasks the one goes first that may begin the longest. Whose turn it was
/// is remembered while the process lives. Safe for many threads.
final class Turns {
    /// The account whose turn it was last, by kind.
    private final Map<TaskKind, String> served = new ConcurrentHashMap<>();

    /// The task of a kind whose turn it is, by its id: of the account that comes after the one whose turn it
    /// was last; after the last one, of the first.
    ///
    /// @param now tasks that are not to begin before later have no turn yet
    Optional<Long> due(Reader reader, TaskKind kind, Instant now) throws SQLException {
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

    /// Its account has had its turn.
    void served(Claim claim) {
        served.put(claim.kind(), claim.account());
    }
}
