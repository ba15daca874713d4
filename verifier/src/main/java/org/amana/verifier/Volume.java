package org.amana.verifier;

/// One measure, bytes or objects, of what a purpose uses in a UTC day, held against what it published for a day and
/// what approvals added to that.
///
/// A server counts an access before its entry is written. So entries of one moment may stand in another order than
/// they were counted in, and what was counted just before midnight may have its entry just after. Here, therefore,
/// only that is too much which no order could have led to: the accesses without an approval go together beyond what
/// is published, or all of them beyond that and what was granted; and what the day before had left counts for the
/// first entries of a day.
final class Volume {
    /// More than any sum.
    static final long UNLIMITED = 1L << 62;

    /// What may be used without an approval: the limit, or, where it was lowered during the day, what had been used.
    private long base;

    private final Sum all = new Sum();
    private final Sum plain = new Sum(); // without an approval

    /// What approvals added, less what days before took of it.
    private long granted;

    /// @param limit what may be used in the day that begins
    /// @param following whether it is the day after the one that ends
    void turn(long limit, boolean following) {
        granted = Math.max(0, granted - Math.max(0, all.counted() - base));
        all.turn(following ? base - all.counted() : limit);
        plain.turn(following ? base - plain.counted() : limit);
        base = limit;
    }

    /// @param limit in force now
    /// @param early whether the entry is one of those that may have been counted the day before
    void use(long amount, long limit, boolean early, boolean approved) {
        base = Math.max(limit, Math.min(base, all.counted()));
        all.add(amount, early);
        if (!approved) {
            plain.add(amount, early);
        }
    }

    /// An approval that is cited for the first time allows so much more.
    void grant(long amount) {
        granted = Math.min(UNLIMITED, granted + amount);
    }

    /// Takes back what an access of this day had used.
    void giveBack(long amount, boolean early, boolean approved) {
        all.add(-amount, early);
        if (!approved) {
            plain.add(-amount, early);
        }
    }

    /// Takes back what an access of an earlier day had used.
    ///
    /// @param yesterday whether that was the day before this
    void giveBackBefore(long amount, boolean yesterday, boolean approved) {
        if (approved) {
            grant(amount);
        }
        if (yesterday) {
            all.leave(amount);
            plain.leave(amount);
        }
    }

    /// How much too much it is; 0 or less if it is not.
    long beyond() {
        return Math.max(plain.counted() - base, all.counted() - base - granted);
    }

    /// What may be used without an approval this day.
    long base() {
        return base;
    }

    private static final class Sum {
        private long today;
        private long early; // of today
        private long left; // of the day before

        long counted() {
            return today - Math.min(early, left);
        }

        void turn(long rest) {
            today = 0;
            early = 0;
            left = Math.max(0, rest);
        }

        void add(long amount, boolean early) {
            today = within(today + amount);
            if (early) {
                this.early = within(this.early + amount);
            }
        }

        void leave(long amount) {
            left = within(left + amount);
        }

        private static long within(long sum) {
            return Math.clamp(sum, 0, UNLIMITED);
        }
    }
}
