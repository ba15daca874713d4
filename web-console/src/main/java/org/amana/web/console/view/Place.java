package org.amana.web.console.view;

/// A place by percentage as a class name. A `style` attribute would need `'unsafe-inline'`, so the sheet holds a class
/// for every half percent (ADR 0080).
final class Place {
    static final int STEPS = 200;

    private Place() {}

    /// `v-81` for 40.5 percent.
    static String first(double percent) {
        return "v-" + step(percent);
    }

    /// The second coordinate of the same thing.
    static String second(double percent) {
        return "w-" + step(percent);
    }

    private static long step(double percent) {
        return Math.clamp(Math.round(percent * STEPS / 100), 0, STEPS);
    }
}
