package org.amana.blob;

import java.time.Instant;

/// The answer to a change that is no write of content.
public record Changed(ETag etag, Instant lastModified) {}
