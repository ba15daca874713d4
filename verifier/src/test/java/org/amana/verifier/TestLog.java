package org.amana.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A log made in memory, the straightforward way and with none of the ledger's code: what the verifier is tested
/// with.
final class TestLog {
    static final String ORIGIN = "amana.test/log/node-1";
    static final long START = 1_795_000_000;
    static final String DIGEST = "0123456789abcdef".repeat(4);
    static final String POLICIES = "ps-0123456789abcdef";

    private final List<byte[]> entries = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final KeyPair keys;
    private long time = START;

    TestLog() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    VerifierKey key() {
        return VerifierKey.of(ORIGIN, keys.getPublic());
    }

    TestLog add(Kind kind, Map<String, ?> values) {
        Map<String, Object> all = new TreeMap<>(values);
        all.putIfAbsent("t", time);
        return addRaw(Entry.of(kind, all).bytes());
    }

    TestLog addRaw(byte[] entry) {
        entries.add(entry);
        return this;
    }

    TestLog addRaw(String entry) {
        return addRaw(entry.getBytes(StandardCharsets.ISO_8859_1));
    }

    TestLog later(long seconds) {
        time += seconds;
        return this;
    }

    /// Genesis, a policy set, an active purpose P-1 that covers everything, and a credential for it.
    TestLog begin() {
        return add(Kind.GENESIS, Map.of("origin", ORIGIN, "shard", 0, "vkey", key().toString()))
                .add(Kind.POLICY, Map.of("digest", DIGEST, "pol", POLICIES))
                .purpose("P-1", "active", START + 1_000_000, List.of("*"))
                .holder("P-1", START + 1_000_000);
    }

    /// An active purpose with a credential that lives as long.
    TestLog purposeWithHolder(Map<String, ?> changes) {
        purpose(changes);
        Object expires = changes.get("exp");
        return holder(changes.get("pur").toString(), expires == null ? START + 1_000_000 : (long) expires);
    }

    /// A credential of Amana's own for a purpose.
    TestLog holder(String purpose, long expires) {
        return credential("K-0-" + purpose, "active", Map.of("pur", purpose, "type", "internal", "exp", expires));
    }

    TestLog purpose(String id, String state, long expires, List<String> actions) {
        return purpose(Map.of("pur", id, "state", state, "exp", expires, "acts", actions));
    }

    /// An active purpose that covers everything, but for these changes.
    TestLog purpose(Map<String, ?> changes) {
        Map<String, Object> values = new TreeMap<>();
        values.put("acts", List.of("*"));
        values.put("basis", "b");
        values.put("boxes", "all");
        values.put("bytes", Entry.MAX_NUMBER);
        values.put("classes", List.of("*"));
        values.put("dpv", "dpv:ServiceProvision");
        values.put("exp", START + 1_000_000);
        values.put("feats", List.of("*"));
        values.put("objects", Entry.MAX_NUMBER);
        values.put("practices", List.of());
        values.put("pur", "P-1");
        values.put("sd", digests());
        values.put("state", "active");
        values.put("svcs", List.of("*"));
        values.putAll(changes);
        values.put("ver", versions.merge(values.get("pur").toString(), 1, Integer::sum));
        return add(Kind.PURPOSE, values);
    }

    TestLog skipVersion(String id) {
        versions.merge(id, 1, Integer::sum);
        return this;
    }

    TestLog access(Map<String, ?> changes) {
        Map<String, Object> values = new TreeMap<>();
        values.put("acct", "a-1");
        values.put("act", "read");
        values.put("box", "c-1");
        values.put("dec", "allow");
        values.put("dst", 0);
        values.put("feat", List.of());
        values.put("in", 0);
        values.put("out", 0);
        values.put("pol", POLICIES);
        values.put("pur", "P-1");
        values.put(
                "rule",
                List.of("deny".equals(changes.get("dec")) ? "baseline/forbid/action@1" : "baseline/permit/members@1"));
        values.put("sd", digests());
        values.put("svc", "blob");
        values.put("units", List.of("object:1"));
        values.putAll(changes);
        return add(Kind.ACCESS, values);
    }

