package org.amana.blob;

/// Asks for a page of an account's containers.
///
/// @param marker "" to begin
/// @param maxResults 1 to 5,000
/// @param includeMetadata without it, metadata is empty
/// @param includeSystem whether containers that the service keeps for itself are shown too
public record ListContainers(
        AccountName account,
        String prefix,
        String marker,
        int maxResults,
        boolean includeMetadata,
        boolean includeSystem) {}
