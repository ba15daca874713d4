package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.amana.blob.Md5;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Test;

/// Append and page blobs on the wire: headers, XML and errors as Azure has them.
final class BlobTypesTest extends OpenHouse {
    private static final byte[] NOTHING = {};

    private Answer put(String nameAndQuery, byte[] body, String... headers) throws IOException {
        return steward("PUT", "/" + container + "/" + nameAndQuery, body, headers)
                .send();
    }

    private void disk(String length) throws IOException {
        assertThat(put("disk", NOTHING, "x-ms-blob-type", "PageBlob", "x-ms-blob-content-length", length)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anAppendIsAnsweredWithItsOffsetCountAndChecksum() throws IOException {
        assertThat(put("log", NOTHING, "x-ms-blob-type", "AppendBlob").status()).isEqualTo(201);
        assertThat(put("log?comp=appendblock", new byte[] {1, 2, 3}).status()).isEqualTo(201);
        Answer answer = put("log?comp=appendblock", new byte[] {4});
        assertThat(answer.header("x-ms-blob-append-offset")).hasValue("3");
        assertThat(answer.header("x-ms-blob-committed-block-count")).hasValue("2");
        assertThat(answer.header("x-ms-content-crc64")).isPresent();
        assertThat(answer.header("x-ms-request-server-encrypted")).hasValue("true");
        assertThat(answer.header("ETag")).isPresent();
        Answer read = get("log");
        assertThat(read.body()).containsExactly(1, 2, 3, 4);
        assertThat(read.header("x-ms-blob-type")).hasValue("AppendBlob");
        assertThat(read.header("x-ms-blob-committed-block-count")).hasValue("2");
        assertThat(read.header("x-ms-blob-sealed")).isEmpty();
        Answer sealed = put("log?comp=seal", NOTHING);
        assertThat(sealed.status()).isEqualTo(200);
        assertThat(sealed.header("x-ms-blob-sealed")).hasValue("true");
        assertThat(get("log").header("x-ms-blob-sealed")).hasValue("true");
    }

    @Test
    void versionsBeforeCrc64AreToldTheMd5OfAPart() throws IOException {
        put("log", NOTHING, "x-ms-blob-type", "AppendBlob");
        disk("512");
        byte[] page = new byte[512];
        for (Answer part : List.of(
                put("log?comp=appendblock", page, "x-ms-version", "2018-11-09"),
                put(
                        "disk?comp=page",
                        page,
                        "x-ms-page-write",
                        "update",
                        "Range",
                        "bytes=0-511",
                        "x-ms-version",
                        "2018-11-09"))) {
            assertThat(part.status()).isEqualTo(201);
            assertThat(part.header("Content-MD5")).hasValue(Md5.ofBytes(page).base64());
            assertThat(part.header("x-ms-content-crc64")).isEmpty();
        }
    }

    @Test
    void lengthAndSequenceNumberAreOfPageBlobs() throws IOException {
        for (String type : List.of("BlockBlob", "AppendBlob")) {
            for (String header : List.of("x-ms-blob-content-length", "x-ms-blob-sequence-number")) {
                refused(put("a", NOTHING, "x-ms-blob-type", type, header, "0"), 400, "InvalidHeaderValue");
            }
        }
    }

    @Test
    void allConditionsOnTheSequenceNumberMustHold() throws IOException {
        disk("512");
        assertThat(cleared("1", "0").status()).isEqualTo(201);
        refused(cleared("1", "1"), 412, "SequenceNumberConditionNotMet");
        refused(cleared("-1", "0"), 400, "InvalidInput");
        refused(cleared("1", "-1"), 400, "InvalidInput");
        refused(cleared("1", "-"), 400, "InvalidHeaderValue");
    }

    private Answer cleared(String atMost, String exactly) throws IOException {
        return put(
                "disk?comp=page",
                NOTHING,
                "x-ms-page-write",
                "clear",
                "Range",
                "bytes=0-511",
                "x-ms-if-sequence-number-le",
                atMost,
                "x-ms-if-sequence-number-eq",
                exactly);
    }

    @Test
    void whatIsWrongWithAnAppendIsNamed() throws IOException {
        refused(put("log?comp=appendblock", new byte[] {1}), 404, "BlobNotFound");
        refused(put("log", new byte[] {1}, "x-ms-blob-type", "AppendBlob"), 400, "InvalidHeaderValue");
        assertThat(put("log", NOTHING, "x-ms-blob-type", "AppendBlob").status()).isEqualTo(201);
        refused(put("log?comp=appendblock", NOTHING), 400, "InvalidHeaderValue");
        refused(
                put("log?comp=appendblock", new byte[] {1}, "x-ms-content-crc64", "AAAAAAAAAAA="),
                400,
                "Crc64Mismatch");
        refused(
                put("log?comp=appendblock", new byte[] {1}, "x-ms-blob-condition-appendpos", "-1"),
                400,
                "InvalidHeaderValue");
        refused(
                put("log?comp=appendblock", new byte[] {1}, "x-ms-blob-condition-appendpos", "1"),
                412,
                "AppendPositionConditionNotMet");
        refused(
                put("log?comp=appendblock", new byte[] {1}, "x-ms-blob-condition-maxsize", "0"),
                412,
                "MaxBlobSizeConditionNotMet");
        assertThat(get("log").body()).isEmpty();
    }

    @Test
    void pageRangesAreToldInXml() throws IOException {
        disk("4096");
        for (String range : new String[] {"bytes=512-1023", "bytes=2048-2559", "bytes=2560-3071"}) {
            Answer written = put("disk?comp=page", new byte[512], "x-ms-page-write", "update", "x-ms-range", range);
            assertThat(written.status()).as(written.toString()).isEqualTo(201);
            assertThat(written.header("x-ms-blob-sequence-number")).hasValue("0");
        }
        Answer all = get("disk?comp=pagelist");
        assertThat(all.header("x-ms-blob-content-length")).hasValue("4096");
        assertThat(all.text())
                .endsWith("<PageList><PageRange><Start>512</Start><End>1023</End></PageRange>"
                        + "<PageRange><Start>2048</Start><End>3071</End></PageRange><NextMarker /></PageList>");
        assertThat(get("disk?comp=pagelist&maxresults=1").text()).contains("<NextMarker>2048</NextMarker>");
        assertThat(get("disk?comp=pagelist&marker=2048", "Range", "bytes=0-2559")
                        .text())
                .contains("<PageRange><Start>2048</Start><End>2559</End></PageRange>")
                .doesNotContain(">512<");
        refused(get("disk?comp=pagelist&maxresults=0"), 400, "OutOfRangeQueryParameterValue");
        refused(get("disk?comp=pagelist", "Range", "bytes=4096-5000"), 416, "InvalidRange");
        refused(
                get("disk?comp=pagelist", "x-ms-previous-snapshot-url", "http://x/y?snapshot=z"),
                409,
                "PreviousSnapshotOperationNotSupported");
    }

    @Test
    void clearingPagesBringsNothingToEncrypt() throws IOException {
        disk("1024");
        String encrypted = "x-ms-request-server-encrypted";
        String[] headers = {"x-ms-page-write", "update", "Range", "bytes=0-511"};
        assertThat(put("disk?comp=page", new byte[512], headers).header(encrypted))
                .hasValue("true");
        headers[1] = "clear";
        Answer cleared = put("disk?comp=page", NOTHING, headers);
        assertThat(cleared.status()).isEqualTo(201);
        assertThat(cleared.header(encrypted)).isEmpty();
    }

    @Test
    void whatIsWrongWithPagesIsNamed() throws IOException {
        refused(put("disk", NOTHING, "x-ms-blob-type", "PageBlob"), 400, "MissingRequiredHeader");
        refused(
                put("disk", NOTHING, "x-ms-blob-type", "PageBlob", "x-ms-blob-content-length", "1000"),
                400,
                "InvalidHeaderValue");
        disk("1024");
        refused(put("disk?comp=page", new byte[512], "x-ms-page-write", "update"), 400, "MissingRequiredHeader");
        refused(
                put("disk?comp=page", new byte[512], "x-ms-page-write", "tear", "Range", "bytes=0-511"),
                400,
                "InvalidHeaderValue");
        refused(
                put("disk?comp=page", new byte[512], "x-ms-page-write", "update", "Range", "bytes=1-512"),
                400,
                "InvalidHeaderValue");
        refused(
                put("disk?comp=page", new byte[512], "x-ms-page-write", "update", "Range", "bytes=1024-1535"),
                416,
                "InvalidPageRange");
        refused(
                put("disk?comp=page", new byte[512], "x-ms-page-write", "update", "Range", "bytes=0-1023"),
                400,
                "InvalidHeaderValue");
        refused(
                put("disk?comp=page", new byte[512], "x-ms-page-write", "clear", "Range", "bytes=0-511"),
                400,
                "InvalidHeaderValue");
        refused(
                put("disk?comp=properties", NOTHING, "x-ms-sequence-number-action", "update"),
                400,
                "MissingRequiredHeader");
        refused(
                put(
                        "disk?comp=properties",
                        NOTHING,
                        "x-ms-sequence-number-action",
                        "increment",
                        "x-ms-blob-sequence-number",
                        "1"),
                400,
                "InvalidHeaderValue");
        assertThat(get("disk").body()).isEqualTo(new byte[1024]);
    }
}
