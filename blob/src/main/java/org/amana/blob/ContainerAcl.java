package org.amana.blob;

import java.time.Instant;
import java.util.List;

/// A container's stored access policies. There is no public access.
public record ContainerAcl(List<StoredAccessPolicy> policies, ETag etag, Instant lastModified) {
    public ContainerAcl {
        policies = List.copyOf(policies);
    }
}
