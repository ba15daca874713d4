package org.amana.policy;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.amana.ledger.EntryDraft;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// Purposes in the catalog, every version of each.
final class PurposeTable {
    private static final String COLUMNS = "number, version, account, role, english, arabic, dpv, basis, containers,"
            + " classes, services, features, actions, bytes_per_day, objects_per_day, expires, state, approvers,"
            + " practices, since, entry";

    private PurposeTable() {}

    /// @param role what the purpose is to Amana itself: one of [Role], or empty
    record PurposeRow(Purpose purpose, String role) {}

    /// A version that was prepared and neither confirmed nor withdrawn.
    record Prepared(PurposeId id, int version, long since) {}

    static void prepare(Transaction tx, PurposeRow row, long since) throws SQLException {
        Purpose purpose = row.purpose();
        Scope scope = purpose.scope();
        tx.update(
                "INSERT INTO purpose_version (" + COLUMNS + ")"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                purpose.id().number(),
                purpose.version(),
                purpose.account(),
                row.role(),
                purpose.title().english(),
                purpose.title().arabic(),
                purpose.dpv(),
                purpose.legalBasis(),
                Words.join(scope.containers(), name -> name),
                Words.join(scope.classes(), DataClass::word),
                Words.join(scope.services(), Service::word),
                Words.join(scope.features(), name -> name),
                Words.join(scope.actions(), Action::word),
                scope.bytesPerDay(),
                scope.objectsPerDay(),
                purpose.expires(),
                purpose.state().word(),
                Words.join(purpose.approvers(), PrincipalId::toString),
                Words.join(purpose.practices(), Practice::word),
                since);
    }

    static void confirm(Transaction tx, PurposeId id, int version, long entry) throws SQLException {
        tx.update("UPDATE purpose_version SET entry = ? WHERE number = ? AND version = ?", entry, id.number(), version);
    }

    static void withdraw(Transaction tx, PurposeId id, int version) throws SQLException {
        tx.update(
                "DELETE FROM purpose_version WHERE number = ? AND version = ? AND entry IS NULL", id.number(), version);
    }

    static int nextNumber(Reader reader) throws SQLException {
        return reader.first(
                        "SELECT ifnull(max(number), 0) + 1 AS next FROM purpose_version", row -> row.integer("next"))
                .orElse(1);
    }

    /// The version in force of every purpose, by rising number.
    static List<PurposeRow> current(Reader reader) throws SQLException {
        return reader.list(
                "SELECT " + COLUMNS + " FROM purpose_version AS p WHERE entry IS NOT NULL AND version ="
                        + " (SELECT max(version) FROM purpose_version WHERE number = p.number AND entry IS NOT NULL)"
                        + " ORDER BY number",
                PurposeTable::row);
    }

    /// The version that an entry put in force.
    static Purpose at(Reader reader, PurposeId id, long entry) throws SQLException {
        return reader.first(
                        "SELECT " + COLUMNS + " FROM purpose_version WHERE number = ? AND entry = ?",
                        PurposeTable::row,
                        id.number(),
                        entry)
                .orElseThrow()
                .purpose();
    }

    static List<Prepared> prepared(Reader reader) throws SQLException {
        return reader.list(
                "SELECT number, version, since FROM purpose_version WHERE entry IS NULL ORDER BY number, version",
                row -> new Prepared(new PurposeId(row.integer("number")), row.integer("version"), row.number("since")));
    }

    /// What the ledger is told of a version.
    static EntryDraft draft(Purpose purpose) {
        Scope scope = purpose.scope();
        return new EntryDraft.Purpose(
                purpose.id().toString(),
                purpose.version(),
                purpose.state().word(),
                purpose.dpv(),
                purpose.legalBasis(),
                purpose.expires().getEpochSecond(),
                scope.allContainers()
                        ? "all"
                        : Integer.toString(scope.containers().size()),
                scope.bytesPerDay(),
                scope.objectsPerDay(),
                Words.sorted(scope.services(), Service::word),
                Words.sorted(scope.actions(), Action::word),
                Words.sorted(scope.features(), name -> name),
                Words.sorted(scope.classes(), DataClass::word),
                Words.sorted(purpose.practices(), Practice::word));
    }

    private static PurposeRow row(Row row) throws SQLException {
        PurposeId id = new PurposeId(row.integer("number"));
        row.about("purpose " + id);
        Scope scope = new Scope(
                new HashSet<>(Words.split(row.text("containers"))),
                row.parsed("classes", it -> Words.constants(it, DataClass.values(), DataClass::word)),
                row.parsed("services", it -> Words.constants(it, Service.values(), Service::word)),
                new HashSet<>(Words.split(row.text("features"))),
                row.parsed("actions", it -> Words.constants(it, Action.values(), Action::word)),
                row.number("bytes_per_day"),
                row.number("objects_per_day"));
        Purpose purpose = new Purpose(
                id,
                row.text("account"),
                row.integer("version"),
                new Text(row.text("english"), row.text("arabic")),
                row.text("dpv"),
                row.text("basis"),
                scope,
                row.instant("expires"),
                row.parsed("state", it -> Words.constant(it, Purpose.State.values(), Purpose.State::word)),
                row.parsed(
                        "approvers",
                        it -> Words.split(it).stream().map(PrincipalId::parse).toList()),
                row.parsed("practices", it -> Words.constants(it, Practice.values(), Practice::word)));
        return new PurposeRow(purpose, row.text("role"));
    }
}
