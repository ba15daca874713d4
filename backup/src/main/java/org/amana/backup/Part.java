package org.amana.backup;

import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A piece of a file of the data folder, and where in the depot it lies. A file is its parts in the order of the
/// manifest, one behind the other.
///
/// @param sha256 of the piece: 64 hexadecimal digits
/// @param length in bytes
/// @param object the object in the depot that holds it
/// @param offset where in the object it begins
/// @param path of the file below the data folder, with `/` between names
record Part(String sha256, long length, String object, long offset, String path) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    Part {
        if (!isDigest(sha256) || length < 0 || offset < 0 || !isName(object) || !isName(path)) {
            throw new AmanaException(
                    ErrorCode.CORRUPT, "no part of a backup: " + length + " bytes of " + path + " in " + object);
        }
    }

    /// Whether this is a plain relative name: nothing in it leads out of the folder that it is looked up in.
    static boolean isName(String text) {
        return text.length() <= 500 && NAME.matcher(text).matches();
    }

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /// Reads a [#line] back.
    ///
    /// @throws AmanaException `CORRUPT` if it is none
    static Part parse(String line) {
        String[] words = line.split(" ");
        if (words.length != 6 || !words[0].equals("part")) {
            throw new AmanaException(
                    ErrorCode.CORRUPT, "no part of a backup: a line of " + line.length() + " characters");
        }
        try {
            return new Part(words[1], Long.parseLong(words[2]), words[3], Long.parseLong(words[4]), words[5]);
        } catch (NumberFormatException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "no part of a backup: " + e.getMessage(), e);
        }
    }

    long end() {
        return offset + length;
    }

    String line() {
        return "part " + sha256 + " " + length + " " + object + " " + offset + " " + path;
    }
}
