package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// Files on their way in.
final class UploadTest extends OpenHouse {
    @Test
    void filesGoInWithoutJavaScriptAndComeOutByteForByte() {
        steward.get("/containers");
        assertThat(steward.post("/containers", "name", "exhibits", "class", "NONE")
                        .header("Location"))
                .isEqualTo("/containers/exhibits");
        Page page = steward.upload(
                "/containers/exhibits/blobs",
                "box 41/",
                "محضر جلسة 2018-03-14.txt",
                "one\r\n--bound",
                "b.html",
                "<script>alert(1)</script>");
        assertThat(page.status()).as(page.text()).isEqualTo(303);
        Page level = steward.get(page.header("Location"));
        assertThat(level.text()).contains("2 files stored", "3 accesses under P-1");
        assertThat(level.body()).contains("محضر جلسة <bdi dir=\"ltr\">2018-03-14</bdi>", "b<span class=\"ext\">.html");

        Page file = steward.get("/file/download?container=exhibits&name=box%2041/b.html");
        assertThat(file.body()).isEqualTo("<script>alert(1)</script>");
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=\"b.html\"");
        assertThat(file.header("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void filesGoIntoTheFolderThatTheFormNames() {
        steward.get("/containers");
        steward.post("/containers", "name", "folders");
        steward.get("/containers/folders");
        Page page = steward.upload("/containers/folders/blobs", " /minutes/2018 ", "a.txt", "x");
        assertThat(page.status()).as(page.text()).isEqualTo(303);
        assertThat(page.header("Location")).isEqualTo("/containers/folders?prefix=minutes%2F2018%2F");
        assertThat(steward.get("/containers/folders?prefix=minutes/2018/").text())
                .contains("a .txt");
    }

    @Test
    void anUploadAnswersAProgramInJsonWithItsEntries() {
        steward.get("/containers");
        steward.post("/containers", "name", "programs");
        steward.get("/containers/programs");
        long before = house.ledger.size();
        String body = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + steward.csrf()
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n";
        Page page =
                steward.post("/containers/programs/blobs", "multipart/form-data; boundary=b", body, "application/json");
        assertThat(page.body())
                .isEqualTo("{\"stored\":1,\"replaced\":0,\"there\":0,\"entries\":[" + before
                        + "],\"names\":[\"a.txt\"],\"refused\":[]}");
    }

    @Test
    void aFileIsCalledExactlyAsItsOwnerCallsIt() {
        steward.get("/containers");
        steward.post("/containers", "name", "names");
        steward.get("/containers/names");
        List<String> names = List.of(
                "a\\x.txt", "b\\x.txt", "x.txt", "100%22.txt", "100\".txt", "sub/a+b %41 c.txt", "C:\\", "محضر\".txt");
        for (String name : names) {
            assertThat(send("names", name, true, name).body()).as(name).contains("\"stored\":1", "\"there\":0");
        }
        for (String name : names) {
            assertThat(steward.get("/file/download?container=names&name=" + Address.encoded("in here/" + name))
                            .body())
                    .isEqualTo(name);
        }
        assertThat(send("names", "c\\d.txt", true, "").body())
                .as("the name that it has now: of blobs a backslash is a slash")
                .contains("\"names\":[\"c/d.txt\"]");
        assertThat(send("names", "x".repeat(20_000), true, "").status()).isEqualTo(413);
    }

    /// As the script of the page sends one file.
    private Page send(String container, String name, boolean leaves, String content) {
        String field = "\r\n--b\r\nContent-Disposition: form-data; name=\"";
        String body = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + steward.csrf()
                + field + "folder\"\r\n\r\nin here"
                + field + "path\"\r\n\r\n" + Address.encoded(name)
                + (leaves ? field + "there\"\r\n\r\nleave" : "")
                + field + "file\"; filename=\"file\"\r\n\r\n" + content + "\r\n--b--\r\n";
        return steward.post(
                "/containers/" + container + "/blobs", "multipart/form-data; boundary=b", body, "application/json");
    }

    @Test
    void withoutItsScriptAFormKeepsWhatStandsBeforeABackslashToo() {
        steward.get("/containers");
        steward.post("/containers", "name", "backslashes");
        steward.get("/containers/backslashes");
        Page level = steward.get(
                steward.upload("/containers/backslashes/blobs", "", "a\\x.txt", "first", "b\\x.txt", "second")
                        .header("Location"));
        assertThat(level.text()).contains("2 files stored", "a/x .txt", "b/x .txt");
        assertThat(steward.get("/file/download?container=backslashes&name=a%5Cx.txt")
                        .body())
                .isEqualTo("first");
    }

    @Test
    void noFileTakesThePlaceOfAnotherUnasked() {
        steward.get("/containers");
        steward.post("/containers", "name", "places");
        steward.get("/containers/places");
        assertThat(send("places", "a.txt", true, "first").body()).contains("\"stored\":1", "\"replaced\":0");
        assertThat(send("places", "a.txt", true, "second").body())
                .contains("\"stored\":0", "\"there\":1", "A file of this name is there already");
        String file = "/file/download?container=places&name=in%20here%2Fa.txt";
        assertThat(steward.get(file).body()).isEqualTo("first");
        assertThat(send("places", "a.txt", false, "third").body()).contains("\"stored\":1", "\"replaced\":1");
        assertThat(steward.get(file).body()).isEqualTo("third");
    }

    @Test
    void withoutItsScriptAFormSaysWhatWasReplaced() {
        steward.get("/containers");
        steward.post("/containers", "name", "replaced");
        steward.get("/containers/replaced");
        steward.upload("/containers/replaced/blobs", "", "a.txt", "x");
        Page level = steward.get(steward.upload("/containers/replaced/blobs", "", "a.txt", "y", "b.txt", "y")
                .header("Location"));
        assertThat(level.text().split("in the place of the file that was there", -1))
                .as(level.text())
                .hasSize(2);
    }

    /// They cannot be told apart before they are in.
    @Test
    void filesOfTheSameLengthFromTheSamePageAllGoIn() {
        steward.get("/containers");
        String container = steward.post("/containers", "name", "uploads").header("Location");
        steward.get(container);
        String proof = steward.csrf();
        for (String name : List.of("a", "b", "b")) {
            long before = house.ledger.size();
            String level = steward.upload(container + "/blobs", "", name, name).header("Location");
            assertThat(level).isEqualTo(container);
            assertThat(house.ledger.size()).isEqualTo(before + 1);
            assertThat(steward.csrf()).as("the same form").isEqualTo(proof);
        }
        for (String name : List.of("a", "b")) {
            assertThat(steward.get("/file/download?container=uploads&name=" + name)
                            .body())
                    .isEqualTo(name);
        }
    }

    /// Else whoever may only read would take all memory with names that are refused.
    @Test
    void whereNothingMayBeWrittenTheFirstFileStandsForAll() {
        steward.get("/containers");
        steward.post("/containers", "name", "closed-to-readers");
        reader.get("/containers");
        long before = house.ledger.size();
        Page page = reader.upload(
                "/containers/closed-to-readers/blobs", "", "a.txt", "x", "b.txt", "x", "\u0001".repeat(1_100), "x");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("1 file not stored").doesNotContain("U+0001");
        assertThat(house.ledger.entries(before, 9))
                .filteredOn(entry -> entry.has("act") && entry.text("act").equals("write"))
                .hasSize(1);
    }

    @Test
    void ofVeryManyFilesThatAreRefusedTheFirstAreNamed() {
        steward.get("/containers");
        steward.post("/containers", "name", "much-refused");
        String[] files = new String[2 * 130];
        for (int i = 0; i < files.length; i += 2) {
            files[i] = i / 2 + "-" + "\u0001".repeat(1_100);
            files[i + 1] = "x";
        }
        Page page = steward.upload("/containers/much-refused/blobs", "", files);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("130 files not stored", "more");
        assertThat(page.body().length()).isLessThan(100_000);
    }

    @Test
    void aFileIsNotTakenFromAFormWithoutItsProof() {
        steward.get("/containers");
        steward.post("/containers", "name", "guarded");
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + steward.csrf() + "\r\n--b--\r\n";
        assertThat(steward.post("/containers/guarded/blobs", "multipart/form-data; boundary=b", body, "text/html")
                        .status())
                .isEqualTo(403);
        assertThat(steward.get("/containers/guarded").text()).contains("No files here");
    }
}
