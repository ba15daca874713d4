package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What decisions rest on, by the ids under `rule`: an access is allowed by a policy that permits, and by approvals
/// where it goes beyond the day's volume; it is denied by anything else.
///
/// Nearly all accesses cite what the one before cited, so that is compared first.
final class Citations {
    static final String APPROVAL = "approval/";

    private static final String PERMIT = "baseline/permit/";
    private static final byte[] APPROVAL_BYTES = ("\"" + APPROVAL).getBytes(StandardCharsets.US_ASCII);

    private byte[] lastAllowed = new byte[0];
    private byte[] lastDenied = new byte[0];

    /// Why what is allowed by the entry that `entry` has just read is not allowed by what it cites; null if it is.
    @Nullable
    String allowing(EntryParser entry) {
        if (entry.textIs(Places.ACCESS_RULE, lastAllowed) && lastAllowed.length > 0) {
            return null;
        }
        boolean permitted = false;
        for (String rule : entry.texts(Places.ACCESS_RULE)) {
            permitted |= rule.startsWith(PERMIT);
            if (!rule.startsWith(PERMIT) && !rule.startsWith(APPROVAL)) {
                return "is allowed and cites the rule " + rule + ", which permits nothing";
            }
        }
        if (!permitted) {
            return "is allowed and cites no rule that permits it";
        }
        lastAllowed = cited(entry);
        return null;
    }

    /// Why what is denied by the entry that `entry` has just read is not denied by what it cites; null if it is.
    @Nullable
    String denying(EntryParser entry) {
        if (entry.textIs(Places.ACCESS_RULE, lastDenied) && lastDenied.length > 0) {
            return null;
        }
        if (entry.textIsEmpty(Places.ACCESS_RULE)) {
            return "is denied and cites no rule that forbids it";
        }
        for (String rule : entry.texts(Places.ACCESS_RULE)) {
            if (rule.startsWith(PERMIT) || rule.startsWith(APPROVAL)) {
                return "is denied and cites the rule " + rule + ", which forbids nothing";
            }
        }
        lastDenied = cited(entry);
        return null;
    }

    /// Whether the access that `entry` has just read cites an approval.
    static boolean approval(EntryParser entry) {
        byte[] bytes = entry.source();
        int last = entry.valueTo(Places.ACCESS_RULE) - APPROVAL_BYTES.length;
        for (int at = entry.valueFrom(Places.ACCESS_RULE); at <= last; at++) {
            if (bytes[at] == '"'
                    && Arrays.equals(bytes, at, at + APPROVAL_BYTES.length, APPROVAL_BYTES, 0, APPROVAL_BYTES.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] cited(EntryParser entry) {
        return Arrays.copyOfRange(
                entry.source(), entry.valueFrom(Places.ACCESS_RULE), entry.valueTo(Places.ACCESS_RULE));
    }
}
