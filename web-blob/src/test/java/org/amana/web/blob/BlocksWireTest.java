package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.amana.blob.Crc64;
import org.amana.blob.Md5;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Test;

/// Put Block, Put Block List and Get Block List.
final class BlocksWireTest extends OpenHouse {
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
    void aBlockListIsSomething() throws IOException {
        String target = "/" + container + "/a?comp=blocklist";
        refused(steward("PUT", target, new byte[0]).send(), 400, "InvalidHeaderValue", "Content-Length");
        for (String empty : List.of("<Latest></Latest>", "<Committed/>", "<Uncommitted> </Uncommitted>")) {
            byte[] list = ("<BlockList>" + empty + "</BlockList>").getBytes(UTF_8);
            assertThat(steward("PUT", target, list).send().code()).as(empty).isEqualTo("InvalidXmlDocument");
        }
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
}
