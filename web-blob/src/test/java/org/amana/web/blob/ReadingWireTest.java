package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Test;

/// Get Blob and its conditions: the whole, ranges, and what a reader has already.
final class ReadingWireTest extends OpenHouse {
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

    @Test
    void whoReadsABlockBlobIsToldItsTier() throws IOException {
        put("a", "hello", "x-ms-access-tier", "Cool");
        put("b", "hello");
        for (String range : new String[] {"", "bytes=0-1"}) {
            Answer set = get("a", "x-ms-range", range);
            assertThat(set.header("x-ms-access-tier")).hasValue("Cool");
            assertThat(set.header("x-ms-access-tier-change-time")).isPresent();
            assertThat(set.header("x-ms-access-tier-inferred")).isEmpty();
        }
        Answer inferred = get("b");
        assertThat(inferred.header("x-ms-access-tier")).hasValue("Hot");
        assertThat(inferred.header("x-ms-access-tier-inferred")).hasValue("true");
        steward("PUT", "/" + container + "/log", "x-ms-blob-type", "AppendBlob").send();
        assertThat(get("log").header("x-ms-access-tier")).isEmpty();
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
}
