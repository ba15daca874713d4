package org.amana.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A text with signatures under it (C2SP `signed-note`): the text, a blank line, then one line
/// `— name base64(key id ‖ signature)` for each signature.
///
/// @param text what is signed; ends with a newline
public record SignedNote(String text, List<Signature> signatures) {
    /// No note of ours comes near this.
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_SIGNATURES = 100;
    private static final String DASH = "\u2014 ";

    /// One signature line.
    ///
    /// @param name of the key
    /// @param base64 key id (4 bytes) and signature
    public record Signature(String name, String base64) {
        private static final int ID_LENGTH = 4;

        public Signature {
            if (!validName(name) || StrictBase64.decode(base64).length <= ID_LENGTH) {
                throw new MalformedException("not a signature of " + name);
            }
        }

        /// The signature `bytes` by the key `name` with the id `keyId`.
        public static Signature of(String name, int keyId, byte[] bytes) {
            byte[] both = ByteBuffer.allocate(ID_LENGTH + bytes.length)
                    .putInt(keyId)
                    .put(bytes)
                    .array();
            return new Signature(name, Base64.getEncoder().encodeToString(both));
        }

        /// First four bytes of the key's hash, as a number.
        public int keyId() {
            return ByteBuffer.wrap(StrictBase64.decode(base64)).getInt();
        }

        /// The signature itself.
        public byte[] bytes() {
            byte[] both = StrictBase64.decode(base64);
            return Arrays.copyOfRange(both, ID_LENGTH, both.length);
        }

        private String line() {
            return DASH + name + " " + base64 + "\n";
        }

        private static Signature parse(String line) {
            String[] words = line.split(" ", 3);
            if (words.length != 3 || !words[0].equals("\u2014")) {
                throw new MalformedException("a signature line is an em dash, a name and Base64");
            }
            return new Signature(words[1], words[2]);
        }
    }

    public SignedNote {
        if (!text.endsWith("\n") || !validText(text)) {
            throw new IllegalArgumentException("a note's text ends with a newline and has no control characters");
        }
        signatures = List.copyOf(signatures);
    }

    /// The note as it is stored and served.
    public byte[] bytes() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a note; says nothing yet about its signatures.
    ///
    /// @throws MalformedException if it is not one, to the letter
    public static SignedNote parse(byte[] note) {
        if (note.length > MAX_BYTES) {
            throw new MalformedException("a note of " + note.length + " bytes");
        }
        String all = utf8(note);
        if (!validText(all)) {
            throw new MalformedException("a note has no control characters but newlines");
        }
        int split = all.lastIndexOf("\n\n");
        if (split < 0 || !all.endsWith("\n") || split + 2 == all.length()) {
            throw new MalformedException("a note is text, a blank line and signature lines");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : all.substring(split + 2, all.length() - 1).split("\n", -1)) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw new MalformedException("more than " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(Signature.parse(line));
        }
        return new SignedNote(all.substring(0, split + 1), signatures);
    }

    /// The text, once `key` has signed it. Signatures of other keys are passed over.
    ///
    /// @throws MalformedException if no signature is by `key`, or one that claims to be is false
    public String open(VerifierKey key) {
        boolean signed = false;
        for (Signature signature : signatures) {
            if (signature.name().equals(key.name()) && signature.keyId() == key.id()) {
                if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), signature.bytes())) {
                    throw new MalformedException("the signature of " + key.name() + " is false");
                }
                signed = true;
            }
        }
        if (!signed) {
            throw new MalformedException("not signed with the key " + key);
        }
        return text;
    }

    /// Whether this can name a key or a log: not empty, no spaces, no `+`, nothing invisible.
    public static boolean validName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
    }

    private static boolean validText(String text) {
        return text.chars().noneMatch(c -> c < 0x20 && c != '\n');
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("a note is UTF-8", e);
        }
    }
}
