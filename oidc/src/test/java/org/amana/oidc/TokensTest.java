package org.amana.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Settings;
import org.amana.testkit.ManualClock;
import org.amana.testkit.TestIssuer;
import org.amana.testkit.TestIssuer.Algorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    // Made once: a pair of RSA keys takes a second.
    private static final KeyPair PAIR = TestIssuer.key("one", Algorithm.RS256).pair();
    private static final KeyPair OTHER_PAIR =
            TestIssuer.key("other", Algorithm.RS256).pair();

    private final ManualClock clock = new ManualClock(Instant.now());
    private final TestIssuer issuer = new TestIssuer();
    private final TestIssuer.Key key = issuer.publish(new TestIssuer.Key("one", Algorithm.RS256, PAIR));
    private final Tokens tokens = tokens(Duration.ofMillis(1));

    @AfterEach
    void stop() {
        issuer.close();
    }

    private Tokens tokens(Duration fetchingAtMost) {
        return new Tokens(OidcConfig.NONE.of(issuer.url(), fetchingAtMost), clock);
    }

    private TokenCheck check(TestIssuer.Key by, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = issuer.claims("nora", clock.instant());
        claims.put("purpose", "P-5");
        change.accept(claims);
        return tokens.check(TestIssuer.sign(by, claims), List.of("https://acct.blob.core.windows.net"));
    }

    private static VerifiedToken holds(TokenCheck check) {
        assertThat(check).isInstanceOf(TokenCheck.Holds.class);
        return ((TokenCheck.Holds) check).token();
    }

    private static String fails(TokenCheck check) {
        assertThat(check).isInstanceOf(TokenCheck.Fails.class);
        return ((TokenCheck.Fails) check).reason();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aTokenSaysWhoItIsAndWhatFor(Algorithm algorithm) {
        TestIssuer.Key another = issuer.publish(
                switch (algorithm) {
                    case RS256, PS256 -> new TestIssuer.Key("another", algorithm, OTHER_PAIR);
                    case ES256 -> TestIssuer.key("another", algorithm);
                });
        VerifiedToken token = holds(check(another, claims -> claims.put("oid", "0f3c")));
        assertThat(token.issuer()).isEqualTo(issuer.url());
        assertThat(token.subject()).as("oid before sub").isEqualTo("0f3c");
        assertThat(token.tenant()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(token.purposes()).containsExactly("P-5");
        assertThat(token.expires())
                .isEqualTo(Instant.ofEpochSecond(clock.instant().getEpochSecond() + 3600));
        assertThat(holds(check(key, claims -> claims.put("purpose", List.of("reader", "P-6"))))
                        .purposes())
                .containsExactly("reader", "P-6");
        assertThat(holds(check(key, claims -> claims.remove("purpose"))).purposes())
                .isEmpty();
    }

    @Test
    void itIsForUsAndInItsTime() {
        assertThat(holds(check(key, claims -> claims.put("aud", "https://storage.azure.com/")))
                        .subject())
                .isEqualTo("nora");
        holds(check(key, claims -> claims.put("aud", List.of("x", "https://acct.blob.core.windows.net/"))));
        assertThat(fails(check(key, claims -> claims.put("aud", "https://other.blob.core.windows.net"))))
                .isEqualTo("token-audience");
        assertThat(fails(check(key, claims -> claims.remove("aud")))).isEqualTo("token-audience");
        long now = clock.instant().getEpochSecond();
        holds(check(key, claims -> claims.put("exp", now - 50)));
        assertThat(fails(check(key, claims -> claims.put("exp", now - 70)))).isEqualTo("token-expired");
        assertThat(fails(check(key, claims -> claims.remove("exp")))).isEqualTo("token-expired");
        holds(check(key, claims -> claims.put("nbf", now + 50)));
        assertThat(fails(check(key, claims -> claims.put("nbf", now + 70)))).isEqualTo("token-early");
        holds(check(key, claims -> claims.remove("iat")));
        holds(check(key, claims -> claims.remove("nbf")));
        assertThat(fails(check(key, claims -> {
                    claims.remove("iat");
                    claims.remove("nbf");
                })))
                .isEqualTo("token-undated");
        assertThat(fails(check(key, claims -> claims.remove("sub")))).isEqualTo("token-subject");
        assertThat(fails(check(key, claims -> claims.put("iss", "https://elsewhere.example"))))
                .isEqualTo("token-issuer");
    }

    @Test
    void whatTheIssuerDidNotSignDoesNotCount() {
        Map<String, Object> claims = issuer.claims("nora", clock.instant());
        String good = TestIssuer.sign(key, claims);
        String[] parts = good.split("\\.");
        TestIssuer.Key namesake = new TestIssuer.Key("one", Algorithm.RS256, OTHER_PAIR);
        assertThat(fails(tokens.check(TestIssuer.sign(namesake, claims), List.of())))
                .as("another key of the same name")
                .isEqualTo("token-signature");
        claims.put("sub", "somebody else");
        String forged = TestIssuer.sign(key, claims).split("\\.")[1];
        for (String bad : List.of(
                parts[0] + "." + forged + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                TestIssuer.sign(key, "none", claims),
                TestIssuer.sign(key, "HS256", claims),
                TestIssuer.sign(key, "PS256", claims),
                "",
                "a.b.c",
                "x".repeat(20_000))) {
            assertThat(tokens.check(bad, List.of())).as(bad).isInstanceOf(TokenCheck.Fails.class);
        }
    }

    @Test
    void newKeysAreFoundAndOldOnesForgotten() {
        holds(check(key, _ -> {}));
        holds(check(key, _ -> {}));
        assertThat(issuer.fetched()).isEqualTo(1);
        TestIssuer.Key next = issuer.publish(TestIssuer.key("two", Algorithm.ES256));
        issuer.withdraw(key);
        holds(check(next, _ -> {}));
        assertThat(issuer.fetched()).isEqualTo(2);
        assertThat(fails(check(key, _ -> {}))).as("withdrawn").isEqualTo("token-signature");
    }

    @Test
    void tokensThatNameUnknownKeysDoNotMakeUsFetchWithoutEnd() {
        Tokens slow = tokens(Duration.ofMinutes(10));
        Map<String, Object> claims = issuer.claims("nora", clock.instant());
        for (int i = 0; i < 20; i++) {
            slow.check(
                    TestIssuer.sign(new TestIssuer.Key("none-" + i, Algorithm.RS256, key.pair()), claims), List.of());
        }
        assertThat(issuer.fetched()).isLessThanOrEqualTo(2);
        holds(slow.check(TestIssuer.sign(key, claims), List.of()));
    }

    @Test
    void anIssuerThatIsDownIsNoReasonToForgetItsKeys() {
        holds(check(key, _ -> {}));
        issuer.down(true);
        holds(check(key, _ -> {}));
        assertThat(fails(check(new TestIssuer.Key("three", Algorithm.RS256, OTHER_PAIR), _ -> {})))
                .isEqualTo("token-signature");
        Tokens fresh = tokens(Duration.ofMillis(1));
        assertThat(fresh.check(TestIssuer.sign(key, issuer.claims("nora", clock.instant())), List.of()))
                .isInstanceOf(TokenCheck.Unchecked.class);
    }

    @Test
    void theSettings() {
        assertThat(OidcConfig.from(Settings.none())).isEqualTo(OidcConfig.NONE);
        OidcConfig config = OidcConfig.from(new Settings(
                "amana.conf",
                Map.of(
                        "oidc.issuers", "https://login.example/a, https://login.example/b",
                        "oidc.audiences", "api://amana",
                        "oidc.purpose-claim", "roles",
                        "oidc.principal-claims", "preferred_username",
                        "oidc.skew", "5s",
                        "oidc.keys-for", "1h",
                        "oidc.fetch-at-most", "30s")));
        assertThat(config)
                .isEqualTo(new OidcConfig(
                        List.of(URI.create("https://login.example/a"), URI.create("https://login.example/b")),
                        List.of("api://amana"),
                        "roles",
                        List.of("preferred_username"),
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://login.example", "ftp://login.example", "login", "https://a:b@login.example", "https:"})
    void anIssuerIsReachedBySafeWaysAlone(String url) {
        assertThatThrownBy(() -> OidcConfig.from(new Settings("amana.conf", Map.of("oidc.issuers", url))))
                .isInstanceOf(AmanaException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "[]", "\"x\"", "", "{", "{\"alg\":null}", "{\"alg\":\"RS256\",\"kid\":1}"})
    void aHeaderThatIsNoneIsMalformed(String header) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String claims = encoder.encodeToString(("{\"iss\":\"" + issuer.url() + "\"}").getBytes(StandardCharsets.UTF_8));
        String token = encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "." + claims + ".AAAA";
        assertThat(fails(tokens.check(token, List.of()))).isEqualTo("token-malformed");
    }
}
