package org.amana.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Varint;
import org.amana.verifier.Disclosure;

/// One part of the openings of several entries that belong to the same subject, to be sealed together: a text that
/// many of them hold stands there once. `docs/formats/ledger-files.md`. For one thread.
final class OpeningBundle {
    /// As many entries are sealed together; to read one of them, all are opened.
    private static final int MOST = 256;

    private static final int SALT = Disclosure.SALT_LENGTH;
    private static final int VALUES = Disclosure.NAMES.size();

    private final OpeningPart part;
    private final List<Long> indexes = new ArrayList<>();
    private final List<SaltedOpening> openings = new ArrayList<>();

    OpeningBundle(OpeningPart part) {
        this.part = part;
    }

    /// Takes what belongs to this part of the opening of the entry `index`, which is behind all before.
    void add(long index, SaltedOpening opening) {
        indexes.add(index);
        openings.add(opening);
    }

    OpeningPart part() {
        return part;
    }

    boolean isFull() {
        return indexes.size() == MOST;
    }

    long first() {
        return indexes.getFirst();
    }

    long last() {
        return indexes.getLast();
    }

    /// The opening of the entry `index`, without the values of the other part; empty if it is not here.
    Optional<SaltedOpening> opening(long index) {
        int position = indexes.indexOf(index);
        return position < 0 ? Optional.empty() : Optional.of(openings.get(position));
    }

    // What may be read without a key: which entries these are.

    /// The distances between the entries.
    byte[] distances() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; i < indexes.size(); i++) {
            Varint.write(indexes.get(i) - indexes.get(i - 1), out);
        }
        return out.toByteArray();
    }

    /// The entries that are [#distances] apart, in order.
    ///
    /// @throws AmanaException `CORRUPT` if that is not what they tell
    static List<Long> indexes(long first, byte[] distances) {
        List<Long> indexes = new ArrayList<>(List.of(first));
        try {
            for (ByteBuffer in = ByteBuffer.wrap(distances); in.hasRemaining(); ) {
                indexes.add(indexes.getLast() + Varint.read(in));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new AmanaException(
                    ErrorCode.CORRUPT, "the entries of the names from entry " + first + " on cannot be read", e);
        }
        return indexes;
    }

    // What is sealed: the texts, then for each entry which values it has, and for each of them salt and text.

    byte[] encode() {
        Map<String, Integer> texts = new LinkedHashMap<>();
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (SaltedOpening opening : openings) {
            int chosen = opening.present() & part.mask();
            List<String> values = opening.opening().values();
            entries.write(chosen);
            for (int value = 0; value < VALUES; value++) {
                if (((chosen >> value) & 1) == 1) {
                    opening.writeSalt(value, entries);
                    Varint.write(texts.computeIfAbsent(values.get(value), _ -> texts.size()), entries);
                }
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Varint.write(texts.size(), out);
        for (String text : texts.keySet()) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            Varint.write(utf8.length, out);
            out.writeBytes(utf8);
        }
        out.writeBytes(entries.toByteArray());
        return out.toByteArray();
    }

    /// Reads what [#encode] wrote.
    ///
    /// @throws java.nio.BufferUnderflowException if it is cut short
    /// @throws IllegalArgumentException if it is anything else
    static OpeningBundle decode(OpeningPart part, List<Long> indexes, byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        List<String> texts = new ArrayList<>();
        for (int left = Varint.read(in, encoded.length); left > 0; left--) {
            byte[] utf8 = new byte[Varint.read(in, in.remaining())];
            in.get(utf8);
            texts.add(new String(utf8, StandardCharsets.UTF_8));
        }
        OpeningBundle bundle = new OpeningBundle(part);
        for (long index : indexes) {
            int chosen = in.get();
            byte[] salts = new byte[VALUES * SALT];
            String[] values = {"", "", "", ""};
            for (int value = 0; value < VALUES; value++) {
                if (((chosen >> value) & 1) == 1) {
                    in.get(salts, value * SALT, SALT);
                    values[value] = texts.get(Varint.read(in, texts.size() - 1));
                }
            }
            bundle.add(index, new SaltedOpening(new Opening(values[0], values[1], values[2], values[3]), salts));
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("bytes are left over");
        }
        return bundle;
    }
}
