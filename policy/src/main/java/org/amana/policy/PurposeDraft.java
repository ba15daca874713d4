package org.amana.policy;

import java.time.Duration;
import java.util.List;

/// A purpose that somebody writes down; see [Purpose] for the parts.
///
/// @param life how long it is in force, at most 365 days
public record PurposeDraft(
        String account,
        Text title,
        String dpv,
        String legalBasis,
        Scope scope,
        Duration life,
        List<PrincipalId> approvers) {

    /// The longest life of a purpose, counted from the day it is made or renewed.
    public static final Duration LONGEST = Duration.ofDays(365);

    public PurposeDraft {
        approvers = List.copyOf(approvers);
        if (title.hasControls()) { // of those that are made; one that was written down once can be read for ever
            throw new IllegalArgumentException("a title has no control characters");
        }
        Purpose.checkWords(dpv, legalBasis);
        checkLife(life);
    }

    static void checkLife(Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a purpose is in force 1 to " + LONGEST.toDays() + " days, not " + life.toDays());
        }
    }
}
