package org.amana.web.blob;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.oidc.TokenCheck;
import org.amana.oidc.Tokens;
import org.amana.oidc.VerifiedToken;
import org.amana.policy.Bearers;
import org.amana.policy.Principal;
import org.amana.policy.PurposeId;
import org.amana.policy.Vouched;

/// Finds out who shows a bearer token (Azure: *Authorize with Microsoft Entra ID*; RFC 6750). A token that does not
/// say one purpose is refused, however good it is.
final class BearerTokens {
    private static final String SCHEME = "Bearer ";
    private static final String RESOURCE = "https://storage.azure.com";

    private final Tokens tokens;
    private final Bearers bearers;
    private final Predicate<String> accounts;
    private final String challenge;

    /// @param accounts whether there is an account of this name
    BearerTokens(Tokens tokens, Bearers bearers, Predicate<String> accounts) {
        this.tokens = tokens;
        this.bearers = bearers;
        this.accounts = accounts;
        this.challenge = tokens.authority()
                .map(authority -> "Bearer authorization_uri=" + withPath(authority) + " resource_id=" + RESOURCE)
                .orElse("SharedKey");
    }

    /// The token in an `Authorization` header, if it has one.
    static Optional<String> in(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /// What a 401 tells clients: where to get a token, and for what.
    String challenge() {
        return challenge;
    }

    /// The SDKs take the first segment of its path for a tenant, and fail without one. An issuer that has none
    /// tells all about itself in its discovery document.
    private static URI withPath(URI authority) {
        boolean bare = authority.getPath().isEmpty() || authority.getPath().equals("/");
        return bare ? authority.resolve("/.well-known/openid-configuration") : authority;
    }

    Authentication authenticate(String token, Target target, Authenticator.Origin origin) {
        return switch (check(token, target, origin)) {
            case Checked.Wrong(Authentication.Refused refused) -> refused;
            case Checked.Right(VerifiedToken verified) -> withPurpose(verified);
        };
    }

    /// What came of looking at a token.
    sealed interface Checked {
        record Right(VerifiedToken token) implements Checked {}

        record Wrong(Authentication.Refused refused) implements Checked {}
    }

    /// Whether a token holds, whatever its purpose.
    Checked check(String token, Target target, Authenticator.Origin origin) {
        if (!tokens.expected()) {
            return wrong("bad-authorization", "Bearer tokens do not count here: no issuer is configured.");
        }
        if (!origin.secure() && !InetAddress.ofLiteral(origin.address()).isLoopbackAddress()) {
            return wrong("token-in-the-clear", "A bearer token needs https.");
        }
        if (!accounts.test(target.account())) {
            return new Checked.Wrong(
                    new Authentication.Refused("unknown-account", AzureErrors.of(ErrorCode.ACCOUNT_NOT_FOUND)));
        }
        return switch (tokens.check(token, List.of("https://" + target.account() + ".blob.core.windows.net"))) {
            case TokenCheck.Holds(VerifiedToken verified) -> new Checked.Right(verified);
            case TokenCheck.Fails(String reason, String detail) -> wrong(reason, detail);
            case TokenCheck.Unchecked(String detail) ->
                new Checked.Wrong(new Authentication.Refused(
                        "issuer-unreachable",
                        AzureErrors.of(ErrorCode.SERVER_BUSY).withMessage(detail)));
        };
    }

    private Authentication withPurpose(VerifiedToken token) {
        List<String> named =
                token.purposes().stream().filter(BearerTokens::isPurpose).toList();
        if (named.size() != 1) {
            return withoutPurpose("The token declares "
                    + (named.isEmpty() ? "no purpose" : "several purposes, " + named)
                    + "; a claim must name one, such as P-5.");
        }
        Principal.Kind kind = token.application() ? Principal.Kind.SERVICE : Principal.Kind.PERSON;
        try {
            Vouched bearer = new Vouched(token.subject(), token.issuer().toString(), kind);
            return new Authentication.Known(Identity.ofToken(
                    bearers.token(
                            bearer,
                            PurposeId.parse(named.getFirst()),
                            token.starts().minus(tokens.skew()),
                            token.expires().plus(tokens.skew())),
                    token));
        } catch (AmanaException e) {
            return switch (e.code()) {
                case PURPOSE_REQUIRED, PURPOSE_INACTIVE -> withoutPurpose(e.message());
                case AUTHENTICATION_FAILED -> new Authentication.Refused("token-ended", unauthenticated(e.message()));
                default -> new Authentication.Refused("token-purpose", AzureErrors.of(e));
            };
        }
    }

    private static boolean isPurpose(String text) {
        try {
            return PurposeId.parse(text).number() > 0;
        } catch (AmanaException | IllegalArgumentException _) {
            return false;
        }
    }

    private static Authentication withoutPurpose(String why) {
        return new Authentication.Refused(
                "token-purpose", AzureErrors.of(ErrorCode.PURPOSE_REQUIRED).withMessage(why));
    }

    private static Checked wrong(String reason, String detail) {
        return new Checked.Wrong(new Authentication.Refused(reason, unauthenticated(detail)));
    }

    static AzureError unauthenticated(String detail) {
        return new AzureError(
                        401,
                        "InvalidAuthenticationInfo",
                        "Server failed to authenticate the request. Please refer to the information in the"
                                + " www-authenticate header.")
                .with("AuthenticationErrorDetail", detail);
    }
}
