package org.amana.web.blob;

import java.util.Comparator;

/// Orders of lower-case header names.
final class HeaderOrder {
    /// As Windows collates: `-` counts only between names that are else equal, then `_`, digits, letters.
    static final Comparator<String> WINDOWS =
            Comparator.comparing(HeaderOrder::weights).thenComparing(Comparator.naturalOrder());

    private HeaderOrder() {}

    private static String weights(String name) {
        StringBuilder weights = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                weights.append('\u0001');
            } else if (c != '-') {
                weights.append(c);
            }
        }
        return weights.toString();
    }
}
