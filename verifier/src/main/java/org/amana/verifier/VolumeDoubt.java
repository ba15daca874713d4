package org.amana.verifier;

import java.time.LocalDate;

/// More was used, it seems, than a purpose has in a day. What voids give back is known later.
final class VolumeDoubt {
    private final long index;
    private final String purpose;
    private final Use use;
    private final long day;
    private final String allowed;
    private long bytes;
    private long objects;

    /// @param index of the entry with which it was too much
    VolumeDoubt(long index, String purpose, Use use) {
        this.index = index;
        this.purpose = purpose;
        this.use = use;
        day = use.day();
        allowed = allowance(use.bytes(), "bytes") + " and " + allowance(use.objects(), "objects");
        bytes = use.bytes().beyond();
        objects = use.objects().beyond();
    }

    private static String allowance(Volume volume, String unit) {
        return volume.base() == Volume.UNLIMITED ? "any number of " + unit : volume.base() + " " + unit;
    }

    /// An access under the purpose of `of` was voided by the entry at `voidIndex`: if that stands before, it
    /// is in what was counted already.
    void giveBack(Use of, long voidIndex, long lessBytes, long lessObjects) {
        if (use == of && index > voidIndex) {
            bytes -= lessBytes;
            objects -= lessObjects;
        }
    }

    /// Objects if it is still too much, once for each purpose and day.
    void settle(Objections objections) {
        if ((bytes > 0 || objects > 0) && !use.told(day)) {
            use.tell(day);
            objections.object(index, toString());
        }
    }

    @Override
    public String toString() {
        return "purpose " + purpose + " has used more by here than it may on " + LocalDate.ofEpochDay(day)
                + " (UTC), by "
                + Math.max(0, bytes) + " bytes and " + Math.max(0, objects) + " objects: it published " + allowed
                + " a day, and the approvals cited do not cover the rest";
    }
}
