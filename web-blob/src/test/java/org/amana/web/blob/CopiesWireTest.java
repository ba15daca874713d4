package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.amana.blob.Crc64;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Test;

/// Copies within the account, of blobs and into blocks.
final class CopiesWireTest extends OpenHouse {
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
        String crc64 = "x-ms-source-content-crc64";
        refused(
                steward("PUT", target, "x-ms-copy-source", source, crc64, "AAAA")
                        .send(),
                400,
                "InvalidHeaderValue",
                crc64);
        refused(
                steward(
                                "PUT",
                                target,
                                "x-ms-copy-source",
                                source,
                                "x-ms-source-content-md5",
                                "XUFAKrxLKna5cZ2REBfFkg==",
                                crc64,
                                Crc64.of("hello".getBytes(UTF_8)).base64())
                        .send(),
                400,
                "BothCrc64AndMd5HeaderPresent");
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
}
