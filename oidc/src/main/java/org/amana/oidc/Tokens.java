package org.amana.oidc;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/// Checks tokens: the signature by a key that their issuer publishes, `iss`, `aud`, `exp` and `nbf`. Keys are kept,
/// and fetched again when they are old or a token names one that is not known, but not more often than configured.
/// When an issuer is out of reach, its keys count a while longer. Safe for many threads.
///
/// Where no issuer is configured, nothing of what tokens need is loaded.
public final class Tokens {
    private final OidcConfig config;
    private final Checking checking;

    /// How a token is checked.
    @FunctionalInterface
    private interface Checking {
        TokenCheck check(String token, Collection<String> audiences);
    }

    public Tokens(OidcConfig config, InstantSource clock) {
        this.config = config;
        this.checking = config.issuers().isEmpty()
                ? (_, _) -> new TokenCheck.Fails("token-issuer", "No issuer of tokens is configured here.")
                : new SignedTokens(config, clock)::check;
    }

    /// Whether any token can count at all.
    public boolean expected() {
        return !config.issuers().isEmpty();
    }

    /// Where clients are to go for a token.
    public Optional<URI> authority() {
        return config.issuers().stream().findFirst();
    }

    /// How far an issuer's clock may be off.
    public Duration skew() {
        return config.skew();
    }

    /// @param audiences what `aud` may name beside the service itself: the account's own addresses
    public TokenCheck check(String token, Collection<String> audiences) {
        return checking.check(token, audiences);
    }
}
