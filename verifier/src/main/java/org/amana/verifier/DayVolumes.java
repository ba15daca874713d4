package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;

/// What is used under each purpose in a UTC day, held against what it published for a day and what approvals
/// add (rule 8). What voids give back is known when they have been compared with what they name; until then
/// it is a doubt.
final class DayVolumes {
    private final Objections objections;
    private final PurposeRules purposes;
    private final ApprovalRules approvals;
    private final List<VolumeDoubt> doubts = new ArrayList<>();

    DayVolumes(Objections objections, PurposeRules purposes, ApprovalRules approvals) {
        this.objections = objections;
        this.purposes = purposes;
        this.approvals = approvals;
    }

    /// Counts the allowed access that `access` has just read.
    void use(long index, Purpose purpose, EntryParser access) {
        Use use = purpose.use();
        boolean approved = Citations.approval(access);
        if (approved) {
            approvals.cite(index, access, use);
        }
        long seconds = access.number(Places.ACCESS_T);
        if (use.count(purpose.terms(), seconds, Moved.bytes(access), Moved.objects(access), approved)) {
            doubts.add(new VolumeDoubt(index, access.text(Places.ACCESS_PUR), use));
        }
    }

    /// The `void` entry at `index` takes back what the access that `access` has just read would have stored.
    /// What it released, and the objects of which that was, nothing takes back.
    void takeBack(long index, EntryParser access) {
        Purpose purpose = purposes.of(access);
        if (purpose == null) {
            return;
        }
        Use use = purpose.use();
        long bytes = access.number(Places.ACCESS_IN);
        long objects = access.number(Places.ACCESS_OUT) == 0 ? Moved.objects(access) : 0;
        use.giveBack(access.number(Places.ACCESS_T), bytes, objects, Citations.approval(access));
        doubts.forEach(doubt -> doubt.giveBack(use, index, bytes, objects));
    }

    /// Whether a purpose may have used too much, which shows when the `void` entries so far have been
    /// compared.
    boolean doubtful() {
        return !doubts.isEmpty();
    }

    /// Objects to what is still too much.
    ///
    /// @param known whether every `void` entry so far was compared with what it names
    void settle(boolean known) {
        if (known) {
            doubts.forEach(doubt -> doubt.settle(objections));
        }
        doubts.clear();
    }
}
