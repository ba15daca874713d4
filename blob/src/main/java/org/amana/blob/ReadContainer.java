package org.amana.blob;

/// Reads a container's properties, metadata or stored access policies. Of the conditions only the lease counts.
public record ReadContainer(ContainerRef container, Conditions conditions) {}
