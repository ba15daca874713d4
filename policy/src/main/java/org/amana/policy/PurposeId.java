package org.amana.policy;

/// Number of a purpose, written `P-12`. Numbers rise and are never used again.
public record PurposeId(int number) implements Comparable<PurposeId> {
    public PurposeId {
        Numbered.check("P-", number);
    }

    /// Reads `P-12`.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_ARGUMENT` for any other form
    public static PurposeId parse(String text) {
        return new PurposeId(Numbered.parse("P-", text));
    }

    @Override
    public int compareTo(PurposeId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "P-" + number;
    }
}
