package org.amana.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Settings;

/// Whose tokens count, and how they are read.
///
/// @param issuers         as they stand in `iss`; none, and no token counts
/// @param audiences       accepted in `aud` beside `https://storage.azure.com` and the account's own address
/// @param purposeClaim    the claim that names the purpose: `P-5`, alone or in an array with nothing else of that form
/// @param principalClaims the claims that tell who it is; the first that a token has
/// @param skew            how far the issuer's clock may be off
/// @param keysFor         how long keys count before they are fetched again
/// @param fetchAtMost     how often they are fetched at most when tokens name keys that are not known
public record OidcConfig(
        List<URI> issuers,
        List<String> audiences,
        String purposeClaim,
        List<String> principalClaims,
        Duration skew,
        Duration keysFor,
        Duration fetchAtMost) {
    /// What Azure's clients ask their issuer for.
    static final String STORAGE = "https://storage.azure.com";

    private static final Pattern BETWEEN = Pattern.compile("[ ,]+");

    public static final OidcConfig NONE = new OidcConfig(
            List.of(),
            List.of(),
            "purpose",
            List.of("oid", "sub"),
            Duration.ofMinutes(1),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5));

    public OidcConfig {
        issuers = List.copyOf(issuers);
        audiences = List.copyOf(audiences);
        principalClaims = List.copyOf(principalClaims);
        issuers.forEach(OidcConfig::requireTrustworthy);
    }

    /// @throws AmanaException `CONFIGURATION` for a value of the wrong form
    public static OidcConfig from(Settings settings) {
        return new OidcConfig(
                words(settings.text("oidc.issuers", "")).stream()
                        .map(OidcConfig::issuer)
                        .toList(),
                words(settings.text("oidc.audiences", "")),
                settings.text("oidc.purpose-claim", NONE.purposeClaim, text -> !text.isBlank(), "the name of a claim"),
                words(settings.text(
                        "oidc.principal-claims", "oid sub", text -> !text.isBlank(), "one or more names of claims")),
                settings.duration("oidc.skew", NONE.skew, Duration.ZERO, Duration.ofMinutes(10)),
                settings.duration("oidc.keys-for", NONE.keysFor, Duration.ofMinutes(1), Duration.ofDays(1)),
                settings.duration("oidc.fetch-at-most", NONE.fetchAtMost, Duration.ofMillis(100), Duration.ofHours(1)));
    }

    /// These with issuers; for tests.
    public OidcConfig of(URI issuer, Duration fetchingAtMost) {
        return new OidcConfig(List.of(issuer), audiences, purposeClaim, principalClaims, skew, keysFor, fetchingAtMost);
    }

    private static List<String> words(String text) {
        return Arrays.stream(BETWEEN.split(text))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static URI issuer(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.CONFIGURATION, "oidc.issuers: " + text + " is no URL", e);
        }
    }

    /// OpenID Connect Discovery 1.0 §4: `https`. On the machine itself, nobody is in between.
    static void requireTrustworthy(URI url) {
        String host = url.getHost() == null ? "" : url.getHost();
        boolean own = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        boolean web = "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && own);
        if (!web || host.isEmpty() || url.getUserInfo() != null || url.getFragment() != null) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION, "an issuer is an https URL, not " + url + " (http on this machine alone)");
        }
    }
}
