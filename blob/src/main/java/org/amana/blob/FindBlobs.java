package org.amana.blob;

import java.util.Optional;

/// Asks for a page of the blobs that have some tags.
///
/// @param container the only one to look in; empty for all of the account
/// @param marker "" to begin
/// @param maxResults 1 to 5,000
public record FindBlobs(
        AccountName account, Optional<ContainerName> container, TagSearch where, String marker, int maxResults) {}