    TestLog approval(String id, String state, Map<String, ?> changes) {
        Map<String, Object> values = new TreeMap<>();
        values.put("apr", id);
        values.put("bytes", 50);
        values.put("exp", START + 86_400);
        values.put("objects", 5);
        values.put("pur", "P-1");
        values.put("sd", digests());
        values.put("state", state);
        values.putAll(changes);
        return add(Kind.APPROVAL, values);
    }

    /// One that is asked for and granted by two.
    TestLog approved(String id, Map<String, ?> changes) {
        return approval(id, "asked", changes).approval(id, "granted", changes).approval(id, "granted", changes);
    }

    TestLog credential(String id, String state, Map<String, ?> changes) {
        Map<String, Object> values = new TreeMap<>();
        values.put("cred", id);
        values.put("exp", START + 3_600);
        values.put("pur", "P-1");
        values.put("sd", digests());
        values.put("state", state);
        values.put("type", "access-key");
        values.putAll(changes);
        return add(Kind.CREDENTIAL, values);
    }

    TestLog restored() {
        return restored("restored", START, 1);
    }

    TestLog restored(String reason, long since, long count) {
        return add(Kind.OPERATOR, Map.of("count", count, "reason", reason, "since", since, "svc", "admin"));
    }

    TestLog gap() {
        return add(Kind.GAP, Map.of("bytes", 1, "why", "w"));
    }

    List<String> digests() {
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] salt = new byte[16];
            new Random(entries.size() * 4L + i).nextBytes(salt);
            digests.add(Disclosure.of(salt, "actor", "x").digest());
        }
        return digests;
    }

    int size() {
        return entries.size();
    }

    List<byte[]> entries() {
        return entries;
    }

    /// Writes tiles, bundles and checkpoint for what is there now; what was published before stays, as it may.
    TestLog publish() {
        long size = entries.size();
        for (Tile tile : Tile.of(size)) {
            files.put(tile.path(), content(tile));
        }
        files.put("checkpoint", note(new Checkpoint(ORIGIN, size, root(entries))));
        return this;
    }

    private byte[] content(Tile tile) {
        int first = (int) tile.number() * Tile.FULL;
        if (tile.level() == Tile.ENTRIES) {
            return EntryBundle.encode(entries.subList(first, first + tile.width()));
        }
        int span = 1 << (Tile.HEIGHT * tile.level());
        byte[] hashes = new byte[tile.width() * Hash.LENGTH];
        for (int i = 0; i < tile.width(); i++) {
            int from = (first + i) * span;
            root(entries.subList(from, from + span)).copyTo(hashes, i * Hash.LENGTH);
        }
        return hashes;
    }

    byte[] note(Checkpoint checkpoint) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.getPrivate());
            ed25519.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
            SignedNote.Signature signature = SignedNote.Signature.of(ORIGIN, key().id(), ed25519.sign());
            return new SignedNote(checkpoint.text(), List.of(signature)).bytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// RFC 9162 §2.1.1, word for word.
    static Hash root(List<byte[]> entries) {
        TreeHasher hasher = new TreeHasher();
        if (entries.isEmpty()) {
            return hasher.emptyRoot();
        }
        if (entries.size() == 1) {
            return hasher.leaf(entries.getFirst());
        }
        int k = Integer.highestOneBit(entries.size() - 1);
        return hasher.node(root(entries.subList(0, k)), root(entries.subList(k, entries.size())));
    }

    Map<String, byte[]> files() {
        return files;
    }

    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    LogSource source() {
        return new InMemory(files);
    }

    Report verify() {
        return LogVerification.verify(source(), key());
    }

    record InMemory(Map<String, byte[]> files) implements LogSource {
        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public Optional<List<String>> list() {
            return Optional.of(files.keySet().stream()
                    .filter(path -> path.startsWith("tile/"))
                    .toList());
        }

        @Override
        public int parallelism() {
            return 2;
        }
    }

    static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
