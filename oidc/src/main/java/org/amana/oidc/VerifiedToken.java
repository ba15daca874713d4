package org.amana.oidc;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// What a token says that holds: signed by its issuer, meant for us, and in its time.
///
/// @param subject     who it is, by the first of the configured claims that it has
/// @param tenant      `tid`, the issuer's directory that the subject is in; "" when it names none
/// @param application whether a program acts for itself (`idtyp`: `app`)
/// @param purposes    what the purpose claim holds
/// @param starts      `iat`, or `nbf` where it has none
/// @param expires     `exp`
public record VerifiedToken(
        URI issuer,
        String subject,
        String tenant,
        boolean application,
        List<String> purposes,
        Instant starts,
        Instant expires) {
    public VerifiedToken {
        purposes = List.copyOf(purposes);
    }
}
