package org.amana.policy;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// Principals in the catalog, and nowhere else: the ledger tells of them when something is issued to them.
final class PrincipalTable {
    private PrincipalTable() {}

    /// Adds one under the next number, whoever else has the name.
    static Principal add(Transaction tx, String name, Principal.Kind kind) throws SQLException {
        int number = tx.first("SELECT ifnull(max(number), 0) + 1 AS next FROM principal", row -> row.integer("next"))
                .orElse(1);
        Principal added = new Principal(new PrincipalId(number), name, kind);
        tx.update(
                "INSERT INTO principal VALUES (?, ?, ?)",
                number,
                added.name(),
                added.kind().word());
        return added;
    }

    /// @throws org.amana.kernel.AmanaException `CORRUPT` if a row is damaged
    static Map<PrincipalId, Principal> all(Reader reader) throws SQLException {
        return reader.list("SELECT number, name, kind FROM principal", PrincipalTable::read).stream()
                .collect(Collectors.toMap(Principal::id, each -> each));
    }

    private static Principal read(Row row) throws SQLException {
        return new Principal(
                new PrincipalId(row.integer("number")),
                row.text("name"),
                row.about("principal " + row.integer("number"))
                        .parsed("kind", it -> Words.constant(it, Principal.Kind.values(), Principal.Kind::word)));
    }
}
