package org.amana.blob;

import org.amana.policy.Caller;

/// Begins a copy of something that is not in this server, to be carried on in the background (Azure REST: *Copy
/// Blob*).
///
/// @param target the blob and what is said of it; its former content is gone once the copy has begun
/// @param url with whatever signature it has
/// @param etag which version of the source, `""` when its server does not say
/// @param kind the type of the source, which is that of the copy
/// @param total bytes of the source
/// @param caller under whose purpose it is carried on
/// @param storedPolicy id of the stored access policy that the caller's signature stands on; "" for none
public record BeginCopy(
        PutBlob target,
        CopyOrigin origin,
        String url,
        String etag,
        BlobKind kind,
        long total,
        Caller caller,
        String storedPolicy) {}
