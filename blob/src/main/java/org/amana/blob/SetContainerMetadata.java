package org.amana.blob;

/// Replaces a container's metadata. Of the conditions, the lease and `If-Modified-Since` count.
public record SetContainerMetadata(ContainerRef container, Metadata metadata, Conditions conditions) {}
