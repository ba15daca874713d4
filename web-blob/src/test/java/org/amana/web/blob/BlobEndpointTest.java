package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.blob.AccountName;
import org.amana.blob.Crc64;
import org.amana.blob.Md5;
import org.amana.blob.SetSafeguards;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Service;
import org.amana.verifier.Entry;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.blob.WireClient.Request;
import org.amana.web.http.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The wire, byte for byte, on all floors of the house.
class BlobEndpointTest {
    private static final String A = House.ACCOUNT;
    private static final AtomicInteger CONTAINERS = new AtomicInteger();

    private static House house;

    private WireClient client;
    private String container;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new WireClient(house.server.port());
        container = "container-" + CONTAINERS.incrementAndGet();
        assertThat(steward("PUT", "/" + container + "?restype=container").send().status())
                .isEqualTo(201);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    /// A request signed with the steward's key; headers must be set before, so this is for those without any.
    private Request steward(String method, String target, String... headers) {
        return signed(house.keys.steward().base64(), method, target, new byte[0], headers);
    }

    private Request steward(String method, String target, byte[] body, String... headers) {
        return signed(house.keys.steward().base64(), method, target, body, headers);
    }

    private Request signed(String key, String method, String target, byte[] body, String... headers) {
        Request request = client.request(method, "/" + A + target).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.with(headers[i], headers[i + 1]);
        }
        return request.signed(A, key);
    }

    private Answer put(String name, String text, String... more) throws IOException {
        String[] headers = Arrays.copyOf(more, more.length + 2);
        headers[more.length] = "x-ms-blob-type";
        headers[more.length + 1] = "BlockBlob";
        return steward("PUT", "/" + container + "/" + name, text.getBytes(UTF_8), headers)
                .send();
    }

    private Answer get(String name, String... headers) throws IOException {
        return steward("GET", "/" + container + "/" + name, headers).send();
    }

    // Who asks

    @Test
    void everyAuthenticatedRequestIsOneEntryAndItsRequestIdNamesIt() throws IOException {
        long before = house.ledger.size();
        Answer answer = put("a", "hello");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        UUID id = UUID.fromString(answer.header("x-ms-request-id").orElseThrow());
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.toString()).contains(Long.toHexString(before));

        assertThat(get("missing").status()).isEqualTo(404);
        assertThat(get("a?comp=nonsense").status()).isEqualTo(400);
        assertThat(steward("PUT", "/" + container + "/a?comp=tier").send().code())
                .isEqualTo("MissingRequiredHeader");
        assertThat(steward("PUT", "/A_B?restype=container").send().status()).isEqualTo(400);
        assertThat(house.ledger.size()).isEqualTo(before + 5);
    }

    @Test
    void aKeyDoesWhatItsPurposeAllowsAndNoMore() throws IOException {
        put("a", "hello");
        Answer read = signed(house.keys.reader().base64(), "GET", "/" + container + "/a", new byte[0])
                .send();
        assertThat(read.text()).isEqualTo("hello");

        long before = house.ledger.size();
        Answer refused = signed(
                        house.keys.reader().base64(),
                        "PUT",
                        "/" + container + "/b",
                        "x".getBytes(UTF_8),
                        "x-ms-blob-type",
                        "BlockBlob")
                .send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("PurposeForbidsAction");
        assertThat(refused.text())
                .contains("<Code>PurposeForbidsAction</Code>")
                .contains("RequestId:" + refused.header("x-ms-request-id").orElseThrow());
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(signed(house.keys.administrator().base64(), "GET", "/" + container + "/a", new byte[0])
                        .send()
                        .code())
                .isEqualTo("PurposeForbidsAction");
        assertThat(get("b").status()).isEqualTo(404);
    }

    @Test
    void aWrongKeyAndAnUnknownAccountLookTheSame() throws IOException {
        Answer wrong = client.request("GET", "/" + A + "/c/b").signed(A, "AAAA").send();
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("AuthenticationFailed");
        assertThat(wrong.text())
                .contains("<AuthenticationErrorDetail>The MAC signature found in the HTTP request")
                .contains("/" + A + "/" + A + "/c/b");

        Answer unknown =
                client.request("GET", "/nobody/c/b").signed("nobody", "AAAA").send();
        assertThat(shape(unknown, "nobody")).isEqualTo(shape(wrong, A));

        Answer foreign = client.request("GET", "/" + A + "/c/b")
                .signed("other", house.keys.steward().base64())
                .send();
        assertThat(foreign.code()).isEqualTo("AuthenticationFailed");
    }

    private static String shape(Answer answer, String account) {
        return answer.toString()
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[^\\\\<]*", "TIME")
                .replaceAll("\\w{3}, \\d\\d \\w{3} \\d{4} [0-9:]{8} GMT", "DATE")
                .replaceAll("'[A-Za-z0-9+/=]{44}'", "SIGNATURE")
                .replaceAll("value=\\d+", "LENGTH")
                .replace(account, "ACCOUNT");
    }

    @Test
    void anAlteredRequestIsRefused() throws IOException {
        put("a", "hello");
        Request request = steward("GET", "/" + container + "/a");
        request.with("x-ms-range", "bytes=0-1");
        assertThat(request.send().code()).isEqualTo("AuthenticationFailed");
    }

    @ParameterizedTest
    @CsvSource({"-16, 403", "-14, 200", "14, 200", "16, 403"})
    void clocksMayBeAQuarterOfAnHourApart(int minutes, int status) throws IOException {
        put("a", "hello");
        String date = HttpDate.format(Instant.now().plus(Duration.ofMinutes(minutes)));
        Answer answer = client.request("GET", "/" + A + "/" + container + "/a")
                .with("x-ms-date", date)
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.text()).contains("not within 15 minutes");
        }
    }

    @Test
    void withoutCredentialsNewClientsAreToldToAuthenticateAndOthersNothing() throws IOException {
        put("a", "hello");
        Answer unversioned =
                client.request("GET", "/" + A + "/" + container + "/a").send();
        assertThat(unversioned.status()).isEqualTo(404);
        assertThat(unversioned.code()).isEqualTo("ResourceNotFound");
        Answer versioned = client.request("GET", "/" + A + "/" + container + "/a")
                .with("x-ms-version", "2021-12-02")
                .send();
        assertThat(versioned.status()).isEqualTo(401);
        assertThat(versioned.code()).isEqualTo("NoAuthenticationInformation");
        assertThat(versioned.header("WWW-Authenticate")).isPresent();
        Answer bearer = client.request("GET", "/" + A + "/" + container + "/a")
                .with("Authorization", "Bearer eyJ")
                .send();
        assertThat(bearer.code()).isEqualTo("InvalidAuthenticationInfo");
        assertThat(bearer.text()).contains("no issuer is configured");
    }

    @Test
    void liteHostStyleAndSecondaryAreAllUnderstood() throws IOException {
        put("a", "hello");
        String key = house.keys.steward().base64();
        String path = "/" + container + "/a";
        assertThat(client.request("GET", "/" + A + path)
                        .signedLite(A, key)
                        .send()
                        .text())
                .isEqualTo("hello");
        assertThat(client.request("GET", path)
                        .with("Host", A + ".blob.localhost:1")
                        .signed(A, key)
                        .send()
                        .text())
                .isEqualTo("hello");
        assertThat(client.request("GET", "/" + A + "-secondary" + path)
                        .signed(A, key)
                        .send()
                        .text())
                .isEqualTo("hello");
        assertThat(client.request("GET", "/" + A + "-secondary" + path)
                        .signed(A + "-secondary", key)
                        .send()
                        .text())
                .isEqualTo("hello");
    }

    @Test
    void theSecondaryIsForReadingOnly() throws IOException {
        put("a", "hello");
        String base = "/" + A + "-secondary";
        String list = base + "/" + container + "?restype=container&comp=list";
        assertThat(signed("GET", list).status()).isEqualTo(200);
        String[][] writes = {
            {"PUT", base + "/" + container + "/a", "x-ms-blob-type", "BlockBlob"},
            {"PUT", base + "/" + container + "/a?comp=metadata", "x-ms-meta-a", "b"},
            {"PUT", base + "/other?restype=container", "x-ms-meta-a", "b"},
            {"DELETE", base + "/" + container + "/a", "x-ms-delete-snapshots", "include"},
        };
        for (String[] write : writes) {
            Answer refused = client.request(write[0], write[1])
                    .with(write[2], write[3])
                    .signed(A, house.keys.steward().base64())
                    .send();
            assertThat(refused.status()).as(write[1]).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("InsufficientAccountPermissions");
            Entry entry = house.ledger.entry(house.ledger.size() - 1);
            assertThat(entry.text("dec")).isEqualTo("deny");
            assertThat(entry.texts("rule")).containsExactly("engine/secondary");
        }
        assertThat(get("a").text()).isEqualTo("hello");
    }

    private Answer signed(String method, String target) throws IOException {
        return client.request(method, target)
                .signed(A, house.keys.steward().base64())
                .send();
    }

    // Versions and the headers of every answer

    @ParameterizedTest
    @ValueSource(strings = {"2009-09-19", "2015-02-21", "2026-10-06", "2031-01-01"})
    void everyVersionIsAcceptedAndEchoed(String version) throws IOException {
        Answer answer = client.request("GET", "/" + A + "?comp=list")
                .with("x-ms-version", version)
                .with("x-ms-client-request-id", "mine")
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-ms-version")).hasValue(version);
        assertThat(answer.header("x-ms-client-request-id")).hasValue("mine");
        assertThat(answer.header("Date")).isPresent();
        assertThat(answer.header("Server")).hasValue("Amana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2009-09-18", "now", "2026-13-01", "20260101"})
    void whatIsNoVersionIsRefused(String version) throws IOException {
        assertThat(client.request("GET", "/" + A + "?comp=list")
                        .with("x-ms-version", version)
                        .signed(A, house.keys.steward().base64())
                        .send()
                        .code())
                .isEqualTo("InvalidHeaderValue");
    }

    @Test
    void errorsHaveAzuresShape() throws IOException {
        Answer answer = get("missing", "x-ms-client-request-id", "mine");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("The specified blob does not exist.");
        assertThat(answer.code()).isEqualTo("BlobNotFound");
        assertThat(answer.header("x-ms-client-request-id")).hasValue("mine");
        assertThat(answer.header("Content-Type")).hasValue("application/xml");
        assertThat(answer.text())
                .matches("(?s)<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><Error><Code>BlobNotFound</Code>"
                        + "<Message>The specified blob does not exist\\..*\\nRequestId:[0-9a-f-]{36}\\n"
                        + "Time:\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z</Message></Error>");

        Answer head = steward("HEAD", "/" + container + "/missing").send();
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.code()).isEqualTo("BlobNotFound");
        assertThat(head.header("Content-Type")).isEmpty();
    }

    // Names

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%2Fb",
                "a+b",
                "a%20b",
                "%D8%A3%D9%85%D8%A7%D9%86%D8%A9",
                "%F0%9F%8C%B4",
                "a//b",
                "dir/./x",
                "../x",
                "../../../x",
                "t.",
                "tail/",
                "%252F",
                "q%3Fx",
                "%01",
                "a;b=c",
                "!$&'()*,=:@"
            })
    void namesAreKeptByteForByte(String encoded) throws IOException {
        assertThat(put(encoded, encoded).status()).isEqualTo(201);
        assertThat(get(encoded).text()).isEqualTo(encoded);
        String list = steward("GET", "/" + container + "?restype=container&comp=list")
                .send()
                .text();
        String name = Percent.decode(encoded);
        String shown = new Xml().name("Name", name).toString();
        assertThat(list).contains(shown.substring(shown.indexOf("?>") + 2));
    }

    @Test
    void anEncodedSlashIsASlashAndSoIsABackslash() throws IOException {
        put("a%2Fb", "x");
        assertThat(get("a/b").text()).isEqualTo("x");
        assertThat(get("a%5Cb").text()).isEqualTo("x");
        assertThat(get("a%252Fb").status()).isEqualTo(404);
    }

    @Test
    void namesHaveAtMost1024Characters() throws IOException {
        assertThat(put("%D8%A3".repeat(1024), "x").status()).isEqualTo(201);
        Answer tooLong = put("a".repeat(1025), "x");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.code()).isEqualTo("OutOfRangeInput");
        assertThat(put("%00", "x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%ff%fe", "%c0%af"})
    void brokenEncodingsAreRefused(String name) throws IOException {
        Answer answer =
                client.request("GET", "/" + A + "/" + container + "/" + name).send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidUri");
    }

    // Content

    @Test
    void aBlobComesBackWithEverythingClientsInsistOn() throws IOException {
        Answer written = put(
                "a",
                "hello",
                "Content-Type",
                "text/plain; charset=UTF-8",
                "x-ms-meta-FooBar",
                "v",
                "x-ms-meta-aB",
                "w",
                "x-ms-blob-cache-control",
                "no-store",
                "Content-Encoding",
                "gzip");
        assertThat(written.header("ETag").orElseThrow()).matches("\"0x[0-9A-F]+\"");
        assertThat(written.header("x-ms-request-server-encrypted")).hasValue("true");
        Answer read = get("a");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.headers())
                .contains(
                        new Header("x-ms-meta-FooBar", "v"),
                        new Header("x-ms-meta-aB", "w"),
                        new Header("Content-Type", "text/plain; charset=UTF-8"),
                        new Header("Content-Encoding", "gzip"),
                        new Header("Cache-Control", "no-store"),
                        new Header("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg=="),
                        new Header("Content-Length", "5"),
                        new Header("x-ms-blob-type", "BlockBlob"),
                        new Header("x-ms-lease-state", "available"),
                        new Header("x-ms-lease-status", "unlocked"),
                        new Header("x-ms-server-encrypted", "true"),
                        new Header("Accept-Ranges", "bytes"),
                        new Header("ETag", written.header("ETag").orElseThrow()),
                        new Header(
                                "Last-Modified", written.header("Last-Modified").orElseThrow()));
        assertThat(read.header("x-ms-creation-time")).isPresent();
        Answer head = steward("HEAD", "/" + container + "/a").send();
        assertThat(head.header("Content-Length")).hasValue("5");
        assertThat(head.header("Content-Type")).hasValue("text/plain; charset=UTF-8");
        assertThat(head.header("x-ms-access-tier")).hasValue("Hot");
        assertThat(head.header("x-ms-access-tier-inferred")).hasValue("true");
    }

    /// A blob gives back what several requests said of it, each as much as a request can say.
    @Test
    void whateverABlobWasToldComesBack() throws IOException {
        String cache = "c".repeat(40_000);
        String told = "t".repeat(8_000);
        put("a", "hello");
        String properties = "/" + container + "/a?comp=properties";
        assertThat(steward("PUT", properties, "x-ms-blob-cache-control", cache)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(steward("PUT", "/" + container + "/a?comp=metadata", "x-ms-meta-told", told)
                        .send()
                        .status())
                .isEqualTo(200);
        for (String method : List.of("GET", "HEAD")) {
            Answer read = steward(method, "/" + container + "/a").send();
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.header("Cache-Control")).hasValue(cache);
            assertThat(read.header("x-ms-meta-told")).hasValue(told);
            assertThat(read.header("Content-Length")).hasValue("5");
        }
        assertThat(client.request("GET", "/" + A + "/" + container + "/a")
                        .with("x-ms-version", "9".repeat(40_000))
                        .signed(A, house.keys.steward().base64())
                        .send()
                        .code())
                .isEqualTo("InvalidHeaderValue");
    }

    @Test
    void settingThePropertiesReplacesThemAll() throws IOException {
        put("a", "hello", "Content-Type", "text/plain", "x-ms-blob-content-language", "ar");
        String path = "/" + container + "/a";
        assertThat(steward("PUT", path + "?comp=properties", "x-ms-blob-content-md5", "AQIDBA==")
                        .send()
                        .status())
                .isEqualTo(200);
        Answer head = steward("HEAD", path).send();
        assertThat(head.header("Content-Type")).isEmpty();
        assertThat(head.header("Content-Language")).isEmpty();
        assertThat(head.header("Content-MD5")).hasValue("AQIDBA==");
        assertThat(steward("PUT", path + "?comp=properties", "x-ms-blob-content-md5", "?")
                        .send()
                        .code())
                .isEqualTo("InvalidMd5");
    }

    @Test
    void ranges() throws IOException {
        put("a", "0123456789");
        Answer part = get("a", "Range", "bytes=0-1", "x-ms-range", "bytes=2-4");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("234");
        assertThat(part.header("Content-Range")).hasValue("bytes 2-4/10");
        assertThat(part.header("Content-MD5")).isEmpty();
        assertThat(part.header("x-ms-blob-content-md5")).hasValue("eB5eJF1ptWaXm4bijSPyxw==");
        assertThat(get("a", "Range", "bytes=0-").status()).isEqualTo(206);
        assertThat(get("a", "Range", "bytes=5-4").status()).isEqualTo(200);
        Answer md5 = get("a", "x-ms-range", "bytes=0-9", "x-ms-range-get-content-md5", "true");
        assertThat(md5.header("Content-MD5")).hasValue("eB5eJF1ptWaXm4bijSPyxw==");
        assertThat(get("a", "x-ms-range", "bytes=0-9", "x-ms-range-get-content-crc64", "true")
                        .header("x-ms-content-crc64"))
                .isPresent();
        assertThat(get("a", "x-ms-range-get-content-md5", "true").code()).isEqualTo("InvalidHeaderValue");
        for (String sum : List.of("x-ms-range-get-content-md5", "x-ms-range-get-content-crc64")) {
            assertThat(get("a", "x-ms-range", "bytes=0-4194303", sum, "true").status())
                    .isEqualTo(206);
            for (String range : List.of("bytes=0-4194304", "bytes=0-", "bytes=9-")) {
                Answer refused = get("a", "x-ms-range", range, sum, "true");
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.code()).isEqualTo("InvalidHeaderValue");
                assertThat(refused.text()).contains("<HeaderName>" + sum + "</HeaderName>");
            }
        }
        Answer behind = get("a", "Range", "bytes=10-");
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.code()).isEqualTo("InvalidRange");
        assertThat(behind.header("Content-Range")).hasValue("bytes */10");
        put("empty", "");
        assertThat(get("empty", "Range", "bytes=0-").status()).isEqualTo(416);
        assertThat(get("empty").status()).isEqualTo(200);
    }

    @Test
    void whoHasItAlreadyIsToldHowLongItIsGood() throws IOException {
        Answer put = put("a", "hello", "x-ms-blob-cache-control", "max-age=60");
        for (String method : List.of("GET", "HEAD")) {
            Answer same = steward(
                            method,
                            "/" + container + "/a",
                            "If-None-Match",
                            put.header("ETag").orElseThrow())
                    .send();
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("ETag")).isEqualTo(put.header("ETag"));
            assertThat(same.header("Last-Modified")).isEqualTo(put.header("Last-Modified"));
            assertThat(same.header("Cache-Control")).hasValue("max-age=60");
            assertThat(same.header("Content-Length"))
                    .as("that would be of the content")
                    .isEmpty();
        }
    }

    @Test
    void aRangeOfAnotherVersionIsAnsweredWithTheWhole() throws IOException {
        String etag = put("a", "hello").header("ETag").orElseThrow();
        assertThat(get("a", "Range", "bytes=1-2", "If-Range", etag).text()).isEqualTo("el");
        for (String other : List.of("\"0x1\"", "W/" + etag, HttpDate.format(Instant.now()))) {
            Answer whole = get("a", "Range", "bytes=1-2", "If-Range", other);
            assertThat(whole.status()).as(other).isEqualTo(200);
            assertThat(whole.text()).isEqualTo("hello");
        }
        Answer behind = get("a", "Range", "bytes=9-", "If-Range", "\"0x1\"");
        assertThat(behind.status()).isEqualTo(200);
    }

    @Test
    void theVersionThatCountedIsTold() throws IOException {
        put("a", "hello");
        String path = "/" + container + "/a";
        Request request = client.request("GET", "/" + A + path + "?api-version=2019-12-12");
        assertThat(request.signedWithoutVersion(A, house.keys.steward().base64())
                        .send()
                        .header("x-ms-version"))
                .hasValue("2019-12-12");
        assertThat(get("a", "x-ms-version", "2021-02-12").header("x-ms-version"))
                .hasValue("2021-02-12");
    }

    @Test
    void whatTellsOperationsApartIsComparedWithoutCase() throws IOException {
        assertThat(steward("GET", "/" + container + "?restype=Container&comp=LIST")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aListingThatCannotEndWhereItShouldIsRefused() throws IOException {
        assertThat(steward("GET", "/" + container + "?restype=container&comp=list&startFrom=a&endBefore=b")
                        .send()
                        .code())
                .isEqualTo("UnsupportedQueryParameter");
    }

    @Test
    void conditions() throws IOException {
        String etag = put("a", "hello").header("ETag").orElseThrow();
        assertThat(get("a", "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(get("a", "If-None-Match", etag).code()).isEqualTo("ConditionNotMet");
        assertThat(get("a", "If-Match", etag.replace("\"", "")).status()).isEqualTo(200);
        assertThat(get("a", "If-Match", "\"0x1\"").status()).isEqualTo(412);
        String soon = HttpDate.format(Instant.now().plusSeconds(5));
        assertThat(get("a", "If-Modified-Since", soon).status()).isEqualTo(304);
        assertThat(get("a", "If-Modified-Since", "never").code()).isEqualTo("InvalidHeaderValue");
        assertThat(get("a", "If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(get("a", "If-Unmodified-Since", "Sunday, 06-Nov-94 08:49:37 GMT")
                        .status())
                .isEqualTo(412);
        Answer exists = put("a", "x", "If-None-Match", "*");
        assertThat(exists.status()).isEqualTo(409);
        assertThat(exists.code()).isEqualTo("BlobAlreadyExists");
        assertThat(put("a", "x", "If-Match", "\"0x1\"").code()).isEqualTo("ConditionNotMet");
    }

    @Test
    void aReadThatNoBlobCouldAnswerIsRefusedBeforeOneIsLookedFor() throws IOException {
        put("a", "hello");
        for (String name : List.of("a", "nothing")) {
            for (String query : List.of("", "?comp=metadata", "?comp=blocklist")) {
                Answer answer = get(name + query, "If-None-Match", "*");
                assertThat(answer.status()).as(name + query).isEqualTo(400);
                assertThat(answer.code()).isEqualTo("UnsatisfiableCondition");
            }
        }
    }

    @Test
    void whoHoldsTheLeaseMayWriteOverABlobThatIfNoneMatchProtects() throws IOException {
        put("a", "hello");
        String lease = steward(
                        "PUT",
                        "/" + container + "/a?comp=lease",
                        "x-ms-lease-action",
                        "acquire",
                        "x-ms-lease-duration",
                        "-1")
                .send()
                .header("x-ms-lease-id")
                .orElseThrow();
        assertThat(put("a", "x", "If-None-Match", "*").code()).isEqualTo("LeaseIdMissing");
        assertThat(put("a", "x", "If-None-Match", "*", "x-ms-lease-id", lease).status())
                .isEqualTo(201);
        assertThat(put(
                                "a",
                                "x",
                                "If-None-Match",
                                "*",
                                "If-Unmodified-Since",
                                "Sat, 28 Nov 2120 10:00:00 GMT",
                                "x-ms-lease-id",
                                lease)
                        .code())
                .isEqualTo("MultipleConditionHeadersNotSupported");
        put("b", "free");
        assertThat(put("b", "x", "If-None-Match", "*").code()).isEqualTo("BlobAlreadyExists");
    }

    @Test
    void snapshotsTellOfNoLease() throws IOException {
        put("a", "hello");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        assertThat(get("a?snapshot=" + snapshot).header("x-ms-lease-state")).isEmpty();
        assertThat(get("a").header("x-ms-lease-state")).hasValue("available");
        String listed = steward("GET", "/" + container + "?restype=container&comp=list&include=snapshots")
                .send()
                .text();
        assertThat(listed.split("<LeaseState>")).hasSize(2);
    }

    @Test
    void toDeleteTheSnapshotsOfABlobWithoutAnyIsToFindNothing() throws IOException {
        put("a", "hello");
        Answer none = steward("DELETE", "/" + container + "/a", "x-ms-delete-snapshots", "only")
                .send();
        assertThat(none.code()).isEqualTo("BlobNotFound");
        assertThat(get("a").status()).isEqualTo(200);
    }

    @Test
    void aSnapshotHasTagsOfItsOwn() throws IOException {
        put("a", "hello", "x-ms-tags", "k=then");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        setTag("a?comp=tags", "now");
        assertThat(get("a?comp=tags&snapshot=" + snapshot).text()).contains("<Value>then</Value>");
        setTag("a?comp=tags&snapshot=" + snapshot, "later");
        assertThat(get("a?comp=tags&snapshot=" + snapshot).text()).contains("<Value>later</Value>");
        assertThat(get("a?comp=tags").text()).contains("<Value>now</Value>");
    }

    private void setTag(String blob, String value) throws IOException {
        String tags = "<Tags><TagSet><Tag><Key>k</Key><Value>" + value + "</Value></Tag></TagSet></Tags>";
        assertThat(steward("PUT", "/" + container + "/" + blob, tags.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"rwl, 200", "racwdxltmeopyif, 200", "wr, 400", "rr, 400", "rz, 400", "R, 400", "xr, 200"})
    void permissionsOfAPolicyAreInOrderAndOnce(String permissions, int status) throws IOException {
        String policies = "<SignedIdentifiers><SignedIdentifier><Id>p</Id><AccessPolicy><Permission>" + permissions
                + "</Permission></AccessPolicy></SignedIdentifier><SignedIdentifier><Id>empty</Id></SignedIdentifier>"
                + "</SignedIdentifiers>";
        String acl = "/" + container + "?restype=container&comp=acl";
        Answer set = steward("PUT", acl, policies.getBytes(UTF_8)).send();
        assertThat(set.status()).as(set.toString()).isEqualTo(status);
        if (status == 200) {
            assertThat(steward("GET", acl).send().text())
                    .contains("<SignedIdentifier><Id>empty</Id></SignedIdentifier>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01, 2020-01-01T00:00:00.0000000Z",
        "2020-01-01T02:03Z, 2020-01-01T02:03:00.0000000Z",
        "2020-01-01T02:03:04Z, 2020-01-01T02:03:04.0000000Z",
        "2020-01-01T02:03:04.5Z, 2020-01-01T02:03:04.5000000Z",
        "2020-01-01T02:03:04.1234567Z, 2020-01-01T02:03:04.1234567Z"
    })
    void timesOfAPolicyAreGivenBackWithSevenDecimals(String sent, String told) throws IOException {
        String policies = "<SignedIdentifiers><SignedIdentifier><Id>p</Id><AccessPolicy><Start>" + sent
                + "</Start><Expiry>" + sent + "</Expiry></AccessPolicy></SignedIdentifier></SignedIdentifiers>";
        String acl = "/" + container + "?restype=container&comp=acl";
        assertThat(steward("PUT", acl, policies.getBytes(UTF_8)).send().status())
                .isEqualTo(200);
        assertThat(steward("GET", acl).send().text())
                .contains("<Start>" + told + "</Start><Expiry>" + told + "</Expiry>");
    }

    @Test
    void aBlockListIsAnsweredWithItsOwnSum() throws IOException {
        String target = "/" + container + "/a?comp=blocklist";
        byte[] list = "<BlockList></BlockList>".getBytes(UTF_8);
        assertThat(steward("PUT", target, list).send().header("x-ms-content-crc64"))
                .hasValue(Crc64.of(list).base64());
        assertThat(steward("PUT", target, list, "x-ms-version", "2018-03-28")
                        .send()
                        .header("Content-MD5"))
                .hasValue(Md5.ofBytes(list).base64());
    }

    private void refused(Answer answer, int status, String code, String named) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text()).contains(">" + named + "<");
    }

    @Test
    void versionsBeforeCrc64AreToldTheMd5OfABlock() throws IOException {
        String target = "/" + container + "/a?comp=block&blockid=AAAA";
        Answer old = steward("PUT", target, "hello".getBytes(UTF_8), "x-ms-version", "2018-11-09")
                .send();
        assertThat(old.header("Content-MD5")).hasValue("XUFAKrxLKna5cZ2REBfFkg==");
        assertThat(old.header("x-ms-content-crc64")).isEmpty();
        Answer current = steward("PUT", target, "hello".getBytes(UTF_8), "x-ms-version", "2019-02-02")
                .send();
        assertThat(current.header("Content-MD5")).isEmpty();
        assertThat(current.header("x-ms-content-crc64")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Range", "x-ms-range"})
    void whatIsWrittenAsAWholeTakesNoRange(String range) throws IOException {
        put("source", "x");
        String source = "http://localhost:" + house.server.port() + "/" + A + "/" + container + "/source";
        String from = "x-ms-copy-source";
        String type = "x-ms-blob-type";
        byte[] list = "<BlockList/>".getBytes(UTF_8);
        List<Request> writes = List.of(
                steward("PUT", "/" + container + "/a", type, "BlockBlob", range, "bytes=0-0"),
                steward("PUT", "/" + container + "/a", type, "AppendBlob", range, "bytes=0-0"),
                steward("PUT", "/" + container + "/a?comp=block&blockid=AAAA", new byte[1], range, "bytes=0-0"),
                steward("PUT", "/" + container + "/a?comp=blocklist", list, range, "bytes=0-0"),
                steward("PUT", "/" + container + "/a", from, source, range, "bytes=0-0"),
                steward("PUT", "/" + container + "/a", from, source, "x-ms-requires-sync", "true", range, "bytes=0-0"),
                steward("PUT", "/" + container + "/a", from, source, type, "BlockBlob", range, "bytes=0-0"));
        for (Request write : writes) {
            refused(write.send(), 400, "UnsupportedHeader", range);
        }
        assertThat(get("a").status()).isEqualTo(404);
    }

    @Test
    void metadataIsAsciiAndNamed() throws IOException {
        assertThat(put("a", "x", "x-ms-meta-a", "\u0623").code()).isEqualTo("InvalidMetadata");
        assertThat(put("a", "x", "x-ms-meta-a", "caf\u00e9").code()).isEqualTo("InvalidMetadata");
        assertThat(put("a", "x", "x-ms-meta-a", " !~").status()).isEqualTo(201);
        assertThat(get("a").header("x-ms-meta-a")).hasValue("!~");
        assertThat(put("a", "x", "x-ms-meta-", "v").code()).isEqualTo("EmptyMetadataKey");
    }

    @Test
    void theTypeOfABlobIsReadInAnyLetterCase() throws IOException {
        String path = "/" + container + "/a";
        for (String type : List.of("blockblob", "BLOCKBLOB", "appendBLOB")) {
            assertThat(steward("PUT", path, "x-ms-blob-type", type).send().status())
                    .as(type)
                    .isEqualTo(201);
        }
        assertThat(get("a").header("x-ms-blob-type")).hasValue("AppendBlob");
        String source = "http://localhost:" + house.server.port() + "/" + A + path;
        assertThat(steward("PUT", path + "2", "x-ms-blob-type", "blockBlob", "x-ms-copy-source", source)
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(steward("PUT", path, "x-ms-blob-type", "Block").send().code())
                .isEqualTo("InvalidHeaderValue");
    }

    @Test
    void aSnapshotIsReadWithoutALeaseAndDeletedAlone() throws IOException {
        put("a", "hello");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        String lease = "00000000-0000-0000-0000-00000000000a";
        for (String comp : List.of("", "&comp=metadata", "&comp=tags", "&comp=blocklist", "&comp=pagelist")) {
            refused(
                    get("a?snapshot=" + snapshot + comp, "x-ms-lease-id", lease),
                    400,
                    "InvalidQueryParameterValue",
                    "snapshot");
        }
        String path = "/" + container + "/a?snapshot=" + snapshot;
        assertThat(steward("HEAD", path, "x-ms-lease-id", lease).send().status())
                .isEqualTo(400);
        for (String snapshots : List.of("include", "only")) {
            refused(
                    steward("DELETE", path, "x-ms-delete-snapshots", snapshots).send(),
                    400,
                    "InvalidQueryParameterValue",
                    "snapshot");
        }
        assertThat(steward("DELETE", path).send().status()).isEqualTo(202);
    }

    @Test
    void aCopyIsAbortedByAnIdThatIsAGuid() throws IOException {
        String path = "/" + container + "/missing?comp=copy&copyid=";
        refused(
                steward("PUT", path + "other", "x-ms-copy-action", "abort").send(),
                400,
                "InvalidQueryParameterValue",
                "copyid");
        assertThat(steward("PUT", path + "00000000-0000-0000-0000-00000000000A", "x-ms-copy-action", "abort")
                        .send()
                        .code())
                .isEqualTo("BlobNotFound");
    }

    @Test
    void aBlockListIsSomething() throws IOException {
        String target = "/" + container + "/a?comp=blocklist";
        refused(steward("PUT", target, new byte[0]).send(), 400, "InvalidHeaderValue", "Content-Length");
        for (String empty : List.of("<Latest></Latest>", "<Committed/>", "<Uncommitted> </Uncommitted>")) {
            byte[] list = ("<BlockList>" + empty + "</BlockList>").getBytes(UTF_8);
            assertThat(steward("PUT", target, list).send().code()).as(empty).isEqualTo("InvalidXmlDocument");
        }
    }

    @Test
    void tagsHaveConditionsOfTheirOwn() throws IOException {
        put("a", "hello");
        String tags = "<Tags><TagSet /></Tags>";
        for (String[] condition : new String[][] {
            {"x-ms-blob-if-match", "\"0x1\""}, {"x-ms-blob-if-unmodified-since", "Sat, 28 Nov 2020 10:00:00 GMT"}
        }) {
            Answer refused = steward("PUT", "/" + container + "/a?comp=tags", tags.getBytes(UTF_8), condition)
                    .send();
            assertThat(refused.code()).as(condition[0]).isEqualTo("ConditionNotMet");
        }
    }

    @Test
    void oneSumIsEnough() throws IOException {
        assertThat(put("a", "x", "Content-MD5", "nU4eI71bcnBGqeO0t9tXvQ==", "x-ms-content-crc64", "AAAAAAAAAAA=")
                        .code())
                .isEqualTo("BothCrc64AndMd5HeaderPresent");
        put("a", "x");
        Answer both = get(
                "a",
                "Range",
                "bytes=0-0",
                "x-ms-range-get-content-md5",
                "true",
                "x-ms-range-get-content-crc64",
                "true");
        assertThat(both.code()).isEqualTo("BothCrc64AndMd5RangeHeaderPresent");
    }

    @Test
    void checksumsAreVerified() throws IOException {
        Answer answer = put("a", "hello", "Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("Md5Mismatch");
        assertThat(put("a", "hello", "x-ms-content-crc64", "AAAAAAAAAAA=").code())
                .isEqualTo("Crc64Mismatch");
        assertThat(answer.text())
                .contains("<UserSpecifiedMd5>AAAAAAAAAAAAAAAAAAAAAA==</UserSpecifiedMd5>")
                .contains("<ServerCalculatedMd5>XUFAKrxLKna5cZ2REBfFkg==</ServerCalculatedMd5>");
        assertThat(put("a", "hello", "Content-MD5", "x").code()).isEqualTo("InvalidMd5");
        refused(put("a", "hello", "x-ms-content-crc64", "x"), 400, "InvalidCrc64", "x-ms-content-crc64");
        refused(put("a", "hello", "x-ms-content-crc64", "AAAA"), 400, "Crc64Mismatch", "x-ms-content-crc64");
        assertThat(put("a", "hello", "x-ms-blob-content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .code())
                .isEqualTo("Md5Mismatch");
        assertThat(get("a").status()).isEqualTo(404);
        byte[] list = "<BlockList/>".getBytes(UTF_8);
        assertThat(steward("PUT", "/" + container + "/a?comp=blocklist", list, "x-ms-content-crc64", "AAAAAAAAAAA=")
                        .send()
                        .code())
                .isEqualTo("Crc64Mismatch");
        assertThat(steward(
                                "PUT",
                                "/" + container + "/a?comp=blocklist",
                                list,
                                "x-ms-content-crc64",
                                Crc64.of(list).base64())
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void tagsKeepTheirSpacesAndListingsTellTheirNumber() throws IOException {
        put("a", "hello", "x-ms-tags", "k=1&state=in+work");
        String listing = "/" + container + "?restype=container&comp=list";
        assertThat(steward("GET", listing).send().text())
                .contains("<TagCount>2</TagCount>")
                .doesNotContain("<Tags>");
        assertThat(steward("GET", listing + "&include=tags").send().text())
                .contains("<Tag><Key>state</Key><Value>in work</Value></Tag>");
        String tags = "<Tags><TagSet><Tag><Key> a </Key><Value> b </Value></Tag></TagSet></Tags>";
        assertThat(steward("PUT", "/" + container + "/a?comp=tags", tags.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(get("a?comp=tags").text()).endsWith(tags);
    }

    @Test
    void aConditionOnTagsThatIsTooLongIsRefused() throws IOException {
        put("a", "hello");
        Answer answer = get("a", "x-ms-if-tags", "a='b' OR ".repeat(4_000) + "a='b'");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidHeaderValue");
    }

    @Test
    void blocksAreStagedAndCommitted() throws IOException {
        String path = "/" + container + "/blocks";
        String one = Base64.getUrlEncoder().encodeToString("one".getBytes(UTF_8));
        String two = Base64.getUrlEncoder().encodeToString("two".getBytes(UTF_8));
        assertThat(steward("PUT", path + "?comp=block&blockid=" + one, "hello ".getBytes(UTF_8))
                        .send()
                        .header("x-ms-content-crc64"))
                .isPresent();
        steward("PUT", path + "?comp=block&blockid=" + two, "world".getBytes(UTF_8))
                .send();
        assertThat(get("blocks").status()).isEqualTo(404);
        Answer waiting = get("blocks?comp=blocklist&blocklisttype=uncommitted");
        String[][] conditions = {
            {"If-Match", "*", "412"},
            {"x-ms-if-tags", "a = 'b'", "412"},
            {"x-ms-if-tags", "a <> 'b'", "200"},
            {"x-ms-if-tags", "a != 'b'", "200"},
            {"x-ms-if-tags", "a <> 'b$'", "400"},
            {"If-None-Match", "\"0x1\"", "200"},
            {"If-Modified-Since", "Sat, 28 Nov 2120 10:00:00 GMT", "200"},
            {"If-Unmodified-Since", "Sat, 28 Nov 2020 10:00:00 GMT", "200"},
        };
        for (String[] condition : conditions) {
            assertThat(get("blocks?comp=blocklist&blocklisttype=all", condition[0], condition[1])
                            .status())
                    .as(condition[0] + ": " + condition[1])
                    .isEqualTo(Integer.parseInt(condition[2]));
        }
        assertThat(waiting.text()).contains("<Name>" + two + "</Name>");
        assertThat(waiting.header("x-ms-blob-content-length")).isEmpty();
        assertThat(steward("PUT", path + "?comp=block&blockid=AAAAAAAA", new byte[1])
                        .send()
                        .code())
                .isEqualTo("InvalidBlobOrBlock");
        assertThat(steward("PUT", path + "?comp=block", new byte[1]).send().code())
                .isEqualTo("MissingRequiredQueryParameter");
        String list = "<BlockList><Latest>" + one + "</Latest><Uncommitted>" + two + "</Uncommitted><Latest>" + one
                + "</Latest></BlockList>";
        assertThat(steward("PUT", path + "?comp=blocklist", list.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(get("blocks").text()).isEqualTo("hello worldhello ");
        Answer committed = get("blocks?comp=blocklist&blocklisttype=all");
        assertThat(committed.header("x-ms-blob-content-length")).hasValue("17");
        assertThat(committed.text())
                .contains("<CommittedBlocks><Block><Name>" + one + "</Name><Size>6</Size></Block>")
                .contains("<UncommittedBlocks></UncommittedBlocks>");
        assertThat(steward(
                                "PUT",
                                path + "?comp=blocklist",
                                "<BlockList><Latest>ZZZZ</Latest></BlockList>".getBytes(UTF_8))
                        .send()
                        .code())
                .isEqualTo("InvalidBlockList");
        assertThat(steward("PUT", path + "?comp=blocklist", "<!DOCTYPE a><BlockList/>".getBytes(UTF_8))
                        .send()
                        .code())
                .isEqualTo("InvalidXmlDocument");
        String longId = "<BlockList><Latest>" + "A".repeat(1_000_000) + "</Latest></BlockList>";
        Answer tooLong =
                steward("PUT", path + "?comp=blocklist", longId.getBytes(UTF_8)).send();
        assertThat(tooLong.code()).isEqualTo("InvalidBlockId");
        assertThat(tooLong.body()).hasSizeLessThan(5_000);
        assertThat(steward("PUT", path + "?comp=blocklist", "<BlockList/>".getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(get("blocks").body()).isEmpty();
    }

    @Test
    void aBodyNeedsALength() throws IOException {
        Answer chunked = client.request("PUT", "/" + A + "/" + container + "/a")
                .with("x-ms-blob-type", "BlockBlob")
                .with("Transfer-Encoding", "chunked")
                .noLength()
                .body("0\r\n\r\n")
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(chunked.status()).isEqualTo(411);
        assertThat(chunked.code()).isEqualTo("MissingContentLengthHeader");
        connect();
        Answer none = client.request("PUT", "/" + A + "/" + container + "/a")
                .with("x-ms-blob-type", "BlockBlob")
                .noLength()
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(none.status()).isEqualTo(411);
        assertThat(client.request("PUT", "/" + A + "/" + container + "?restype=container&comp=metadata")
                        .noLength()
                        .signed(A, house.keys.steward().base64())
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBodyShorterThanDeclaredIsAnErrorAndStoresNothing() throws IOException {
        Request request = steward("PUT", "/" + container + "/short", new byte[100], "x-ms-blob-type", "BlockBlob");
        request.begin().write(new byte[50]).finish();
        Answer answer = client.read(false);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("IncompleteBody");
        try (WireClient other = new WireClient(house.server.port())) {
            assertThat(other.request("GET", "/" + A + "/" + container + "/short")
                            .signed(A, house.keys.steward().base64())
                            .send()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aRefusedUploadIsToldBeforeItBegins() throws IOException {
        Request expecting = client.request("PUT", "/" + A + "/" + container + "/a")
                .with("x-ms-blob-type", "BlockBlob")
                .with("Expect", "100-continue")
                .body(new byte[1000]);
        expecting.signed(A, "AAAA").begin();
        assertThat(client.read(false).status()).isEqualTo(403);
    }

    @Test
    void aWantedUploadIsToldToGoOn() throws IOException {
        client.request("PUT", "/" + A + "/" + container + "/a")
                .with("x-ms-blob-type", "BlockBlob")
                .with("Expect", "100-continue")
                .body(new byte[1000])
                .signed(A, house.keys.steward().base64())
                .begin();
        assertThat(client.read(false).status()).isEqualTo(100);
        assertThat(client.write(new byte[1000]).read(false).status()).isEqualTo(201);
    }

    // Containers and listings

    @Test
    void listingsAreFlatOrByHierarchyAndPaged() throws IOException {
        for (String name : List.of("a/1", "a/2", "b", "c/d/e", "f")) {
            put(name, name);
        }
        String base = "/" + container + "?restype=container&comp=list";
        String flat = steward("GET", base).send().text();
        assertThat(flat)
                .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ServiceEndpoint=\"")
                .contains("ContainerName=\"" + container + "\"")
                .endsWith("</Blobs><NextMarker /></EnumerationResults>")
                .containsSubsequence("<Name>a/1</Name>", "<Name>a/2</Name>", "<Name>b</Name>", "<Name>c/d/e</Name>")
                .containsPattern("<Etag>0x[0-9A-F]+</Etag>");
        String tree = steward("GET", base + "&delimiter=%2F").send().text();
        assertThat(tree)
                .contains("<BlobPrefix><Name>a/</Name></BlobPrefix>", "<BlobPrefix><Name>c/</Name></BlobPrefix>")
                .doesNotContain("<Name>a/1</Name>");
        String page =
                steward("GET", base + "&delimiter=%2F&maxresults=2").send().text();
        assertThat(page).contains("<Name>a/</Name>", "<Name>b</Name>").doesNotContain("<Name>c/</Name>");
        String marker = page.replaceAll("(?s).*<NextMarker>(.*)</NextMarker>.*", "$1");
        String next = steward("GET", base + "&delimiter=%2F&maxresults=2&marker=" + Percent.encode(marker, ""))
                .send()
                .text();
        assertThat(next).contains("<Name>c/</Name>", "<Name>f</Name>", "<NextMarker />");
        put("a%20dir/x", "x");
        assertThat(steward("GET", base + "&prefix=a+dir%2F").send().text()).contains("<Name>a dir/x</Name>");
        assertThat(steward("GET", base + "&maxresults=0").send().code()).isEqualTo("OutOfRangeQueryParameterValue");
        assertThat(steward("GET", base + "&include=everything").send().code()).isEqualTo("InvalidQueryParameterValue");
    }

    private static void keepVersions(boolean on) {
        AccountName account = new AccountName(House.ACCOUNT);
        house.access
                .gate()
                .pass(
                        AccessRequest.on(
                                house.blobs.facts().of(account).orElseThrow(),
                                new Caller(house.keys.steward().credential(), "test"),
                                Service.BLOB,
                                Action.WRITE),
                        house.blobs.setSafeguards(new SetSafeguards(account, on, Duration.ZERO)))
                .orThrow();
    }

    private static String between(String text, String first, String last) {
        int begin = text.indexOf(first) + first.length();
        return text.substring(begin, text.indexOf(last, begin));
    }

    @Test
    void ofADeletedBlobWithVersionsTheNewestIsToldAndWhenItWasDeleted() throws IOException {
        keepVersions(true);
        try {
            put("a/1", "x");
            String last = put("a", "hello", "x-ms-meta-Foo", "bar", "x-ms-blob-content-type", "text/x-hello")
                    .header("x-ms-version-id")
                    .orElseThrow();
            String etag = get("a").header("ETag").orElseThrow().replace("\"", "");
            steward("DELETE", "/" + container + "/a").send();
            steward("DELETE", "/" + container + "/a/1").send();
            String base = "/" + container + "?restype=container&comp=list&delimiter=%2F&include=";

            String marker = steward("GET", base + "deletedwithversions").send().text();
            assertThat(marker)
                    .contains("<Blob><Name>a</Name><HasVersionsOnly>true</HasVersionsOnly><Properties>")
                    .contains("<Creation-Time>", "<Last-Modified>", "<Etag>" + etag + "</Etag>")
                    .contains("<Content-Length>5</Content-Length><Content-Type>text/x-hello</Content-Type>")
                    .contains("<Content-MD5>XUFAKrxLKna5cZ2REBfFkg==</Content-MD5>", "<BlobType>BlockBlob</BlobType>")
                    .contains("<AccessTier>Hot</AccessTier><AccessTierInferred>true</AccessTierInferred>")
                    .contains("<LeaseStatus>unlocked</LeaseStatus><LeaseState>available</LeaseState>")
                    .contains("<ServerEncrypted>true</ServerEncrypted></Properties></Blob>")
                    .contains("<BlobPrefix><Name>a/</Name></BlobPrefix>")
                    .doesNotContain("<VersionId>", "<Metadata>");
            assertThat(steward("GET", base + "metadata,deletedwithversions")
                            .send()
                            .text())
                    .contains("</Properties><Metadata><Foo>bar</Foo></Metadata></Blob>");

            String both =
                    steward("GET", base + "versions,deletedwithversions").send().text();
            assertThat(both).contains("<Blob><Name>a</Name><VersionId>" + last + "</VersionId><Properties>");
            String own = between(
                    both.substring(both.indexOf(last) + last.length()), "<VersionId>", "</VersionId><HasVersionsOnly>");
            assertThat(own).isGreaterThan(last);
            assertThat(get("a?versionid=" + own).status()).isEqualTo(404);
            assertThat(steward("GET", base + "versions").send().text())
                    .contains("<VersionId>" + last, "<BlobPrefix><Name>a/</Name></BlobPrefix>")
                    .doesNotContain("HasVersionsOnly");
            assertThat(steward("GET", base + "metadata,deleted,uncommittedblobs,tags,copy")
                            .send()
                            .text())
                    .contains("<Blobs></Blobs>");
        } finally {
            keepVersions(false);
        }
    }

    @Test
    void snapshotsAreListedByHierarchyToo() throws IOException {
        put("a", "x");
        put("b/1", "x");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        assertThat(steward("GET", "/" + container + "?restype=container&comp=list&delimiter=%2F&include=snapshots")
                        .send()
                        .text())
                .contains("<Name>a</Name><Snapshot>" + snapshot + "</Snapshot>")
                .contains("<BlobPrefix><Name>b/</Name></BlobPrefix>");
    }

    @Test
    void compIsComparedWithoutCase() throws IOException {
        put("a", "x");
        assertThat(steward("GET", "?comp=LIST").send().text()).contains("<Containers>");
        assertThat(steward("GET", "/" + container + "?restype=container&comp=List")
                        .send()
                        .text())
                .contains("<Blobs>");
        assertThat(get("a?comp=BlockList").text()).contains("<CommittedBlocks>");
        assertThat(steward("GET", "?restype=service&comp=Properties").send().text())
                .contains("<StorageServiceProperties>");
        Answer lite = client.request("GET", "/" + A + "?comp=LIST")
                .signedLite(A, house.keys.steward().base64())
                .send();
        assertThat(lite.status()).isEqualTo(200);
        for (String spelled : List.of("immutabilityPolicies", "immutabilitypolicies")) {
            assertThat(steward("DELETE", "/" + container + "/a?comp=" + spelled)
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void containersKeepPropertiesMetadataAndPolicies() throws IOException {
        String path = "/" + container + "?restype=container";
        assertThat(steward("PUT", path + "&comp=metadata", "x-ms-meta-FooBar", "v")
                        .send()
                        .status())
                .isEqualTo(200);
        Answer properties = steward("HEAD", path).send();
        assertThat(properties.headers())
                .contains(new Header("x-ms-meta-FooBar", "v"), new Header("x-ms-lease-state", "available"));
        String acl = "<SignedIdentifiers><SignedIdentifier><Id>p&amp;q</Id><AccessPolicy><Expiry>2026-12-01</Expiry>"
                + "<Permission>r</Permission></AccessPolicy></SignedIdentifier></SignedIdentifiers>";
        assertThat(steward("PUT", path + "&comp=acl", acl.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(steward("GET", path + "&comp=acl").send().text())
                .endsWith(acl.replace("2026-12-01", "2026-12-01T00:00:00.0000000Z"));
        assertThat(steward(
                                "PUT",
                                path + "&comp=acl",
                                acl.replace("2026-12-01", "soon").getBytes(UTF_8))
                        .send()
                        .code())
                .isEqualTo("InvalidXmlDocument");
        assertThat(steward("PUT", "/public?restype=container", "x-ms-blob-public-access", "blob")
                        .send()
                        .code())
                .isEqualTo("PublicAccessNotPermitted");
        assertThat(steward(
                                "PUT",
                                "/public?restype=container",
                                "x-ms-blob-public-access",
                                "blob",
                                "x-ms-meta-no-name",
                                "a")
                        .send()
                        .code())
                .isEqualTo("InvalidMetadata");
        assertThat(steward("PUT", path).send().code()).isEqualTo("ContainerAlreadyExists");
        assertThat(steward("DELETE", path).send().status()).isEqualTo(202);
        assertThat(steward("GET", path).send().code()).isEqualTo("ContainerNotFound");
    }

    @Test
    void accountInformationIsAnsweredAtEveryLevel() throws IOException {
        for (String path : List.of("", "/" + container, "/" + container + "/b")) {
            for (String method : List.of("GET", "HEAD")) {
                Answer answer = steward(method, path + "?restype=account&comp=properties")
                        .send();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("x-ms-is-hns-enabled")).hasValue("false");
                assertThat(answer.header("x-ms-account-kind")).hasValue("StorageV2");
            }
        }
    }

    @Test
    void aSnapshotWithoutItsTimeIsNotDeletedAndReadAsTheBlob() throws IOException {
        put("a", "hello");
        assertThat(get("a?snapshot=").text()).isEqualTo("hello");
        for (String snapshot : List.of("?snapshot=", "?snapshot", "?deletetype=permanent&snapshot=")) {
            Answer answer = steward("DELETE", "/" + container + "/a" + snapshot).send();
            assertThat(answer.status()).as(snapshot).isEqualTo(400);
            assertThat(answer.code()).as(snapshot).isEqualTo("InvalidQueryParameterValue");
        }
        assertThat(get("a").text()).isEqualTo("hello");
        assertThat(steward("DELETE", "/" + container + "/a").send().status()).isEqualTo(202);
    }

    @Test
    void aBlobIsDeletedUnderConditionsOnItsTierAndNothingElseIsDoneUnderThem() throws IOException {
        put("a", "hello", "x-ms-access-tier", "Cool");
        String path = "/" + container + "/a";
        String modified = "x-ms-access-tier-if-modified-since";
        String unmodified = "x-ms-access-tier-if-unmodified-since";
        String given = steward("HEAD", path)
                .send()
                .header("x-ms-access-tier-change-time")
                .orElseThrow();
        String before = HttpDate.format(HttpDate.parse(given).orElseThrow().minusSeconds(1));

        String code = "AccessTierChangeTimeConditionNotMet";
        assertThat(steward("DELETE", path, modified, given).send().code()).isEqualTo(code);
        Answer unmet = steward("DELETE", path, unmodified, before).send();
        assertThat(unmet.status()).isEqualTo(412);
        assertThat(unmet.code()).isEqualTo(code);
        assertThat(steward("DELETE", path, modified, before, unmodified, given)
                        .send()
                        .status())
                .isEqualTo(400);
        Answer noDate = steward("DELETE", path, modified, "yesterday").send();
        assertThat(noDate.code()).isEqualTo("InvalidHeaderValue");
        assertThat(noDate.text()).contains("<HeaderName>" + modified + "</HeaderName>");
        for (String header : List.of(modified, unmodified)) {
            assertThat(get("a", header, before).code()).isEqualTo("UnsupportedHeader");
            assertThat(steward("PUT", path + "?comp=tier", "x-ms-access-tier", "Hot", header, before)
                            .send()
                            .code())
                    .isEqualTo("UnsupportedHeader");
        }

        assertThat(steward("HEAD", path).send().header("x-ms-access-tier")).hasValue("Cool");
        assertThat(steward("DELETE", path, modified, before).send().status()).isEqualTo(202);
        put("a", "hello");
        assertThat(steward("DELETE", path, unmodified, before).send().status()).isEqualTo(412);
    }

    @Test
    void aTierOfPageBlobsIsAnInvalidHeaderWhereABlockBlobIsMade() throws IOException {
        String path = "/" + container + "/b";
        String tier = "x-ms-access-tier";
        steward("PUT", path + "?comp=block&blockid=MDE=", "x".getBytes(UTF_8)).send();
        byte[] list = "<BlockList><Latest>MDE=</Latest></BlockList>".getBytes(UTF_8);
        for (Answer refused : List.of(
                put("b", "x", tier, "P10"),
                steward("PUT", path + "?comp=blocklist", list, tier, "P10").send())) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("InvalidHeaderValue");
            assertThat(refused.text())
                    .contains("<HeaderName>" + tier + "</HeaderName>", "<HeaderValue>P10</HeaderValue>");
        }
        String[][] pages = {
            {"P10", "AccessTierNotSupportedForBlobType"},
            {"Hot", "AccessTierNotSupportedForBlobType"},
            {"Lukewarm", "InvalidHeaderValue"}
        };
        for (String[] page : pages) {
            Answer refused = steward(
                            "PUT", path, "x-ms-blob-type", "PageBlob", "x-ms-blob-content-length", "512", tier, page[0])
                    .send();
            assertThat(refused.code()).as(page[0]).isEqualTo(page[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2015-12-11, blob, 64",
        "2018-11-09, blob, 256",
        "2019-12-12, blob, 5000",
        "2015-12-11, block, 4",
        "2018-11-09, block, 100",
        "2019-12-12, block, 4000",
        "2021-12-02, append, 4",
        "2022-11-02, append, 100"
    })
    void aBodyIsAsLargeAsTheVersionOfTheRequestKnowsIt(String version, String what, int mebibytes) throws IOException {
        String query = switch (what) {
            case "block" -> "?comp=block&blockid=MDE=";
            case "append" -> "?comp=appendblock";
            default -> "";
        };
        long most = (long) mebibytes << 20;
        Answer larger = client.request("PUT", "/" + A + "/" + container + "/a" + query)
                .with("x-ms-version", version)
                .with("x-ms-blob-type", "BlockBlob")
                .with("Content-Length", Long.toString(most + 1))
                .noLength()
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(larger.status()).isEqualTo(413);
        assertThat(larger.code()).isEqualTo("RequestBodyTooLarge");
        assertThat(larger.text()).contains("<MaxLimit>" + most + "</MaxLimit>");
    }

    @Test
    void waitingBlocksAreLeasedAndCommittedByWhoHoldsTheLease() throws IOException {
        String path = "/" + container + "/b";
        String mine = "469c1868-11a0-3f32-3dd1-0cf20b9cb067";
        steward("PUT", path + "?comp=block&blockid=MDE=", "x".getBytes(UTF_8)).send();
        Answer leased = steward(
                        "PUT",
                        path + "?comp=lease",
                        "x-ms-lease-action",
                        "acquire",
                        "x-ms-lease-duration",
                        "-1",
                        "x-ms-proposed-lease-id",
                        mine)
                .send();
        assertThat(leased.status()).isEqualTo(201);
        assertThat(leased.header("x-ms-lease-id")).hasValue(mine);
        assertThat(leased.header("ETag")).isPresent();
        assertThat(leased.header("Last-Modified")).isPresent();
        byte[] list = "<BlockList><Latest>MDE=</Latest></BlockList>".getBytes(UTF_8);
        String commit = path + "?comp=blocklist";
        assertThat(steward("PUT", commit, list).send().code()).isEqualTo("LeaseIdMissing");
        assertThat(steward("PUT", commit, list, "x-ms-lease-id", mine).send().status())
                .isEqualTo(201);
        assertThat(steward("HEAD", path).send().header("x-ms-lease-state")).hasValue("leased");
    }

    // What is not there

    @Test
    void operationsOfTheApiThatAreNotBuiltAreNamed() throws IOException {
        Unimplemented.all().forEach((route, operation) -> {
            String path = switch (route.level()) {
                case ACCOUNT -> "";
                case CONTAINER -> "/" + container;
                case BLOB -> "/" + container + "/b";
            };
            String query =
                    (route.restype().isEmpty() ? "?" : "?restype=" + route.restype() + "&") + "comp=" + route.comp();
            String[] source = route.source() == Route.Source.URL
                    ? new String[] {"x-ms-copy-source", "http://x/y/z"}
                    : new String[0];
            try {
                Answer answer = steward(route.method(), path + query, source).send();
                assertThat(answer.status()).as(operation.name()).isEqualTo(501);
                assertThat(answer.code()).isEqualTo("NotImplemented");
                assertThat(answer.text()).contains(operation.name());
            } catch (IOException e) {
                throw new AssertionError(operation.name(), e);
            }
        });
        Answer smart = put("b", "x", "x-ms-access-tier", "Smart");
        assertThat(smart.code()).isEqualTo("InvalidHeaderValue");
        assertThat(smart.text()).contains("there is no Smart here");
        assertThat(put("b", "x", "x-ms-access-tier", "Hot").status()).isEqualTo(201);
        assertThat(steward("PUT", "/" + container + "/b?comp=block&blockid=MD", "x".getBytes(UTF_8))
                        .send()
                        .code())
                .as("a block id without its padding")
                .isEqualTo("InvalidQueryParameterValue");
        assertThat(get("b?versionid=1").code()).isEqualTo("InvalidQueryParameterValue");
        String moment = "2026-01-01T00:00:00.0000000Z";
        assertThat(get("b?versionid=" + moment + "&snapshot=" + moment).code())
                .isEqualTo("MutuallyExclusiveQueryParameters");
    }

    @Test
    void whatIsNoOperationIsRefused() throws IOException {
        Answer wrongMethod = steward("POST", "/" + container + "/b").send();
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Allow")).hasValue("DELETE, GET, HEAD, PUT");
        assertThat(steward("DELETE", "/" + container + "/b?comp=tags").send().header("Allow"))
                .hasValue("GET, PUT");
        assertThat(steward("GET", "/" + container + "/b?comp=nonsense").send().header("Allow"))
                .isEmpty();
        assertThat(steward("DELETE", "/" + container + "/b?comp=tags").send().status())
                .isEqualTo(405);
        assertThat(steward("GET", "/" + container + "/b?comp=nonsense").send().code())
                .isEqualTo("InvalidQueryParameterValue");
        assertThat(client.request("OPTIONS", "/" + A + "/" + container)
                        .with("Origin", "http://x")
                        .with("Access-Control-Request-Method", "GET")
                        .send()
                        .code())
                .isEqualTo("CorsPreflightFailure");
    }

    // Copies

    @Test
    void copiesComeFromTheAccountAloneUnderAnyOfItsNames() throws IOException {
        put("a", "hello", "x-ms-meta-FooBar", "v");
        for (String host : List.of("127.0.0.1", "localhost")) {
            String source = "http://" + host + ":" + house.server.port() + "/" + A + "/" + container + "/a";
            Answer copied = steward("PUT", "/" + container + "/copy", "x-ms-copy-source", source)
                    .send();
            assertThat(copied.status()).isEqualTo(202);
            assertThat(copied.header("x-ms-copy-status")).hasValue("success");
            Answer read = get("copy");
            assertThat(read.text()).isEqualTo("hello");
            assertThat(read.headers())
                    .contains(
                            new Header("x-ms-meta-FooBar", "v"),
                            new Header("x-ms-copy-progress", "5/5"),
                            new Header("x-ms-copy-source", source));
        }
        for (String elsewhere : List.of(
                "http://nowhere.invalid/" + A + "/" + container + "/a",
                "http://127.0.0.1:1/" + A + "/" + container + "/a",
                house.endpoint().replace(A, "otheraccount") + "/" + container + "/a")) {
            Answer refused = steward("PUT", "/" + container + "/copy2", "x-ms-copy-source", elsewhere)
                    .send();
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("CannotVerifyCopySource");
            assertThat(refused.text()).contains("<Code>CannotVerifyCopySource</Code>");
        }
        assertThat(steward("PUT", "/" + container + "/copy2", "x-ms-copy-source", "ftp://x/y")
                        .send()
                        .code())
                .isEqualTo("InvalidHeaderValue");
        assertThat(get("copy2").status()).isEqualTo(404);
    }

    @Test
    void settingThePropertiesOfACopyEndsWhatIsToldOfTheCopy() throws IOException {
        put("a", "hello");
        String source = house.endpoint() + "/" + container + "/a";
        String path = "/" + container + "/copy";
        steward("PUT", path, "x-ms-copy-source", source).send();
        steward("PUT", path + "?comp=metadata", "x-ms-meta-a", "b").send();
        assertThat(steward("HEAD", path).send().header("x-ms-copy-source")).hasValue(source);
        steward("PUT", path + "?comp=properties", "x-ms-blob-content-type", "text/plain")
                .send();
        assertThat(steward("HEAD", path).send().headers())
                .noneMatch(header -> header.name().startsWith("x-ms-copy"));
    }

    @Test
    void aCopyTakesOverTheSourcesTagsWhereItIsAskedTo() throws IOException {
        put("a", "hello", "x-ms-tags", "k=1");
        String source = house.endpoint() + "/" + container + "/a";
        String option = "x-ms-copy-source-tag-option";
        assertThat(copy(source).status()).isEqualTo(202);
        assertThat(get("copy?comp=tags").text()).contains("<TagSet></TagSet>");
        assertThat(copy(source, option, "COPY").status()).isEqualTo(202);
        assertThat(get("copy?comp=tags").text()).contains("<Tag><Key>k</Key><Value>1</Value></Tag>");
        assertThat(copy(source, "x-ms-tags", "l=2").status()).isEqualTo(202);
        assertThat(get("copy?comp=tags").text()).contains("<Tag><Key>l</Key><Value>2</Value></Tag>");
        assertThat(copy(source, option, "COPY", "x-ms-tags", "l=2").code()).isEqualTo("InvalidHeaderValue");
        assertThat(copy(source, option, "BOTH").code()).isEqualTo("InvalidHeaderValue");
    }

    private Answer copy(String source, String... more) throws IOException {
        String[] headers = Arrays.copyOf(more, more.length + 4);
        headers[more.length] = "x-ms-copy-source";
        headers[more.length + 1] = source;
        headers[more.length + 2] = "x-ms-requires-sync";
        headers[more.length + 3] = "true";
        return steward("PUT", "/" + container + "/copy", headers).send();
    }

    @Test
    void aBlockFromAUrlIsVerified() throws IOException {
        put("a", "hello");
        String source = house.endpoint() + "/" + container + "/a";
        String target = "/" + container + "/b?comp=block&blockid=AAAA";
        assertThat(steward(
                                "PUT",
                                target,
                                "x-ms-copy-source",
                                source,
                                "x-ms-source-content-md5",
                                "AAAAAAAAAAAAAAAAAAAAAA==")
                        .send()
                        .code())
                .isEqualTo("Md5Mismatch");
        assertThat(steward("PUT", target, "x-ms-copy-source", source, "x-ms-source-content-crc64", "AAAAAAAAAAA=")
                        .send()
                        .code())
                .isEqualTo("Crc64Mismatch");
        Answer good = steward(
                        "PUT",
                        target,
                        "x-ms-copy-source",
                        source,
                        "x-ms-source-content-md5",
                        "XUFAKrxLKna5cZ2REBfFkg==")
                .send();
        assertThat(good.status()).isEqualTo(201);
        assertThat(good.header("Content-MD5")).hasValue("XUFAKrxLKna5cZ2REBfFkg==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<DefaultServiceVersion>soon</DefaultServiceVersion>",
                "<Cors><CorsRule><AllowedOrigins>*</AllowedOrigins><AllowedMethods>SELL</AllowedMethods></CorsRule></Cors>",
                "<DeleteRetentionPolicy><Enabled>true</Enabled><Days>366</Days></DeleteRetentionPolicy>",
                "<DeleteRetentionPolicy><Enabled>perhaps</Enabled></DeleteRetentionPolicy>",
            })
    void servicePropertiesThatMeanNothingAreRefused(String part) throws IOException {
        String document = "<StorageServiceProperties>" + part + "</StorageServiceProperties>";
        assertThat(steward("PUT", "?restype=service&comp=properties", document.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void filesAndDirectoriesAreNotToldApartInAFlatNamespace() throws IOException {
        Answer answer = steward("GET", "/" + container + "?restype=container&comp=list&showonly=files")
                .send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("UnsupportedQueryParameter");
    }
}
