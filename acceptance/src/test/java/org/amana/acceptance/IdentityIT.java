package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpAuthorization;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.PublicAccessType;
import com.azure.storage.blob.models.StaticWebsite;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.options.BlobCopyFromUrlOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;
import org.amana.testkit.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/// Those who come without a key of the account: with a token of an issuer that the operator trusts, with a signature
/// made by one of them, or with nothing. The Azure SDK for Java is as Maven Central has it, over HTTPS.
class IdentityIT {
    private static final String STEWARDSHIP = "P-1";
    private static final String READING_ROOM = "P-2";

    @TempDir
    static Path folder;

    private static TestIssuer issuer;
    private static TestIssuer.Key key;
    private static StartedServer server;
    private static SSLContext trusting;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        issuer = new TestIssuer();
        key = issuer.publish(TestIssuer.key("first", TestIssuer.Algorithm.RS256));
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("amana.conf"), "oidc.issuers=" + issuer.url() + "\noidc.fetch-at-most=100ms\n");
        server = StartedServer.start(data, "--blob-https-port", "0", "--web-port", "0");
        trusting = Trust.of(Path.of(server.certificateFile()));
        amana("purpose", "open");
    }

    @AfterAll
    static void stop() {
        Command.Result verified = server.amana("verify");
        server.close();
        issuer.close();
        verified.expectSuccess();
    }

    private static Command.Result amana(String... command) {
        return server.amana(command).expectSuccess();
    }

    private static String token(TestIssuer.Key by, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = issuer.claims("nora", Instant.now());
        change.accept(claims);
        return TestIssuer.sign(by, claims);
    }

    private static String token(String purpose) {
        return token(key, claims -> claims.put("purpose", purpose));
    }

    private static TokenCredential credential(String token) {
        return _ -> Mono.just(
                new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    }

    private static BlobServiceClientBuilder sdk() {
        HttpClient.Builder carrier = HttpClient.newBuilder().sslContext(trusting);
        return new BlobServiceClientBuilder()
                .endpoint(server.blobEndpointHttps())
                .httpClient(new JdkHttpClientBuilder(carrier).build());
    }

    private static BlobServiceClient bearer(String token) {
        return sdk().credential(credential(token)).buildClient();
    }

    private static BlobServiceClient steward() {
        return sdk().credential(new StorageSharedKeyCredential(
                        server.account(), server.steward().key()))
                .buildClient();
    }

    private static BlobServiceClient nobody() {
        return sdk().buildClient();
    }

    private static BlobContainerClient container(String name, String... blobs) {
        BlobContainerClient container = steward().createBlobContainer(name);
        for (String blob : blobs) {
            container.getBlobClient(blob).upload(BinaryData.fromString("this is " + blob));
        }
        return container;
    }

    private static String read(BlobClient blob) {
        return blob.downloadContent().toString();
    }

    private static void refused(Runnable call, int status, String code) {
        BlobStorageException refused = catchThrowableOfType(BlobStorageException.class, call::run);
        assertThat(refused).as(code).isNotNull();
        assertThat(refused.getStatusCode()).isEqualTo(status);
        assertThat(refused.getErrorCode().toString()).isEqualTo(code);
    }

    @Test
    void aTokenDoesWhatItsPurposeAllows() {
        BlobContainerClient mine = bearer(token(STEWARDSHIP)).createBlobContainer("tokens");
        BlobClient blob = mine.getBlobClient("محضر جلسة.txt");
        blob.upload(BinaryData.fromString("by a token"));
        BlobServiceClient reader = bearer(token(READING_ROOM));
        BlobContainerClient theirs = reader.getBlobContainerClient("tokens");
        assertThat(read(theirs.getBlobClient(blob.getBlobName()))).isEqualTo("by a token");
        assertThat(theirs.listBlobs()).extracting(BlobItem::getName).containsExactly("محضر جلسة.txt");
        refused(() -> theirs.getBlobClient(blob.getBlobName()).delete(), 403, "PurposeForbidsAction");
        refused(() -> reader.createBlobContainer("more"), 403, "PurposeForbidsAction");
        blob.delete();
        assertThat(amana("key", "list").output()).contains("admission", "nora (" + issuer.url() + ")");
    }

    @Test
    void aTokenThatDoesNotHoldIsRefusedWithTheReason() {
        BlobContainerClient held = container("held", "a");
        TestIssuer.Key stranger = TestIssuer.key("stranger", TestIssuer.Algorithm.RS256);
        for (String bad : List.of(
                token(key, claims -> claims.put("exp", 1)),
                token(key, claims -> claims.put("aud", "https://graph.example")),
                token(stranger, claims -> claims.put("purpose", READING_ROOM)))) {
            BlobClient blob = bearer(bad).getBlobContainerClient("held").getBlobClient("a");
            refused(() -> read(blob), 401, "InvalidAuthenticationInfo");
        }
        BlobClient purposeless =
                bearer(token(key, _ -> {})).getBlobContainerClient("held").getBlobClient("a");
        refused(() -> read(purposeless), 403, "PurposeRequired");
        assertThat(read(held.getBlobClient("a"))).isEqualTo("this is a");
    }

    @Test
    void theIssuerMayChangeItsKeys() throws InterruptedException {
        container("rotation", "a");
        TestIssuer.Key next = issuer.publish(TestIssuer.key("next", TestIssuer.Algorithm.ES256));
        String token = token(next, claims -> claims.put("purpose", READING_ROOM));
        BlobClient blob = bearer(token).getBlobContainerClient("rotation").getBlobClient("a");
        assertThat(readInTheEnd(blob)).isEqualTo("this is a");
    }

    /// Other tests may have made it look for keys just now, and then it does not look again at once.
    private static String readInTheEnd(BlobClient blob) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return read(blob);
            } catch (BlobStorageException e) {
                if (tries == 50) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    @Test
    void aUserDelegationSignatureReachesAsFarAsTheTokenItComesFrom() {
        container("delegated", "a", "b");
        BlobServiceClient reader = bearer(token(key, claims -> {
            claims.put("sub", "omar");
            claims.put("purpose", READING_ROOM);
        }));
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        UserDelegationKey delegation = reader.getUserDelegationKey(now.minusMinutes(5), now.plusDays(1));
        String signature = reader.getBlobContainerClient("delegated")
                .generateUserDelegationSas(
                        new BlobServiceSasSignatureValues(now.plusHours(1), BlobContainerSasPermission.parse("racwdl")),
                        delegation);
        BlobContainerClient shared = sdk().sasToken(signature).buildClient().getBlobContainerClient("delegated");
        assertThat(read(shared.getBlobClient("a"))).isEqualTo("this is a");
        assertThat(shared.listBlobs()).extracting(BlobItem::getName).containsExactly("a", "b");
        refused(() -> shared.getBlobClient("a").delete(), 403, "PurposeForbidsAction");

        String admission = amana("key", "list")
                .output()
                .lines()
                .filter(line -> line.contains("admission") && line.contains("omar"))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        amana("key", "end", admission);
        refused(() -> read(shared.getBlobClient("a")), 403, "AuthenticationFailed");
        BlobClient byToken = reader.getBlobContainerClient("delegated").getBlobClient("a");
        refused(() -> read(byToken), 401, "InvalidAuthenticationInfo");
    }

    @Test
    void aCopyReadsItsSourceForThePurposeOfTheTokenGivenForIt() {
        BlobContainerClient copies = container("copies", "source");
        BlobClient source = copies.getBlobClient("source");
        BlobClient copy = copies.getBlobClient("copy");
        copy.copyFromUrlWithResponse(
                new BlobCopyFromUrlOptions(source.getBlobUrl())
                        .setSourceAuthorization(new HttpAuthorization("Bearer", token(READING_ROOM))),
                null,
                Context.NONE);
        assertThat(read(copy)).isEqualTo("this is source");
        String stale = token(key, claims -> claims.put("exp", 1));
        refused(
                () -> copy.copyFromUrlWithResponse(
                        new BlobCopyFromUrlOptions(source.getBlobUrl())
                                .setSourceAuthorization(new HttpAuthorization("Bearer", stale)),
                        null,
                        Context.NONE),
                401,
                "CannotVerifyCopySource");
    }

    @Test
    void thePythonClientComesWithTokensToo() {
        String script = StartedServer.home()
                .resolve("acceptance/src/test/python/tokens.py")
                .toString();
        Command.Result result = Command.run(
                Duration.ofMinutes(2),
                Map.of(
                        "ENDPOINT", server.blobEndpointHttps(),
                        "CERTIFICATE", server.certificateFile(),
                        "STEWARDSHIP", token(STEWARDSHIP),
                        "READING_ROOM", token(READING_ROOM)),
                List.of("/usr/bin/python3", "-W", "ignore::DeprecationWarning", script));
        assertThat(result.expectSuccess().output()).endsWith("ok\n");
    }

    @Test
    void whatIsDeclaredOpenIsReadByAnybody() {
        BlobContainerClient notices = container("notices", "a", "b");
        refused(() -> notices.setAccessPolicy(PublicAccessType.BLOB, null), 409, "PublicAccessNotPermitted");
        amana("container", "declare", "notices", "--classes", "none");
        notices.setAccessPolicy(PublicAccessType.BLOB, null);
        BlobContainerClient seen = nobody().getBlobContainerClient("notices");
        assertThat(read(seen.getBlobClient("a"))).isEqualTo("this is a");
        refused(() -> seen.listBlobs().forEach(_ -> {}), 401, "NoAuthenticationInformation");
        notices.setAccessPolicy(PublicAccessType.CONTAINER, null);
        assertThat(notices.getProperties().getBlobPublicAccess()).isEqualTo(PublicAccessType.CONTAINER);
        assertThat(seen.listBlobs()).extracting(BlobItem::getName).containsExactly("a", "b");
        refused(() -> seen.getBlobClient("a").delete(), 401, "NoAuthenticationInformation");
        amana("container", "declare", "notices", "--classes", "personal");
        refused(() -> read(seen.getBlobClient("a")), 403, "PurposeForbidsAction");
    }

    @Test
    void aWebsiteIsWhatItsContainerOpens() throws IOException, InterruptedException {
        BlobContainerClient pages = container("$web", "index.html", "docs/index.html", "error.html");
        BlobServiceProperties properties = steward().getProperties();
        steward()
                .setProperties(properties.setStaticWebsite(new StaticWebsite()
                        .setEnabled(true)
                        .setIndexDocument("index.html")
                        .setErrorDocument404Path("error.html")));
        assertThat(page("/").statusCode()).as("nothing is open yet").isEqualTo(404);
        amana("container", "declare", "$web", "--classes", "none", "--public", "blob");
        assertThat(pages.getProperties().getBlobPublicAccess()).isEqualTo(PublicAccessType.BLOB);
        assertThat(page("/").statusCode()).isEqualTo(200);
        assertThat(page("/").body()).isEqualTo("this is index.html");
        assertThat(page("/docs/").body()).isEqualTo("this is docs/index.html");
        HttpResponse<String> missing = page("/nothing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo("this is error.html");
    }

    private static HttpResponse<String> page(String path) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(
                    HttpRequest.newBuilder(URI.create(server.website() + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
