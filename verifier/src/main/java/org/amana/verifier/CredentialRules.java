package org.amana.verifier;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The `credential` entries of a log: each is for a purpose in force that lasts longer, and lives no longer
/// than one of its type may; and what is allowed under a purpose rests on one that is in force (rule 6).
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
    private long restores;
    private long kept;
    private long expired; // accesses that rest on what had expired while time stood still
    private long firstExpired;

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
        if (purpose != null) {
            keep(purpose.holders(), entry, over);
        }
        if (purpose != null && !over) {
            String objection = purpose.terms().objectionToCredential(entry.seconds(), entry.number("exp"));
            objections.require(
                    index,
                    objection == null,
                    "issues a credential for purpose " + entry.text("pur") + ", which " + objection);
        }
    }

    private void keep(Holders holders, Entry entry, boolean over) {
        int before = holders.kept();
        if (over) {
            holders.end(entry.number("exp"), entry.seconds(), restores);
        } else {
            holders.issue(entry.number("exp"), entry.seconds(), restores);
        }
        kept += holders.kept() - before;
    }

    /// Holds the allowed access that `access` has just read against the credentials of its purpose.
    ///
    /// @param standing whether its time is that of the entry before it. An entry of a server whose clock had been
    ///     ahead bears the time of the last one, and earlier ones decided by the clock alone: what had expired by
    ///     then, and not by the clock, is a note and no evidence
    void allowing(long index, Purpose purpose, EntryParser access, boolean standing) {
        Holders holders = purpose.holders();
        String objection = holders.objection(access.number(Places.ACCESS_T), restores);
        if (objection == null) {
            return;
        }
        if (standing && holders.anyExpired()) {
            if (expired++ == 0) {
                firstExpired = index;
            }
        } else {
            objections.object(index, "purpose " + access.text(Places.ACCESS_PUR) + " " + objection);
        }
    }

    /// What is worth knowing and proves nothing.
    Optional<String> note() {
        return expired == 0
                ? Optional.empty()
                : Optional.of(
                        "accesses that rest on credentials which had expired, and bear the time of the entry before"
                                + " them, as they do after a clock was ahead: " + expired + ", the first at entry "
                                + firstExpired);
    }

    /// The server's data were put back from a backup.
    void restored() {
        credentials.restored();
        restores++;
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return credentials.weight() + kept * Holders.EACH;
    }
}
