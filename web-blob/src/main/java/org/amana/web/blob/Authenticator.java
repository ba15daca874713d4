package org.amana.web.blob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.BlobService;
import org.amana.blob.StoredAccessPolicy;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.oidc.VerifiedToken;
import org.amana.policy.Bearers;
import org.amana.policy.Credential;
import org.amana.policy.Keys;

/// Finds out which key signed a request, or who shows a token. An unknown account and a wrong key get the same
/// answer after the same work.
final class Authenticator {
    /// How far a client's clock may be off (Azure: *Authorize with Shared Key*).
    static final Duration SKEW = Duration.ofMinutes(15);

    private static final AzureError UNREADABLE = new AzureError(
                    400,
                    "InvalidAuthenticationInfo",
                    "Authentication information is not given in the correct format. Check the value of Authorization"
                            + " header.")
            .withMessage("It is none of: SharedKey account:signature, SharedKeyLite account:signature, Bearer token.");

    private final Keys keys;
    private final Bearers bearers;
    private final BearerTokens tokens;
    private final BlobService blobs;
    private final InstantSource clock;

    /// @param accounts whether there is an account of this name
    Authenticator(Callers callers, Predicate<String> accounts, BlobService blobs, InstantSource clock) {
        this.keys = callers.keys();
        this.bearers = callers.bearers();
        this.tokens = new BearerTokens(callers.tokens(), bearers, accounts);
        this.blobs = blobs;
        this.clock = clock;
    }

    /// What a 401 tells clients to come with.
    String challenge() {
        return tokens.challenge();
    }

