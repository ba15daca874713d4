package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A blob's name, kept exactly as sent: 1 to 1,024 characters (UTF-16 units, as Azure counts), `//`, `.`, `..`,
/// trailing dots and slashes included. Only `\` is `/`, as in Azure. Names are compared and sorted by their UTF-8
/// bytes, which is the order of their code points and not that of [String#compareTo].
public record BlobName(String value) implements Comparable<BlobName> {
    private static final int LONGEST = 1024;

    /// @throws AmanaException `NAME_LENGTH` when the length is wrong, `INVALID_NAME` when a character cannot
    ///     be stored: NUL or half of a surrogate pair
    public BlobName {
        value = withSlashes(value);
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new AmanaException(
                    ErrorCode.NAME_LENGTH, "a blob name has 1 to 1024 characters, not " + value.length());
        }
        if (hasWhatCannotBeStored(value)) {
            throw new AmanaException(
                    ErrorCode.INVALID_NAME, "blob " + value + ": the name has a NUL or half of a surrogate pair");
        }
    }

    /// The text with every `\` as `/`.
    public static String withSlashes(String text) {
        return text.replace('\\', '/');
    }

    /// A plain loop, because listings make thousands of names.
    private static boolean hasWhatCannotBeStored(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public int compareTo(BlobName other) {
        return NameOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
