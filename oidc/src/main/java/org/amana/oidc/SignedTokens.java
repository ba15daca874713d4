package org.amana.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signed tokens of the configured issuers, read with Nimbus JOSE+JWT.
final class SignedTokens {
    /// A token is some claims and a signature; more is an attempt to keep us busy.
    private static final int LONGEST = 16 * 1024;

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcConfig config;
    private final InstantSource clock;
    private final Map<String, DefaultJWTProcessor<SecurityContext>> issuers = new HashMap<>(); // not changed later

    SignedTokens(OidcConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        HttpClient client = IssuerKeys.client();
        config.issuers().forEach(issuer -> issuers.put(issuer.toString(), processor(config, issuer, client)));
    }

    private static DefaultJWTProcessor<SecurityContext> processor(OidcConfig config, URI issuer, HttpClient client) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ALGORITHMS,
                JWKSourceBuilder.create(new IssuerKeys(issuer, client))
                        .cache(config.keysFor().toMillis(), 15_000)
                        .refreshAheadCache(false)
                        .rateLimited(config.fetchAtMost().toMillis())
                        .outageTolerant(4 * config.keysFor().toMillis())
                        .build()));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // ours is below: it knows the clock and says what is wrong
        return processor;
    }

    TokenCheck check(String token, Collection<String> audiences) {
        if (token.length() > LONGEST) {
            return new TokenCheck.Fails("token-malformed", "The token has more than " + LONGEST + " characters.");
        }
        try {
            requireHeader(token);
            SignedJWT signed = SignedJWT.parse(token);
            String issuer = Objects.toString(signed.getJWTClaimsSet().getIssuer(), "");
            DefaultJWTProcessor<SecurityContext> processor = issuers.get(issuer);
            if (processor == null) {
                return new TokenCheck.Fails(
                        "token-issuer", "Issuer validation failed. Tokens of '" + issuer + "' do not count here.");
            }
            return claims(processor.process(signed, null), URI.create(issuer), audiences);
        } catch (ParseException _) {
            return new TokenCheck.Fails("token-malformed", "The bearer token is no signed JWT.");
        } catch (BadJOSEException e) {
            return new TokenCheck.Fails("token-signature", "Signature validation failed. " + e.getMessage() + ".");
        } catch (RateLimitReachedException _) {
            return new TokenCheck.Fails(
                    "token-signature", "Signature validation failed. The issuer had no such key a moment ago.");
        } catch (KeySourceException e) {
            return new TokenCheck.Unchecked("The issuer's keys cannot be had now: " + e.getMessage());
        } catch (JOSEException e) {
            return new TokenCheck.Fails("token-signature", "Signature validation failed: " + e.getMessage());
        }
    }

    /// The library takes the header for an object.
    private static void requireHeader(String token) throws ParseException {
        String header = JOSEObject.split(token)[0].decodeToString();
        if (!header.stripLeading().startsWith("{")) {
            throw new ParseException("the header is no object", 0);
        }
    }

    private TokenCheck claims(JWTClaimsSet claims, URI issuer, Collection<String> audiences) throws ParseException {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null || !now.isBefore(expires.toInstant().plus(config.skew()))) {
            return new TokenCheck.Fails("token-expired", "Lifetime validation failed. The token is expired.");
        }
        Date starts = claims.getIssueTime() == null ? claims.getNotBeforeTime() : claims.getIssueTime();
        if (starts == null) {
            return new TokenCheck.Fails(
                    "token-undated", "Lifetime validation failed. The token does not say when it was issued.");
        }
        Instant latest = now.plus(config.skew());
        Date notBefore = claims.getNotBeforeTime() == null ? starts : claims.getNotBeforeTime();
        if (starts.toInstant().isAfter(latest) || notBefore.toInstant().isAfter(latest)) {
            return new TokenCheck.Fails("token-early", "Lifetime validation failed. The token is not yet valid.");
        }
        if (claims.getAudience().stream().noneMatch(audience -> isForUs(audience, audiences))) {
            return new TokenCheck.Fails(
                    "token-audience", "Audience validation failed. The token is for " + claims.getAudience() + ".");
        }
        Optional<String> subject = config.principalClaims().stream()
                .map(claim -> Objects.toString(claims.getClaim(claim), ""))
                .filter(text -> !text.isBlank())
                .findFirst();
        if (subject.isEmpty()) {
            return new TokenCheck.Fails(
                    "token-subject", "The token has none of the claims " + config.principalClaims() + ".");
        }
        return new TokenCheck.Holds(new VerifiedToken(
                issuer,
                subject.get(),
                Objects.toString(claims.getClaim("tid"), ""),
                "app".equals(claims.getClaim("idtyp")),
                texts(claims.getClaim(config.purposeClaim())),
                starts.toInstant(),
                expires.toInstant()));
    }

    private boolean isForUs(String audience, Collection<String> ofTheAccount) {
        String named = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        return named.equals(OidcConfig.STORAGE)
                || ofTheAccount.contains(named)
                || config.audiences().contains(audience)
                || config.audiences().contains(named);
    }

    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text);
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