    /// @param origin where the request came from
    Authentication authenticate(Signable request, Target target, Origin origin) {
        Optional<Sas> shared = Sas.parse(request.query(), request::joined);
        String authorization = request.header("Authorization");
        Optional<String> token = BearerTokens.in(authorization);
        if (shared.isPresent()
                && shared.get() instanceof UserDelegationSas delegated
                && (delegated.isForOneUser() || token.isPresent())) {
            return besideToken(delegated, token, target, origin);
        }
        if (token.isPresent()) {
            return tokens.authenticate(token.get(), target, origin);
        }
        if (!authorization.isEmpty()) {
            return SharedKey.parse(authorization)
                    .map(key -> sharedKey(key, request, target))
                    .orElseGet(() -> new Authentication.Refused("bad-authorization", UNREADABLE));
        }
        return shared.map(sas -> signed(sas, target, origin)).orElseGet(() -> anonymous(request, target));
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
                                + Signable.withoutKeys(strings.getFirst()) + "'."));
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
        Optional<String> missing = sas.missing();
        if (missing.isPresent()) {
            return refused("bad-signature", missing.get() + " is mandatory. Cannot be empty");
        }
        String string;
        try {
            string = sas.stringToSign(target);
        } catch (AmanaException e) {
            return refused("bad-signature", e.message());
        }
        return signer(sas, target, new Signature(sas.terms().signature(), Set.of(string)))
                .map(credential -> withinTerms(sas, credential, target, origin))
                .orElseGet(() -> refused(
                        "bad-signature",
                        "Signature did not match. String to sign used was " + Signable.withoutKeys(string)));
    }

    private Optional<Credential> signer(Sas sas, Target target, Signature signature) {
        return switch (sas) {
            case AccountSas _, ServiceSas _ -> keys.matching(target.account(), signature);
            case UserDelegationSas delegated ->
                bearers.matching(
                        target.account(),
                        delegated.key().objectId(),
                        delegated.key().fields(),
                        signature);
        };
    }

    /// A signature with a token beside it, which one that is for one user alone must have. Both must hold, and what may
    /// be done is what the signature says: it may say less than the token.
    private Authentication besideToken(UserDelegationSas sas, Optional<String> token, Target target, Origin origin) {
        if (token.isEmpty()) {
            return refused("bad-authorization", "The signature needs a token of the user it is for beside it.");
        }
        return switch (tokens.check(token.get(), target, origin)) {
            case BearerTokens.Checked.Wrong(Authentication.Refused refused) -> refused;
            case BearerTokens.Checked.Right(VerifiedToken verified) ->
                sas.isFor(verified)
                        ? signed(sas, target, origin)
                        : new Authentication.Refused(
                                "token-subject",
                                BearerTokens.unauthenticated("The signature is for another user than the token."));
        };
    }

    private Authentication withinTerms(Sas sas, Credential key, Target target, Origin origin) {
        return switch (sas) {
            case AccountSas account -> onTime(account, key, origin);
            case UserDelegationSas delegated -> whileItsKeyLives(delegated, key, origin);
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
        for (StoredAccessPolicy stored : blobs.facts().storedAccessPolicies(target.containerRef())) {
            if (stored.id().equals(sas.policy())) {
                return sas.on(stored);
            }
        }
        return Optional.empty();
    }

    /// A user delegation key has a time of its own, which its signatures cannot leave.
    private Authentication whileItsKeyLives(UserDelegationSas sas, Credential admission, Origin origin) {
        Optional<Instant> start = SasTime.parse(sas.key().start());
        Optional<Instant> expiry = SasTime.parse(sas.key().expiry());
        if (start.isEmpty() || expiry.isEmpty()) {
            return refused("bad-signature", "skt and ske are times in UTC, ISO 8601.");
        }
        Instant now = clock.instant();
        Optional<AzureError> outside = now.isBefore(start.get().minus(SKEW)) || !now.isBefore(expiry.get())
                ? Optional.of(failed("The user delegation key is not valid in the specified time frame: Start ["
                        + sas.key().start() + "] - Expiry [" + sas.key().expiry() + "] - Current ["
                        + HttpDate.format(now) + "]."))
                : Optional.empty();
        return switch (onTime(sas, admission, origin)) {
            case Authentication.Refused refused -> refused;
            case Authentication.Known(Identity identity) -> {
                Instant ends = identity.credential().expires();
                yield new Authentication.Known(Identity.ofSas(
                        admission.sharedAccess(
                                identity.credential().issued(), ends.isBefore(expiry.get()) ? ends : expiry.get()),
                        sas,
                        identity.refusal().or(() -> outside)));
            }
        };
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
        return new Authentication.Known(Identity.ofSas(key.sharedAccess(start.get(), expiry.get()), sas, refusal));
    }

    private static Optional<AzureError> outsideFrame(Sas.Terms terms, Instant start, Instant expiry, Instant now) {
        return now.isBefore(start) || !now.isBefore(expiry)
                ? Optional.of(failed("Signature not valid in the specified time frame: Start ["
                        + (terms.start().isEmpty() ? "" : HttpDate.format(start))
                        + "] - Expiry [" + HttpDate.format(expiry) + "] - Current [" + HttpDate.format(now) + "]"))
                : Optional.empty();
    }

    private static Optional<AzureError> fromElsewhere(Sas.Terms terms, Origin origin) {
        return AddressRange.parse(terms.addresses()).contains(origin.address())
                ? Optional.empty()
                : Optional.of(Sas.mismatch("AuthorizationSourceIPMismatch", "source IP " + origin.address(), ""));
    }

    private static Optional<AzureError> unprotected(Sas.Terms terms, Origin origin) {
        return terms.protocols().equals("https") && !origin.secure()
                ? Optional.of(Sas.mismatch("AuthorizationProtocolMismatch", "protocol", "The signature is for https."))
                : Optional.empty();
    }

    /// Somebody who shows nothing may read what is open to everybody, on the record like anyone.
    private Authentication anonymous(Signable request, Target target) {
        AzureError otherwise = unknown(request);
        AnonymousAccess open = open(target);
        Optional<Credential> anybody =
                open == AnonymousAccess.NONE ? Optional.empty() : bearers.anybody(target.account());
        return anybody.<Authentication>map(
                        credential -> new Authentication.Known(Identity.ofAnybody(credential, open, otherwise)))
                .orElseGet(() -> new Authentication.Refused("anonymous", otherwise));
    }

    private AnonymousAccess open(Target target) {
        return target.findContainer()
                .map(container -> blobs.facts().anonymousAccess(container))
                .orElse(AnonymousAccess.NONE);
    }

    /// Azure tells clients of 2019-12-12 and later to authenticate, and others, who name no version or an older
    /// one, that there is nothing.
    private static AzureError unknown(Signable request) {
        boolean says = !request.header("x-ms-version").isEmpty();
        return says && request.version().isAtLeast(ServiceVersion.V2019_12_12)
                ? new AzureError(
                        401,
                        "NoAuthenticationInformation",
                        "Server failed to authenticate the request. Please refer to the information in the"
                                + " www-authenticate header.")
                : new AzureError(404, "ResourceNotFound", "The specified resource does not exist.");
    }

    private static Authentication refused(String reason, String detail) {
        return new Authentication.Refused(reason, failed(detail));
    }

    private static AzureError failed(String detail) {
        return AzureErrors.of(ErrorCode.AUTHENTICATION_FAILED).with("AuthenticationErrorDetail", detail);
    }
}
