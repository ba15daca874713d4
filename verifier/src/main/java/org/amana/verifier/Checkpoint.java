package org.amana.verifier;

import java.nio.charset.StandardCharsets;

/// What a log promises when it signs: its origin, how many entries it has, and the root hash over them (C2SP
/// `tlog-checkpoint`).
///
/// @param origin unique name of the log, without scheme, spaces or `+`
/// @param size entries, at most 2^53 − 1
/// @param root root hash of the tree of these entries
public record Checkpoint(String origin, long size, Hash root) {
    public Checkpoint {
        if (!SignedNote.validName(origin) || size < 0 || size > Entry.MAX_NUMBER) {
            throw new IllegalArgumentException("no checkpoint: origin " + origin + ", size " + size);
        }
    }

    /// The three lines that are signed, each with its newline.
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    /// Reads the text of a checkpoint. Lines after the third are extensions: signed, but nothing to us.
    ///
    /// @throws MalformedException if the first three lines are not origin, size and root hash in canonical form
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", 4);
        if (lines.length < 4) {
            throw new MalformedException("a checkpoint has three lines");
        }
        if (!SignedNote.validName(lines[0])) {
            throw new MalformedException("a checkpoint's origin has no spaces and no +");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,15}") || Long.parseLong(lines[1]) > Entry.MAX_NUMBER) {
            throw new MalformedException("not a tree size: " + printable(lines[1]));
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.parse(lines[2]));
    }

    /// Opens a signed note that holds a checkpoint of the log that `key` belongs to.
    ///
    /// @throws MalformedException if it is no note, has no valid signature of `key`, or is another log's
    ///     checkpoint
    public static Checkpoint open(byte[] note, VerifierKey key) {
        String text = SignedNote.parse(note).open(key);
        Checkpoint checkpoint = parse(text);
        if (!checkpoint.origin().equals(key.name())) {
            throw new MalformedException(
                    "checkpoint of " + checkpoint.origin() + ", signed with the key of " + key.name());
        }
        return checkpoint;
    }

    private static String printable(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        return new String(ascii, 0, Math.min(ascii.length, 40), StandardCharsets.US_ASCII);
    }
}
