package org.amana.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random tests that can be repeated. A property runs with many seeds, the same in every build; when it fails, the seed
/// stands in the failure, and `-Damana.seed=<seed>` runs that one alone. `-Damana.runs=<n>` runs it more often, and
/// `-Damana.seeds=fresh` with seeds that nobody has run before.
public final class Seeds {
    private static final String ALGORITHM = "L64X128MixRandom";

    private Seeds() {}

    /// What must hold for every seed.
    @FunctionalInterface
    public interface Property {
        void holds(RandomGenerator random) throws Exception;
    }

    /// A generator that gives the same numbers for the same seed, on every machine.
    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of(ALGORITHM).create(seed);
    }

    /// The seed of whatever has one alone: always the same, a new one with `-Damana.seeds=fresh`, or the one that
    /// `-Damana.seed` names.
    public static long seed() {
        return Long.getLong("amana.seed", fresh() ? System.nanoTime() : 1);
    }

    private static boolean fresh() {
        return System.getProperty("amana.seeds", "").equals("fresh");
    }

    /// Checks a property with `runs` seeds, from 0 on, so that a build is repeatable; or with new ones, if told so.
    ///
    /// @throws AssertionError if it does not hold, with the seed
    public static void check(int runs, Property property) {
        Long only = Long.getLong("amana.seed");
        if (only != null) {
            check(only.longValue(), property);
            return;
        }
        long first = fresh() ? System.nanoTime() * 31 : 0;
        for (int run = 0; run < Integer.getInteger("amana.runs", runs); run++) {
            check(first + run, property);
        }
    }

    private static void check(long seed, Property property) {
        try {
            property.holds(random(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("fails with -Damana.seed=" + seed + ": " + e, e);
        }
    }

    /// `length` random bytes.
    public static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
