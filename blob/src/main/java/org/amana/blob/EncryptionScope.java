package org.amana.blob;

import java.time.Instant;

/// An encryption scope of an account: a name for a key of its own, which blobs are encrypted with that are written in
/// it. It cannot be deleted, only disabled (Azure: *Encryption scopes for Blob storage*).
///
/// @param enabled whether what is in it can be read and written now
/// @param changed when it was last enabled or disabled
public record EncryptionScope(ScopeName name, boolean enabled, Instant created, Instant changed) {
    /// Names the detail of a failure that says which scope it is about.
    public static final String DETAIL = "scope";
}
