package org.amana.blob;

/// How far a copy is (Azure REST: *Copy Blob*, `x-ms-copy-status`).
public enum CopyStatus {
    /// Its bytes are still coming; the blob has none, and cannot be changed.
    PENDING,
    SUCCESS,
    /// Ended by the client; the blob has no bytes.
    ABORTED,
    /// Ended by what [CopyState#description] says; the blob has no bytes.
    FAILED
}
