package org.amana.policy;

import java.util.Locale;

/// What kind of data a container declares to hold. A purpose lists the classes it may touch.
public enum DataClass {
    /// Nothing about people.
    NONE,
    /// Personal data (GDPR Art. 4(1)).
    PERSONAL,
    /// Special categories (GDPR Art. 9(1)).
    SPECIAL,
    /// Content or traffic data of communications (ePrivacy Directive 2002/58/EC Art. 5 and 6).
    COMMUNICATIONS,
    /// Biometric data (GDPR Art. 4(14)).
    BIOMETRIC;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The word in ledger entries and policies: `personal`.
    public String word() {
        return word;
    }
}
