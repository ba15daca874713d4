package org.amana.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.TimedExchange;
import org.jspecify.annotations.Nullable;

/// An issuer's keys as they are published at this moment (OpenID Connect Discovery 1.0 §4; RFC 7517 §5). The
/// discovery document is read each time too, because it may name another place by then. Redirects are not followed.
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;

    private final URI issuer;
    private final HttpClient client;
    private final Duration patience;

    IssuerKeys(URI issuer, HttpClient client) {
        this(issuer, client, PATIENCE);
    }

    /// @param patience for each document, whole
    IssuerKeys(URI issuer, HttpClient client, Duration patience) {
        this.issuer = issuer;
        this.client = client;
        this.patience = patience;
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refreshing, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return JWKSet.parse(text(keysUrl()));
        } catch (ParseException e) {
            throw new JWKSetUnavailableException(issuer + ": its keys are no JWK set: " + e.getMessage(), e);
        }
    }

    /// §4.3: the document must be that of this very issuer.
    private URI keysUrl() throws KeySourceException, ParseException {
        Map<String, Object> document = JSONObjectUtils.parse(text(discovery()));
        String named = JSONObjectUtils.getString(document, "issuer");
        if (!issuer.toString().equals(named)) {
            throw new JWKSetUnavailableException(discovery() + " is the document of " + named);
        }
        String keys = JSONObjectUtils.getString(document, "jwks_uri");
        try {
            URI url = URI.create(keys == null ? "" : keys);
            OidcConfig.requireTrustworthy(url);
            return url;
        } catch (IllegalArgumentException | AmanaException e) {
            throw new JWKSetUnavailableException(discovery() + " names no place of keys: " + keys, e);
        }
    }

    /// §4.1: behind the issuer's path, if it has one.
    private URI discovery() {
        String base = issuer.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + ".well-known/openid-configuration");
    }

    private String text(URI url) throws JWKSetUnavailableException {
        HttpRequest request =
                HttpRequest.newBuilder(url).header("Accept", "application/json").build();
        try {
            HttpResponse<byte[]> answer = TimedExchange.send(
                    client,
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES),
                    patience);
            if (answer.statusCode() != 200) {
                throw new IOException("answered " + answer.statusCode() + " with " + answer.body().length + " bytes");
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new JWKSetUnavailableException(url + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetUnavailableException(url + ": interrupted", e);
        }
    }

    @Override
    public void close() {
        // The client is the issuers' together.
    }
}
