package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Base64;
import org.amana.policy.DataClass;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Exchange;
import org.amana.web.http.Handler;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Encryption scopes, header by header. What clients make of them is in the acceptance tests.
final class EncryptionScopeWireTest extends OpenHouse {
    private static final String SCOPE = "x-ms-encryption-scope";
    private static final String DEFAULT = "x-ms-default-encryption-scope";
    private static final String DENY = "x-ms-deny-encryption-scope-override";
    private static final String ACCOUNT_KEY = "$account-encryption-key";

    @BeforeAll
    void addScopes() {
        house.addScope("first");
        house.addScope("second");
    }

    @AfterEach
    void enableScopes() {
        house.enableScope("first", true);
    }

    private Answer blob(String method, String name, String text, String... headers) throws IOException {
        return steward(method, "/" + container + "/" + name, text.getBytes(UTF_8), headers)
                .send();
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

    private boolean isTable(String name) {
        return house.catalog
                .read(reader -> reader.first(
                        "SELECT 1 AS one FROM sqlite_schema WHERE name = ?", row -> row.number("one"), name))
                .isPresent();
    }

    private void rename(String table, String other) {
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
        String list = steward("GET", "/" + container + "?restype=container&comp=list&include=metadata")
                .send()
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
        container = "scoped-" + container;
        String made = "/" + container + "?restype=container";
        refused(steward("PUT", made, DEFAULT, "first").send(), 400, "MissingRequiredHeader");
        refused(steward("PUT", made, DENY, "true").send(), 400, "MissingRequiredHeader");
        refused(steward("PUT", made, DEFAULT, "third", DENY, "false").send(), 404, "EncryptionScopeNotFound");
        refused(steward("PUT", made, DEFAULT, "first", DENY, "perhaps").send(), 400, "InvalidHeaderValue");
        assertThat(steward("PUT", made, DEFAULT, "first", DENY, "true").send().status())
                .isEqualTo(201);
        Answer properties = steward("GET", made).send();
        assertThat(properties.header(DEFAULT)).contains("first");
        assertThat(properties.header(DENY)).contains("true");
        assertThat(steward("GET", "/?comp=list&prefix=" + container).send().text())
                .contains("<DefaultEncryptionScope>first</DefaultEncryptionScope>")
                .contains("<DenyEncryptionScopeOverride>true</DenyEncryptionScopeOverride>");
        inScope(put("a", "hello"), 201, "first");
        inScope(put("a", "hello", SCOPE, "first"), 201, "first");
        refused(put("a", "hello", SCOPE, "second"), 403, "RequestForbiddenByContainerEncryptionPolicy");
        refused(put("a", "hello", SCOPE, ACCOUNT_KEY), 403, "RequestForbiddenByContainerEncryptionPolicy");

        container = "open-" + container;
        String open = "/" + container + "?restype=container";
        assertThat(steward("PUT", open, DEFAULT, "first", DENY, "false").send().status())
                .isEqualTo(201);
        inScope(put("a", "hello", SCOPE, "second"), 201, "second");
        assertThat(steward("GET", open).send().header(DENY)).contains("false");
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
