package org.amana.web.blob;

import java.util.Comparator;

/// Orders of lower-case header names.
final class HeaderOrder {
    /// As Windows collates: `-` and `'` count only between names that are else equal; the others in this order.
    static final Comparator<String> WINDOWS =
            Comparator.comparing(HeaderOrder::weights).thenComparing(Comparator.naturalOrder());

    private static final String ORDER = "!#$%&*.^_`|~+0123456789abcdefghijklmnopqrstuvwxyz";

    private HeaderOrder() {}

    /// Characters that cannot be in a name of a header weigh nothing.
    private static String weights(String name) {
        StringBuilder weights = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            int place = ORDER.indexOf(name.charAt(i));
            if (place >= 0) {
                weights.append((char) place);
            }
        }
        return weights.toString();
    }
}
