package org.amana.ledger;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.amana.verifier.Disclosure;
import org.amana.verifier.Sha256;

/// The four digests that an entry commits with, and the salted opening that they belong to.
///
/// @param digests in the order of [Disclosure#NAMES]; a random decoy where the value is absent
record Commitments(List<String> digests, SaltedOpening opening) {
    /// For kinds of entry that commit to nothing.
    static final Commitments NONE = new Commitments(List.of(), SaltedOpening.NONE);

    private static final int SALTS = Disclosure.NAMES.size() * Disclosure.SALT_LENGTH;
    private static final int DIGEST = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    Commitments {
        digests = List.copyOf(digests);
    }

    static Commitments to(Opening opening, Salts random) {
        byte[] salts = new byte[SALTS];
        random.next(salts);
        MessageDigest sha256 = Sha256.digest();
        List<String> values = opening.values();
        List<String> digests = new ArrayList<>(values.size());
        for (int value = 0; value < values.size(); value++) {
            String text = values.get(value);
            digests.add(text.isEmpty() ? decoy(random) : digest(sha256, salts, value, text));
        }
        return new Commitments(digests, new SaltedOpening(opening, salts));
    }

    private static String digest(MessageDigest sha256, byte[] salts, int value, String text) {
        int from = value * Disclosure.SALT_LENGTH;
        byte[] salt = Arrays.copyOfRange(salts, from, from + Disclosure.SALT_LENGTH);
        byte[] disclosure = Disclosure.encode(salt, Disclosure.NAMES.get(value), text);
        return BASE64URL.encodeToString(sha256.digest(disclosure));
    }

    private static String decoy(Salts random) {
        byte[] decoy = new byte[DIGEST];
        random.next(decoy);
        return BASE64URL.encodeToString(decoy);
    }
}
