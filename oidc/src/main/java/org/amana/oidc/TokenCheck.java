package org.amana.oidc;

/// What came of checking a token.
public sealed interface TokenCheck {
    record Holds(VerifiedToken token) implements TokenCheck {}

    /// @param reason a word for the ledger, such as `token-expired`
    /// @param detail a sentence for the client; it does not repeat the token
    record Fails(String reason, String detail) implements TokenCheck {}

    /// That it could not be checked: the issuer does not answer.
    record Unchecked(String detail) implements TokenCheck {}
}
