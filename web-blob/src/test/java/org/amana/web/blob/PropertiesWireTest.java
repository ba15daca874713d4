package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Test;

/// What a blob is told of itself and gives back: properties, metadata, tags, type and tier.
final class PropertiesWireTest extends OpenHouse {
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
        for (String type : List.of("blockblob", "BLOCKBLOB")) {
            assertThat(steward("PUT", path, "x-ms-blob-type", type).send().status())
                    .as(type)
                    .isEqualTo(201);
        }
        assertThat(steward("PUT", "/" + container + "/log", "x-ms-blob-type", "appendBLOB")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(get("log").header("x-ms-blob-type")).hasValue("AppendBlob");
        String source = "http://localhost:" + house.server.port() + "/" + A + path;
        assertThat(steward("PUT", path + "2", "x-ms-blob-type", "blockBlob", "x-ms-copy-source", source)
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(steward("PUT", path, "x-ms-blob-type", "Block").send().code())
                .isEqualTo("InvalidHeaderValue");
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
    void aConditionOnTagsThatIsTooLongIsRefused() throws IOException {
        put("a", "hello");
        Answer answer = get("a", "x-ms-if-tags", "a='b' OR ".repeat(4_000) + "a='b'");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidHeaderValue");
    }
}
