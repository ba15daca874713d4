package org.amana.analysis;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;

/// A task that this process works on. It holds until the lease runs out or the blob changes; every change that the work
/// leads to is made under the condition that it still holds ([TaskQueue#holds]).
///
/// @param version of the blob's content that is to be read
/// @param attempt which attempt this is, from 1
/// @param told whether its pages stand in the ledger already
/// @param epoch rises with every claim of the task
record Claim(
        TaskId id,
        TaskKind kind,
        long containerId,
        String account,
        String container,
        String name,
        long version,
        String etag,
        long length,
        String contentType,
        Instant modified,
        int attempt,
        boolean told,
        long epoch) {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,60})", Pattern.CASE_INSENSITIVE);

    ContainerRef box() {
        return ContainerRef.of(account, container);
    }

    BlobRef blob() {
        return box().blob(name);
    }

    /// The encoding that its text is in, as whoever put it says; empty if nothing is said.
    String charset() {
        Matcher said = CHARSET.matcher(contentType);
        return said.find() ? said.group(1) : "";
    }

    /// The name's last piece, what people call the file.
    String fileName() {
        String trimmed = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
