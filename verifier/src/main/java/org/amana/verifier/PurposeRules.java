package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The purposes of a log: their versions follow one another, what is allowed under one is covered by its
/// terms and stays in one account, and whatever else names one names one that there is (rules 3 and 6).
final class PurposeRules {
    private static final Set<String> STATES = Set.of("proposed", "active", "ended");
    private static final long LONGEST = 366 * Seconds.DAY;

    private final Objections objections;
    private final Accounts accounts;
    private final TextTable<Purpose> purposes = new TextTable<>(Purpose::weight);

    PurposeRules(Objections objections, Accounts accounts) {
        this.objections = objections;
        this.accounts = accounts;
    }

    /// Takes in the `purpose` entry that `entry` has just read: one more version of its purpose.
    void take(long index, EntryParser entry) {
        objections.require(index, STATES.contains(entry.text(Places.PURPOSE_STATE)), "unknown state of a purpose");
        objections.objectTo(index, Fields.commitments(entry, Places.PURPOSE_SD));
        byte[] bytes = entry.source();
        int from = entry.valueFrom(Places.PURPOSE_PUR);
        int to = entry.valueTo(Places.PURPOSE_PUR);
        objections.require(index, from < to, "a purpose without an id");
        Purpose known = purposes.find(bytes, from, to);
        Terms before = known == null ? null : known.terms();
        Terms now = Terms.after(before, entry);
        follow(index, before, now);
        objections.require(
                index,
                entry.number(Places.PURPOSE_EXP) <= entry.number(Places.PURPOSE_T) + LONGEST,
                "a purpose is in force for 12 months at most");
        objections.require(index, now.boxes() >= 0, "boxes is a count or all");
        String forgotten = before == null ? null : before.practiceForgottenBy(now);
        objections.require(
                index, forgotten == null, "the practice " + forgotten + " that was found is not named any more");
        purposes.put(
                bytes,
                from,
                to,
                known == null
                        ? new Purpose(now, new Use(), new Holders())
                        : new Purpose(now, known.use(), known.holders()));
    }

    private void follow(long index, @Nullable Terms before, Terms now) {
        long expected = before == null ? 1 : before.version() + 1;
        objections.require(
                index,
                now.version() == expected,
                "version " + now.version() + " of a purpose whose next version is " + expected);
        objections.require(
                index, before == null || !before.ended() || now.ended(), "a purpose that had ended comes back");
    }

    /// Holds the allowed access that `access` has just read against its purpose.
    ///
    /// @return the purpose; null, which is objected to, if there is none (a hot path: no `Optional`)
    @Nullable
    Purpose allowing(long index, EntryParser access) {
        Purpose purpose = of(access);
        String objection = purpose == null
                ? "has no purpose entry before it"
                : purpose.terms().objection(access);
        if (objection != null) {
            objections.object(index, "purpose " + access.text(Places.ACCESS_PUR) + " " + objection);
        }
        if (purpose != null) {
            reachInto(index, purpose.use(), access);
        }
        return purpose;
    }

    private void reachInto(long index, Use use, EntryParser access) {
        byte[] account = use.account();
        if (account == null) {
            use.reachInto(accounts.at(access, Places.ACCESS_ACCT));
        } else if (!access.textIs(Places.ACCESS_ACCT, account)) {
            objections.object(
                    index,
                    "purpose " + access.text(Places.ACCESS_PUR) + " is one of account "
                            + new String(account, StandardCharsets.US_ASCII) + " and reaches into another");
        }
    }

    /// A denied access names a purpose that there is, or none.
    void denying(long index, EntryParser access) {
        if (!access.textIsEmpty(Places.ACCESS_PUR) && of(access) == null) {
            objections.object(index, "purpose " + access.text(Places.ACCESS_PUR) + " has no purpose entry before it");
        }
    }

    /// The purpose that a credential or an approval is for; null, which is objected to, if there is none.
    @Nullable
    Purpose named(long index, Entry entry) {
        Purpose purpose = purposes.find(entry.text("pur"));
        objections.require(index, purpose != null, "purpose " + entry.text("pur") + " has no purpose entry before it");
        return purpose;
    }

    /// The purpose of the access that `access` has just read; null if there is none.
    @Nullable
    Purpose of(EntryParser access) {
        return purposes.find(access.source(), access.valueFrom(Places.ACCESS_PUR), access.valueTo(Places.ACCESS_PUR));
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return purposes.weight();
    }
}
