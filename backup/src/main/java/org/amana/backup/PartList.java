package org.amana.backup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Sha256;

/// Parts of one object that never change, told in an object of their own: later manifests name that one instead of a
/// line for each.
///
/// @param sha256 of the text: 64 hexadecimal digits
/// @param length of the text in bytes
/// @param object the object in the depot that holds the text
/// @param count how many parts, each a file of its own
/// @param bytes of all parts
/// @param holder the object in which all the parts lie
record PartList(String sha256, long length, String object, long count, long bytes, String holder) {
    PartList {
        if (!Part.isDigest(sha256)
                || length < 0
                || count < 0
                || bytes < 0
                || !Part.isName(object)
                || !Part.isName(holder)) {
            throw new AmanaException(ErrorCode.CORRUPT, "no list of parts of a backup: " + object + " for " + holder);
        }
    }

    /// @param parts at least one, all in the same object
    static PartList of(String object, List<Part> parts) {
        byte[] text = text(parts);
        String sha256 = Sha256.hex(text);
        long bytes = parts.stream().mapToLong(Part::length).sum();
        return new PartList(
                sha256,
                text.length,
                object,
                parts.size(),
                bytes,
                parts.getFirst().object());
    }

    /// What the object holds: a line for each part, as a manifest would have it.
    static byte[] text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.line()).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static PartList parse(String[] words) {
        return new PartList(
                words[0],
                Long.parseLong(words[1]),
                words[2],
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                words[5]);
    }

    String line() {
        return "list " + sha256 + " " + length + " " + object + " " + count + " " + bytes + " " + holder;
    }

    /// @throws AmanaException `CORRUPT` if it is missing, or is not what was written
    List<Part> read(Depot depot) {
        if (length > Manifest.LONGEST) {
            throw damaged();
        }
        byte[] text = depot.content(object, length);
        if (!Sha256.hex(text).equals(sha256)) {
            throw damaged();
        }
        List<Part> parts = new ArrayList<>();
        new String(text, StandardCharsets.US_ASCII).lines().map(Part::parse).forEach(parts::add);
        if (parts.size() != count
                || !parts.stream().allMatch(part -> part.object().equals(holder))) {
            throw damaged();
        }
        return parts;
    }

    private AmanaException damaged() {
        return new AmanaException(ErrorCode.CORRUPT, object + " is damaged: it is not the list that was written");
    }
}
