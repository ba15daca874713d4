package org.amana.blob;

import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A storage account's name: 3 to 24 lower-case letters and digits (Azure: *Storage account names*).
public record AccountName(String value) implements Comparable<AccountName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{3,24}");

    /// @throws AmanaException `INVALID_NAME` when the text is no account name
    public AccountName {
        if (!FORM.matcher(value).matches()) {
            throw new AmanaException(
                    ErrorCode.INVALID_NAME,
                    "account " + value + ": an account name has 3 to 24 lower-case letters and digits");
        }
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
