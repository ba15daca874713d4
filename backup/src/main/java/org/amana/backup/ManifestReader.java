package org.amana.backup;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.Mac;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.FormatVersion;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Hash;
import org.amana.verifier.MalformedException;
import org.amana.verifier.Sha256;
import org.amana.verifier.VerifierKey;

/// Reads a manifest line by line as its bytes come, keeping none. What it tells of parts counts only once
/// [#finish] has returned: before, nothing says that the text is whole.
///
/// Everything throws [AmanaException]: `CORRUPT` if the text is damaged or cut short, `CONFIGURATION` if it is of a
/// newer format.
final class ManifestReader implements Depot.Sink {
    private static final int LONGEST_LINE = 4096; // two names of 500 characters, and numbers
    private static final int HEAD_LINES = 6;

    private final String name;
    private final Consumer<Part> parts;
    private final Consumer<PartList> lists;
    private final MessageDigest digest = Sha256.digest();
    private final Optional<Mac> mac;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> head = new ArrayList<>();
    private String seal = "";
    private String madeSeal = "";
    private int version;
    private boolean ended;

    /// What stands before the parts.
    record Head(Run run, VerifierKey log, Checkpoint head, long entry, boolean secrets) {}

    /// @param name of the object, for messages
    /// @param root the seal is held against it, if given
    /// @param parts gets each in its turn
    /// @param lists the same; what they say is not read
    ManifestReader(String name, Optional<RootKey> root, Consumer<Part> parts, Consumer<PartList> lists) {
        this.name = name;
        this.mac = root.map(Manifest::mac);
        this.parts = parts;
        this.lists = lists;
    }

    @Override
    public void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next != '\n') {
                if (line.size() == LONGEST_LINE) {
                    throw damaged("a line is too long");
                }
                line.write(next);
                continue;
            }
            String text = line.toString(StandardCharsets.US_ASCII);
            line.write(next);
            take(text);
            line.reset();
        }
    }

    private void take(String text) {
        if (ended) {
            throw damaged("it goes on behind its end");
        }
        if (head.isEmpty()) {
            requireVersion(text);
        }
        if (text.startsWith("end ")) {
            if (!text.equals("end " + HexFormat.of().formatHex(digest.digest()))) {
                throw damaged("it does not end with its own checksum");
            }
            if (seal.isEmpty()) {
                throw damaged("it has no seal");
            }
            ended = true;
            return;
        }
        if (!seal.isEmpty()) {
            throw damaged("it goes on behind its seal");
        }
        digest.update(line.toByteArray());
        if (text.startsWith("seal ")) {
            seal = text.substring("seal ".length());
            madeSeal = mac.map(made -> HexFormat.of().formatHex(made.doFinal())).orElse("");
            return;
        }
        mac.ifPresent(made -> made.update(line.toByteArray()));
        if (head.size() < HEAD_LINES) {
            head.add(text);
        } else {
            takePart(text);
        }
    }

    private void requireVersion(String first) {
        if (!first.startsWith(Manifest.MAGIC + " ")) {
            throw damaged("it does not begin with " + Manifest.MAGIC);
        }
        String found = first.substring(Manifest.MAGIC.length() + 1);
        if (!found.matches("[1-" + Manifest.VERSION + "]")) {
            throw FormatVersion.newer(name, found, Manifest.VERSION);
        }
        version = Integer.parseInt(found);
    }

    private void takePart(String text) {
        try {
            if (version > 1 && text.startsWith("list ")) {
                lists.accept(PartList.parse(value(text, "list").split(" ")));
            } else {
                parts.accept(Part.parse(text));
            }
        } catch (AmanaException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /// To be asked when all bytes are in.
    Head finish() {
        if (!ended || line.size() > 0) {
            throw damaged("it does not end with its own checksum");
        }
        try {
            String[] signed = value(head.get(3), "head").split(" ");
            VerifierKey log = VerifierKey.parse(value(head.get(2), "log"));
            return new Head(
                    Run.parse(value(head.get(1), "run")),
                    log,
                    new Checkpoint(log.name(), Long.parseLong(signed[0]), Hash.parse(signed[1])),
                    Long.parseLong(value(head.get(4), "entry")),
                    value(head.get(5), "secrets").equals("yes"));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | MalformedException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /// Whether the root key that was given has made the seal.
    boolean isSealed() {
        return mac.isPresent()
                && MessageDigest.isEqual(
                        madeSeal.getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.US_ASCII));
    }

    private static String value(String line, String key) {
        if (!line.startsWith(key + " ")) {
            throw new IllegalArgumentException("a line begins with " + key);
        }
        return line.substring(key.length() + 1);
    }

    private AmanaException damaged(String why) {
        return new AmanaException(ErrorCode.CORRUPT, name + " is damaged: " + why);
    }
}
