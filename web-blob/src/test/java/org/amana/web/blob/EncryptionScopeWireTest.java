package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.policy.DataClass;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Exchange;
import org.amana.web.http.Handler;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encryption scopes, header by header. What clients make of them is in the acceptance tests.
class EncryptionScopeWireTest {
    private static final String A = House.ACCOUNT;
    private static final AtomicInteger CONTAINERS = new AtomicInteger();
    private static final String SCOPE = "x-ms-encryption-scope";
    private static final String DEFAULT = "x-ms-default-encryption-scope";
    private static final String DENY = "x-ms-deny-encryption-scope-override";
    private static final String ACCOUNT_KEY = "$account-encryption-key";

    private static House house;

    private WireClient client;
    private String container;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
        house.addScope("first");
        house.addScope("second");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new WireClient(house.server.port());
        container = "container-" + CONTAINERS.incrementAndGet();
        assertThat(send("PUT", "/" + container + "?restype=container", "").status())
                .isEqualTo(201);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        house.enableScope("first", true);
    }

    private Answer send(String method, String target, String body, String... headers) throws IOException {
        var request = client.request(method, "/" + A + target).body(body.getBytes(UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            request.with(headers[i], headers[i + 1]);
        }
        return request.signed(A, house.keys.steward().base64()).send();
    }

    private Answer put(String name, String text, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("x-ms-blob-type", "BlockBlob"));
        return blob("PUT", name, text, all.toArray(String[]::new));
    }

    private Answer blob(String method, String name, String text, String... headers) throws IOException {
        return send(method, "/" + container + "/" + name, text, headers);
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    private static void inScope(Answer answer, int status, String scope) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header(SCOPE)).contains(scope);
    }

    /// The facts of its container may be forgotten by then, and the catalog not be there to be asked again.
    @Test
    void nothingIsLookedUpForTheAnswerToAWriteThatStands() throws IOException {
        Handler failingOnceItStands = exchange -> house.endpoint.handle((Exchange) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(), new Class<?>[] {Exchange.class}, (_, method, arguments) -> {
                    if (stands("a") && isTable("container")) {
                        house.declare(container, DataClass.PERSONAL);
                        rename("container", "away");
                    }
                    return method.invoke(exchange, arguments);
                }));
        try (HttpServer server = HttpServer.start(HttpConfig.at("127.0.0.1", 0), failingOnceItStands);
                WireClient other = new WireClient(server.port())) {
            inScope(
                    other.request("PUT", "/" + A + "/" + container + "/a")
                            .with("x-ms-blob-type", "BlockBlob")
                            .with(SCOPE, "first")
                            .body("hello")
                            .signed(A, house.keys.steward().base64())
                            .send(),
                    201,
                    "first");
            assertThat(isTable("container")).isFalse();
        } finally {
            if (isTable("away")) {
                rename("away", "container");
            }
        }
    }

    private boolean stands(String blob) {
        return house.catalog
                .read(reader -> reader.first(
                        "SELECT 1 AS one FROM blob WHERE name = ? AND container_id ="
                                + " (SELECT max(container_id) FROM container_size)",
                        row -> row.number("one"),
                        blob))
                .isPresent();
    }

    private static boolean isTable(String name) {
        return house.catalog
                .read(reader -> reader.first(
                        "SELECT 1 AS one FROM sqlite_schema WHERE name = ?", row -> row.number("one"), name))
                .isPresent();
    }

    private static void rename(String table, String other) {
        house.catalog.commit(transaction -> transaction.update("ALTER TABLE " + table + " RENAME TO " + other));
    }

    @Test
    void answersTellInWhichScope() throws IOException {
        inScope(put("a", "hello", SCOPE, "first", "x-ms-meta-case", "blue"), 201, "first");
        inScope(blob("GET", "a", ""), 200, "first");
        inScope(blob("HEAD", "a", ""), 200, "first");
        inScope(blob("GET", "a?comp=metadata", ""), 200, "first");
        assertThat(blob("GET", "a", "").text()).isEqualTo("hello");
        assertThat(put("b", "hello", SCOPE, ACCOUNT_KEY).header(SCOPE)).isEmpty();
        assertThat(blob("GET", "b", "").header(SCOPE)).isEmpty();
        String list = send("GET", "/" + container + "?restype=container&comp=list&include=metadata", "")
                .text();
        assertThat(list)
                .containsOnlyOnce("<EncryptionScope>first</EncryptionScope>")
                .contains("<case>blue</case>");
    }

    @Test
    void everyWriteOfABlobAgreesWithItsScope() throws IOException {
        String id = Base64.getEncoder().encodeToString("1".getBytes(UTF_8)).replace("=", "%3D");
        inScope(blob("PUT", "a?comp=block&blockid=" + id, "hello", SCOPE, "first"), 201, "first");
        String blocks = "<BlockList><Latest>" + id.replace("%3D", "=") + "</Latest></BlockList>";
        refused(blob("PUT", "a?comp=blocklist", blocks), 409, "BlobUsesCustomerSpecifiedEncryption");
        refused(
                blob("PUT", "a?comp=blocklist", blocks, SCOPE, "second"),
                409,
                "BlobCustomerSpecifiedEncryptionMismatch");
        inScope(blob("PUT", "a?comp=blocklist", blocks, SCOPE, "first"), 201, "first");
        refused(blob("PUT", "a?comp=metadata", ""), 409, "BlobUsesCustomerSpecifiedEncryption");
        inScope(blob("PUT", "a?comp=metadata", "", SCOPE, "first", "x-ms-meta-a", "b"), 200, "first");
        refused(blob("PUT", "a?comp=snapshot", "", SCOPE, "second"), 409, "BlobCustomerSpecifiedEncryptionMismatch");
        inScope(blob("PUT", "a?comp=snapshot", "", SCOPE, "first"), 201, "first");

        inScope(blob("PUT", "log", "", "x-ms-blob-type", "AppendBlob", SCOPE, "first"), 201, "first");
        inScope(blob("PUT", "log?comp=appendblock", "more", SCOPE, "first"), 201, "first");
        refused(blob("PUT", "log?comp=appendblock", "more"), 409, "BlobUsesCustomerSpecifiedEncryption");

        String[] page = {"x-ms-page-write", "update", "x-ms-range", "bytes=0-511", SCOPE, "first"};
        inScope(
                blob(
                        "PUT",
                        "disk",
                        "",
                        "x-ms-blob-type",
                        "PageBlob",
                        "x-ms-blob-content-length",
                        "1024",
                        SCOPE,
                        "first"),
                201,
                "first");
        inScope(blob("PUT", "disk?comp=page", "x".repeat(512), page), 201, "first");
        put("plain", "hello");
        refused(
                blob("PUT", "plain?comp=snapshot", "", SCOPE, "first"),
                409,
                "BlobDoesNotUseCustomerSpecifiedEncryption");
    }

    @Test
    void aScopeThatIsUnknownDisabledOrNoNameIsRefused() throws IOException {
        refused(put("a", "x", SCOPE, "third"), 404, "EncryptionScopeNotFound");
        refused(put("a", "x", SCOPE, "No Name"), 400, "InvalidHeaderValue");
        put("a", "hello", SCOPE, "first");
        house.enableScope("first", false);
        refused(put("b", "x", SCOPE, "first"), 403, "EncryptionScopeDisabled");
        refused(blob("GET", "a", ""), 403, "EncryptionScopeDisabled");
        assertThat(blob("HEAD", "a", "").status()).isEqualTo(403);
        String source = "http://127.0.0.1:" + house.server.port() + "/" + A + "/" + container + "/a";
        refused(blob("PUT", "c", "", "x-ms-copy-source", source), 403, "CannotVerifyCopySource");
        assertThat(blob("DELETE", "a", "").status()).isEqualTo(202);
    }

    @Test
    void aCustomersKeyAndAScopeExcludeEachOther() throws IOException {
        Answer both = put("a", "x", SCOPE, "first", "x-ms-encryption-key", "a key");
        refused(both, 400, "InvalidHeaderValue");
        assertThat(both.text()).contains("not both").doesNotContain("a key<");
    }

    @Test
    void aContainersScopeIsThatOfItsBlobs() throws IOException {
        container = "scoped-" + CONTAINERS.incrementAndGet();
        String made = "/" + container + "?restype=container";
        refused(send("PUT", made, "", DEFAULT, "first"), 400, "MissingRequiredHeader");
        refused(send("PUT", made, "", DENY, "true"), 400, "MissingRequiredHeader");
        refused(send("PUT", made, "", DEFAULT, "third", DENY, "false"), 404, "EncryptionScopeNotFound");
        refused(send("PUT", made, "", DEFAULT, "first", DENY, "perhaps"), 400, "InvalidHeaderValue");
        assertThat(send("PUT", made, "", DEFAULT, "first", DENY, "true").status())
                .isEqualTo(201);
        Answer properties = send("GET", made, "");
        assertThat(properties.header(DEFAULT)).contains("first");
        assertThat(properties.header(DENY)).contains("true");
        assertThat(send("GET", "/?comp=list&prefix=" + container, "").text())
                .contains("<DefaultEncryptionScope>first</DefaultEncryptionScope>")
                .contains("<DenyEncryptionScopeOverride>true</DenyEncryptionScopeOverride>");
        inScope(put("a", "hello"), 201, "first");
        inScope(put("a", "hello", SCOPE, "first"), 201, "first");
        refused(put("a", "hello", SCOPE, "second"), 403, "RequestForbiddenByContainerEncryptionPolicy");
        refused(put("a", "hello", SCOPE, ACCOUNT_KEY), 403, "RequestForbiddenByContainerEncryptionPolicy");

        container = "open-" + CONTAINERS.incrementAndGet();
        String open = "/" + container + "?restype=container";
        assertThat(send("PUT", open, "", DEFAULT, "first", DENY, "false").status())
                .isEqualTo(201);
        inScope(put("a", "hello", SCOPE, "second"), 201, "second");
        assertThat(send("GET", open, "").header(DENY)).contains("false");
    }

    @Test
    void aCopyIsInTheScopeThatItNames() throws IOException {
        put("a", "hello", SCOPE, "first");
        String source = "http://127.0.0.1:" + house.server.port() + "/" + A + "/" + container + "/a";
        inScope(
                blob("PUT", "b", "", "x-ms-copy-source", source, "x-ms-requires-sync", "true", SCOPE, "second"),
                202,
                "second");
        inScope(
                blob("PUT", "c", "", "x-ms-copy-source", source, "x-ms-blob-type", "BlockBlob", SCOPE, "first"),
                201,
                "first");
        assertThat(blob("PUT", "d", "", "x-ms-copy-source", source).status()).isEqualTo(202);
        house.enableScope("first", false);
        assertThat(blob("GET", "b", "").text()).isEqualTo("hello");
        assertThat(blob("GET", "d", "").text()).isEqualTo("hello");
        assertThat(blob("GET", "d", "").header(SCOPE)).isEmpty();
        refused(blob("GET", "c", ""), 403, "EncryptionScopeDisabled");
    }
}
