package org.amana.verifier;

import java.util.Map;
import java.util.Set;

/// The `credential` entries of a log: each is for a purpose in force that lasts longer, and lives no longer
/// than one of its type may (rule 6).
final class CredentialRules {
    private static final Set<String> STATES = Set.of("active", "ended");

    /// The longest life of a credential, in seconds, by its type.
    private static final Map<String, Long> LIVES = Map.of(
            "access-key", 90 * Seconds.DAY,
            "sas", 7 * Seconds.DAY,
            "admission", 90 * Seconds.DAY,
            "token", 30 * Seconds.HOUR,
            "session", 12 * Seconds.HOUR,
            "internal", 366 * Seconds.DAY,
            "anonymous", 366 * Seconds.DAY);

    private final Objections objections;
    private final PurposeRules purposes;
    private final Credentials credentials = new Credentials();

    CredentialRules(Objections objections, PurposeRules purposes) {
        this.objections = objections;
        this.purposes = purposes;
    }

    /// Takes in the `credential` entry that `parser` has just read.
    void take(long index, EntryParser parser) {
        objections.objectTo(index, Fields.commitments(parser, Places.CREDENTIAL_SD));
        Entry entry = parser.entry();
        Purpose purpose = purposes.named(index, entry);
        String state = entry.text("state");
        objections.require(index, STATES.contains(state), "unknown state of a credential");
        Long life = LIVES.get(entry.text("type"));
        objections.require(index, life != null, "unknown type of a credential");
        boolean tooLong = life != null && entry.number("exp") > entry.seconds() + life;
        objections.require(
                index, !tooLong, "a credential that lives longer than one of type " + entry.text("type") + " may");
        boolean over = state.equals("ended");
        objections.objectTo(index, credentials.take(entry.text("cred"), over));
        if (purpose != null && !over) {
            String objection = purpose.terms().objectionToCredential(entry.seconds(), entry.number("exp"));
            objections.require(
                    index,
                    objection == null,
                    "issues a credential for purpose " + entry.text("pur") + ", which " + objection);
        }
    }

    /// The server's data were put back from a backup.
    void restored() {
        credentials.restored();
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return credentials.weight();
    }
}
