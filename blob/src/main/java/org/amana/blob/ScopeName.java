package org.amana.blob;

import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The name of an encryption scope of an account: 3 to 63 lower-case letters, digits and single hyphens between them
/// (Azure: *Encryption Scopes - Put*).
public record ScopeName(String value) implements Comparable<ScopeName> {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 63;

    /// What is a name, in words.
    public static final String FORM_IN_WORDS =
            "the name of an encryption scope: it has 3 to 63 lower-case letters, digits and single hyphens, which stand"
                    + " between two of the others";

    /// No scope: what Azure calls the account's own key. Here it stands for the container's own key.
    public static final ScopeName ACCOUNT_KEY = new ScopeName("$account-encryption-key");

    /// @throws AmanaException `INVALID_NAME` when the text is no such name
    public ScopeName {
        if (!isOne(value)) {
            throw new AmanaException(ErrorCode.INVALID_NAME, value + " is not " + FORM_IN_WORDS);
        }
    }

    public static boolean isOne(String text) {
        return text.equals("$account-encryption-key") || LowerCase.isOneWithDashes(text, SHORTEST, LONGEST);
    }

    /// As it stands in a column: NULL for no scope.
    Optional<String> text() {
        return isAccountKey() ? Optional.empty() : Optional.of(value);
    }

    /// What [#text] made.
    static ScopeName of(Optional<String> text) {
        return text.map(ScopeName::new).orElse(ACCOUNT_KEY);
    }

    /// Whether it means no scope.
    public boolean isAccountKey() {
        return equals(ACCOUNT_KEY);
    }

    /// That a request names the scope that something is encrypted in. Azure's words are those for customers' keys,
    /// which are *customer specified encryption* too.
    ///
    /// @param used of what the request is about
    /// @param what the blob, for messages
    /// @throws AmanaException `BLOB_USES_CUSTOMER_ENCRYPTION`, `CUSTOMER_ENCRYPTION_MISMATCH`,
    ///     `BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION`
    void requireSame(ScopeName used, Object what) {
        if (equals(used)) {
            return;
        }
        if (isAccountKey()) {
            throw new AmanaException(
                    ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION,
                    "blob " + what + " is encrypted in the encryption scope " + used
                            + ", but the request did not name it");
        }
        if (used.isAccountKey()) {
            throw new AmanaException(
                    ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION,
                    "blob " + what + " is in no encryption scope, but the request is in " + this);
        }
        throw new AmanaException(
                ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH,
                "blob " + what + " is encrypted in the encryption scope " + used + ", but the request is in " + this);
    }

    @Override
    public int compareTo(ScopeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
