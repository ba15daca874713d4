package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Everything needed to prove one entry offline, as one JSON document: the entry, its way to the root, and the
/// checkpoint that signs the root. `docs/formats/proof.md` has its keys. Whoever pinned the log's verifier key
/// needs nothing else.
///
/// @param entry the entry's canonical bytes, as text
/// @param proof its index and its neighbours up to the root
/// @param checkpoint the signed note, as text
/// @param verifierKey the key that the log says is its own; to be compared with the pinned one, not believed
/// @param disclosures encoded disclosures that open commitments of the entry; often none
public record ProofDocument(
        String entry, InclusionProof proof, String checkpoint, String verifierKey, List<String> disclosures) {
    /// The value of `format`.
    public static final String FORMAT = "amana-proof/1";

    private static final int MAX_LENGTH = 256 * 1024;

    public ProofDocument {
        disclosures = List.copyOf(disclosures);
    }

    /// What a checked document shows.
    public record Proven(Checkpoint checkpoint, long index, Entry entry, List<Disclosure> disclosures) {
        public Proven {
            disclosures = List.copyOf(disclosures);
        }
    }

    /// Checks everything: the signature, the entry's form, its way to the root, and that each disclosure opens
    /// a commitment of the entry.
    ///
    /// @param key the pinned key
    /// @throws MalformedException saying what does not hold
    public Proven check(VerifierKey key) {
        Checkpoint signed = Checkpoint.open(checkpoint.getBytes(StandardCharsets.UTF_8), key);
        if (signed.size() != proof.size()) {
            throw new MalformedException(
                    "the proof is for a tree of " + proof.size() + ", the checkpoint of " + signed.size());
        }
        Entry opened = Entry.parse(entry.getBytes(StandardCharsets.UTF_8));
        if (!proof.proves(opened.leafHash(), signed.root())) {
            throw new MalformedException("the entry is not at index " + proof.index() + " under the signed root");
        }
        return new Proven(
                signed,
                proof.index(),
                opened,
                disclosures.stream().map(text -> open(opened, text)).toList());
    }

    private static Disclosure open(Entry entry, String encoded) {
        Disclosure disclosure = Disclosure.parse(encoded);
        int place = Disclosure.NAMES.indexOf(disclosure.name());
        if (!entry.has("sd")
                || entry.texts("sd").size() != Disclosure.NAMES.size()
                || !entry.texts("sd").get(place).equals(disclosure.digest())) {
            throw new MalformedException("the entry does not commit to this " + disclosure.name());
        }
        return disclosure;
    }

    /// The document's text.
    public String json() {
        return "{\n"
                + member("format", JsonText.quote(FORMAT), ",")
                + member("index", Long.toString(proof.index()), ",")
                + member("size", Long.toString(proof.size()), ",")
                + member("entry", JsonText.quote(entry), ",")
                + member("leafHash", JsonText.quote(leafHash()), ",")
                + member(
                        "path", list(proof.hashes().stream().map(Hash::toString).toList()), ",")
                + member("checkpoint", JsonText.quote(checkpoint), ",")
                + member("verifierKey", JsonText.quote(verifierKey), ",")
                + member("disclosures", list(disclosures), "")
                + "}\n";
    }

    private String leafHash() {
        return new TreeHasher().leaf(entry.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String member(String key, String value, String end) {
        return "  \"" + key + "\": " + value + end + "\n";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(JsonText::quote).collect(Collectors.joining(", ", "[", "]"));
    }

    /// Reads a document; proves nothing yet.
    ///
    /// @throws MalformedException if it is not one
    public static ProofDocument parse(String json) {
        if (json.length() > MAX_LENGTH) {
            throw new MalformedException("a proof of " + json.length() + " characters");
        }
        Map<String, Object> members = new JsonText(json).object();
        if (!FORMAT.equals(members.get("format"))) {
            throw new MalformedException("not a proof of the format " + FORMAT);
        }
        long index = number(members, "index");
        long size = number(members, "size");
        if (index >= size) {
            throw new MalformedException("index " + index + " in a tree of " + size);
        }
        List<Hash> path = texts(members, "path").stream().map(Hash::parse).toList();
        return new ProofDocument(
                text(members, "entry"),
                new InclusionProof(index, size, path),
                text(members, "checkpoint"),
                text(members, "verifierKey"),
                texts(members, "disclosures"));
    }

    private static String text(Map<String, Object> members, String key) {
        if (members.get(key) instanceof String text) {
            return text;
        }
        throw new MalformedException("a proof has a text " + key);
    }

    private static long number(Map<String, Object> members, String key) {
        if (members.get(key) instanceof Long number) {
            return number;
        }
        throw new MalformedException("a proof has a number " + key);
    }

    private static List<String> texts(Map<String, Object> members, String key) {
        if (members.get(key) instanceof List<?> texts) {
            return texts.stream().map(String.class::cast).toList();
        }
        throw new MalformedException("a proof has a list " + key);
    }
}
