package org.amana.store;

import java.util.List;

/// The tables of one module in the catalog, as the list of steps that lead to them: step 1 makes version 1 out of
/// nothing, step 2 makes version 2 out of version 1. A step that has been released is never edited; a change is a new
/// step.
///
/// Every table is STRICT, every instant is an INTEGER of milliseconds since 1970 (UTC).
///
/// @param name whose tables these are, for example `blob`
/// @param steps one SQL script for each version, in order; statements end with a semicolon
public record Schema(String name, List<String> steps) {
    public Schema {
        if (!name.matches("[a-z][a-z_]{0,30}")) {
            throw new IllegalArgumentException("not a schema name: " + name);
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("schema " + name + " has no steps");
        }
        steps = List.copyOf(steps);
    }

    /// The version that all steps lead to; the first is 1.
    public int version() {
        return steps.size();
    }
}
