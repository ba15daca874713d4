package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// What is needed to carry a pending copy on.
///
/// @param url the source's, with its signature, wrapped by the root key
/// @param etag which version of the source was looked at; "" when its server does not say
/// @param credential under whose purpose it is carried on, such as `K-31`
/// @param client where the request came from
/// @param signature the shared access signature that asked for it; empty if key or token did
@SuppressWarnings("ArrayRecordComponent") // never compared
record PendingCopy(
        long containerId,
        BlobName name,
        String id,
        byte[] url,
        String etag,
        String credential,
        String client,
        Instant begun,
        Optional<Signature> signature) {

    /// What keeps a shared access signature from being worth as much as its key.
    ///
    /// @param starts, ends its time
    /// @param policy the stored access policy it stands on, as [PolicyTable] has it; "" for none
    record Signature(Instant starts, Instant ends, String policy) {}
}
