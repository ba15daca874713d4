package org.amana.blob;

import java.util.List;

/// Replaces a container's stored access policies, at most five, and what of it is open to everybody.
public record SetContainerAcl(
        ContainerRef container, List<StoredAccessPolicy> policies, AnonymousAccess anonymous, Conditions conditions) {
    public static final int MOST_POLICIES = 5;

    public SetContainerAcl {
        policies = List.copyOf(policies);
    }
}
