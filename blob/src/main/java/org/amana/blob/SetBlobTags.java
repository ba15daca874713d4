package org.amana.blob;

/// Replaces a blob's tags; its ETag and time stay. Of the conditions, the lease and the tag expression count.
public record SetBlobTags(BlobRef blob, Tags tags, Conditions conditions) {}
