package org.amana.blob;

import java.time.Instant;
import java.util.List;

/// A container's stored access policies, and what of it is open to everybody.
public record ContainerAcl(
        List<StoredAccessPolicy> policies, AnonymousAccess anonymous, ETag etag, Instant lastModified) {
    public ContainerAcl {
        policies = List.copyOf(policies);
    }
}
