package org.amana.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.Mac;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Sha256;
import org.amana.verifier.VerifierKey;

/// What a backup holds: the object that is written last and makes it one. Format: `docs/formats/backup.md`.
///
/// @param run the backup's name
/// @param log whose ledger it is of
/// @param head what that ledger had signed
/// @param entry index of the ledger's entry that tells of this backup
/// @param secrets whether the root key is in it
/// @param single parts that have a line each, in the order in which they are put back
/// @param lists the others, by the lists that tell of them
record Manifest(
        Run run,
        VerifierKey log,
        Checkpoint head,
        long entry,
        boolean secrets,
        List<Part> single,
        Map<PartList, List<Part>> lists) {
    /// No manifest or list is longer, in bytes.
    static final int LONGEST = 1 << 30;

    static final String NAME = "manifest";
    static final String MAGIC = "amana-backup";
    static final int VERSION = 2;

    Manifest {
        single = List.copyOf(single);
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
    }

    /// One that names each part itself.
    Manifest(Run run, VerifierKey log, Checkpoint head, long entry, boolean secrets, List<Part> parts) {
        this(run, log, head, entry, secrets, parts, Map.of());
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>(single);
        lists.values().forEach(parts::addAll);
        return parts;
    }

    /// The object of this name is the manifest of a run.
    static boolean isNamedSo(String object) {
        return object.endsWith("/" + NAME) && Run.isOne(object.substring(0, object.length() - NAME.length() - 1));
    }

    String object() {
        return object(run);
    }

    static String object(Run run) {
        return run + "/" + NAME;
    }

    long bytes() {
        return parts().stream().mapToLong(Part::length).sum();
    }

    /// Of those parts that this run itself put in the depot.
    long ownBytes() {
        return parts().stream()
                .filter(part -> run.owns(part.object()))
                .mapToLong(Part::length)
                .sum();
    }

    /// The parts of each file.
    Map<String, List<Part>> files() {
        Map<String, List<Part>> files = new LinkedHashMap<>();
        parts().forEach(part ->
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
        single.forEach(part -> line(text, part.line()));
        lists.keySet().forEach(list -> line(text, list.line()));
        line(text, "seal " + seal(text.toString(), root));
        line(text, "end " + sha256(text.toString()));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String seal(String text, RootKey root) {
        return HexFormat.of().formatHex(mac(root).doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /// What makes the seal.
    static Mac mac(RootKey root) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(root.derive("backup manifest"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// A manifest as it was read: whole, but not yet known to be made with the right root key.
    static final class Read {
        private final Manifest manifest;
        private final byte[] text;

        private Read(Manifest manifest, byte[] text) {
            this.manifest = manifest;
            this.text = text;
        }

        Manifest manifest() {
            return manifest;
        }

        /// @throws AmanaException `CORRUPT` if somebody without the root key has written it
        Manifest requireSeal(RootKey root) {
            ManifestReader reader = new ManifestReader(manifest.object(), Optional.of(root), _ -> {}, _ -> {});
            reader.accept(ByteBuffer.wrap(text));
            if (!reader.isSealed()) {
                throw new AmanaException(
                        ErrorCode.CORRUPT,
                        manifest.object() + " was not written with this root key: another server's, or changed"
                                + " since; --list with --root-key FILE shows which were");
            }
            return manifest;
        }
    }

    /// Reads one back, with what its lists tell of.
    ///
    /// @param name of the object, for messages
    /// @param lost gets what is the matter with a list that is damaged or missing; the parts are left out
    /// @throws AmanaException `CORRUPT` if it is damaged or cut short, `CONFIGURATION` if it is of a newer format
    static Read decode(Depot depot, String name, byte[] bytes, Consumer<AmanaException> lost) {
        List<Part> single = new ArrayList<>();
        List<PartList> lists = new ArrayList<>();
        ManifestReader reader = new ManifestReader(name, Optional.empty(), single::add, lists::add);
        reader.accept(ByteBuffer.wrap(bytes));
        ManifestReader.Head head = reader.finish();
        Map<PartList, List<Part>> read = new LinkedHashMap<>();
        for (PartList list : lists) {
            try {
                read.put(list, list.read(depot));
            } catch (AmanaException e) {
                if (e.code() != ErrorCode.CORRUPT) {
                    throw e;
                }
                lost.accept(e);
            }
        }
        return new Read(
                new Manifest(head.run(), head.log(), head.head(), head.entry(), head.secrets(), single, read), bytes);
    }
}
