package org.amana.blob;

/// Whether a lease keeps others from writing.
public enum LeaseStatus {
    LOCKED,
    UNLOCKED
}
