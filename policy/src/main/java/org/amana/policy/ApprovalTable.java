package org.amana.policy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.amana.policy.ApprovalRow.Verdict;
import org.amana.policy.ApprovalRow.Vote;
import org.amana.policy.DayCounters.Used;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// Requests for more volume and the votes on them, in the catalog.
final class ApprovalTable {
    private ApprovalTable() {}

    /// A request or a vote that was prepared and neither confirmed nor withdrawn.
    ///
    /// @param approver 0 for the request itself
    record Prepared(ApprovalId id, int approver, String state, long since) {}

    static void prepare(Transaction tx, ApprovalRow row, long since) throws SQLException {
        tx.update(
                "INSERT INTO approval (number, purpose, requester, bytes, objects, reason, asked, expires, used_bytes,"
                        + " used_objects, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)",
                row.id().number(),
                row.purpose().number(),
                row.requester().number(),
                row.granted().bytes(),
                row.granted().objects(),
                row.reason(),
                row.asked(),
                row.expires(),
                since);
    }

    static void confirm(Transaction tx, ApprovalId id, long entry) throws SQLException {
        tx.update("UPDATE approval SET entry = ? WHERE number = ?", entry, id.number());
    }

    static void withdraw(Transaction tx, ApprovalId id) throws SQLException {
        tx.update("DELETE FROM approval WHERE number = ? AND entry IS NULL", id.number());
    }

    static void prepare(Transaction tx, ApprovalId id, Vote vote, long since) throws SQLException {
        tx.update(
                "INSERT INTO approval_vote (approval, approver, verdict, since) VALUES (?, ?, ?, ?)",
                id.number(),
                vote.approver().number(),
                vote.verdict().word(),
                since);
    }

    static void confirm(Transaction tx, ApprovalId id, int approver, long entry) throws SQLException {
        tx.update(
                "UPDATE approval_vote SET entry = ? WHERE approval = ? AND approver = ?", entry, id.number(), approver);
    }

    static void withdraw(Transaction tx, ApprovalId id, int approver) throws SQLException {
        tx.update(
                "DELETE FROM approval_vote WHERE approval = ? AND approver = ? AND entry IS NULL",
                id.number(),
                approver);
    }

    static void use(Transaction tx, ApprovalId id, Used more) throws SQLException {
        tx.update(
                "UPDATE approval SET used_bytes = used_bytes + ?, used_objects = used_objects + ? WHERE number = ?",
                more.bytes(),
                more.objects(),
                id.number());
    }

    static int nextNumber(Reader reader) throws SQLException {
        return reader.first("SELECT ifnull(max(number), 0) + 1 AS next FROM approval", row -> row.integer("next"))
                .orElse(1);
    }

    /// Those that expire after a moment, by rising number.
    static List<ApprovalRow> open(Reader reader, Instant after) throws SQLException {
        return reader.list(
                "SELECT * FROM approval WHERE entry IS NOT NULL AND expires > ? ORDER BY number",
                row -> row(reader, row),
                after);
    }

    static List<Prepared> prepared(Reader reader) throws SQLException {
        return reader.list(
                "SELECT number, 0 AS approver, 'asked' AS state, since FROM approval WHERE entry IS NULL"
                        + " UNION ALL"
                        + " SELECT approval, approver, verdict, since FROM approval_vote WHERE entry IS NULL",
                row -> new Prepared(
                        new ApprovalId(row.integer("number")),
                        row.integer("approver"),
                        row.text("state"),
                        row.number("since")));
    }

    private static ApprovalRow row(Reader reader, Row row) throws SQLException {
        ApprovalId id = new ApprovalId(row.integer("number"));
        List<Vote> votes = reader.list(
                "SELECT approver, verdict FROM approval_vote WHERE approval = ? AND entry IS NOT NULL ORDER BY entry",
                vote -> new Vote(
                        new PrincipalId(vote.integer("approver")),
                        Words.constant(vote.text("verdict"), Verdict.values(), Verdict::word)),
                id.number());
        return new ApprovalRow(
                id,
                new PurposeId(row.integer("purpose")),
                new PrincipalId(row.integer("requester")),
                new Used(row.number("bytes"), row.number("objects")),
                row.text("reason"),
                row.instant("asked"),
                row.instant("expires"),
                new Used(row.number("used_bytes"), row.number("used_objects")),
                votes);
    }
}
