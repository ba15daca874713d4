package org.amana.policy;

/// Number of a credential, written `K-31`. Numbers rise and are never used again.
public record CredentialId(int number) implements Comparable<CredentialId> {
    public CredentialId {
        Numbered.check("K-", number);
    }

    /// Reads `K-31`.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_ARGUMENT` for any other form
    public static CredentialId parse(String text) {
        return new CredentialId(Numbered.parse("K-", text));
    }

    @Override
    public int compareTo(CredentialId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "K-" + number;
    }
}
