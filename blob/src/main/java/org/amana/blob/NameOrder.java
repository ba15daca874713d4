package org.amana.blob;

/// The order of names: that of their UTF-8 bytes, as in the catalog (`COLLATE BINARY`) and in Azure's listings.
final class NameOrder {
    /// Behind every name: more of the last code point than a name has room for.
    static final String LAST = Character.toString(Character.MAX_CODE_POINT).repeat(513);

    private NameOrder() {}

    /// Compares by code point, which for valid text equals comparing UTF-8 bytes as unsigned.
    static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
                return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// The first text after every name that begins with `prefix`.
    static String after(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            int start = end - Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return prefix.substring(0, start) + Character.toString(next);
            }
            end = start;
        }
        return LAST;
    }
}
