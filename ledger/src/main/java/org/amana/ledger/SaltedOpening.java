package org.amana.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amana.verifier.Disclosure;

/// An opening with the salts that its disclosures were made with: all that is needed to make them again.
/// Immutable.
final class SaltedOpening {
    /// Nothing to open.
    static final SaltedOpening NONE = new SaltedOpening(Opening.NONE, new byte[64]);

    private static final int SALT = Disclosure.SALT_LENGTH;
    private static final int VALUES = Disclosure.NAMES.size();

    private final Opening opening;
    private final byte[] salts;

    /// @param salts 16 bytes for each of [Disclosure#NAMES], used or not; not to be changed afterwards
    SaltedOpening(Opening opening, byte[] salts) {
        this.opening = opening;
        this.salts = salts;
    }

    Opening opening() {
        return opening;
    }

    /// The disclosures of the values that are present.
    List<Disclosure> disclosures() {
        List<Disclosure> disclosures = new ArrayList<>();
        for (int value = 0; value < VALUES; value++) {
            String text = opening.values().get(value);
            if (!text.isEmpty()) {
                byte[] salt = Arrays.copyOfRange(salts, value * SALT, (value + 1) * SALT);
                disclosures.add(Disclosure.of(salt, Disclosure.NAMES.get(value), text));
            }
        }
        return disclosures;
    }

    /// Which values are present: bit n for name n.
    int present() {
        List<String> values = opening.values();
        int present = 0;
        for (int value = 0; value < VALUES; value++) {
            if (!values.get(value).isEmpty()) {
                present |= 1 << value;
            }
        }
        return present;
    }

    /// Whether a value of this part is present.
    boolean has(OpeningPart part) {
        return (present() & part.mask()) != 0;
    }

    /// Writes the salt of one value.
    void writeSalt(int value, ByteArrayOutputStream out) {
        out.write(salts, value * SALT, SALT);
    }

    /// The values that are present, each with its salt: a byte that tells which, then for each 16 bytes of
    /// salt, the length in two bytes, and UTF-8.
    byte[] encode() {
        int present = present();
        List<String> values = opening.values();
        byte[][] texts = new byte[VALUES][];
        int length = 1;
        for (int value = 0; value < VALUES; value++) {
            if (((present >> value) & 1) == 1) {
                texts[value] = values.get(value).getBytes(StandardCharsets.UTF_8);
                length += SALT + 2 + texts[value].length;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(length).put((byte) present);
        for (int value = 0; value < VALUES; value++) {
            if (((present >> value) & 1) == 1) {
                out.put(salts, value * SALT, SALT)
                        .putShort((short) texts[value].length)
                        .put(texts[value]);
            }
        }
        return out.array();
    }

    /// Reads what [#encode] wrote, from where `in` stands; values that were not present are absent.
    ///
    /// @throws java.nio.BufferUnderflowException if there is less
    static SaltedOpening decode(ByteBuffer in) {
        int chosen = in.get();
        byte[] salts = new byte[VALUES * SALT];
        String[] values = new String[VALUES];
        for (int value = 0; value < VALUES; value++) {
            values[value] = "";
            if (((chosen >> value) & 1) == 1) {
                in.get(salts, value * SALT, SALT);
                byte[] text = new byte[in.getShort() & 0xffff];
                in.get(text);
                values[value] = new String(text, StandardCharsets.UTF_8);
            }
        }
        return new SaltedOpening(new Opening(values[0], values[1], values[2], values[3]), salts);
    }

    /// This opening with the values of `other` beside its own.
    SaltedOpening with(SaltedOpening other) {
        byte[] both = salts.clone();
        List<String> values = new ArrayList<>(opening.values());
        for (int value = 0; value < VALUES; value++) {
            if (values.get(value).isEmpty()) {
                System.arraycopy(other.salts, value * SALT, both, value * SALT, SALT);
                values.set(value, other.opening.values().get(value));
            }
        }
        return new SaltedOpening(new Opening(values.get(0), values.get(1), values.get(2), values.get(3)), both);
    }
}
