package org.amana.blob;

/// Asks for a page of an account's containers.
///
/// @param marker "" to begin
/// @param maxResults 1 to 5,000
/// @param includeMetadata without it, metadata is empty
/// @param includeSystem whether containers that the service keeps for itself are shown too
/// @param includeDeleted shows also those that are deleted and still kept
public record ListContainers(
        AccountName account,
        String prefix,
        String marker,
        int maxResults,
        boolean includeMetadata,
        boolean includeSystem,
        boolean includeDeleted) {
    public ListContainers(
            AccountName account,
            String prefix,
            String marker,
            int maxResults,
            boolean includeMetadata,
            boolean includeSystem) {
        this(account, prefix, marker, maxResults, includeMetadata, includeSystem, false);
    }
}
