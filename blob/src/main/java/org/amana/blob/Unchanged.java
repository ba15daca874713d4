package org.amana.blob;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.amana.kernel.AmanaException;

/// What is told beside `NOT_MODIFIED` of the version that the client has, so that a cache on the way knows it is fresh
/// again (RFC 9110 §15.4.5).
public record Unchanged(ETag etag, Instant lastModified, String cacheControl) {
    private static final String ETAG = "etag";
    private static final String LAST_MODIFIED = "last-modified";
    private static final String CACHE_CONTROL = "cache-control";

    /// The failure, with this noted.
    AmanaException in(AmanaException failure) {
        return failure.with(ETAG, etag.value())
                .with(LAST_MODIFIED, lastModified.toString())
                .with(CACHE_CONTROL, cacheControl);
    }

    /// What is noted in a failure.
    public static Optional<Unchanged> of(AmanaException failure) {
        Map<String, String> details = failure.details();
        return details.containsKey(ETAG)
                ? Optional.of(new Unchanged(
                        new ETag(details.get(ETAG)),
                        Instant.parse(details.get(LAST_MODIFIED)),
                        details.getOrDefault(CACHE_CONTROL, "")))
                : Optional.empty();
    }
}
