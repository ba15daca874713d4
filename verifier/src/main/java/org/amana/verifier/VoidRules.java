package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;

/// The `void` entries of a log: each names an entry that stands before it, and each entry is voided once
/// (rule 5). Whether that is an access with the opposite change is known when both have been compared
/// ([VoidCheck]).
final class VoidRules {
    private final Objections objections;
    private final IndexSet voided = new IndexSet();
    private List<VoidClaim> claims = new ArrayList<>();

    VoidRules(Objections objections) {
        this.objections = objections;
    }

    /// Takes in the `void` entry that `entry` has just read.
    void take(long index, EntryParser entry) {
        long ref = entry.number(Places.VOID_REF);
        if (ref >= index) {
            objections.object(index, "voids entry " + ref + ", which does not stand before it");
        } else if (!voided.add(ref)) {
            objections.object(index, "voids entry " + ref + " a second time");
        }
        claims.add(new VoidClaim(
                index, ref, entry.text(Places.VOID_ACCT), entry.text(Places.VOID_BOX), entry.number(Places.VOID_DST)));
    }

    /// Whether a `void` entry so far names the entry at `index`.
    boolean isVoided(long index) {
        return voided.contains(index);
    }

    /// How many of them wait to be compared with what they name.
    int claims() {
        return claims.size();
    }

    /// Those since the last call, in order.
    List<VoidClaim> takeClaims() {
        List<VoidClaim> taken = claims;
        claims = new ArrayList<>();
        return taken;
    }
}
