package org.amana.policy;

/// Number of a principal, written `U-17`. Numbers rise and are never used again.
public record PrincipalId(int number) implements Comparable<PrincipalId> {
    public PrincipalId {
        Numbered.check("U-", number);
    }

    /// Reads `U-17`.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_ARGUMENT` for any other form
    public static PrincipalId parse(String text) {
        return new PrincipalId(Numbered.parse("U-", text));
    }

    @Override
    public int compareTo(PrincipalId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "U-" + number;
    }
}
