package org.amana.policy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// Credentials in the catalog. Secrets are there wrapped, session tokens as their hash.
final class CredentialTable {
    private CredentialTable() {}

    /// A credential that has not been ended, as the row has it.
    ///
    /// @param secret wrapped; present for access keys
    /// @param token hash; present for sessions
    /// @param proof what was shown for it; nothing unless it is a session
    record CredentialRow(Credential credential, Optional<byte[]> secret, Optional<byte[]> token, Proof proof) {}

    /// An issue or an end that was prepared and neither confirmed nor withdrawn.
    record Prepared(CredentialId id, boolean ending, long since) {}

    static void prepare(Transaction tx, CredentialRow row, long since) throws SQLException {
        Credential credential = row.credential();
        tx.update(
                "INSERT INTO credential (number, kind, account, principal, purpose, issued, expires, secret, token,"
                        + " proof, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                credential.id().number(),
                credential.kind().word(),
                credential.account(),
                credential.principal().id().number(),
                credential.purpose().number(),
                credential.issued(),
                credential.expires(),
                row.secret(),
                row.token(),
                row.proof().text(),
                since);
    }

    static void confirm(Transaction tx, CredentialId id, long entry) throws SQLException {
        tx.update("UPDATE credential SET entry = ? WHERE number = ?", entry, id.number());
    }

    static void withdraw(Transaction tx, CredentialId id) throws SQLException {
        tx.update("DELETE FROM credential WHERE number = ? AND entry IS NULL", id.number());
    }

    static void prepareEnd(Transaction tx, CredentialId id, long since) throws SQLException {
        tx.update("UPDATE credential SET ending = ? WHERE number = ?", since, id.number());
    }

    /// Ends it and forgets its secret.
    static void confirmEnd(Transaction tx, CredentialId id, long entry) throws SQLException {
        tx.update("UPDATE credential SET ended = ?, secret = NULL, token = NULL WHERE number = ?", entry, id.number());
    }

    static void withdrawEnd(Transaction tx, CredentialId id) throws SQLException {
        tx.update("UPDATE credential SET ending = NULL WHERE number = ? AND ended IS NULL", id.number());
    }

    static int nextNumber(Reader reader) throws SQLException {
        return reader.first("SELECT ifnull(max(number), 0) + 1 AS next FROM credential", row -> row.integer("next"))
                .orElse(1);
    }

    /// The entry that tells that it was issued.
    static Optional<Long> entry(Reader reader, CredentialId id) throws SQLException {
        return reader.first(
                "SELECT entry FROM credential WHERE number = ? AND entry IS NOT NULL",
                row -> row.number("entry"),
                id.number());
    }

    static Credential required(Reader reader, CredentialId id, Map<PrincipalId, Principal> principals)
            throws SQLException {
        return reader.first("SELECT * FROM credential WHERE number = ?", row -> row(row, principals), id.number())
                .orElseThrow()
                .credential();
    }

    /// Those in force that expire after a moment, by rising number.
    static List<CredentialRow> alive(Reader reader, Map<PrincipalId, Principal> principals, Instant after)
            throws SQLException {
        return reader.list(
                "SELECT * FROM credential WHERE ended IS NULL AND entry IS NOT NULL AND expires > ? ORDER BY number",
                row -> row(row, principals),
                after);
    }

    /// Amana's own for a purpose, whenever they expired: the newest of each kind and principal, unless it was ended.
    static List<Credential> newestOwn(Reader reader, Map<PrincipalId, Principal> principals, PurposeId purpose)
            throws SQLException {
        return reader.list(
                "SELECT * FROM credential WHERE ended IS NULL AND number IN (SELECT max(number) FROM credential"
                        + " WHERE purpose = ? AND kind IN (?, ?) AND entry IS NOT NULL GROUP BY kind, principal)"
                        + " ORDER BY number",
                row -> row(row, principals).credential(),
                purpose.number(),
                Credential.Kind.INTERNAL.word(),
                Credential.Kind.ANONYMOUS.word());
    }

    /// The end of an admission.
    ///
    /// @param entry of the ledger that tells it
    record Ending(PrincipalId principal, PurposeId purpose, long entry) {}

    /// The ends of admissions that would have expired after a moment, in their order.
    static List<Ending> endedAdmissions(Reader reader, Instant after) throws SQLException {
        return reader.list(
                "SELECT principal, purpose, ended FROM credential WHERE kind = ? AND ended IS NOT NULL AND expires > ?"
                        + " ORDER BY ended",
                row -> new Ending(
                        new PrincipalId(row.integer("principal")),
                        new PurposeId(row.integer("purpose")),
                        row.number("ended")),
                Credential.Kind.ADMISSION.word(),
                after);
    }

    static List<Prepared> prepared(Reader reader) throws SQLException {
        return reader.list(
                "SELECT number, entry IS NOT NULL AS ending, ifnull(ending, since) AS since FROM credential"
                        + " WHERE ended IS NULL AND (entry IS NULL OR ending IS NOT NULL) ORDER BY number",
                row -> new Prepared(new CredentialId(row.integer("number")), row.flag("ending"), row.number("since")));
    }

    /// What a wrapped secret is bound to: moved to another row it cannot be unwrapped.
    static byte[] boundTo(CredentialId id) {
        return ("credential " + id).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static CredentialRow row(Row row, Map<PrincipalId, Principal> principals) throws SQLException {
        CredentialId id = new CredentialId(row.integer("number"));
        row.about("credential " + id);
        Principal principal = principals.get(new PrincipalId(row.integer("principal")));
        if (principal == null) {
            throw new IllegalArgumentException("its holder is nobody");
        }
        Credential credential = new Credential(
                id,
                row.parsed("kind", it -> Words.constant(it, Credential.Kind.values(), Credential.Kind::word)),
                row.text("account"),
                principal,
                new PurposeId(row.integer("purpose")),
                row.instant("issued"),
                row.instant("expires"));
        return new CredentialRow(
                credential, row.optionalBytes("secret"), row.optionalBytes("token"), row.parsed("proof", Proof::parse));
    }
}
