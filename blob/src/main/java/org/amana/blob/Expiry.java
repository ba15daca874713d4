package org.amana.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// When a blob is to be gone (Azure REST: *Set Blob Expiry*).
public sealed interface Expiry {
    record RelativeToNow(Duration after) implements Expiry {}

    record RelativeToCreation(Duration after) implements Expiry {}

    record Absolute(Instant at) implements Expiry {}

    record Never() implements Expiry {}

    /// @return empty for never
    /// @throws AmanaException `INVALID_HEADER` when that has passed already
    default Optional<Instant> time(Instant now, Instant created) {
        Optional<Instant> time = switch (this) {
            case RelativeToNow(Duration after) -> Optional.of(now.plus(after));
            case RelativeToCreation(Duration after) -> Optional.of(created.plus(after));
            case Absolute(Instant at) -> Optional.of(at);
            case Never _ -> Optional.empty();
        };
        if (time.isPresent() && !time.get().isAfter(now)) {
            throw new AmanaException(ErrorCode.INVALID_HEADER, "x-ms-expiry-time: " + time.get() + " has passed")
                    .with("HeaderName", "x-ms-expiry-time")
                    .with("HeaderValue", time.get().toString());
        }
        return time;
    }
}
