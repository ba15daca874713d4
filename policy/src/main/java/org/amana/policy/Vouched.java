package org.amana.policy;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Somebody whom an issuer of tokens vouches for.
///
/// @param subject who it is, as the issuer says; stable and never given to another
/// @param issuer  who says so
public record Vouched(String subject, String issuer, Principal.Kind kind) {
    private static final int MOST_CHARACTERS = 200;

    /// @throws AmanaException `AUTHENTICATION_FAILED` when both together are too long for a name
    public Vouched {
        if (subject.isBlank() || principalName(subject, issuer).length() > MOST_CHARACTERS) {
            throw new AmanaException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    "a subject and its issuer have 1 to " + MOST_CHARACTERS + " characters together");
        }
    }

    /// What the principal is called: the same subject of two issuers is two people.
    String principalName() {
        return principalName(subject, issuer);
    }

    private static String principalName(String subject, String issuer) {
        return subject + named(issuer);
    }

    private static String named(String issuer) {
        return " (" + issuer + ")";
    }

    /// Whether a principal may be that subject, of whatever issuer.
    static boolean isOf(String subject, Principal principal) {
        return principal.name().startsWith(subject + " (") && principal.name().endsWith(")");
    }
}
