package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.amana.blob.Crc64;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.blob.WireClient.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes with content: its length, its sums, and whether it is wanted.
final class UploadWireTest extends OpenHouse {
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
        for (String less : List.of("x", "AAAA")) {
            refused(put("a", "hello", "x-ms-content-crc64", less), 400, "InvalidHeaderValue", "x-ms-content-crc64");
        }
        refused(put("a", "hello", "x-ms-content-crc64", "A".repeat(16)), 400, "Crc64Mismatch", "x-ms-content-crc64");
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
}
