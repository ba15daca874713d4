package org.amana.blob;

import java.time.Instant;
import java.util.Locale;

/// The column `copy_source`: the source's URL. Of a copy that has not succeeded, which few are, the URL is the third
/// of three lines: how far it is (`pending 3/10`), and why it failed.
final class CopyText {
    private CopyText() {}

    static String of(CopyState copy) {
        if (copy.status() == CopyStatus.SUCCESS) {
            return copy.source();
        }
        String status = copy.status().name().toLowerCase(Locale.ROOT);
        String description = copy.description().replaceAll("\\R", " ");
        return status + " " + copy.copied() + "/" + copy.total() + "\n" + description + "\n" + copy.source();
    }

    /// @param length of the blob, which is what a copy that has succeeded has copied
    static CopyState parse(String id, String text, long length, Instant completed) {
        String[] lines = text.split("\n", 3);
        if (lines.length < 3) {
            return new CopyState(id, text, length, completed);
        }
        String[] how = lines[0].split("[ /]");
        return new CopyState(
                id,
                lines[2],
                CopyStatus.valueOf(how[0].toUpperCase(Locale.ROOT)),
                Long.parseLong(how[1]),
                Long.parseLong(how[2]),
                completed,
                lines[1]);
    }
}
