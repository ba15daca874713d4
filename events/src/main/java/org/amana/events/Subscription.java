package org.amana.events;

import java.util.Optional;
import java.util.regex.Pattern;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.outbound.Errand;
import org.amana.policy.PurposeId;

/// Somebody who wants to be told.
///
/// @param name 3 to 64 letters, digits and dashes, unique in the account (Event Grid's rule)
/// @param purpose what it is told for; where the purpose does not reach, nothing is told
/// @param url http or https; whether it may be reached is decided when it is
/// @param deadLetters the container that keeps what could not be delivered
public record Subscription(
        AccountName account,
        String name,
        PurposeId purpose,
        String url,
        Interest interest,
        Patience patience,
        Optional<ContainerName> deadLetters) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{3,64}");

    /// @throws AmanaException `INVALID_ARGUMENT` naming what is wrong
    public Subscription {
        requireName(name);
        try {
            Errand.get(url);
        } catch (IllegalArgumentException e) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "events cannot be sent to " + url + ": " + e.getMessage(), e);
        }
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the name of a subscription has 3 to 64 letters, digits and dashes: " + name);
        }
    }
}
