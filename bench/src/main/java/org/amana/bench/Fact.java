package org.amana.bench;

import java.util.Locale;

/// A figure that stands for itself, with what is asked of it.
///
/// @param least whether `target` is the least that will do; otherwise it is the most
record Fact(String name, double value, String unit, double target, boolean least) {
    boolean met() {
        return least ? value >= target : value <= target;
    }

    /// As a row of a Markdown table.
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f %s | | | %s %,.0f | %s |",
                name,
                value,
                unit,
                least ? "≥" : "≤",
                target,
                met() ? "yes" : "**no**");
    }
}
