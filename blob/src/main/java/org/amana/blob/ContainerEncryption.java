package org.amana.blob;

/// In which encryption scope the blobs of a container are written. It is said when the container is made, and never
/// changed.
///
/// @param defaultScope of writes that name none
/// @param overrideDenied whether writes may name no other, and bring no key of their customer's
public record ContainerEncryption(ScopeName defaultScope, boolean overrideDenied) {
    /// Of a container that was made without saying anything.
    public static final ContainerEncryption NONE = new ContainerEncryption(ScopeName.ACCOUNT_KEY, false);
}
