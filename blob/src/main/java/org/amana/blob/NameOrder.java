package org.amana.blob;

/// The order of names: that of their UTF-8 bytes, as in the catalog (`COLLATE BINARY`) and in Azure's listings.
final class NameOrder {
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

    /// The first text after every text that begins with `prefix`, or "" when there is none (a prefix of nothing but
    /// the last code point).
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
        return "";
    }
}
