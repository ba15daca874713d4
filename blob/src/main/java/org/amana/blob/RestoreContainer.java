package org.amana.blob;

/// Brings back a deleted container that is still kept.
///
/// @param container the name it gets
/// @param deleted the name it had
/// @param version which of several of that name, as a listing tells it
public record RestoreContainer(ContainerRef container, ContainerName deleted, String version) {}
