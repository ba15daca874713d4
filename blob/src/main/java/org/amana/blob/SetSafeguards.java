package org.amana.blob;

import java.time.Duration;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Sets what Azure's clients cannot: versions, and how long deleted containers are kept. How long deleted blobs are
/// kept is a service property.
public record SetSafeguards(AccountName account, boolean versions, Duration containers) {
    /// @throws AmanaException `OUT_OF_RANGE` for no whole number of days from 0 to 365
    public SetSafeguards {
        if (containers.isNegative()
                || containers.toDays() > Safeguards.MOST_DAYS
                || !containers.equals(Duration.ofDays(containers.toDays()))) {
            throw new AmanaException(
                    ErrorCode.OUT_OF_RANGE,
                    "deleted containers are kept for 0 to " + Safeguards.MOST_DAYS + " whole days, not "
                            + containers.toDays());
        }
    }
}
