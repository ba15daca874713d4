package org.amana.web.blob;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.oidc.VerifiedToken;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Bearers;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Azure REST: *Get User Delegation Key*. The bearer of a token gets a key to make signatures with, for at most seven
/// days; they inherit the purpose of the token.
final class GetUserDelegationKeyOperation implements Operation<GetUserDelegationKeyOperation.Key> {
    private static final ByteSize LIMIT = ByteSize.ofKibibytes(16);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Bearers bearers;
    private final InstantSource clock;

    /// What the bearer is given.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(DelegationKeyTerms terms, byte[] secret) {}

    GetUserDelegationKeyOperation(Bearers bearers, InstantSource clock) {
        this.bearers = bearers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Get User Delegation Key";
    }

    @Override
    public Need need() {
        return Need.ofKey(Action.READ);
    }

    @Override
    public Plan<Key> plan(Call call) {
        VerifiedToken token = call.identity()
                .token()
                .orElseThrow(() -> new AmanaException(
                                ErrorCode.AUTHENTICATION_FAILED, "a user delegation key is for the bearer of a token")
                        .with("AuthenticationErrorDetail", "Only authentication scheme Bearer is supported"));
        XmlElement wanted = CallBody.xml(call, LIMIT).named("KeyInfo");
        Instant now = clock.instant();
        String stated = wanted.textOf("Start");
        Instant start = stated.isEmpty() ? now : time("Start", stated);
        Instant expiry = time("Expiry", wanted.requireTextOf("Expiry"));
        requireFrame(start, expiry, now);
        Instant end = earlier(expiry, bearers.latestEnd(call.identity().credential()));
        DelegationKeyTerms terms = new DelegationKeyTerms(
                token.subject(),
                token.tenant().isEmpty() ? directoryOf(token) : token.tenant(),
                SasTime.format(start),
                SasTime.format(end),
                "b",
                call.find("x-ms-version").orElseGet(ServiceVersion.NEWEST::toString),
                wanted.textOf("DelegatedUserTid"));
        return _ -> Planned.of(
                Amounts.NONE,
                _ -> new Key(terms, bearers.delegationKey(call.identity().credential(), terms.fields(), end)));
    }

    /// An issuer without directories is one itself.
    private static String directoryOf(VerifiedToken token) {
        return UUID.nameUUIDFromBytes(token.issuer().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Instant time(String element, String text) {
        return SasTime.parse(text)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.INVALID_XML, element + ": " + text + " is no time in UTC, ISO 8601"));
    }

    private static void requireFrame(Instant start, Instant expiry, Instant now) {
        Instant latest = now.plus(LONGEST).plus(Authenticator.SKEW);
        if (!start.isBefore(expiry) || !now.isBefore(expiry) || start.isAfter(latest) || expiry.isAfter(latest)) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML,
                    "a key begins before it ends and ends within " + LONGEST.toDays() + " days from now, not "
                            + SasTime.format(start) + " to " + SasTime.format(expiry));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public void answer(Call call, Key key, Reply reply) throws IOException {
        DelegationKeyTerms terms = key.terms();
        Xml xml = new Xml()
                .open("UserDelegationKey")
                .text("SignedOid", terms.objectId())
                .text("SignedTid", terms.tenantId())
                .text("SignedStart", terms.start())
                .text("SignedExpiry", terms.expiry())
                .text("SignedService", terms.service())
                .text("SignedVersion", terms.version());
        if (!terms.delegatedTenantId().isEmpty()) {
            xml.text("SignedDelegatedUserTid", terms.delegatedTenantId());
        }
        xml.text("Value", Base64.getEncoder().encodeToString(key.secret()));
        reply.status(200).send(xml.close("UserDelegationKey"));
    }
}
