package org.amana.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a [Change] reads and writes with. It sees what earlier changes of the same group have written.
public final class Transaction extends Reader {
    private final Recent recent;
    private Instant now = Instant.EPOCH;
    private long group;

    Transaction(Connection connection, Recent recent) {
        super(connection);
        this.recent = recent;
    }

    /// To be said before anything is written that the value of this key is read from, or [Catalog#recent] goes on
    /// answering what was there before.
    public void changes(RecentKey<?> key) {
        recent.changes(key);
    }

    /// Inserts, updates or deletes. To get values back, use `RETURNING` with [#first] or [#list].
    ///
    /// @return how many rows were touched
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return prepare(sql).update(arguments);
    }

    /// The time that decides, in whole milliseconds; it stands still within a change.
    public Instant now() {
        return now;
    }

    /// The number of the group: changes of one are committed together or not at all.
    public long group() {
        return group;
    }

    /// Another group begins.
    void startsAt(Instant instant) {
        now = instant;
        group++;
    }

    void run(String sql) throws SQLException {
        prepare(sql).run();
    }
}
