package org.amana.blob;

import org.amana.store.ContainerKey;

/// What a module above needs to keep things of its own beside the blobs of a container: gone with the
/// container, because the key is.
///
/// @param containerId the container's number in the catalog, never used again
/// @param key encrypts what is kept
public record Vault(long containerId, ContainerRef container, ContainerKey key) {}
