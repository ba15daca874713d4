package org.amana.blob;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What of a container its owner declares open to everybody (Azure: *Set Container ACL*, `x-ms-blob-public-access`).
public enum AnonymousAccess {
    NONE,
    /// Its blobs, to whoever knows their names.
    BLOB,
    /// Its blobs, their list, and what is said of the container.
    CONTAINER;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// What Azure's word opens; empty for another word.
    public static Optional<AnonymousAccess> of(String word) {
        return Stream.of(BLOB, CONTAINER)
                .filter(access -> access.word.equals(word))
                .findFirst();
    }

    /// Azure's word: `container`.
    public String word() {
        return word;
    }
}
