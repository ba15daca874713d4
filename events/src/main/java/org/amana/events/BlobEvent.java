package org.amana.events;

import org.amana.blob.BlobName;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;

/// Something that happened to a blob, as it was then.
///
/// @param id of the event, the same for everybody who is told
/// @param api the operation that did it, as Event Grid calls it
/// @param then what policy must know of the container, as it was
/// @param etag without quotes
/// @param blobType `BlockBlob`, `AppendBlob` or `PageBlob`
/// @param request names the entry in the ledger of the access that did it; "" for what followed of one before
/// @param clientRequest what the client called that request; "" for nothing
record BlobEvent(
        String id,
        EventType type,
        String api,
        ContainerRef container,
        BlobName name,
        ContainerThen then,
        String etag,
        long length,
        String contentType,
        String blobType,
        String request,
        String clientRequest) {
    BlobRef blob() {
        return container.blob(name.value());
    }

    /// `container/blob`, what the ledger commits to.
    String path() {
        return blob().path();
    }
}
