package org.amana.blob;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Random names for accounts and containers in the public ledger: 64 bits, told from each other by a first
/// letter.
final class Pseudonyms {
    private Pseudonyms() {}

    static String account(RandomGenerator random) {
        return "a" + HexFormat.of().toHexDigits(random.nextLong());
    }

    static String container(RandomGenerator random) {
        return "c" + HexFormat.of().toHexDigits(random.nextLong());
    }
}
