package org.amana.blob;

/// Moves a blob, a snapshot or a version to a tier. What is archived is rehydrated first, which takes its time.
///
/// @param priority how soon, when it is archived
public record SetBlobTier(BlobRef blob, Tier tier, Rehydration.Priority priority, Conditions conditions) {}
