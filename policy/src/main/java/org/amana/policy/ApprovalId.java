package org.amana.policy;

/// Number of a request for more volume, written `A-4`. Numbers rise and are never used again.
public record ApprovalId(int number) implements Comparable<ApprovalId> {
    public ApprovalId {
        Numbered.check("A-", number);
    }

    /// Reads `A-4`.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_ARGUMENT` for any other form
    public static ApprovalId parse(String text) {
        return new ApprovalId(Numbered.parse("A-", text));
    }

    @Override
    public int compareTo(ApprovalId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "A-" + number;
    }
}
