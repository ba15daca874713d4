package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A storage account's name: 3 to 24 lower-case letters and digits (Azure: *Storage account names*).
public record AccountName(String value) implements Comparable<AccountName> {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 24;

    /// What is an account name, in words.
    public static final String FORM_IN_WORDS = "an account name: it has 3 to 24 lower-case letters and digits";

    /// @throws AmanaException `INVALID_NAME` when the text is no account name
    public AccountName {
        if (!isOne(value)) {
            throw new AmanaException(ErrorCode.INVALID_NAME, value + " is not " + FORM_IN_WORDS);
        }
    }

    public static boolean isOne(String text) {
        return LowerCase.isOne(text, SHORTEST, LONGEST);
    }

    @Override
    public int compareTo(AccountName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
