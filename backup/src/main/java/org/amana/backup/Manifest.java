package org.amana.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.FormatVersion;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Hash;
import org.amana.verifier.MalformedException;
import org.amana.verifier.VerifierKey;

/// What a backup holds: the object that is written last and makes it one. Format: `docs/formats/backup.md`.
///
/// @param run the backup's name
/// @param log whose ledger it is of
/// @param head what that ledger had signed
/// @param entry index of the ledger's entry that tells of this backup
/// @param secrets whether the root key is in it
/// @param parts in the order in which they are put back
record Manifest(Run run, VerifierKey log, Checkpoint head, long entry, boolean secrets, List<Part> parts) {
    static final String NAME = "manifest";
    private static final String MAGIC = "amana-backup";
    private static final int VERSION = 1;

    Manifest {
        parts = List.copyOf(parts);
    }

    /// The object of this name is the manifest of a run.
    static boolean isNamedSo(String object) {
        return object.endsWith("/" + NAME) && Run.isOne(object.substring(0, object.length() - NAME.length() - 1));
    }

    String object() {
        return run + "/" + NAME;
    }

    long bytes() {
        return parts.stream().mapToLong(Part::length).sum();
    }

    /// The parts of each file.
    Map<String, List<Part>> files() {
        Map<String, List<Part>> files = new LinkedHashMap<>();
        parts.forEach(part ->
                files.computeIfAbsent(part.path(), _ -> new ArrayList<>()).add(part));
        return files;
    }

    /// @param root seals it, so that whoever can write to the depot cannot make one up
    byte[] encode(RootKey root) {
        StringBuilder text = new StringBuilder();
        line(text, MAGIC + " " + VERSION);
        line(text, "run " + run);
        line(text, "log " + log);
        line(text, "head " + head.size() + " " + head.root());
        line(text, "entry " + entry);
        line(text, "secrets " + (secrets ? "yes" : "no"));
        parts.forEach(part -> line(text, part.line()));
        line(text, "seal " + seal(text.toString(), root));
        line(text, "end " + sha256(text.toString()));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String seal(String text, RootKey root) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(root.derive("backup manifest"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// A manifest as it was read: whole, but not yet known to be made with the right root key.
    ///
    /// @param sealed the text that the seal is over
    record Read(Manifest manifest, String sealed, String seal) {
        /// Whether it was written with this key.
        boolean isSealedWith(RootKey root) {
            return MessageDigest.isEqual(
                    Manifest.seal(sealed, root).getBytes(StandardCharsets.US_ASCII),
                    seal.getBytes(StandardCharsets.US_ASCII));
        }

        /// @throws AmanaException `CORRUPT` if somebody without the root key has written it
        Manifest requireSeal(RootKey root) {
            if (!isSealedWith(root)) {
                throw new AmanaException(
                        ErrorCode.CORRUPT,
                        manifest.object() + " was not written with this root key: another server's, or changed"
                                + " since; --list with --root-key FILE shows which were");
            }
            return manifest;
        }
    }

    /// Reads one back.
    ///
    /// @param name of the object, for messages
    /// @throws AmanaException `CORRUPT` if it is damaged or cut short, `CONFIGURATION` if it is of a newer format
    static Read decode(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        requireVersion(name, text);
        int end = text.lastIndexOf("\nend ") + 1;
        if (end == 0 || !text.substring(end).equals("end " + sha256(text.substring(0, end)) + "\n")) {
            throw damaged(name, "it does not end with its own checksum");
        }
        int seal = text.lastIndexOf("\nseal ", end) + 1;
        try {
            return new Read(
                    parse(text.substring(0, seal).split("\n")),
                    text.substring(0, seal),
                    text.substring(seal + "seal ".length(), end - 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | MalformedException e) {
            throw damaged(name, String.valueOf(e.getMessage()));
        }
    }

    private static void requireVersion(String name, String text) {
        String first = text.lines().findFirst().orElse("");
        if (!first.startsWith(MAGIC + " ")) {
            throw damaged(name, "it does not begin with " + MAGIC);
        }
        String version = first.substring(MAGIC.length() + 1);
        if (!version.equals(Integer.toString(VERSION))) {
            throw FormatVersion.newer(name, version, VERSION);
        }
    }

    private static Manifest parse(String[] lines) {
        String[] head = value(lines[3], "head").split(" ");
        VerifierKey log = VerifierKey.parse(value(lines[2], "log"));
        List<Part> parts = new ArrayList<>();
        for (int i = 6; i < lines.length; i++) {
            String[] part = value(lines[i], "part").split(" ");
            parts.add(new Part(part[0], Long.parseLong(part[1]), part[2], Long.parseLong(part[3]), part[4]));
        }
        return new Manifest(
                Run.parse(value(lines[1], "run")),
                log,
                new Checkpoint(log.name(), Long.parseLong(head[0]), Hash.parse(head[1])),
                Long.parseLong(value(lines[4], "entry")),
                value(lines[5], "secrets").equals("yes"),
                parts);
    }

    private static String value(String line, String key) {
        if (!line.startsWith(key + " ")) {
            throw new IllegalArgumentException("a line begins with " + key);
        }
        return line.substring(key.length() + 1);
    }

    private static AmanaException damaged(String name, String why) {
        return new AmanaException(ErrorCode.CORRUPT, name + " is damaged: " + why);
    }
}
