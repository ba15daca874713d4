package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amana.policy.Scope;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Batches, byte for byte.
class BlobBatchTest {
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
        container = "batch-" + CONTAINERS.incrementAndGet();
        assertThat(client.request("PUT", "/" + A + "/" + container + "?restype=container")
                        .signed(A, steward())
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private static String steward() {
        return house.keys.steward().base64();
    }

    private static String reader() {
        return house.keys.reader().base64();
    }

    private void put(String... names) throws IOException {
        for (String name : names) {
            assertThat(client.request("PUT", "/" + A + "/" + container + "/" + name)
                            .with("x-ms-blob-type", "BlockBlob")
                            .body("hello")
                            .signed(A, steward())
                            .send()
                            .status())
                    .isEqualTo(201);
        }
    }

    private boolean exists(String name) throws IOException {
        return client.request("HEAD", "/" + A + "/" + container + "/" + name)
                        .signed(A, steward())
                        .send()
                        .status()
                == 200;
    }

    /// A request as it stands in a batch: signed by itself, without a version.
    private String part(String key, String method, String target, String... headers) {
        String whole = new String(
                client.request(method, target)
                        .with(headers)
                        .signedWithoutVersion(A, key)
                        .bytes(),
                UTF_8);
        return whole.replaceFirst("Host: [^\r]*\r\n", "");
    }

    private static String multipart(List<String> parts) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            body.append("--batch_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n")
                    .append("Content-ID: ")
                    .append(i)
                    .append("\r\n\r\n")
                    .append(parts.get(i));
        }
        return body.append("--batch_1--\r\n").toString();
    }

    private Answer send(String key, String target, String body) throws IOException {
        return client.request("POST", "/" + A + target)
                .with("Content-Type", "multipart/mixed; boundary=batch_1")
                .body(body)
                .signed(A, key)
                .send();
    }

    private String path(String name) {
        return "/" + A + "/" + container + "/" + name;
    }

    @Test
    void eachRequestHasAnAnswerOfItsOwnAndAnEntryOfItsOwn() throws IOException {
        put("a", "b%20c");
        long before = house.ledger.size();
        Answer answer = send(
                steward(),
                "?comp=batch",
                multipart(List.of(
                        part(steward(), "DELETE", path("a")),
                        part(steward(), "DELETE", path("missing"), "x-ms-client-request-id", "mine"),
                        part(steward(), "DELETE", path("b%20c")))));

        assertThat(answer.status()).isEqualTo(202);
        String type = answer.header("Content-Type").orElseThrow();
        assertThat(type).matches("multipart/mixed; boundary=batchresponse_[0-9a-f-]{36}");
        String boundary = type.substring(type.indexOf('=') + 1);
        assertThat(answer.text()).endsWith("--" + boundary + "--\r\n");
        assertThat(answer.text().replaceAll("(?s)<Error>.*?</Error>", "")).doesNotContainPattern("[^\r]\n");
        String[] parts = answer.text().split(Pattern.quote("--" + boundary + "\r\n"));
        assertThat(parts).hasSize(4);
        assertThat(parts[1])
                .startsWith("Content-Type: application/http\r\nContent-ID: 0\r\n\r\nHTTP/1.1 202 Accepted\r\n")
                .contains("\r\nx-ms-version: 2026-10-06\r\n")
                .endsWith("\r\n\r\n");
        assertThat(parts[2])
                .startsWith("Content-Type: application/http\r\nContent-ID: 1\r\n\r\nHTTP/1.1 404 The specified")
                .contains("\r\nx-ms-error-code: BlobNotFound\r\n", "\r\nx-ms-client-request-id: mine\r\n")
                .contains("<Code>BlobNotFound</Code>");
        assertThat(exists("a")).isFalse();
        assertThat(exists("b%20c")).isFalse();

        // one for the batch and one for each of its requests; two looks since
        assertThat(house.ledger.size()).isEqualTo(before + 4 + 2);
        assertThat(Stream.of(parts)
                        .skip(1)
                        .map(BlobBatchTest::requestId)
                        .distinct()
                        .map(UUID::version))
                .containsExactly(8, 8, 8);
    }

    private static UUID requestId(String part) {
        var matcher = Pattern.compile("\r\nx-ms-request-id: ([^\r]*)\r\n").matcher(part);
        assertThat(matcher.find()).as(part).isTrue();
        return UUID.fromString(matcher.group(1));
    }

    @Test
    void aPartThatNamesASnapshotWithoutItsTimeLeavesTheBlob() throws IOException {
        put("a");
        Answer answer =
                send(steward(), "?comp=batch", multipart(List.of(part(steward(), "DELETE", path("a") + "?snapshot="))));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text())
                .contains("HTTP/1.1 400 ", "x-ms-error-code: InvalidQueryParameterValue")
                .contains("<QueryParameterName>snapshot</QueryParameterName>");
        assertThat(exists("a")).isTrue();
    }

    @Test
    void aPartIsDoneUnderTheConditionsOnItsTier() throws IOException {
        put("a", "b");
        Answer answer = send(
                steward(),
                "?comp=batch",
                multipart(List.of(
                        part(
                                steward(),
                                "DELETE",
                                path("a"),
                                "x-ms-access-tier-if-unmodified-since",
                                "Thu, 01 Jan 2015 00:00:00 GMT"),
                        part(
                                steward(),
                                "DELETE",
                                path("b"),
                                "x-ms-access-tier-if-modified-since",
                                "Thu, 01 Jan 2015 00:00:00 GMT"))));
        assertThat(answer.text()).contains("HTTP/1.1 412 ", "AccessTierChangeTimeConditionNotMet", "HTTP/1.1 202 ");
        assertThat(exists("a")).isTrue();
        assertThat(exists("b")).isFalse();
    }

    @Test
    void everyRequestIsDecidedByItsOwnKey() throws IOException {
        put("a", "b");
        Answer answer = send(
                steward(),
                "?comp=batch",
                multipart(List.of(
                        part(reader(), "DELETE", path("a")),
                        part("d3Jvbmc=", "DELETE", path("a")),
                        "DELETE " + path("a") + " HTTP/1.1\r\n\r\n",
                        part(steward(), "DELETE", path("b")))));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(Pattern.compile("HTTP/1.1 (\\d+)")
                        .matcher(answer.text())
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("403", "403", "404", "202");
        assertThat(answer.text()).contains("PurposeForbidsAction", "AuthenticationFailed", "ResourceNotFound");
        assertThat(exists("a")).isTrue();
        assertThat(exists("b")).isFalse();
    }

    @Test
    void aBatchFromWhoMayNeitherDeleteNorChangeIsRefusedAsAWhole() throws IOException {
        put("a");
        Answer answer = send(reader(), "?comp=batch", multipart(List.of(part(steward(), "DELETE", path("a")))));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("PurposeForbidsAction");
        assertThat(exists("a")).isTrue();
    }

    /// The batch does nothing by itself, so it may go to the account, as most clients send it.
    @Test
    void aBatchToTheAccountUnderAPurposeForOneContainerDoesWhatThatCovers() throws IOException {
        put("a");
        String narrow = house.keyFor(Scope.everythingOnData().withContainers(Set.of(container)));
        String elsewhere = "/" + A + "/elsewhere/a";
        Answer answer = send(
                narrow,
                "?comp=batch",
                multipart(List.of(part(narrow, "DELETE", path("a")), part(narrow, "DELETE", elsewhere))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.text()).contains("HTTP/1.1 202", "HTTP/1.1 403");
        assertThat(exists("a")).isFalse();
    }

    /// python3-azure-storage leaves the account out of the path of a part, and out of what it signs.
    @Test
    void theAccountMayBeMissingInAPart() throws IOException {
        put("a", "dir/b");
        Answer answer = send(
                steward(),
                "/" + container + "?restype=container&comp=batch",
                multipart(List.of(
                        part(steward(), "DELETE", "/" + container + "/a?"),
                        part(steward(), "DELETE", "/" + container + "/dir/b"))));
        assertThat(answer.text()).contains("HTTP/1.1 202").doesNotContain("HTTP/1.1 4");
        assertThat(exists("a")).isFalse();
        assertThat(exists("dir/b")).isFalse();
    }

    /// The SDK for JavaScript takes the account in a path for a container.
    @Test
    void theAccountMayBeCalledAContainer() throws IOException {
        put("a");
        Answer answer = send(
                steward(), "?restype=container&comp=batch", multipart(List.of(part(steward(), "DELETE", path("a")))));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(exists("a")).isFalse();
    }

    /// Refused as a whole: one part without a name says so.
    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text().split("HTTP/1\\.1 ")).hasSize(2);
        assertThat(answer.text())
                .contains("HTTP/1.1 400 ", "x-ms-error-code: " + code + "\r\n", "<Code>" + code + "</Code>")
                .doesNotContain("Content-ID");
    }

    @Test
    void aBatchForAContainerHasRequestsForThatContainerAlone() throws IOException {
        put("a");
        Answer answer = send(
                steward(),
                "/other?restype=container&comp=batch",
                multipart(List.of(part(steward(), "DELETE", path("a")))));
        assertRefused(answer, "InvalidInput");
        assertThat(exists("a")).isTrue();
    }

    @Test
    void otherOperationsAreNotDoneInABatch() throws IOException {
        put("a");
        for (String part : List.of(
                part(steward(), "GET", path("a")),
                part(steward(), "DELETE", "/" + A + "/" + container + "?restype=container"),
                part(steward(), "PUT", path("a"), "x-ms-blob-type", "BlockBlob"),
                part(steward(), "POST", "/" + A + "?comp=batch"))) {
            Answer answer = send(steward(), "?comp=batch", multipart(List.of(part)));
            assertRefused(answer, "InvalidInput");
        }
        Answer mixed = send(
                steward(),
                "?comp=batch",
                multipart(List.of(
                        part(steward(), "DELETE", path("a")),
                        part(steward(), "PUT", path("a") + "?comp=tier", "x-ms-access-tier", "Hot"))));
        assertRefused(mixed, "AllBatchSubRequestsShouldBeSameApi");
        assertThat(exists("a")).isTrue();
    }

    @Test
    void aBatchHasAtMost256Requests() throws IOException {
        List<String> parts = IntStream.rangeClosed(0, BatchParts.MOST)
                .mapToObj(i -> part(steward(), "DELETE", path("b" + i)))
                .toList();
        Answer tooMany = send(steward(), "?comp=batch", multipart(parts));
        assertRefused(tooMany, "ExceedsMaxBatchRequestCount");
        Answer most = send(steward(), "?comp=batch", multipart(parts.subList(0, BatchParts.MOST)));
        assertThat(most.status()).isEqualTo(202);
        assertThat(Pattern.compile("Content-ID: (\\d+)\r\n")
                        .matcher(most.text())
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(IntStream.range(0, BatchParts.MOST)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "--batch_1--\r\n",
                "--batch_2\r\nContent-Type: application/http\r\n\r\nDELETE /c/b HTTP/1.1\r\n\r\n--batch_2--",
                "--batch_1\r\nContent-Type: application/http\r\n\r\nDELETE /c/b HTTP/1.1\r\n\r\n",
                "--batch_1\r\nContent-Type: text/plain\r\n\r\nDELETE /c/b HTTP/1.1\r\n\r\n--batch_1--",
                "--batch_1\r\nContent-Type: application/http\r\n\r\nDELETE /c/b\r\n\r\n--batch_1--",
                "--batch_1\r\nContent-Type: application/http\r\n\r\nDELETE /c/b HTTP/1.1\r\n\r\nbody\r\n--batch_1--",
                "--batch_1\r\nContent-Type: application/http\r\n\r\nDELETE /c/b HTTP/1.1\r\nno header\r\n\r\n--batch_1--",
                "--batch_1\r\nContent-Type: application/http\r\n\r\nDELETE /c/b HTTP/1.1\r\na: b\rc\r\n\r\n--batch_1--",
            })
    void whatIsNoBatchIsRefused(String body) throws IOException {
        long before = house.ledger.size();
        Answer answer = send(steward(), "?comp=batch", body);
        assertRefused(answer, "InvalidInput");
        assertThat(house.ledger.size()).isEqualTo(before + 1);
    }

    @Test
    void theContentTypeNamesTheBoundary() throws IOException {
        String body = multipart(List.of(part(steward(), "DELETE", path("a"))));
        for (String type : List.of("multipart/mixed", "multipart/form-data; boundary=batch_1", "text/plain")) {
            Answer answer = client.request("POST", "/" + A + "?comp=batch")
                    .with("Content-Type", type)
                    .body(body)
                    .signed(A, steward())
                    .send();
            assertRefused(answer, "InvalidHeaderValue");
        }
        Answer quoted = client.request("POST", "/" + A + "?comp=batch")
                .with("Content-Type", "Multipart/Mixed; charset=utf-8; boundary=\"batch_1\"")
                .body(body)
                .signed(A, steward())
                .send();
        assertThat(quoted.status()).isEqualTo(202);
    }
}
