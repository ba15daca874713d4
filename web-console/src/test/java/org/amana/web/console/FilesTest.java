package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.amana.analysis.Reason;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.CustomerKey;
import org.amana.blob.DeleteContainer;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.ScopeName;
import org.amana.ledger.Subject;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.policy.Caller;
import org.amana.policy.NewKey;
import org.amana.policy.Service;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// What is shown of containers and of the files in them.
final class FilesTest extends OpenHouse {
    @Test
    void aFileHasAPageAlsoBeforeItIsRead() {
        steward.get("/containers");
        steward.post("/containers", "name", "pages");
        steward.get("/containers/pages");
        steward.upload("/containers/pages/blobs", "", "letter.txt", "dear reader");
        long before = house.ledger.size();
        Page page = steward.get("/file?container=pages&name=letter.txt");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .contains(
                        "letter .txt", "Not read", "Who used it, when and for what", "Steward of archive", "11\u00a0B");
        assertThat(page.body()).contains("href=\"/ledger/" + before + "\"");
        assertThat(reader.get("/file?container=pages&name=letter.txt").text())
                .contains("purposes that cover oversight");
        String etag = page.all("name=\"etag\" value=\"([^\"]+)\"").getFirst();
        Page stale = steward.post("/file/delete", "container", "pages", "name", "letter.txt", "etag", "0x1");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text())
                .contains("so nothing was deleted", "To the file")
                .doesNotContain("ETag");
        assertThat(stale.body()).contains("href=\"/file?container=pages&amp;name=letter.txt\"");
        assertThat(steward.get("/file?container=pages&name=letter.txt&part=2").body())
                .doesNotContain("action=\"/file/delete\"")
                .contains("href=\"/file?container=pages&amp;name=letter.txt\"");
        assertThat(steward.post("/file/delete", "container", "pages", "name", "letter.txt", "etag", etag)
                        .status())
                .isEqualTo(303);
        assertThat(steward.get("/file?container=pages&name=letter.txt").status())
                .isEqualTo(404);
    }

    @Test
    void aFileThatIsTooLargeIsNotOfferedToBeTriedAgain() {
        steward.get("/containers?lang=en");
        steward.post("/containers", "name", "too-large");
        steward.get("/containers/too-large");
        steward.upload("/containers/too-large/blobs", "", "huge.bin", "x", "broken.bin", "y");
        house.setAside("huge.bin", Reason.of(Reason.Kind.TOO_LARGE, 1L << 40, 1L << 28));
        house.setAside("broken.bin", Reason.of(Reason.Kind.DIED));
        assertThat(steward.get("/status").text()).contains("huge .bin", "broken .bin");
        assertThat(steward.get("/status").all("aria-label=\"Try again: ([^\"]*)\""))
                .anyMatch(name -> name.contains("broken"))
                .noneMatch(name -> name.contains("huge"));
    }

    @Test
    void aFileInAnEncryptionScopeSaysSoAndIsNotShownWhileThatIsDisabled() {
        steward.get("/containers");
        steward.post("/containers", "name", "scoped");
        ScopeName scope = new ScopeName("newsroom");
        onAccount(house.blobs.addEncryptionScope(new AccountName(House.ACCOUNT), scope));
        BlobRef blob = ContainerRef.of(House.ACCOUNT, "scoped").blob("notes.txt");
        PutBlob put = PutBlob.of(blob).withConditions(Conditions.NONE.inScope(scope));
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        house.access
                .gate()
                .pass(
                        AccessRequest.in(
                                () -> house.blobs.facts().of(blob.container()), caller, Service.BLOB, Action.WRITE),
                        house.blobs.putBlob(put, Body.of("what they said".getBytes(UTF_8))))
                .orThrow();
        String page = "/file?container=scoped&name=notes.txt";
        assertThat(steward.get(page).text()).contains("Encryption scope", "newsroom", "Download original");
        onAccount(house.blobs.setEncryptionScope(new AccountName(House.ACCOUNT), scope, false));
        assertThat(steward.get(page).text())
                .contains("In a disabled encryption scope")
                .doesNotContain("Download original", "what they said");
        assertThat(steward.get("/file/download?container=scoped&name=notes.txt").status())
                .isEqualTo(403);
        onAccount(house.blobs.setEncryptionScope(new AccountName(House.ACCOUNT), scope, true));
        assertThat(steward.get(page).text()).contains("Download original");
    }

    @Test
    void aFileUnderItsCustomersKeyHasAPageThatSaysWhyItIsNotShown() {
        steward.get("/containers");
        steward.post("/containers", "name", "sealed");
        BlobRef blob = ContainerRef.of(House.ACCOUNT, "sealed").blob("will.txt");
        CustomerKey key = CustomerKey.of(new byte[CustomerKey.BYTES]);
        PutBlob put = PutBlob.of(blob)
                .withMetadata(Metadata.of(Map.of("heir", "nobody knows")))
                .withConditions(Conditions.NONE.withCustomerKey(key));
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        house.access
                .gate()
                .pass(
                        AccessRequest.in(
                                () -> house.blobs.facts().of(blob.container()), caller, Service.BLOB, Action.WRITE),
                        house.blobs.putBlob(put, Body.of("to whom it may concern".getBytes(UTF_8))))
                .orThrow();
        Page page = steward.get("/file?container=sealed&name=will.txt");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .contains("Encrypted with its customer’s key", "this server does not keep it")
                .contains(key.hash().base64(), "encrypted with the customer’s key")
                .doesNotContain("nobody knows", "Download original");
        assertThat(steward.get("/file/download?container=sealed&name=will.txt").status())
                .isEqualTo(409);
        assertThat(steward.get("/containers/sealed").text()).contains("will");
    }

    @Test
    void aPictureIsNotKeptByTheBrowser() {
        assertThat(steward.get("/picture/0123").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatBrowsersPlayIsPlayedPieceByPiece() {
        steward.get("/containers");
        steward.post("/containers", "name", "recordings");
        steward.get("/containers/recordings");
        String sound = "0123456789".repeat(Player.PIECE / 10 + 10);
        String body = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + steward.csrf()
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\""
                + "\r\nContent-Type: audio/wav\r\n\r\n" + sound + "\r\n--b--\r\n";
        steward.post("/containers/recordings/blobs", "multipart/form-data; boundary=b", body, "application/json");
        String address = "/file/play?container=recordings&amp;name=a.wav";
        assertThat(steward.get("/file?container=recordings&name=a.wav").body())
                .contains("<audio controls preload=\"none\" src=\"" + address);

        long before = house.ledger.size();
        Page first = steward.get(address.replace("&amp;", "&"), "Range", "bytes=3-");
        assertThat(first.status()).isEqualTo(206);
        assertThat(first.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(first.header("Content-Range")).isEqualTo("bytes 3-" + (Player.PIECE + 2) + "/" + sound.length());
        assertThat(first.body()).hasSize(Player.PIECE).startsWith("3456");
        assertThat(first.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        Page last = steward.get(address.replace("&amp;", "&"), "Range", "bytes=" + (Player.PIECE + 3) + "-");
        assertThat(first.body() + last.body()).isEqualTo(sound.substring(3));
        assertThat(steward.get(address.replace("&amp;", "&"), "Range", "bytes=999999999-")
                        .status())
                .isEqualTo(416);
        assertThat(steward.get(address.replace("&amp;", "&")).body()).isEqualTo(sound);
        steward.upload("/containers/recordings/blobs", "", "a.txt", "x");
        assertThat(steward.get("/file?container=recordings&name=a.txt").body()).doesNotContain("<audio", "<video");
    }

    @Test
    void aFileThatIsGoneLeadsToItsContainer() {
        steward.get("/containers");
        steward.post("/containers", "name", "gone");
        Page page = steward.get("/file?container=gone&name=box%2Fa.txt");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("href=\"/containers/gone?prefix=box%2F\"");
    }

    @Test
    void whatWasNeverThereIsNotSaidToHaveBeenDeleted() {
        for (String entry : List.of("999999", "abc")) {
            Page page = guest.get("/ledger/" + entry + "?lang=en");
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.text())
                    .contains("No entry " + entry + ". The log has ")
                    .doesNotContain("deleted");
        }
        for (String purpose : List.of("P-99", "abc")) {
            Page page = steward.get("/purposes/" + purpose);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.text())
                    .contains("No purpose " + purpose + " in this account.")
                    .doesNotContain("deleted", "not a purpose");
        }
    }

    @Test
    void whoMayReadAndNotListSeesNoVersions() {
        steward.get("/containers");
        steward.post("/containers", "name", "versions");
        steward.get("/containers/versions");
        steward.upload("/containers/versions/blobs", "", "letter.txt", "Dear all");
        String file = "/file?container=versions&name=letter.txt";
        long before = house.ledger.size();
        assertThat(steward.get(file).body()).contains("<b>Current</b>");
        assertThat(acts(before)).contains("list");
        before = house.ledger.size();
        Page read = house.signedIn(house.key(Set.of("versions"), Action.READ)).get(file);
        assertThat(read.text()).contains("Versions are listed for purposes that allow to list");
        assertThat(read.body()).doesNotContain("<b>Current</b>");
        assertThat(acts(before)).contains("read").doesNotContain("list");
    }

    private List<String> acts(long from) {
        return LongStream.range(from, house.ledger.size())
                .mapToObj(house.ledger::entry)
                .filter(entry -> entry.has("act"))
                .map(entry -> entry.text("act"))
                .toList();
    }

    @Test
    void whoseNameWasErasedIsSaidToBeErased() {
        steward.get("/containers");
        steward.post("/containers", "name", "forgetful");
        steward.get("/containers/forgetful");
        steward.upload("/containers/forgetful/blobs", "", "a.txt", "a");
        String file = "/file?container=forgetful&name=a.txt";
        NewKey key = house.access
                .directory()
                .issueKey(
                        house.keys.reader().credential().purpose(),
                        person("Widad Salim").id(),
                        Duration.ofDays(1),
                        Authority.operator("test"));
        long read = house.ledger.size();
        house.signedIn(key).get(file);
        while (!house.ledger.entry(read).has("act")) {
            read++;
        }
        assertThat(use(steward.get(file))).contains("Widad Salim").doesNotContain("Name erased");

        house.ledger.shred(Subject.actor(person("Widad Salim").id().toString()));
        assertThat(use(steward.get(file))).doesNotContain("Widad Salim").contains("Name erased", "Steward of");
        assertThat(steward.get("/ledger/" + read + "?open=1").text())
                .contains("Name erased", "forgetful/a")
                .doesNotContain("Widad Salim");

        house.ledger.shred(Subject.object("forgetful/a.txt"));
        Page after = steward.get(file);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text()).contains("what was erased for this file is not among them");
        assertThat(use(after)).doesNotContain("Name erased");
        assertThat(steward.get("/ledger/" + read + "?open=1").text()).doesNotContain("forgetful/a");
    }

    private static String use(Page file) {
        return file.text().substring(file.text().indexOf("Who used it, when and for what"));
    }

    @Test
    void anotherAccountsFileOfTheSameNameHasItsOwnUse() {
        house.store.createAccount(new AccountName("namesake"));
        Bootstrap others = house.access.directory().bootstrap("namesake", Authority.operator("test"));
        Browser away = new Browser(house.address());
        away.signIn("namesake", others.steward().base64());
        for (Browser one : List.of(away, steward)) {
            one.get("/containers");
            one.post("/containers", "name", "twins");
            one.get("/containers/twins");
            one.upload("/containers/twins/blobs", "", "same.txt", "x");
        }
        assertThat(steward.get("/file?container=twins&name=same.txt").text())
                .contains("Steward of archive")
                .doesNotContain("Steward of namesake");
    }

    @Test
    void aFileInAContainerMadeAnewHasTheUseOfThatOneAlone() {
        steward.get("/containers");
        steward.post("/containers", "name", "again");
        steward.get("/containers/again");
        steward.upload("/containers/again/blobs", "", "note.txt", "x");
        ContainerRef again = ContainerRef.of(House.ACCOUNT, "again");
        long first = steward.get("/file?container=again&name=note.txt").all("/ledger/(\\d+)\"").stream()
                .mapToLong(Long::parseLong)
                .min()
                .orElseThrow();
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        house.access
                .gate()
                .pass(
                        AccessRequest.in(() -> house.blobs.facts().of(again), caller, Service.BLOB, Action.DELETE),
                        house.blobs.deleteContainer(new DeleteContainer(again, Conditions.NONE)))
                .orThrow();
        long sealed = house.ledger.size();
        steward.get("/containers");
        steward.post("/containers", "name", "again");
        steward.get("/containers/again");
        steward.upload("/containers/again/blobs", "", "note.txt", "y");
        assertThat(steward.get("/file?container=again&name=note.txt").all("/ledger/(\\d+)\""))
                .isNotEmpty()
                .allSatisfy(index -> assertThat(Long.parseLong(index)).isGreaterThanOrEqualTo(sealed));

        administrator.get("/purposes");
        String[] fields = purpose("Overseeing what is made again", "OVERSIGHT", "READ");
        String[] narrow = Arrays.copyOf(fields, fields.length + 2);
        narrow[fields.length] = "containers";
        narrow[fields.length + 1] = "again";
        Browser overseer = enter(administrator, administrator.post("/purposes", narrow));
        assertThat(overseer.get("/ledger/" + first + "?open=1").status()).isEqualTo(403);
        assertThat(overseer.get("/ledger/" + (sealed + 1) + "?open=1").text()).contains("again");
    }

    @Test
    void theAccessesOfAFileAreWalkedBackAndForth() {
        steward.get("/containers");
        steward.post("/containers", "name", "much-used");
        steward.get("/containers/much-used");
        steward.upload("/containers/much-used/blobs", "", "a.txt", "x");
        for (int i = 0; i < 120; i++) {
            steward.get("/file/download?container=much-used&name=a.txt");
        }
        Page first = steward.get("/file?container=much-used&name=a.txt");
        assertThat(first.text()).contains("1 to 50 of 12");
        Page second = steward.get(first.way("next"));
        assertThat(second.rows()).hasSize(50).doesNotContainAnyElementsOf(first.rows());
        Page third = steward.get(second.way("next"));
        assertThat(third.body()).doesNotContain("rel=\"next\"");
        Page back = steward.get(third.way("prev"));
        assertThat(back.rows()).isEqualTo(second.rows());
        assertThat(back.way("prev")).endsWith("#use");
    }

    @Test
    void theSlashOfAFolderStandsAtTheEndOfItsName() {
        steward.get("/containers");
        steward.post("/containers", "name", "slashes");
        steward.get("/containers/slashes");
        steward.upload("/containers/slashes/blobs", "سجلات", "a.txt", "x");
        assertThat(steward.get("/containers/slashes").body())
                .contains("<bdi class=\"fname\" lang=\"ar\" dir=\"auto\">سجلات/</bdi></a>");
    }

    @Test
    void aLongListOfNamesIsNarrowedByHowTheyBeginAndWalkedBack() {
        steward.get("/containers");
        steward.post("/containers", "name", "many-names");
        steward.get("/containers/many-names");
        assertThat(steward.get("/containers/many-names").body()).doesNotContain("name=\"begins\"");
        String[] files = new String[2 * 410];
        for (int i = 0; i < files.length; i += 2) {
            files[i] = String.format(java.util.Locale.ROOT, "file-%03d", i / 2);
            files[i + 1] = "x";
        }
        steward.upload("/containers/many-names/blobs", "box", files);
        Page first = steward.get("/containers/many-names?prefix=box%2F&lang=en");
        assertThat(first.body()).doesNotContain("rel=\"prev\"");
        Page second = steward.get(first.way("next"));
        Page third = steward.get(second.way("next"));
        assertThat(third.text()).contains("10 names on this page", "First page");
        Page back = steward.get(third.way("prev"));
        assertThat(names(back)).isEqualTo(names(second)).hasSize(200);
        assertThat(names(steward.get(back.way("prev")))).isEqualTo(names(first));

        Page narrowed = steward.get("/containers/many-names?prefix=box%2F&begins=file-40");
        assertThat(names(narrowed)).hasSize(10).allMatch(name -> name.startsWith("file-40"));
        assertThat(narrowed.body()).contains("name=\"begins\"", "value=\"file-40\"");
        assertThat(steward.get("/containers/many-names?prefix=box%2F&begins=zz").text())
                .contains("No name here begins with zz")
                .doesNotContain("Upload the first");
    }

    private static List<String> names(Page page) {
        return page.all("class=\"a-name\"><a href=\"[^\"]*\"><bdi[^>]*>([^<]*)");
    }
}
