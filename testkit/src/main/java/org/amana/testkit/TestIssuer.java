package org.amana.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// An OpenID Connect issuer of our own, on the loopback address: a discovery document, a JWK set, and tokens signed
/// by means of the JDK alone, so that what checks them is checked by something else. Safe for many threads.
public final class TestIssuer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Key> published = new ConcurrentHashMap<>();
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile boolean down;

    /// How a key signs.
    public enum Algorithm {
        RS256,
        PS256,
        ES256
    }

    /// A key with its name in the set.
    ///
    /// @param id `kid`
    public record Key(String id, Algorithm algorithm, KeyPair pair) {}

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/.well-known/openid-configuration", this::discovery);
        serve("/keys", this::keys);
        server.start();
    }

    /// What a path answers.
    private interface Document {
        String text();
    }

    private void serve(String path, Document document) {
        server.createContext(path, exchange -> {
            byte[] body = document.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(down ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /// As it stands in `iss`.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How often its keys were asked for.
    public int fetched() {
        return fetched.get();
    }

    /// Whether it answers 503 from now on.
    public void down(boolean isDown) {
        down = isDown;
    }

    /// A new key, not published yet.
    public static Key key(String id, Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm == Algorithm.ES256 ? "EC" : "RSA");
            generator.initialize(algorithm == Algorithm.ES256 ? 256 : 2048);
            return new Key(id, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Key publish(Key key) {
        published.put(key.id(), key);
        return key;
    }

    public void withdraw(Key key) {
        published.remove(key.id());
    }

    /// The claims of a token for Azure Storage that is good for an hour; to be changed before it is signed.
    public Map<String, Object> claims(String subject, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", url().toString());
        claims.put("aud", "https://storage.azure.com");
        claims.put("sub", subject);
        claims.put("tid", "11111111-2222-3333-4444-555555555555");
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 3_600);
        return claims;
    }

    /// A JWT in compact form (RFC 7515 §7.1).
    public static String sign(Key key, Map<String, Object> claims) {
        return sign(key, key.algorithm().name(), claims);
    }

    /// The same with another `alg` in its header than the key's.
    public static String sign(Key key, String algorithm, Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", algorithm);
        header.put("typ", "JWT");
        header.put("kid", key.id());
        String signed = base64(json(header).getBytes(StandardCharsets.UTF_8)) + "."
                + base64(json(claims).getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = signature(key.algorithm());
            signature.initSign(key.pair().getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature(Algorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case PS256 -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield pss;
            }
        };
    }

    private String discovery() {
        return json(Map.of("issuer", url().toString(), "jwks_uri", url() + "/keys"));
    }

    private String keys() {
        fetched.incrementAndGet();
        return published.values().stream().map(TestIssuer::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String jwk(Key key) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kid", key.id());
        jwk.put("use", "sig");
        switch (key.pair().getPublic()) {
            case RSAPublicKey rsa -> {
                jwk.put("kty", "RSA");
                jwk.put("n", unsigned(rsa.getModulus(), 256));
                jwk.put("e", unsigned(rsa.getPublicExponent(), 3));
            }
            case ECPublicKey ec -> {
                jwk.put("kty", "EC");
                jwk.put("crv", "P-256");
                jwk.put("x", unsigned(ec.getW().getAffineX(), 32));
                jwk.put("y", unsigned(ec.getW().getAffineY(), 32));
            }
            default -> throw new IllegalStateException("no key of ours: " + key.id());
        }
        return json(jwk);
    }

    private static String unsigned(BigInteger number, int bytes) {
        byte[] signed = number.toByteArray();
        byte[] padded = new byte[bytes];
        int copied = Math.min(signed.length, bytes);
        System.arraycopy(signed, signed.length - copied, padded, bytes - copied, copied);
        return base64(padded);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Collection<?> all -> all.stream().map(TestIssuer::json).collect(Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            default -> "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
