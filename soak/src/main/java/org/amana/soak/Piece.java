package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;

/// Bytes that can be made again, so that a client remembers megabytes as two numbers. Every fourth seed makes text,
/// which machine reading then has something to do with.
record Piece(long seed, int size) {
    private static final String[] WORDS = {
        "harbour", "tender", "crane", "audit", "puerto", "licitación", "grúa", "ميناء", "عطاء", "تدقيق"
    };

    byte[] bytes() {
        RandomGenerator random = Seeds.random(seed);
        return isText() ? text(random) : Seeds.bytes(random, size);
    }

    boolean isText() {
        return (seed & 3) == 0;
    }

    private byte[] text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = {};
        while (bytes.length < size) {
            for (int i = 0; i < 1 + size / 4; i++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        }
        return java.util.Arrays.copyOf(bytes, size);
    }
}
