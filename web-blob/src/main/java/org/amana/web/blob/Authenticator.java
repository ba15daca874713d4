package org.amana.web.blob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import org.amana.blob.ContainerRef;
import org.amana.blob.StoredAccessPolicy;
import org.amana.kernel.AmanaException;
import org.amana.policy.Credential;
import org.amana.policy.Keys;

/// Finds out which key signed a request. An unknown account and a wrong key get the same answer after the same
/// work.
final class Authenticator {
    /// How far a client's clock may be off (Azure: *Authorize with Shared Key*).
    static final Duration SKEW = Duration.ofMinutes(15);

    private final Keys keys;
    private final Function<ContainerRef, Iterable<StoredAccessPolicy>> policies;
    private final InstantSource clock;

    Authenticator(Keys keys, Function<ContainerRef, Iterable<StoredAccessPolicy>> policies, InstantSource clock) {
        this.keys = keys;
        this.policies = policies;
        this.clock = clock;
    }

    /// @param origin where the request came from
    Authentication authenticate(Signable request, Target target, Origin origin) {
        String authorization = request.header("Authorization");
        if (!authorization.isEmpty()) {
            return SharedKey.parse(authorization)
                    .map(key -> sharedKey(key, request, target))
                    .orElseGet(() -> refused(
                            "bad-authorization",
                            "The Authorization header is none of: SharedKey account:signature, SharedKeyLite"
                                    + " account:signature. No other scheme is known here."));
        }
        return Sas.parse(request.query())
                .map(sas -> signed(sas, target, origin))
                .orElseGet(() -> anonymous(request));
    }

    /// Where a request came from.
    record Origin(String address, boolean secure) {}

    private Authentication sharedKey(SharedKey key, Signable request, Target target) {
        Optional<String> late = lateness(request);
        if (late.isPresent()) {
            return refused("clock-skew", late.get());
        }
        SequencedSet<String> strings = key.stringsToSign(request, target);
        String account = key.isFor(target) ? target.account() : "";
        return keys.matching(account, new Signature(key.signature(), strings))
                .<Authentication>map(credential -> new Authentication.Known(new Identity(credential, Optional.empty())))
                .orElseGet(() -> refused(
                        "bad-signature",
                        "The MAC signature found in the HTTP request '" + key.signature()
                                + "' is not the same as any computed signature. Server used following string to sign: '"
                                + strings.getFirst() + "'."));
    }

    private Optional<String> lateness(Signable request) {
        String stated = request.header("x-ms-date");
        String date = stated.isEmpty() ? request.header("Date") : stated;
        Optional<Instant> time = HttpDate.parse(date);
        if (time.isEmpty()) {
            return Optional.of("Neither x-ms-date nor Date holds a date: '" + date + "'.");
        }
        Duration apart = Duration.between(time.get(), clock.instant());
        return apart.abs().compareTo(SKEW) > 0
                ? Optional.of("Request date header not within 15 minutes of the server's time: '" + date + "', it is "
                        + HttpDate.format(clock.instant()) + ".")
                : Optional.empty();
    }

    private Authentication signed(Sas sas, Target target, Origin origin) {
        String string;
        try {
            string = sas.stringToSign(target);
        } catch (AmanaException e) {
            return refused("bad-signature", e.message());
        }
        return keys.matching(target.account(), new Signature(sas.terms().signature(), Set.of(string)))
                .map(credential -> withinTerms(sas, credential, target, origin))
                .orElseGet(
                        () -> refused("bad-signature", "Signature did not match. String to sign used was " + string));
    }

    private Authentication withinTerms(Sas sas, Credential key, Target target, Origin origin) {
        return switch (sas) {
            case AccountSas account -> onTime(account, key, origin);
            case ServiceSas service when service.policy().isEmpty() -> onTime(service, key, origin);
            case ServiceSas service ->
                onStoredPolicy(service, target)
                        .map(complete -> onTime(complete, key, origin))
                        .orElseGet(() -> refused(
                                "no-such-policy",
                                "The container has no stored access policy " + service.policy()
                                        + ", or the signature repeats one of its terms."));
        };
    }

    private Optional<ServiceSas> onStoredPolicy(ServiceSas sas, Target target) {
        for (StoredAccessPolicy stored : policies.apply(target.containerRef())) {
            if (stored.id().equals(sas.policy())) {
                return sas.on(stored);
            }
        }
        return Optional.empty();
    }

    private Authentication onTime(Sas sas, Credential key, Origin origin) {
        Sas.Terms terms = sas.terms();
        Instant now = clock.instant();
        Optional<Instant> expiry = SasTime.parse(terms.expiry());
        Optional<Instant> start = terms.start().isEmpty() ? Optional.of(Instant.MIN) : SasTime.parse(terms.start());
        if (expiry.isEmpty() || start.isEmpty()) {
            return refused("bad-signature", "The signature needs an expiry se, and its times must be UTC in ISO 8601.");
        }
        if (now.isBefore(start.get()) || !now.isBefore(expiry.get())) {
            return refused(
                    "expired-signature",
                    "Signature not valid in the specified time frame: Start [" + terms.start() + "] - Expiry ["
                            + terms.expiry() + "] - Current [" + HttpDate.format(now) + "].");
        }
        if (!AddressRange.parse(terms.addresses()).contains(origin.address())) {
            return new Authentication.Refused(
                    "address",
                    new AzureError(
                            403,
                            "AuthorizationSourceIPMismatch",
                            "This request is not authorized to perform this operation using this source IP "
                                    + origin.address() + "."));
        }
        if (terms.protocols().equals("https") && !origin.secure()) {
            return new Authentication.Refused(
                    "protocol",
                    new AzureError(
                            403,
                            "AuthorizationProtocolMismatch",
                            "This request is not authorized to perform this operation using this protocol."));
        }
        Instant issued = start.get().equals(Instant.MIN) ? now : start.get();
        return new Authentication.Known(new Identity(key.sharedAccess(issued, expiry.get()), Optional.of(sas)));
    }

    /// Azure tells clients of 2019-12-12 and later to authenticate, and others, who name no version or an older
    /// one, that there is nothing.
    private static Authentication anonymous(Signable request) {
        boolean says = !request.header("x-ms-version").isEmpty();
        return new Authentication.Refused(
                "anonymous",
                says && request.version().isAtLeast(ServiceVersion.V2019_12_12)
                        ? new AzureError(
                                401,
                                "NoAuthenticationInformation",
                                "Server failed to authenticate the request. Please refer to the information in the"
                                        + " www-authenticate header.")
                        : new AzureError(404, "ResourceNotFound", "The specified resource does not exist."));
    }

    private static Authentication refused(String reason, String detail) {
        return new Authentication.Refused(
                reason,
                new AzureError(
                                403,
                                "AuthenticationFailed",
                                "Server failed to authenticate the request. Make sure the value of Authorization"
                                        + " header is formed correctly including the signature.")
                        .with("AuthenticationErrorDetail", detail));
    }
}
