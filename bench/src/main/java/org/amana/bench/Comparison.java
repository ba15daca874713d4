package org.amana.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/// Two things measured in turns, A B A B, and the ratio of each pair: it holds when the machine's speed drifts.
///
/// @param target the least ratio asked for (for `atMost`, the greatest)
record Comparison(String name, String unit, Side ours, Side theirs, double target, boolean atMost) {
    /// One side: a name, and a measurement that can be repeated.
    record Side(String name, DoubleSupplier measure) {
        private static final Duration WARM_UP = Duration.ofSeconds(40);

        /// Measures for as long as a JVM under load goes on compiling what it runs most.
        double warmUp() {
            Instant end = Instant.now().plus(WARM_UP);
            double last;
            do {
                last = measure.getAsDouble();
            } while (Instant.now().isBefore(end));
            return last;
        }
    }

    /// The measured values in the order they were taken.
    record Outcome(Comparison comparison, List<Double> ours, List<Double> theirs) {
        Outcome {
            ours = List.copyOf(ours);
            theirs = List.copyOf(theirs);
        }

        double ratio() {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < ours.size(); i++) {
                ratios.add(ours.get(i) / theirs.get(i));
            }
            return median(ratios);
        }

        boolean met() {
            return comparison.atMost ? ratio() <= comparison.target : ratio() >= comparison.target;
        }

        /// As a row of a Markdown table.
        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,.0f %s | %s: %,.0f | **%.2f** | %s %.2f | %s |",
                    comparison.name,
                    median(ours),
                    comparison.unit,
                    comparison.theirs.name,
                    median(theirs),
                    ratio(),
                    comparison.atMost ? "≤" : "≥",
                    comparison.target,
                    met() ? "yes" : "**no**");
        }
    }

    Outcome run(int rounds, PrintStream out) {
        List<Double> a = new ArrayList<>();
        List<Double> b = new ArrayList<>();
        out.printf(Locale.ROOT, "%s  warmed up: %,.0f and %,.0f %s%n", name, ours.warmUp(), theirs.warmUp(), unit);
        for (int round = 1; round <= rounds; round++) {
            a.add(ours.measure.getAsDouble());
            b.add(theirs.measure.getAsDouble());
            out.printf(
                    Locale.ROOT,
                    "%s  round %d of %d: %s %,.0f, %s %,.0f %s%n",
                    name,
                    round,
                    rounds,
                    ours.name,
                    a.getLast(),
                    theirs.name,
                    b.getLast(),
                    unit);
        }
        return new Outcome(this, a, b);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
