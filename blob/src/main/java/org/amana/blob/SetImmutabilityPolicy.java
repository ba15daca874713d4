package org.amana.blob;

/// Puts a blob, or a version of one, under an immutability policy.
public record SetImmutabilityPolicy(BlobRef blob, ImmutabilityPolicy policy, Conditions conditions) {}
