package org.amana.policy;

import java.time.Duration;
import java.util.Optional;

/// Console sessions and the one-time links that begin them. Tokens are random; only their SHA-256 is kept.
public final class Sessions {
    Sessions() {}

    /// Makes a sign-in token for a principal and one of the purposes it is a member of.
    ///
    /// @param life at most one day
    /// @return 43 characters of base64url; good for one [#redeem]
    public String signInToken(PrincipalId principal, PurposeId purpose, Duration life, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Begins the session that a sign-in token stands for, once. Empty if the token is unknown, used or expired.
    public Optional<NewSession> redeem(String signInToken) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Begins a session of at most 12 hours, for example when a person who is signed in goes over to another purpose.
    public NewSession begin(PrincipalId principal, PurposeId purpose) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// The credential of a session that is on.
    public Optional<Credential> find(String token) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Ends a session; unknown tokens are ignored.
    public void end(String token) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }
}
