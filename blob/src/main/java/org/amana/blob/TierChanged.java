package org.amana.blob;

/// The answer to Set Blob Tier.
public enum TierChanged {
    /// It is in its tier.
    DONE,
    /// It is on its way from the archive.
    PENDING
}
