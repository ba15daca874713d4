package org.amana.web.blob;

import org.amana.blob.AnonymousAccess;
import org.amana.blob.ContainerProperties;

/// The headers that tell of a container.
final class ContainerHeaders {
    private ContainerHeaders() {}

    static void publicAccess(Reply reply, AnonymousAccess anonymous) {
        if (anonymous != AnonymousAccess.NONE) {
            reply.set(PublicAccess.HEADER, anonymous.word());
        }
    }

    static void write(Reply reply, ContainerProperties container) {
        reply.version(container.etag(), container.lastModified())
                .set("x-ms-has-immutability-policy", false)
                .set("x-ms-has-legal-hold", false)
                .set("x-ms-immutable-storage-with-versioning-enabled", false);
        EncryptionScopeHeaders.write(reply, container);
        publicAccess(reply, container.anonymous());
        BlobHeaders.lease(reply, container.lease());
        reply.metadata(container.metadata());
    }
}
