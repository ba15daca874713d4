package org.amana.blob;

import java.util.Locale;

/// What of a container its owner declares open to everybody (Azure: *Set Container ACL*, `x-ms-blob-public-access`).
public enum AnonymousAccess {
    NONE,
    /// Its blobs, to whoever knows their names.
    BLOB,
    /// Its blobs, their list, and what is said of the container.
    CONTAINER;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// Azure's word: `container`.
    public String word() {
        return word;
    }
}
