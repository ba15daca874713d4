package org.amana.blob;

/// Does something with a container's lease, which protects only its deletion.
public record LeaseContainer(ContainerRef container, LeaseAction action, Conditions conditions) {}
