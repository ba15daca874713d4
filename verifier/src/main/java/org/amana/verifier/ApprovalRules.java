package org.amana.verifier;

import java.util.Set;

/// The `approval` entries of a log: each is for a purpose that there is and holds for three days at most;
/// what is asked, voted and cited follows one another (rule 7).
final class ApprovalRules {
    private static final Set<String> STATES = Set.of("asked", "granted", "refused");
    private static final long LONGEST = 72 * Seconds.HOUR;

    private final Objections objections;
    private final PurposeRules purposes;
    private final Approvals approvals = new Approvals();

    ApprovalRules(Objections objections, PurposeRules purposes) {
        this.objections = objections;
        this.purposes = purposes;
    }

    /// Takes in the `approval` entry that `parser` has just read.
    void take(long index, EntryParser parser) {
        objections.objectTo(index, Fields.commitments(parser, Places.APPROVAL_SD));
        Entry entry = parser.entry();
        purposes.named(index, entry);
        String state = entry.text("state");
        objections.require(index, STATES.contains(state), "unknown state of an approval");
        boolean tooLong = entry.number("exp") > entry.seconds() + LONGEST;
        objections.require(index, !tooLong, "an approval holds for 72 hours at most");
        objections.objectTo(
                index, state.equals("asked") ? approvals.ask(entry) : approvals.vote(entry, state.equals("granted")));
    }

    /// Takes in what the allowed access that `access` has just read cites; an approval that is cited for the
    /// first time adds to what may be used.
    void cite(long index, EntryParser access, Use use) {
        String purpose = access.text(Places.ACCESS_PUR);
        long seconds = access.number(Places.ACCESS_T);
        for (String rule : access.texts(Places.ACCESS_RULE)) {
            if (rule.startsWith(Citations.APPROVAL)) {
                String id = rule.substring(Citations.APPROVAL.length());
                objections.objectTo(index, approvals.cite(id, purpose, seconds, use));
            }
        }
    }

    /// The server's data were put back from a backup.
    void restored() {
        approvals.restored();
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return approvals.weight();
    }
}
