package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Test;

/// Copies of page and append blobs from elsewhere, which stay what they are.
final class PendingCopyTypesTest extends CopyingHouse {
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
}
