package org.amana.blob;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A blob's index tags: at most 10, sorted by key, compared with case (Azure REST: *Set Blob Tags*).
public record Tags(SortedMap<String, String> values) {
    public static final int MOST = 10;
    public static final Tags NONE = new Tags(new TreeMap<>());

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9 +\\-./:=_]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9 +\\-./:=_]{0,256}");

    /// @throws AmanaException `INVALID_TAGS` for too many, or letters or lengths that are not allowed
    public Tags {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        if (values.size() > MOST) {
            throw new AmanaException(
                    ErrorCode.INVALID_TAGS, "a blob has at most " + MOST + " tags, not " + values.size());
        }
        values.forEach((key, value) -> {
            if (!isKey(key) || !isValue(value)) {
                throw new AmanaException(
                        ErrorCode.INVALID_TAGS,
                        "tag " + key + "=" + value + ": keys have 1 to 128, values up to 256 of A-Z a-z 0-9 space"
                                + " + - . / : = _");
            }
        });
    }

    /// Whether a key or a value can have this letter.
    static boolean isLetter(int codePoint) {
        return isValue(Character.toString(codePoint));
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public int count() {
        return values.size();
    }
}
