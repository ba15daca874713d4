package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.amana.oidc.OidcConfig;
import org.amana.testkit.TestCertificate;
import org.amana.testkit.TestIssuer;
import org.amana.testkit.TestIssuer.Algorithm;
import org.amana.verifier.Entry;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.amana.web.http.Tls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/// Tokens of an issuer that really answers, and signatures of those who have one.
class BearerAccessTest {
    private static final String STEWARDSHIP = "P-1";
    private static final String READING_ROOM = "P-2";
    private static final String OID = "0f3c9a55-0000-4000-8000-00000000abcd";

    private static TestIssuer issuer;
    private static TestIssuer.Key key;
    private static House house;
    private static HttpServer secure;
    private static SSLContext trusting;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        issuer = new TestIssuer();
        key = issuer.publish(TestIssuer.key("one", Algorithm.RS256));
        house = new House(folder, InstantSource.system(), OidcConfig.NONE.of(issuer.url(), Duration.ofMillis(1)));
        TestCertificate own = TestCertificate.make(folder);
        trusting = own.trusting();
        Tls tls = new Tls(own.key(), List.of(own.certificate()));
        secure = HttpServer.start(HttpConfig.at("127.0.0.1", 0), tls, house.endpoint);
        assertThat(send("PUT", "/con?restype=container", token(STEWARDSHIP)).status())
                .isEqualTo(201);
        assertThat(send("PUT", "/con/a", token(STEWARDSHIP), "x-ms-blob-type", "BlockBlob")
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void shut() {
        secure.close();
        house.close();
        issuer.close();
    }

    private static String token(String purpose) {
        return token(claims -> claims.put("purpose", purpose));
    }

    private static String token(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = issuer.claims("nora", Instant.now());
        claims.put("oid", OID);
        change.accept(claims);
        return TestIssuer.sign(key, claims);
    }

    private static Answer send(String method, String path, String token, String... headers) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            var request = client.request(method, "/" + House.ACCOUNT + path).with("x-ms-version", "2026-10-06");
            if (!token.isEmpty()) {
                request.with("Authorization", "Bearer " + token);
            }
            request.with(headers);
            return request.send();
        }
    }

    private static Entry last() {
        return house.ledger.entry(house.ledger.size() - 1);
    }

    @Test
    void aTokenActsForThePurposeItNames() throws IOException {
        assertThat(send("GET", "/con/a", token(READING_ROOM)).status()).isEqualTo(200);
        assertThat(last().text("pur")).isEqualTo(READING_ROOM);
        Answer refused = send("DELETE", "/con/a", token(READING_ROOM));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("PurposeForbidsAction");
        assertThat(last().texts("rule")).contains("baseline/forbid/action@1");
        assertThat(send("GET", "/con/a", token(claims -> claims.put("purpose", List.of("reader", READING_ROOM))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenWithoutOnePurposeIsRefusedInSoManyWords() throws IOException {
        for (Consumer<Map<String, Object>> change : List.<Consumer<Map<String, Object>>>of(
                _ -> {},
                claims -> claims.put("purpose", ""),
                claims -> claims.put("purpose", "reading"),
                claims -> claims.put("purpose", List.of("P-1", "P-2")),
                claims -> claims.put("purpose", "P-4"),
                claims -> claims.put("purpose", "P-77"))) {
            Answer refused = send("GET", "/con/a", token(change));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("PurposeRequired");
            assertThat(refused.text()).contains("purpose");
        }
    }

    @Test
    void aTokenThatDoesNotHoldIsAnsweredWithTheWayToOneThatDoes() throws IOException {
        String forged = TestIssuer.sign(TestIssuer.key("one", Algorithm.RS256), issuer.claims("nora", Instant.now()));
        for (String bad : List.of(
                forged,
                "x",
                token(claims -> claims.put("exp", 1)),
                token(claims -> claims.put("aud", "https://graph.example")),
                token(claims -> claims.put("iss", "https://login.example")))) {
            Answer refused = send("GET", "/con/a", bad);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("InvalidAuthenticationInfo");
            assertThat(refused.header("WWW-Authenticate"))
                    .hasValue("Bearer authorization_uri=" + issuer.url()
                            + "/.well-known/openid-configuration resource_id=https://storage.azure.com");
        }
        Answer nobody = send("GET", "/con/a", "");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer authorization_uri=");
    }

    @Test
    void theIssuersNewKeysAreTakenUp() throws IOException {
        TestIssuer.Key next = issuer.publish(TestIssuer.key("next", Algorithm.ES256));
        Map<String, Object> claims = issuer.claims("nora", Instant.now());
        claims.put("purpose", READING_ROOM);
        assertThat(send("GET", "/con/a", TestIssuer.sign(next, claims)).status())
                .isEqualTo(200);
    }

    @Test
    void anAccountThatIsNotThereIsNotFoundByAnybody() throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            Answer answer = client.request("GET", "/nowhere/con/a")
                    .with("x-ms-version", "2026-10-06")
                    .with("Authorization", "Bearer " + token(READING_ROOM))
                    .send();
            assertThat(answer.code()).isEqualTo("ResourceNotFound");
        }
    }

    @Test
    void whoIsTheIssuersIsInTheLedgerOnce() throws IOException {
        send("GET", "/con/a", token(READING_ROOM));
        long before = house.ledger.size();
        send("GET", "/con/a", token(READING_ROOM));
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(house.access.directory().principals().stream().map(each -> each.name()))
                .contains(OID + " (" + issuer.url() + ")");
    }

    private static BlobServiceClient sdk(String token) {
        return new BlobServiceClientBuilder()
                .endpoint("https://localhost:" + secure.port() + "/" + House.ACCOUNT)
                .httpClient(new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(trusting)).build())
                .credential(_ -> Mono.just(new AccessToken(
                        token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))))
                .buildClient();
    }

    @Test
    void theSdkHearsWhyItsTokenDoesNotHold() {
        assertThat(refused(token(claims -> claims.put("exp", 1)))).satisfies(refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(401);
            assertThat(refused.getErrorCode().toString()).isEqualTo("InvalidAuthenticationInfo");
            assertThat(refused.getServiceMessage()).contains("The token is expired.");
        });
        assertThat(refused(token(_ -> {}))).satisfies(refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(403);
            assertThat(refused.getErrorCode().toString()).isEqualTo("PurposeRequired");
        });
    }

    private static BlobStorageException refused(String token) {
        return catchThrowableOfType(
                BlobStorageException.class,
                () -> sdk(token)
                        .getBlobContainerClient("con")
                        .getBlobClient("a")
                        .downloadContent());
    }

    private static BlobServiceSasSignatureValues values(String permissions) {
        return new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), BlobSasPermission.parse(permissions));
    }

    private static String path(String sas) {
        return "/con/a?" + sas;
    }

    /// The way of every program with a managed identity, by the unmodified SDK over HTTPS.
    @Test
    void theSdkSignsWithAUserDelegationKey() throws IOException {
        BlobServiceClient reader = sdk(token(READING_ROOM));
        assertThat(reader.getBlobContainerClient("con").getBlobClient("a").exists())
                .isTrue();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        UserDelegationKey delegation = reader.getUserDelegationKey(now.minusMinutes(1), now.plusDays(1));
        assertThat(delegation.getSignedObjectId()).isEqualTo(OID);
        assertThat(delegation.getSignedTenantId()).isEqualTo("11111111-2222-3333-4444-555555555555");
        var blob = reader.getBlobContainerClient("con").getBlobClient("a");

        String sas = blob.generateUserDelegationSas(
                values("rd").setContentType("text/x").setCorrelationId("11111111-2222-3333-4444-55555555555a"),
                delegation);
        Answer read = send("GET", path(sas), "");
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        assertThat(read.header("Content-Type")).hasValue("text/x");
        assertThat(last().text("pur")).as("inherited from the token").isEqualTo(READING_ROOM);

        Answer deleted = send("DELETE", path(sas), "");
        assertThat(deleted.code())
                .as("the signature says d, the purpose does not")
                .isEqualTo("PurposeForbidsAction");
        for (String altered : List.of(
                sas.replace("sp=rd", "sp=rwd"),
                sas.replace(OID, OID.replace("abcd", "abce")),
                sas.replaceAll("ske=20", "ske=21"),
                sas.replaceAll("skt=20", "skt=19"),
                sas.replace("scid=11111111-2222-3333-4444-55555555555a", "scid=11111111-2222-3333-4444-55555555555b"),
                sas.replaceAll("sig=[^&]{4}", "sig=AAAA"))) {
            assertThat(altered).isNotEqualTo(sas);
            assertThat(send("GET", path(altered), "").code()).as(altered).isEqualTo("AuthenticationFailed");
        }
        assertThat(send("GET", "/con/b?" + sas, "").code()).isEqualTo("AuthenticationFailed");
    }

    @Test
    void aSignatureForOneUserNeedsTheirToken() throws IOException {
        BlobServiceClient reader = sdk(token(READING_ROOM));
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        UserDelegationKey delegation = reader.getUserDelegationKey(now.minusMinutes(1), now.plusDays(1));
        String sas = reader.getBlobContainerClient("con")
                .getBlobClient("a")
                .generateUserDelegationSas(values("r").setDelegatedUserObjectId("omar"), delegation);
        assertThat(sas).contains("sduoid=omar");
        assertThat(send("GET", path(sas), "").code()).isEqualTo("AuthenticationFailed");
        assertThat(send("GET", path(sas), token(READING_ROOM)).status())
                .as("nora's")
                .isEqualTo(401);
        String omars = token(claims -> claims.put("oid", "omar"));
        assertThat(send("GET", path(sas), omars).status()).isEqualTo(200);
        assertThat(last().text("pur")).isEqualTo(READING_ROOM);
        assertThat(send("GET", path(sas.replace("sduoid=omar", "")), "").code()).isEqualTo("AuthenticationFailed");
    }

    @Test
    void aTokenBesideASignatureNeitherSavesNorWidensIt() throws IOException {
        BlobServiceClient reader = sdk(token(READING_ROOM));
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        UserDelegationKey delegation = reader.getUserDelegationKey(now.minusMinutes(1), now.plusDays(1));
        String sas = reader.getBlobContainerClient("con")
                .getBlobClient("a")
                .generateUserDelegationSas(values("r"), delegation);
        String mighty = token(STEWARDSHIP);
        assertThat(send("GET", path(sas), mighty).status()).isEqualTo(200);
        assertThat(last().text("pur")).as("the signature's").isEqualTo(READING_ROOM);
        assertThat(send("DELETE", path(sas), mighty).code()).isEqualTo("AuthorizationPermissionMismatch");
        String forged = sas.replaceAll("sig=[^&]{4}", "sig=AAAA");
        assertThat(send("GET", path(forged), mighty).code()).isEqualTo("AuthenticationFailed");
        assertThat(send("GET", path(sas), token(claims -> claims.put("exp", 1))).status())
                .isEqualTo(401);
    }

    @Test
    void aCopyReadsItsSourceForThePurposeOfTheTokenGivenForIt() throws IOException {
        assertThat(copy("copied", token(READING_ROOM)).status()).isEqualTo(202);
        assertThat(house.ledger.entry(house.ledger.size() - 2).text("pur"))
                .as("the source")
                .isEqualTo(READING_ROOM);
        assertThat(last().text("pur")).as("the copy").isEqualTo(STEWARDSHIP);
        for (String bad : List.of(token(claims -> claims.put("exp", 1)), token(_ -> {}), "x")) {
            Answer refused = copy("copied", bad);
            assertThat(refused.status()).isIn(401, 403);
            assertThat(refused.code()).isEqualTo("CannotVerifyCopySource");
            assertThat(refused.header("x-ms-copy-source-status-code")).hasValue(Integer.toString(refused.status()));
        }
    }

    private static Answer copy(String name, String sourceToken) throws IOException {
        return send(
                "PUT",
                "/con/" + name,
                token(STEWARDSHIP),
                "x-ms-copy-source",
                "http://127.0.0.1:" + house.server.port() + "/" + House.ACCOUNT + "/con/a",
                "x-ms-requires-sync",
                "true",
                "x-ms-copy-source-authorization",
                "Bearer " + sourceToken);
    }

    @Test
    void aKeyIsForBearersAndForAWeek() throws IOException {
        String target = "?restype=service&comp=userdelegationkey";
        Instant now = Instant.now();
        assertThat(ask(target, token(READING_ROOM), now, now.plus(Duration.ofDays(8)))
                        .code())
                .isEqualTo("InvalidXmlDocument");
        assertThat(ask(target, token(READING_ROOM), now, now.minusSeconds(1)).code())
                .isEqualTo("InvalidXmlDocument");
        assertThat(ask(target, token(READING_ROOM), now, now.plus(Duration.ofDays(6)))
                        .status())
                .isEqualTo(200);
        try (WireClient client = new WireClient(house.server.port())) {
            Answer byKey = client.request("POST", "/" + House.ACCOUNT + target)
                    .body(info(now, now.plusSeconds(60)))
                    .signed(House.ACCOUNT, house.keys.steward().base64())
                    .send();
            assertThat(byKey.status()).isEqualTo(403);
            assertThat(byKey.code()).isEqualTo("AuthenticationFailed");
        }
    }

    private static Answer ask(String target, String token, Instant start, Instant expiry) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request("POST", "/" + House.ACCOUNT + target)
                    .with("x-ms-version", "2026-10-06")
                    .with("Authorization", "Bearer " + token)
                    .body(info(start, expiry))
                    .send();
        }
    }

    private static byte[] info(Instant start, Instant expiry) {
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><KeyInfo><Start>" + SasTime.format(start)
                        + "</Start><Expiry>" + SasTime.format(expiry) + "</Expiry></KeyInfo>")
                .getBytes(UTF_8);
    }
}
