package org.amana.changefeed;

import org.amana.blob.BlobName;
import org.amana.blob.ContainerRef;

/// A change as the feed tells it.
///
/// @param id of the event
/// @param type as the feed calls it
/// @param api the operation that did it
/// @param request names the entry in the ledger; zeros for what followed of an access before
/// @param clientRequest what the client called it, "" for nothing
/// @param container where, and with which account
/// @param blob the blob afterwards, or as it was when it is gone
/// @param details what only some events have
record FeedEvent(
        String id,
        String type,
        String api,
        String request,
        String clientRequest,
        ContainerRef container,
        BlobName name,
        Subject blob,
        Details details) {
    /// What is told of the blob itself.
    ///
    /// @param length bytes
    /// @param type `BlockBlob`, `AppendBlob` or `PageBlob`
    /// @param tier "" of blobs that have none
    /// @param version "" while versions are off
    /// @param snapshot "" unless the event is about one
    record Subject(
            String etag, long length, String contentType, String type, String tier, String version, String snapshot) {}
}
