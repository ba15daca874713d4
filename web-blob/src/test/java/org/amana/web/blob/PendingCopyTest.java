package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.SyncPoller;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobCopyInfo;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.blob.AccountName;
import org.amana.blob.SetSafeguards;
import org.amana.outbound.OutboundConfig;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.PolicyText;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copy Blob from a server elsewhere that takes its time: pending, then done, failed or aborted.
class PendingCopyTest {
    private static final String A = House.ACCOUNT;
    private static final OutboundConfig HERE = OutboundConfig.DEFAULTS.allowing("127.0.0.1/32");
    private static final int HALF = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private House house;
    private WireClient client;
    private String key = "";
    private HttpServer elsewhere;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String etag = "\"1\"";

    @BeforeEach
    void open() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        elsewhere.createContext("/", this::answer);
        elsewhere.start();
        house = new House(folder, InstantSource.system(), HERE);
        client = new WireClient(house.server.port());
        key = house.keys.steward().base64();
        steward("PUT", "/con?restype=container").send();
        steward("PUT", "/con/copy", "x-ms-blob-type", "BlockBlob").send();
    }

    /// Again, after it was left.
    private void enter() throws IOException {
        house = new House(folder, InstantSource.system(), HERE, Optional.of(house.keys));
        client = new WireClient(house.server.port());
    }

    private void leave() throws IOException {
        client.close();
        house.close();
    }

    @AfterEach
    void shut() throws IOException {
        goOn.countDown();
        leave();
        elsewhere.stop(0);
    }

    /// The first half at once, the second when it may go on; `/broken` ends after the first.
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.incrementAndGet();
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("x-ms-meta-of", "source");
        try (exchange) {
            byte[] half = "x".repeat(HALF).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, 2 * HALF);
            exchange.getResponseBody().write(half);
            exchange.getResponseBody().flush();
            if (path.equals("/slow")) {
                goOn.await();
            }
            exchange.getResponseBody().write(half);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + path;
    }

    private WireClient.Request steward(String method, String target, String... headers) {
        WireClient.Request request = client.request(method, "/" + A + target);
        for (int i = 0; i < headers.length; i += 2) {
            request.with(headers[i], headers[i + 1]);
        }
        return request.signed(A, key);
    }

    private Answer begin(String path) throws IOException {
        Answer begun =
                steward("PUT", "/con/copy", "x-ms-copy-source", url(path)).send();
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        assertThat(begun.header("x-ms-copy-status")).hasValue("pending");
        return begun;
    }

    private Answer head() throws IOException {
        return steward("HEAD", "/con/copy").send();
    }

    /// Looks until the copy has this status.
    private Answer await(String status) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        Answer seen = head();
        while (!seen.header("x-ms-copy-status").orElse("").equals(status)) {
            assertThat(Instant.now()).as(seen.toString()).isBefore(until);
            Thread.sleep(50);
            seen = head();
        }
        return seen;
    }

    @Test
    void aCopyThatEndsIsASuccessWithAllItsBytes() throws Exception {
        Answer begun = begin("/fast?sig=secret");
        Answer done = await("success");
        assertThat(done.headers())
                .contains(
                        new Header("x-ms-copy-id", begun.header("x-ms-copy-id").orElseThrow()),
                        new Header("x-ms-copy-source", url("/fast")),
                        new Header("x-ms-copy-progress", 2 * HALF + "/" + 2 * HALF),
                        new Header("Content-Length", Integer.toString(2 * HALF)),
                        new Header("Content-Type", "text/plain"),
                        new Header("x-ms-meta-of", "source"));
        assertThat(done.header("x-ms-copy-completion-time")).isPresent();
        assertThat(steward("GET", "/con/copy").send().text()).isEqualTo("x".repeat(2 * HALF));
    }

    @Test
    void aPendingCopyShowsItsProgressAndKeepsWritersOut() throws Exception {
        begin("/slow");
        Answer pending = head();
        assertThat(pending.header("x-ms-copy-status")).hasValue("pending");
        assertThat(pending.header("x-ms-copy-progress").orElseThrow()).endsWith("/" + 2 * HALF);
        assertThat(pending.header("x-ms-copy-completion-time")).isEmpty();
        assertThat(pending.header("Content-Length")).hasValue("0");
        String listed = steward("GET", "/con?restype=container&comp=list&include=copy")
                .send()
                .text();
        assertThat(listed).contains("<CopyStatus>pending</CopyStatus>").doesNotContain("CopyCompletionTime");
        for (String[] write : new String[][] {
            {"PUT", "/con/copy", "x-ms-blob-type", "BlockBlob"},
            {"PUT", "/con/copy?comp=block&blockid=AAAA"},
            {"PUT", "/con/copy?comp=metadata", "x-ms-meta-a", "b"},
            {"PUT", "/con/copy?comp=properties"},
            {"PUT", "/con/copy?comp=snapshot"},
            {"PUT", "/con/copy", "x-ms-copy-source", url("/fast")},
            {"DELETE", "/con/copy"},
        }) {
            String[] headers = Arrays.copyOfRange(write, 2, write.length);
            boolean block = write[1].contains("comp=block");
            Answer refused = steward(write[0], write[1], headers)
                    .body(block ? "x" : "")
                    .signed(A, key)
                    .send();
            assertThat(refused.code()).as(String.join(" ", write)).isEqualTo("PendingCopyOperation");
            assertThat(refused.status()).isEqualTo(409);
        }
        goOn.countDown();
        await("success");
        assertThat(steward("DELETE", "/con/copy").send().status()).isEqualTo(202);
    }

    @Test
    void anAbortedCopyLeavesABlobWithoutBytes() throws Exception {
        String id = begin("/slow").header("x-ms-copy-id").orElseThrow();
        String abort = "/con/copy?comp=copy&copyid=";
        assertThat(steward("PUT", abort + "00000000-0000-0000-0000-00000000000a", "x-ms-copy-action", "abort")
                        .send()
                        .code())
                .isEqualTo("CopyIdMismatch");
        assertThat(steward("PUT", abort + id, "x-ms-copy-action", "abort")
                        .send()
                        .status())
                .isEqualTo(204);
        Answer aborted = head();
        assertThat(aborted.header("x-ms-copy-status")).hasValue("aborted");
        assertThat(aborted.header("Content-Length")).hasValue("0");
        assertThat(aborted.header("x-ms-meta-of")).hasValue("source");
        assertThat(steward("PUT", abort + id, "x-ms-copy-action", "abort")
                        .send()
                        .code())
                .isEqualTo("NoPendingCopyOperation");
        goOn.countDown();
        assertThat(steward("PUT", "/con/copy", "x-ms-blob-type", "BlockBlob")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(head().header("x-ms-copy-status")).isEmpty();
    }

    /// A blob elsewhere: content and what its server says of it.
    private String blobElsewhere(byte[] content, String... headers) {
        elsewhere.createContext("/blob", exchange -> {
            try (exchange) {
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
                }
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
        return url("/blob");
    }

    @Test
    void aPageBlobStaysOneAndItsHolesStayHoles() throws Exception {
        byte[] content = new byte[1 << 20];
        Arrays.fill(content, 0, 512, (byte) 'a');
        Arrays.fill(content, 300 * 1024, 300 * 1024 + 1024, (byte) 'b');
        String source = blobElsewhere(content, "x-ms-blob-type", "PageBlob", "x-ms-blob-sequence-number", "7");
        steward("DELETE", "/con/copy").send();
        assertThat(steward("PUT", "/con/copy", "x-ms-copy-source", source)
                        .send()
                        .status())
                .isEqualTo(202);
        Answer done = await("success");
        assertThat(done.headers())
                .contains(
                        new Header("x-ms-blob-type", "PageBlob"),
                        new Header("x-ms-blob-sequence-number", "7"),
                        new Header("Content-Length", Integer.toString(content.length)));
        assertThat(steward("GET", "/con/copy").send().body()).isEqualTo(content);
        assertThat(steward("GET", "/con/copy?comp=pagelist").send().text())
                .contains("<PageRange><Start>0</Start><End>65535</End></PageRange>"
                        + "<PageRange><Start>262144</Start><End>327679</End></PageRange><NextMarker />");
        Answer written = steward(
                        "PUT", "/con/copy?comp=page", "x-ms-page-write", "update", "x-ms-range", "bytes=512-1023")
                .body("c".repeat(512))
                .signed(A, key)
                .send();
        assertThat(written.status()).as(written.toString()).isEqualTo(201);
    }

    @Test
    void anAppendBlobStaysOneAndIsSealedAsTheSourceOrAsAsked() throws Exception {
        byte[] content = "abc".repeat(50_000).getBytes(UTF_8);
        String source = blobElsewhere(
                content,
                "x-ms-blob-type",
                "AppendBlob",
                "x-ms-blob-committed-block-count",
                "3",
                "x-ms-blob-sealed",
                "true");
        steward("DELETE", "/con/copy").send();
        steward("PUT", "/con/copy", "x-ms-copy-source", source).send();
        Answer done = await("success");
        assertThat(done.headers())
                .contains(
                        new Header("x-ms-blob-type", "AppendBlob"),
                        new Header("x-ms-blob-committed-block-count", "3"),
                        new Header("x-ms-blob-sealed", "true"));
        assertThat(steward("GET", "/con/copy").send().body()).isEqualTo(content);
        steward("PUT", "/con/copy", "x-ms-copy-source", source, "x-ms-seal-blob", "false")
                .send();
        assertThat(await("success").header("x-ms-blob-sealed")).isEmpty();
        assertThat(steward("PUT", "/con/copy?comp=appendblock")
                        .body("d")
                        .signed(A, key)
                        .send()
                        .header("x-ms-blob-append-offset"))
                .hasValue(Integer.toString(content.length));
    }

    @Test
    void aCopyOverABlobOfAnotherTypeAndSourcesThatCannotBeAreRefused() throws Exception {
        byte[] odd = new byte[511];
        String source = blobElsewhere(odd, "x-ms-blob-type", "PageBlob");
        assertThat(steward("PUT", "/con/other", "x-ms-copy-source", source)
                        .send()
                        .code())
                .isEqualTo("CannotVerifyCopySource");
        elsewhere.removeContext("/blob");
        String append = blobElsewhere(odd, "x-ms-blob-type", "AppendBlob");
        Answer refused = steward("PUT", "/con/copy", "x-ms-copy-source", append).send();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("InvalidBlobType");
        assertThat(steward("PUT", "/con/other", "x-ms-copy-source", url("/fast"), "x-ms-seal-blob", "true")
                        .send()
                        .code())
                .isEqualTo("InvalidBlobType");
        assertThat(steward("PUT", "/con/other", "x-ms-copy-source", append, "x-ms-access-tier", "Archive")
                        .send()
                        .code())
                .isEqualTo("InvalidHeaderValue");
        assertThat(steward(
                                "PUT",
                                "/con/other",
                                "x-ms-copy-source",
                                append,
                                "x-ms-copy-source-authorization",
                                "Bearer x")
                        .send()
                        .code())
                .isEqualTo("CannotVerifyCopySource");
        assertThat(steward("HEAD", "/con/other").send().status()).isEqualTo(404);
    }

    @Test
    void anAppendBlobWhoseCopyIsAbortedIsEmptyAndOpen() throws Exception {
        elsewhere.removeContext("/");
        elsewhere.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("x-ms-blob-type", "AppendBlob");
            exchange.getResponseHeaders().set("x-ms-blob-committed-block-count", "7");
            exchange.getResponseHeaders().set("x-ms-blob-sealed", "true");
            answer(exchange);
        });
        steward("DELETE", "/con/copy").send();
        String id = begin("/slow").header("x-ms-copy-id").orElseThrow();
        steward("PUT", "/con/copy?comp=copy&copyid=" + id, "x-ms-copy-action", "abort")
                .send();
        assertThat(head().headers())
                .contains(new Header("Content-Length", "0"), new Header("x-ms-blob-committed-block-count", "0"));
        assertThat(steward("PUT", "/con/copy?comp=appendblock")
                        .body("d")
                        .signed(A, key)
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aSourceThatHasChangedEndsTheCopyAsFailed() throws Exception {
        String first = etag;
        elsewhere.removeContext("/");
        elsewhere.createContext("/", exchange -> {
            etag = asked.get() == 0 ? first : "\"2\"";
            answer(exchange);
        });
        begin("/fast");
        Answer failed = await("failed");
        assertThat(failed.header("x-ms-copy-status-description").orElseThrow()).contains("has changed");
        assertThat(failed.header("Content-Length")).hasValue("0");
        assertThat(steward("GET", "/con?restype=container&comp=list&include=copy")
                        .send()
                        .text())
                .contains("<CopyStatus>failed</CopyStatus>")
                .contains("<CopyStatusDescription>");
    }

    /// A source that is there when a copy of it begins, and answers this status from then on, when it may go on.
    private String goneSource(String path, int status) {
        AtomicInteger times = new AtomicInteger();
        elsewhere.createContext(path, exchange -> {
            if (times.incrementAndGet() == 1) {
                answer(exchange);
                return;
            }
            asked.incrementAndGet();
            try (exchange) {
                goOn.await();
                exchange.sendResponseHeaders(status, -1);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return url(path);
    }

    @Test
    void sourcesThatDoNotAnswerKeepNoOtherCopyWaiting() throws Exception {
        goOn.countDown();
        for (int i = 0; i < 6; i++) {
            assertThat(steward("PUT", "/con/dead" + i, "x-ms-copy-source", goneSource("/dead" + i, 503))
                            .send()
                            .status())
                    .isEqualTo(202);
        }
        begin("/fast");
        await("success");
        assertThat(steward("HEAD", "/con/dead0").send().header("x-ms-copy-status"))
                .as("tried again later")
                .hasValue("pending");
    }

    @Test
    void aFailureThatCannotBeNotedIsNotedLater() throws Exception {
        assertThat(steward("PUT", "/con/copy", "x-ms-copy-source", goneSource("/gone", 404))
                        .send()
                        .status())
                .isEqualTo(202);
        change("CREATE TRIGGER refusal BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'refused'); END");
        goOn.countDown();
        awaitAsked(3); // it has failed, could not say so, and tries again
        assertThat(head().header("x-ms-copy-status")).hasValue("pending");
        change("DROP TRIGGER refusal");
        assertThat(await("failed").header("x-ms-copy-status-description").orElseThrow())
                .contains("404");
    }

    private void awaitAsked(int times) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (asked.get() < times) {
            assertThat(Instant.now()).as("asked " + asked + " times").isBefore(until);
            Thread.sleep(20);
        }
    }

    private void change(String sql) {
        house.catalog.commit(tx -> tx.update(sql));
    }

    @Test
    void aCopyWhoseKeyEndsMeanwhileFails() throws Exception {
        begin("/slow");
        awaitAsked(2);
        house.access.directory().end(house.keys.steward().credential().id(), Authority.operator("test"));
        goOn.countDown();
        key = house.keys.reader().base64();
        Answer failed = await("failed");
        assertThat(failed.header("Content-Length")).hasValue("0");
        assertThat(failed.header("x-ms-copy-status-description")).isPresent();
    }

    /// What expires is deleted then, also when its bytes come later.
    @Test
    void aCopyThatExpiresFailsForWhoMayNotDeleteAnyMore() throws Exception {
        PurposeId purpose = house.keys.steward().credential().purpose();
        Scope all = house.access.directory().purpose(purpose).orElseThrow().scope();
        Scope writing = all.withActions(Action.READ, Action.LIST, Action.WRITE);
        String[] expiring = {
            "x-ms-copy-source", url("/slow"), "x-ms-expiry-option", "RelativeToNow", "x-ms-expiry-time", "3600000"
        };
        assertThat(steward("PUT", "/con/copy", expiring).send().status()).isEqualTo(202);
        awaitAsked(2);
        house.access.directory().rescope(purpose, writing, Authority.operator("test"));
        goOn.countDown();
        assertThat(await("failed").header("x-ms-copy-status-description").orElseThrow())
                .contains("does not allow to delete");
        assertThat(house.ledger.entries(0, 1_000).stream()
                        .filter(entry -> entry.has("rule"))
                        .filter(entry -> entry.texts("rule").contains("baseline/forbid/action@1"))
                        .map(entry -> entry.text("act") + " " + entry.text("dec")))
                .containsExactly("write deny");
        assertThat(steward("PUT", "/con/copy", expiring).send().code()).isEqualTo("PurposeForbidsAction");
    }

    private static OffsetDateTime in(Duration time) {
        return OffsetDateTime.now(ZoneOffset.UTC).plus(time);
    }

    private BlobContainerClient container() {
        return house.sdk().getBlobContainerClient("con");
    }

    /// Begins a copy with this signature, and waits until its bytes are coming.
    private void beginSigned(String signature) throws Exception {
        Answer begun = client.request("PUT", "/" + A + "/con/copy?" + signature)
                .with("x-ms-copy-source", url("/slow"))
                .send();
        assertThat(begun.header("x-ms-copy-status")).as(begun.toString()).hasValue("pending");
        awaitAsked(2);
    }

    private String signature(Duration life) {
        return container()
                .generateSas(new BlobServiceSasSignatureValues(in(life), BlobContainerSasPermission.parse("cw")));
    }

    private void setPolicy(String permissions) {
        BlobAccessPolicy terms =
                new BlobAccessPolicy().setPermissions(permissions).setExpiresOn(in(Duration.ofHours(1)));
        container()
                .setAccessPolicy(
                        null,
                        List.of(new BlobSignedIdentifier().setId("writers").setAccessPolicy(terms)));
    }

    private void assertFailedAsSigned(String why) throws Exception {
        Answer failed = await("failed");
        assertThat(failed.header("Content-Length")).hasValue("0");
        assertThat(failed.header("x-ms-copy-status-description").orElseThrow())
                .contains("the signature that asked for it is of no use any more", why);
    }

    @Test
    void aCopyThatWasBegunWithASignatureIsOneOfThatSignature() throws Exception {
        beginSigned(signature(Duration.ofHours(1)));
        house.access
                .policies()
                .replace(
                        List.of(new PolicyText(
                                "site/forbid/signed@1",
                                "forbid (principal, action == Amana::Action::\"write\", resource)"
                                        + " when { context.credentialKind == \"sas\" };")),
                        Authority.operator("test"));
        goOn.countDown();
        assertFailedAsSigned("site/forbid/signed@1");
    }

    @Test
    void aCopyGoesOnWhileItsSignatureHolds() throws Exception {
        setPolicy("cw");
        beginSigned(container().generateSas(new BlobServiceSasSignatureValues("writers")));
        leave();
        goOn.countDown();
        enter();
        assertThat(await("success").header("Content-Length")).hasValue(Integer.toString(2 * HALF));
    }

    @Test
    void aCopyWhoseSignatureExpiresMeanwhileFails() throws Exception {
        beginSigned(signature(Duration.ofSeconds(8)));
        Thread.sleep(8_100);
        goOn.countDown();
        assertFailedAsSigned("expired at");
    }

    @Test
    void aCopyWhoseStoredAccessPolicyIsTakenAwayMeanwhileFails() throws Exception {
        setPolicy("cw");
        beginSigned(container().generateSas(new BlobServiceSasSignatureValues("writers")));
        container().setAccessPolicy(null, List.of());
        goOn.countDown();
        assertFailedAsSigned("the stored access policy writers");
    }

    @Test
    void aCopyWhoseStoredAccessPolicyIsChangedWhileTheServerStandsIsRefusedOnTheRecord() throws Exception {
        setPolicy("cw");
        beginSigned(container().generateSas(new BlobServiceSasSignatureValues("writers")));
        setPolicy("r");
        leave();
        goOn.countDown();
        enter();
        assertFailedAsSigned("the stored access policy writers");
        assertThat(house.ledger.entries(0, 1_000))
                .filteredOn(entry -> entry.has("rule") && entry.texts("rule").contains("baseline/forbid/signature@1"))
                .isNotEmpty();
    }

    @Test
    void aCopyThatAStopInterruptedGoesOnWhenTheServerRunsAgain() throws Exception {
        Answer begun = begin("/slow");
        leave();
        goOn.countDown();
        enter();
        Answer done = await("success");
        assertThat(done.header("x-ms-copy-id")).isEqualTo(begun.header("x-ms-copy-id"));
        assertThat(done.header("Content-Length")).hasValue(Integer.toString(2 * HALF));
        assertThat(Base64.getDecoder().decode(done.header("Content-MD5").orElseThrow()))
                .hasSize(16);
    }

    private void keepVersions() {
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        AccessRequest request = AccessRequest.on(
                house.blobs.facts().of(new AccountName(A)).orElseThrow(), caller, Service.BLOB, Action.WRITE);
        house.access
                .gate()
                .pass(
                        request,
                        house.blobs.setSafeguards(new SetSafeguards(new AccountName(A), true, Duration.ofDays(7))))
                .orThrow();
    }

    @Test
    void whatACopyReplacesIsAPreviousVersionAndTheCopyIsOneVersion() throws Exception {
        keepVersions();
        steward("PUT", "/con/copy", "x-ms-blob-type", "BlockBlob")
                .body("former")
                .signed(A, key)
                .send();
        String version = begin("/slow").header("x-ms-version-id").orElseThrow(() -> new AssertionError("no version"));
        goOn.countDown();
        Answer done = await("success");
        assertThat(done.header("x-ms-version-id")).hasValue(version);
        String listed = steward("GET", "/con?restype=container&comp=list&include=versions")
                .send()
                .text();
        // The empty blob that the test begins with, what was written over it, and the copy.
        assertThat(listed.split("<VersionId>")).hasSize(4);
    }

    @Test
    void aCopyThatIsToBeKeptIsFinishedAndThenHeld() throws Exception {
        Answer begun = steward("PUT", "/con/held", "x-ms-copy-source", url("/fast"), "x-ms-legal-hold", "true")
                .send();
        assertThat(begun.header("x-ms-copy-status")).hasValue("pending");
        Instant until = Instant.now().plus(PATIENCE);
        while (!steward("HEAD", "/con/held")
                .send()
                .header("x-ms-copy-status")
                .orElse("")
                .equals("success")) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(50);
        }
        assertThat(steward("GET", "/con/held").send().text()).hasSize(2 * HALF);
        assertThat(steward("DELETE", "/con/held").send().code()).isEqualTo("BlobImmutableDueToLegalHold");
    }

    private boolean isAnyCopyPending() {
        return house.catalog
                .read(reader -> reader.first("SELECT 1 FROM pending_copy", _ -> true))
                .isPresent();
    }

    @Test
    void aCopyWhoseContainerIsDeletedMeanwhileIsNotPendingForEverWhenItIsBack() throws Exception {
        keepVersions();
        begin("/slow");
        assertThat(steward("DELETE", "/con?restype=container").send().status()).isEqualTo(202);
        leave();
        goOn.countDown();
        enter();
        Instant until = Instant.now().plus(PATIENCE);
        while (isAnyCopyPending()) { // until it has looked for its container, and failed
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(20);
        }
        String listed = steward("GET", "/?comp=list&include=deleted").send().text();
        String version = listed.replaceAll("(?s).*<Version>(.*)</Version>.*", "$1");
        Answer restored = steward(
                        "PUT",
                        "/con?restype=container&comp=undelete",
                        "x-ms-deleted-container-name",
                        "con",
                        "x-ms-deleted-container-version",
                        version)
                .send();
        assertThat(restored.status()).as(restored.toString()).isEqualTo(201);
        assertThat(await("failed").header("x-ms-copy-status-description")).isPresent();
        assertThat(steward("DELETE", "/con/copy").send().status()).isEqualTo(202);
    }

    @Test
    void thePollerOfTheSdkSeesACopyThrough() {
        BlobClient blob = house.sdk().getBlobContainerClient("con").getBlobClient("polled");
        SyncPoller<BlobCopyInfo, Void> poller = blob.beginCopy(url("/slow"), Duration.ofMillis(100));
        assertThat(poller.poll().getValue().getCopyStatus()).isEqualTo(CopyStatusType.PENDING);
        goOn.countDown();
        assertThat(poller.waitForCompletion(PATIENCE).getStatus())
                .isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
        assertThat(blob.downloadContent().getLength()).isEqualTo(2L * HALF);
    }

    @Test
    void thePollerOfTheSdkBreaksACopyOff() {
        BlobClient blob = house.sdk().getBlobContainerClient("con").getBlobClient("polled");
        SyncPoller<BlobCopyInfo, Void> poller = blob.beginCopy(url("/slow"), Duration.ofMillis(100));
        poller.poll();
        poller.cancelOperation();
        assertThat(blob.getProperties().getCopyStatus()).isEqualTo(CopyStatusType.ABORTED);
        assertThat(blob.getProperties().getBlobSize()).isZero();
    }
}
