package org.amana.blob;

import java.time.Instant;

/// What is needed to carry a pending copy on.
///
/// @param url the source's, with its signature, wrapped by the root key
/// @param etag which version of the source was looked at; "" when its server does not say
/// @param credential under whose purpose it is carried on, such as `K-31`
/// @param client where the request came from
@SuppressWarnings("ArrayRecordComponent") // never compared
record PendingCopy(
        long containerId,
        BlobName name,
        String id,
        byte[] url,
        String etag,
        String credential,
        String client,
        Instant begun) {}
