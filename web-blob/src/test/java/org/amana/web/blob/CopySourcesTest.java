package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.amana.blob.AccountName;
import org.amana.outbound.Networks;
import org.amana.outbound.OutboundConfig;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Copies from a server elsewhere, which here is another port of this machine that the operator allows.
@Tag("slow")
class CopySourcesTest {
    private static final String A = House.ACCOUNT;
    private static final String OTHER = "otheraccount";

    @TempDir
    Path folder;

    private House house;
    private WireClient client;
    private HttpServer elsewhere;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Semaphore letGo = new Semaphore(0);

    @BeforeEach
    void open() throws IOException {
        house = new House(folder, InstantSource.system(), OutboundConfig.DEFAULTS.allowing("127.0.0.1/32"));
        client = new WireClient(house.server.port());
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        elsewhere.createContext("/", this::answer);
        elsewhere.start();
        steward("PUT", "/con?restype=container").send();
    }

    @AfterEach
    void shut() throws IOException {
        elsewhere.stop(0);
        client.close();
        house.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        seen.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = "hello from elsewhere".getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("Content-Language", "en");
        exchange.getResponseHeaders()
                .set("Content-Disposition", asOnTheWire("attachment; filename=\"café-مرحبا.pdf\""));
        exchange.getResponseHeaders().set("x-ms-meta-colour", "red");
        exchange.getResponseHeaders().set("x-ms-meta-greeting", asOnTheWire("مرحبا"));
        exchange.getResponseHeaders().set("ETag", "\"abc\"");
        exchange.getResponseHeaders().set("Last-Modified", "Sat, 28 Nov 2026 10:00:00 GMT");
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (path.equals("/held")) {
            letGo.acquireUninterruptibly();
        }
        if (path.startsWith("/status/")) {
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(8)), -1);
        } else if (path.equals("/broken")) {
            exchange.sendResponseHeaders(200, body.length + 1);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        } else if (path.equals("/chunked")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
        } else if (path.equals("/ranges") && range != null) {
            String[] ends = range.substring(6).split("-");
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[1]);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + body.length);
            exchange.sendResponseHeaders(206, last - first + 1);
            exchange.getResponseBody().write(body, first, last - first + 1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /// UTF-8, a character for each byte.
    private static String asOnTheWire(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + path;
    }

    private WireClient.Request steward(String method, String target, String... headers) {
        return client.request(method, "/" + A + target)
                .with(headers)
                .signed(A, house.keys.steward().base64());
    }

    private Answer copy(String source, String... more) throws IOException {
        List<String> headers = new ArrayList<>(Arrays.asList(more));
        headers.addAll(List.of("x-ms-copy-source", source, "x-ms-requires-sync", "true"));
        return steward("PUT", "/con/copy", headers.toArray(String[]::new)).send();
    }

    private Answer get(String target) throws IOException {
        return steward("GET", target).send();
    }

    /// Its SDK tries again; 404 would tell it that there is no such source.
    @Test
    void whileEveryConnectionOutIsInUseABlockFromAUrlIsToBeAskedForAgain() throws Exception {
        OutboundConfig one = new OutboundConfig(
                Networks.allowing("127.0.0.1/32"), Duration.ofMillis(300), Duration.ofSeconds(60), 0, 1);
        try (House crowded = new House(folder.resolve("crowded"), InstantSource.system(), one);
                WireClient first = new WireClient(crowded.server.port());
                WireClient second = new WireClient(crowded.server.port());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            String key = crowded.keys.steward().base64();
            second.request("PUT", "/" + A + "/con?restype=container")
                    .signed(A, key)
                    .send();
            Future<Answer> holding =
                    threads.submit(() -> block(first, "/held").signed(A, key).send());
            await(() -> seen.contains("/held null") || holding.isDone());
            assertThat(holding.isDone()).isFalse();
            Answer refused = block(second, "/a").signed(A, key).send();
            letGo.release();
            assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("ServerBusy");
            assertThat(holding.get().status()).isEqualTo(201);
            assertThat(block(second, "/a").signed(A, key).send().status()).isEqualTo(201);
        }
    }

    private WireClient.Request block(WireClient client, String source) {
        return client.request("PUT", "/" + A + "/con/blocks?comp=block&blockid=AAAA")
                .with("x-ms-copy-source", url(source));
    }

    private static void await(BooleanSupplier holds) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/chunked"})
    void aCopyFromElsewhereTakesOverWhatItsServerSays(String path) throws IOException {
        Answer copied = copy(url(path + "?sig=secret"));
        assertThat(copied.status()).as(copied.toString()).isEqualTo(202);
        assertThat(copied.header("x-ms-copy-status")).hasValue("success");
        Answer read = get("/con/copy");
        assertThat(read.text()).isEqualTo("hello from elsewhere");
        assertThat(read.headers())
                .contains(
                        new Header("Content-Type", "text/plain"),
                        new Header("Content-Language", "en"),
                        new Header("Content-Disposition", "attachment; filename=\"café-مرحبا.pdf\""),
                        new Header("x-ms-meta-colour", "red"),
                        new Header("x-ms-meta-greeting", "مرحبا"),
                        new Header("x-ms-copy-source", url(path)),
                        new Header("x-ms-copy-progress", "20/20"),
                        new Header("x-ms-copy-id", copied.header("x-ms-copy-id").orElseThrow()));
        assertThat(copied.header("Content-MD5"))
                .isEqualTo(read.header("Content-MD5"))
                .isPresent();
    }

    @Test
    void putBlobFromUrlTakesItsOwnHeadersAndNoMetadata() throws IOException {
        Answer put = steward(
                        "PUT",
                        "/con/put",
                        "x-ms-copy-source",
                        url("/a"),
                        "x-ms-blob-type",
                        "BlockBlob",
                        "x-ms-blob-content-type",
                        "text/html",
                        "x-ms-meta-own",
                        "1")
                .send();
        assertThat(put.status()).as(put.toString()).isEqualTo(201);
        Answer read = get("/con/put");
        assertThat(read.text()).isEqualTo("hello from elsewhere");
        assertThat(read.headers())
                .contains(
                        new Header("Content-Type", "text/html"),
                        new Header("Content-Language", "en"),
                        new Header("x-ms-meta-own", "1"));
        assertThat(read.header("x-ms-meta-colour")).isEmpty();
        assertThat(read.header("x-ms-copy-id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ranges", "/all"})
    void aBlockIsARangeAlsoOfAServerThatKnowsNone(String path) throws IOException {
        Answer block = steward(
                        "PUT",
                        "/con/blocks?comp=block&blockid=AAAA",
                        "x-ms-copy-source",
                        url(path),
                        "x-ms-source-range",
                        "bytes=6-9")
                .send();
        assertThat(block.status()).as(block.toString()).isEqualTo(201);
        steward("PUT", "/con/blocks?comp=blocklist")
                .body("<BlockList><Latest>AAAA</Latest></BlockList>")
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(get("/con/blocks").text()).isEqualTo("from");
        Answer beyond = steward(
                        "PUT",
                        "/con/blocks?comp=block&blockid=AAAA",
                        "x-ms-copy-source",
                        url("/all"),
                        "x-ms-source-range",
                        "bytes=20-30")
                .send();
        assertThat(beyond.code()).isEqualTo("InvalidRange");
    }

    @ParameterizedTest
    @CsvSource({"404,404", "403,403", "401,401", "410,410", "500,400", "503,400", "204,400"})
    void whatItsServerAnswersIsPassedOn(int status, int expected) throws IOException {
        Answer refused = copy(url("/status/" + status));
        assertThat(refused.status()).isEqualTo(expected);
        assertThat(refused.code()).isEqualTo("CannotVerifyCopySource");
        assertThat(refused.text()).contains("<CopySourceStatusCode>" + status + "</CopySourceStatusCode>");
        assertThat(get("/con/copy").status()).isEqualTo(404);
    }

    @Test
    void conditionsOnTheSourceHoldAlsoWhereItsServerPassesOverThem() throws IOException {
        assertThat(copy(url("/a"), "x-ms-source-if-match", "\"abc\"").status()).isEqualTo(202);
        assertThat(copy(url("/a"), "x-ms-source-if-match", "\"other\"").code()).isEqualTo("SourceConditionNotMet");
        assertThat(copy(url("/a"), "x-ms-source-if-none-match", "\"abc\"").status())
                .isEqualTo(304);
        assertThat(copy(url("/a"), "x-ms-source-if-modified-since", "Sat, 28 Nov 2026 10:00:00 GMT")
                        .status())
                .isEqualTo(304);
        assertThat(copy(url("/a"), "x-ms-source-if-unmodified-since", "Sat, 28 Nov 2026 09:59:59 GMT")
                        .code())
                .isEqualTo("CannotVerifyCopySource");
        assertThat(copy(url("/status/412"), "x-ms-source-if-match", "\"abc\"").code())
                .isEqualTo("SourceConditionNotMet");
        assertThat(copy(url("/status/412")).code()).isEqualTo("CannotVerifyCopySource");
    }

    /// As recorded answers of the service have it.
    @Test
    void operationsDifferInHowTheyTellThatASourceDoesNotMeetACondition() throws IOException {
        steward("PUT", "/con/source", "x-ms-blob-type", "BlockBlob")
                .body("12345")
                .signed(A, house.keys.steward().base64())
                .send();
        String here = "http://localhost:" + house.server.port() + "/" + A + "/con/source";
        String past = "Sat, 28 Nov 2020 10:00:00 GMT";
        String future = "Sat, 28 Nov 2120 10:00:00 GMT";
        String[][] conditions = {
            {"x-ms-source-if-match", "\"0x1\""},
            {"x-ms-source-if-modified-since", future},
            {"x-ms-source-if-unmodified-since", past},
            {"x-ms-source-if-tags", "a = 'b'"},
        };
        String[][] operations = {
            {"", "", "412 SourceConditionNotMet", "412 SourceConditionNotMet", "412 SourceConditionNotMet"},
            {
                "x-ms-requires-sync",
                "true",
                "412 SourceConditionNotMet",
                "304 CannotVerifyCopySource",
                "412 CannotVerifyCopySource"
            },
            {
                "x-ms-blob-type",
                "BlockBlob",
                "412 SourceConditionNotMet",
                "304 CannotVerifyCopySource",
                "412 CannotVerifyCopySource"
            },
        };
        for (String[] operation : operations) {
            for (int i = 0; i < conditions.length; i++) {
                String expected = i < 3 ? operation[2 + i] : "412 ConditionNotMet";
                Answer answer = steward(
                                "PUT", "/con/target", "x-ms-copy-source", here, conditions[i][0], conditions[i][1])
                        .with(operation[0].isEmpty() ? "x-ms-meta-a" : operation[0], operation[1])
                        .signed(A, house.keys.steward().base64())
                        .send();
                assertThat(answer.status() + " "
                                + answer.header("x-ms-error-code").orElse(""))
                        .as(operation[0] + " " + conditions[i][0])
                        .isEqualTo(expected);
            }
        }
        assertThat(get("/con/target").status()).isEqualTo(404);
        Answer part = steward(
                        "PUT",
                        "/con/target?comp=block&blockid=MDAw",
                        "x-ms-copy-source",
                        here,
                        conditions[0][0],
                        conditions[0][1])
                .send();
        assertThat(part.status() + " " + part.code()).isEqualTo("412 CannotVerifyCopySource");
    }

    private Answer put(String target, String... headers) throws IOException {
        Answer answer = steward("PUT", target, headers).send();
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
        return answer;
    }

    private String here(String pathAndQuery) {
        return "http://localhost:" + house.server.port() + "/" + A + pathAndQuery;
    }

    /// The three operations, each from here and from elsewhere.
    private List<String[]> copies() {
        return List.of(
                new String[] {here("/con/source"), "x-ms-meta-a", "b"},
                new String[] {here("/con/source"), "x-ms-requires-sync", "true"},
                new String[] {here("/con/source"), "x-ms-blob-type", "BlockBlob"},
                new String[] {url("/a"), "x-ms-meta-a", "b"},
                new String[] {url("/a"), "x-ms-requires-sync", "true"},
                new String[] {url("/a"), "x-ms-blob-type", "BlockBlob"});
    }

    private Answer over(String[] copy, String header, String value) throws IOException {
        return steward("PUT", "/con/target", "x-ms-copy-source", copy[0], copy[1], copy[2], header, value)
                .send();
    }

    @Test
    void copiesTellThatTheirTargetDoesNotMeetACondition() throws IOException {
        put("/con/source", "x-ms-blob-type", "BlockBlob");
        String etag =
                put("/con/target", "x-ms-blob-type", "BlockBlob").header("ETag").orElseThrow();
        String[][] conditions = {
            {"If-Match", "\"0x1\"", "412 TargetConditionNotMet", "412 TargetConditionNotMet"},
            {"If-None-Match", etag, "412 TargetConditionNotMet", "412 ConditionNotMet"},
            {"If-Modified-Since", "Sat, 28 Nov 2120 10:00:00 GMT", "412 TargetConditionNotMet", "412 ConditionNotMet"},
            {"If-Unmodified-Since", "Sat, 28 Nov 2020 10:00:00 GMT", "412 TargetConditionNotMet", "412 ConditionNotMet"
            },
            {"If-None-Match", "*", "409 BlobAlreadyExists", "409 BlobAlreadyExists"},
            {"x-ms-if-tags", "a = 'b'", "412 ConditionNotMet", "412 ConditionNotMet"},
        };
        for (String[] copy : copies()) {
            boolean put = copy[1].equals("x-ms-blob-type");
            for (String[] condition : conditions) {
                Answer refused = over(copy, condition[0], condition[1]);
                assertThat(refused.status() + " " + refused.code())
                        .as(String.join(" ", copy) + " " + condition[0])
                        .isEqualTo(condition[put ? 3 : 2]);
            }
        }
    }

    @Test
    void aTierThatIsNoneOfBlockBlobsIsNoTierOfACopy() throws IOException {
        put("/con/source", "x-ms-blob-type", "BlockBlob");
        for (String[] copy : copies()) {
            if (!copy[1].equals("x-ms-blob-type")) {
                Answer refused = over(copy, "x-ms-access-tier", "P20");
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.code()).as(String.join(" ", copy)).isEqualTo("InvalidHeaderValue");
                assertThat(refused.text())
                        .contains("<HeaderName>x-ms-access-tier</HeaderName>", "<HeaderValue>P20</HeaderValue>");
            }
        }
        assertThat(get("/con/target").status()).isEqualTo(404);
    }

    @Test
    void anIncrementalCopyOfWhatIsNotThereCannotVerifyItsSource() throws IOException {
        String source = here("/con/missing?snapshot=2026-01-01T00:00:00.0000000Z");
        Answer refused = steward("PUT", "/con/target?comp=incrementalcopy", "x-ms-copy-source", source)
                .send();
        assertThat(refused.status() + " " + refused.code()).isEqualTo("404 CannotVerifyCopySource");
        assertThat(refused.text()).contains("<Message>The specified blob does not exist.");
        assertThat(steward("PUT", "/con/target", "x-ms-copy-source", source)
                        .send()
                        .code())
                .isEqualTo("BlobNotFound");
    }

    @Test
    void aSourceHasAUrlOfAtMostTwoKibibytes() throws IOException {
        put("/con/source", "x-ms-blob-type", "BlockBlob");
        String here = here("/con/source?") + "x=";
        String longest = here + "y".repeat(2048 - here.length());
        assertThat(copy(longest).status()).isEqualTo(202);
        for (String[] copy : List.of(new String[] {"x-ms-requires-sync", "true"}, new String[] {"x-ms-meta-a", "b"})) {
            Answer refused = steward("PUT", "/con/target", "x-ms-copy-source", longest + "y", copy[0], copy[1])
                    .send();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("OutOfRangeInput");
        }
    }

    @Test
    void anIncrementalCopySaysSoOfIfMatchAlone() throws IOException {
        put("/con/disk", "x-ms-blob-type", "PageBlob", "x-ms-blob-content-length", "512");
        String snapshot = put("/con/disk?comp=snapshot").header("x-ms-snapshot").orElseThrow();
        String source = here("/con/disk?snapshot=" + snapshot);
        String etag = put("/con/target?comp=incrementalcopy", "x-ms-copy-source", source)
                .header("ETag")
                .orElseThrow();
        String[][] conditions = {
            {"If-Match", "\"0x1\"", "TargetConditionNotMet"},
            {"If-None-Match", etag, "ConditionNotMet"},
            {"If-Modified-Since", "Sat, 28 Nov 2120 10:00:00 GMT", "ConditionNotMet"},
            {"If-Unmodified-Since", "Sat, 28 Nov 2020 10:00:00 GMT", "ConditionNotMet"},
        };
        for (String[] condition : conditions) {
            Answer refused = steward(
                            "PUT",
                            "/con/target?comp=incrementalcopy",
                            "x-ms-copy-source",
                            source,
                            condition[0],
                            condition[1])
                    .send();
            assertThat(refused.status()).isEqualTo(412);
            assertThat(refused.code()).as(condition[0]).isEqualTo(condition[2]);
        }
    }

    @Test
    void nothingIsCopiedOverABlobWhoseLeaseEndsByItself() throws IOException {
        put("/con/source", "x-ms-blob-type", "BlockBlob");
        put("/con/target", "x-ms-blob-type", "BlockBlob");
        String lease = lease("15");
        for (String[] copy : copies()) {
            Answer answer = over(copy, "x-ms-lease-id", lease);
            if (copy[1].equals("x-ms-blob-type")) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            } else {
                assertThat(answer.status()).isEqualTo(412);
                assertThat(answer.code()).as(String.join(" ", copy)).isEqualTo("InfiniteLeaseDurationRequired");
            }
        }
        String infinite = lease("-1");
        Answer copied = over(copies().getFirst(), "x-ms-lease-id", infinite);
        assertThat(copied.status()).as(copied.toString()).isEqualTo(202);
    }

    private String lease(String seconds) throws IOException {
        return put(
                        "/con/target?comp=lease",
                        "x-ms-lease-action",
                        "acquire",
                        "x-ms-lease-duration",
                        seconds,
                        "x-ms-proposed-lease-id",
                        "00000000-0000-0000-0000-00000000000a")
                .header("x-ms-lease-id")
                .orElseThrow();
    }

    @Test
    void aSourceThatIsNotThereIsTold() throws IOException {
        String here = "http://localhost:" + house.server.port() + "/" + A + "/con/nothing";
        Answer asynchronous =
                steward("PUT", "/con/target", "x-ms-copy-source", here).send();
        assertThat(asynchronous.status()).isEqualTo(404);
        assertThat(asynchronous.code()).isEqualTo("BlobNotFound");
        Answer synchronous = copy(here);
        assertThat(synchronous.status()).isEqualTo(404);
        assertThat(synchronous.code()).isEqualTo("CannotVerifyCopySource");
        assertThat(synchronous.headers())
                .contains(
                        new Header("x-ms-copy-source-status-code", "404"),
                        new Header("x-ms-copy-source-error-code", "BlobNotFound"));
        assertThat(synchronous.text())
                .contains(
                        "<Message>The specified blob does not exist.\n",
                        "<CopySourceStatusCode>404</CopySourceStatusCode>",
                        "<CopySourceErrorCode>BlobNotFound</CopySourceErrorCode>",
                        "<CopySourceErrorMessage>The specified blob does not exist.</CopySourceErrorMessage>");
    }

    @Test
    void sumsOfTheSourceAreVerified() throws IOException {
        assertThat(copy(url("/a"), "x-ms-source-content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .code())
                .isEqualTo("Md5Mismatch");
        assertThat(get("/con/copy").status()).isEqualTo(404);
    }

    @Test
    void aSourceThatBreaksOffLeavesNothing() throws IOException {
        Answer broken = copy(url("/broken"));
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.code()).isEqualTo("CannotVerifyCopySource");
        assertThat(get("/con/copy").status()).isEqualTo(404);
    }

    @Test
    void theTokenForTheSourceGoesToItsServer() throws IOException {
        assertThat(copy(url("/a"), "x-ms-copy-source-authorization", "Bearer xyz")
                        .status())
                .isEqualTo(202);
        assertThat(seen).containsExactly("/a Bearer xyz");
    }

    @Test
    void tagsCannotBeAskedForElsewhere() throws IOException {
        assertThat(copy(url("/a"), "x-ms-copy-source-tag-option", "COPY").code())
                .isEqualTo("InvalidHeaderValue");
    }

    @Test
    void networksThatAreNotAllowedAreNotReached() throws IOException {
        for (String host : List.of("127.0.0.2", "[::1]", "169.254.169.254", "10.0.0.1", "nowhere.invalid")) {
            Answer refused =
                    copy("http://" + host + ":" + elsewhere.getAddress().getPort() + "/a");
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("CannotVerifyCopySource");
            assertThat(refused.text()).contains("no address that may be reached");
        }
        assertThat(seen).isEmpty();
    }

    // Sources in this server

    private String otherAccountsBlob() throws IOException {
        house.store.createAccount(new AccountName(OTHER));
        Bootstrap keys = house.access.directory().bootstrap(OTHER, Authority.operator("test"));
        try (WireClient other = new WireClient(house.server.port())) {
            for (String target : List.of("/theirs?restype=container", "/theirs/b")) {
                Answer made = other.request("PUT", "/" + OTHER + target)
                        .with("x-ms-blob-type", "BlockBlob")
                        .with("x-ms-meta-Theirs", "1")
                        .body(target.endsWith("b") ? "theirs" : "")
                        .signed(OTHER, keys.steward().base64())
                        .send();
                assertThat(made.status()).as(made.toString()).isEqualTo(201);
            }
        }
        Instant now = Instant.now();
        String sas = IssuedSas.query(
                OTHER,
                Base64.getDecoder().decode(keys.steward().base64()),
                "r",
                now.minusSeconds(60),
                now.plusSeconds(3600));
        return "http://localhost:" + house.server.port() + "/" + OTHER + "/theirs/b?" + sas;
    }

    @Test
    void aBlobOfAnotherAccountIsCopiedUnderASignatureOfThatAccount() throws IOException {
        String source = otherAccountsBlob();
        Answer copied = copy(source);
        assertThat(copied.status()).as(copied.toString()).isEqualTo(202);
        Answer read = get("/con/copy");
        assertThat(read.text()).isEqualTo("theirs");
        assertThat(read.header("x-ms-meta-Theirs")).hasValue("1");
        assertThat(read.header("x-ms-copy-source").orElseThrow()).doesNotContain("sig=");
    }

    @Test
    void aBlobOfAnotherAccountWithoutASignatureIsNot() throws IOException {
        String source = otherAccountsBlob();
        Answer bare = copy(source.substring(0, source.indexOf('?')));
        assertThat(bare.status()).isEqualTo(401);
        assertThat(bare.code()).isEqualTo("CannotVerifyCopySource");
        Answer forged = copy(source.replaceAll("sig=...", "sig=AAA"));
        assertThat(forged.status()).isEqualTo(403);
        Answer token = copy(source.substring(0, source.indexOf('?')), "x-ms-copy-source-authorization", "Bearer no");
        assertThat(token.status()).isEqualTo(401);
        assertThat(token.header("x-ms-copy-source-error-code")).hasValue("InvalidAuthenticationInfo");
        Answer key = copy(source, "x-ms-copy-source-authorization", "SharedKey " + OTHER + ":AAAA");
        assertThat(key.code()).isEqualTo("InvalidHeaderValue");
        assertThat(get("/con/copy").status()).isEqualTo(404);
    }
}
