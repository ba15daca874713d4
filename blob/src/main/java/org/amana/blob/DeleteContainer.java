package org.amana.blob;

/// Deletes a container and destroys its key; needs the lease's id while it is leased.
public record DeleteContainer(ContainerRef container, Conditions conditions) {}
