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
                    ErrorCode.INVALID_ARGUMENT, "events cannot be sent to " + shown(url) + ": " + e.getMessage(), e);
        }
    }

    /// One that is told of every blob, tried for a day, and keeps no dead letters.
    public static Subscription of(AccountName account, String name, PurposeId purpose, String url) {
        return new Subscription(account, name, purpose, url, Interest.EVERYTHING, Patience.DEFAULT, Optional.empty());
    }

    public Subscription withPurpose(PurposeId other) {
        return new Subscription(account, name, other, url, interest, patience, deadLetters);
    }

    public Subscription withInterest(Interest other) {
        return new Subscription(account, name, purpose, url, other, patience, deadLetters);
    }

    public Subscription withPatience(Patience other) {
        return new Subscription(account, name, purpose, url, interest, other, deadLetters);
    }

    public Subscription withDeadLetters(ContainerName container) {
        return new Subscription(account, name, purpose, url, interest, patience, Optional.of(container));
    }

    /// Where it is told, as far as that may be shown: many a webhook's secret stands in its query.
    public String shownUrl() {
        return shown(url);
    }

    private static String shown(String url) {
        return url.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the name of a subscription has 3 to 64 letters, digits and dashes: " + name);
        }
    }
}
