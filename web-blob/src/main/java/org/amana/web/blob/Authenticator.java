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
import org.amana.kernel.ErrorCode;
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
        return Sas.parse(request.query(), request::header)
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
                .<Authentication>map(credential -> new Authentication.Known(Identity.ofKey(credential)))
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
        if (sas instanceof UserDelegationSas) {
            return refused("bad-signature", "No user delegation key was issued here.");
        }
        return keys.matching(target.account(), new Signature(sas.terms().signature(), Set.of(string)))
                .map(credential -> withinTerms(sas, credential, target, origin))
                .orElseGet(
                        () -> refused("bad-signature", "Signature did not match. String to sign used was " + string));
    }

    private Authentication withinTerms(Sas sas, Credential key, Target target, Origin origin) {
        return switch (sas) {
            case AccountSas account -> onTime(account, key, origin);
            case UserDelegationSas delegated -> onTime(delegated, key, origin);
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

    /// From here on it is known who asks. That the signature has expired, or may not be used from here, is for the
    /// gate to record.
    private Authentication onTime(Sas sas, Credential key, Origin origin) {
        Sas.Terms terms = sas.terms();
        Instant now = clock.instant();
        Optional<Instant> start = terms.start().isEmpty() ? Optional.of(now) : SasTime.parse(terms.start());
        Optional<Instant> expiry = SasTime.parse(terms.expiry());
        if (expiry.isEmpty() || start.isEmpty()) {
            return refused("bad-signature", "The signature needs an expiry se; se and st are times in UTC, ISO 8601.");
        }
        Optional<AzureError> refusal = outsideFrame(terms, start.get(), expiry.get(), now)
                .or(() -> fromElsewhere(terms, origin))
                .or(() -> unprotected(terms, origin));
        return new Authentication.Known(
                new Identity(key.sharedAccess(start.get(), expiry.get()), Optional.of(sas), refusal));
    }

    private static Optional<AzureError> outsideFrame(Sas.Terms terms, Instant start, Instant expiry, Instant now) {
        return now.isBefore(start) || !now.isBefore(expiry)
                ? Optional.of(failed("Signature not valid in the specified time frame: Start [" + terms.start()
                        + "] - Expiry [" + terms.expiry() + "] - Current [" + HttpDate.format(now) + "]."))
                : Optional.empty();
    }

    private static Optional<AzureError> fromElsewhere(Sas.Terms terms, Origin origin) {
        return AddressRange.parse(terms.addresses()).contains(origin.address())
                ? Optional.empty()
                : Optional.of(Sas.mismatch(
                        "AuthorizationSourceIPMismatch",
                        "source IP",
                        "The request came from " + origin.address() + "."));
    }

    private static Optional<AzureError> unprotected(Sas.Terms terms, Origin origin) {
        return terms.protocols().equals("https") && !origin.secure()
                ? Optional.of(Sas.mismatch("AuthorizationProtocolMismatch", "protocol", "The signature is for https."))
                : Optional.empty();
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
        return new Authentication.Refused(reason, failed(detail));
    }

    private static AzureError failed(String detail) {
        return AzureErrors.of(ErrorCode.AUTHENTICATION_FAILED).with("AuthenticationErrorDetail", detail);
    }
}
