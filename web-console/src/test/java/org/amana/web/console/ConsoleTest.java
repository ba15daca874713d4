package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.amana.analysis.Reason;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerEncryption;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.CustomerKey;
import org.amana.blob.DeleteContainer;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.ScopeName;
import org.amana.ledger.Subject;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Approval;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.NewKey;
import org.amana.policy.Plan;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import org.amana.web.console.Browser.Page;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.Lang;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The console over HTTP, on all floors of the house.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleTest {
    private House house;
    private Browser steward;
    private Browser reader;
    private Browser administrator;
    private Browser guest;

    @BeforeAll
    void build(@TempDir Path folder) {
        house = new House(folder, InstantSource.system(), 0);
        steward = house.signedIn(house.keys.steward());
        reader = house.signedIn(house.keys.reader());
        administrator = house.administering();
        guest = new Browser(house.address());
    }

    @AfterAll
    void leave() {
        house.close();
    }

    @Test
    void everyAnswerHasTheHeadersThatKeepOthersOut() {
        for (String path : List.of("/sign-in", "/nowhere", "/healthz", "/ledger", "/static/x")) {
            Page page = guest.get(path);
            assertThat(page.header("Content-Security-Policy"))
                    .isEqualTo(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
                                    + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                                    + " base-uri 'none'");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void aGuestIsLedToTheDoorAndBack() {
        Page page = guest.get("/containers?marker=a%20b");
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Location")).isEqualTo("/sign-in?back=%2Fcontainers%3Fmarker%3Da%2520b");
        assertThat(guest.get(page.header("Location")).body())
                .contains("name=\"back\" value=\"/containers?marker=a%20b\"");
        assertThat(guest.get("/sign-in?back=//evil.example").body()).contains("name=\"back\" value=\"/\"");
    }

    @Test
    void theSessionCookieIsOutOfReachForScriptsAndOtherSites() {
        Browser browser = new Browser(house.address());
        Page page = browser.postExactly(
                "/sign-in", "account", House.ACCOUNT, "key", house.keys.reader().base64());
        assertThat(page.header("Set-Cookie"))
                .matches("amana_session=[\\w-]{43}; Path=/; Max-Age=4[23]\\d{3}; HttpOnly; SameSite=Strict");
    }

    @Test
    void aWrongKeyOpensNothingAndSaysNothing() {
        Browser browser = new Browser(house.address());
        for (String account : List.of(House.ACCOUNT, "nobody", "x")) {
            Page page = browser.postExactly("/sign-in", "account", account, "key", "QUJD");
            assertThat(page.status()).isEqualTo(403);
            assertThat(page.text()).contains("No access with this account and key", "Sign-in refused", "Entry");
            assertThat(page.text()).doesNotContain("No entry was written");
            assertThat(page.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aSignInLinkIsGoodOnceAndOnlyThroughItsButton() {
        String link = house.links
                .make(
                        house.keys.steward().credential().principal().id(),
                        house.keys.steward().credential().purpose(),
                        Duration.ofHours(1),
                        Authority.operator("test"))
                .toString();
        Browser browser = new Browser(house.address());
        browser.get(link);
        Page door = browser.get(link);
        String token = door.all("name=\"token\" value=\"([^\"]+)\"").getFirst();
        assertThat(browser.postExactly("/sign-in/link", "token", token).status())
                .isEqualTo(303);
        assertThat(browser.get("/session").text()).contains("P-1");
        assertThat(new Browser(house.address())
                        .postExactly("/sign-in/link", "token", token)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void everySignedInPageShowsThePurposeAndEndsWithItsReceipt() {
        for (String path : List.of("/containers", "/purposes", "/connect", "/session", "/ledger")) {
            Page page = steward.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.text()).as(path).contains("Working under P-1", "Receipt of this page");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void whatAPageReadStandsInTheLedgerUnderItsPurpose() {
        long before = house.ledger.size();
        Page page = reader.get("/containers");
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(house.ledger.entry(before).text("act")).isEqualTo("list");
        assertThat(house.ledger.entry(before).text("pur")).isEqualTo("P-2");
        assertThat(page.text()).contains("1 listing under P-2");
        assertThat(page.body()).contains("href=\"/ledger/" + before + "\"");
    }

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
    void whoCameWithTheAccountIsNamedInTheReadersLanguage() {
        assertThat(steward.get("/session?lang=ar").text())
                .contains("أمين بيانات")
                .doesNotContain("Steward of");
        assertThat(steward.get("/session?lang=en").text()).contains("Steward of archive");
    }

    @Test
    void aPictureIsNotKeptByTheBrowser() {
        assertThat(steward.get("/picture/0123").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatIsNotSetAsideCannotBeTakenUpAgain() {
        steward.get("/containers");
        assertThat(steward.post("/tasks/4711/retry").status()).isEqualTo(404);
        assertThat(steward.postExactly("/tasks/4711/retry").status()).isEqualTo(403);
    }

    @Test
    void whatTheServiceKeepsForItselfIsNotCountedAmongTheContainers() {
        steward.get("/containers");
        steward.post("/containers", "name", "counted");
        String files = figure(steward.get("/?lang=en"), "Files");
        ContainerRef feed = new ContainerRef(new AccountName(House.ACCOUNT), ContainerName.CHANGE_FEED);
        CreateContainer making = new CreateContainer(feed, Metadata.NONE, Set.of(), Set.of(), ContainerEncryption.NONE);
        onAccount(house, house.store.keeper().createContainer(making));
        assertThat(figure(steward.get("/"), "Files")).isEqualTo(files);
        assertThat(steward.get("/containers").text()).contains("counted").doesNotContain("blobchangefeed");
    }

    private static String figure(Page page, String name) {
        return page.all("<dt>" + name + "</dt>(.*?)</div>").getFirst();
    }

    @Test
    void theOverviewTellsWhatIsHeldAndWhereItCameFrom() {
        steward.get("/containers");
        steward.post("/containers", "name", "growth");
        steward.get("/containers/growth");
        steward.upload("/containers/growth/blobs", "", "a.txt", "0123456789");
        for (String language : List.of("en", "ar")) {
            Page page = steward.get("/?lang=" + language);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            assertThat(page.body()).contains("class=\"area c1\"", "class=\"plot\"", "growth", "P-1");
        }
        assertThat(steward.get("/?lang=en").text()).contains("Stored data grew from 0", "The sum holds for every day");
        assertThat(steward.get("/overview.csv").body()).contains(",growth,");
    }

    @Test
    void aFileInAnEncryptionScopeSaysSoAndIsNotShownWhileThatIsDisabled() {
        steward.get("/containers");
        steward.post("/containers", "name", "scoped");
        ScopeName scope = new ScopeName("newsroom");
        onAccount(house, house.blobs.addEncryptionScope(new AccountName(House.ACCOUNT), scope));
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
        onAccount(house, house.blobs.setEncryptionScope(new AccountName(House.ACCOUNT), scope, false));
        assertThat(steward.get(page).text())
                .contains("In a disabled encryption scope")
                .doesNotContain("Download original", "what they said");
        assertThat(steward.get("/file/download?container=scoped&name=notes.txt").status())
                .isEqualTo(403);
        onAccount(house, house.blobs.setEncryptionScope(new AccountName(House.ACCOUNT), scope, true));
        assertThat(steward.get(page).text()).contains("Download original");
    }

    private static <R> R onAccount(House house, Plan<R> plan) {
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        return house.access
                .gate()
                .pass(
                        AccessRequest.on(
                                house.blobs
                                        .facts()
                                        .of(new AccountName(House.ACCOUNT))
                                        .orElseThrow(),
                                caller,
                                Service.BLOB,
                                Action.WRITE),
                        plan)
                .orThrow();
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
    void whatNarrowsASearchIsOfferedToBeClearedOnlyWhereSomethingDoes() {
        assertThat(steward.get("/search?q=zanzibar&lang=en").text())
                .contains("Try fewer words or another language.")
                .doesNotContain("clear what narrows");
        assertThat(steward.get("/search?q=zanzibar&language=es").text())
                .contains("or clear what narrows the search", "Clear 1");
    }

    @Test
    void aSearchWithoutNearnessInMeaningSaysSoAndOffersToBeAskedAgain() {
        assertThat(steward.get("/search?q=zanzibar&language=en&meaning=left-out")
                        .body())
                .contains(
                        "Words alone were looked for; what finds nearness in meaning was not ready in time.",
                        "<a href=\"/search?q=zanzibar&amp;language=en\">Search again</a>");
        assertThat(steward.get("/search?q=zanzibar&language=es&meaning=left-out")
                        .text())
                .doesNotContain("Words alone");
    }

    @Test
    void aSearchIsOneEntryWithItsWordsSealed() {
        long before = house.ledger.size();
        Page page = reader.get("/search?q=dredging+%22berth+9%22&sort=newest&from=2017&to=x");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("Nothing found for", "1 search under P-2", "Your words are sealed");
        assertThat(house.ledger.entry(before).toString()).doesNotContain("dredging");
        assertThat(house.ledger.opened(before).orElseThrow().value("object")).contains("dredging \"berth 9\"");
        assertThat(reader.get("/search").text()).contains("No entry was written");
    }

    @Test
    void enginesAreNamedWithTheirVersions() {
        assertThat(steward.get("/status").text())
                .containsPattern("Lucene [0-9]+\\.[0-9.]+, minilm-")
                .contains("Tika; its version is told with the first file that is read");
    }

    @Test
    void howTheHouseIsCanBeSeen() {
        Page page = steward.get("/status");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .contains("Engines", "Sandbox", "Workers", "to be read")
                .doesNotContain("Every file could be read");
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

    @Test
    void aFormOfAnotherSessionSaysUnderWhatOneWorksNowAndLeadsBack() {
        steward.get("/containers");
        steward.post("/containers", "name", "stale");
        String body = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nof.before"
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n";
        Page page =
                steward.post("/containers/stale/blobs", "multipart/form-data; boundary=b", body, "application/json");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text())
                .contains("before you signed in or changed purposes", "You work under P-1 now")
                .doesNotContain("has ended");
        assertThat(page.body()).contains("<a class=\"btn\" href=\"/containers/stale\">To the page");
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
    void theAddressOfANewKeyLeadsToItsPurpose() {
        Page page = administrator.get("/purposes/P-1/keys");
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Location")).isEqualTo("/purposes/P-1");
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
    void aPurposeForOneContainerIsToldOfNoOther() {
        steward.get("/containers");
        steward.post("/containers", "name", "harbour-letters");
        steward.post("/containers", "name", "closed-letters");
        Browser narrow =
                house.signedIn(house.key(Set.of("harbour-letters", "not-made-yet"), Action.LIST, Action.WRITE));
        assertThat(narrow.get("/containers").text())
                .contains("harbour-letters", "New container")
                .doesNotContain("closed-letters");
        assertThat(narrow.get("/").text()).doesNotContain("closed-letters");
        narrow.post("/containers", "name", "not-made-yet");
        assertThat(narrow.get("/containers").text())
                .as("nothing is left that it could make")
                .contains("not-made-yet")
                .doesNotContain("New container");
    }

    /// The public entry does not say where it was; the pages of those who oversee the container do.
    @Test
    void aRefusalToComeToAContainerIsToldToThoseWhoOverseeIt() {
        steward.get("/containers");
        steward.post("/containers", "name", "refused-here");
        steward.get("/containers/refused-here");
        steward.upload("/containers/refused-here/blobs", "", "a.txt", "x");
        String file = BrowsePage.file("refused-here", "a.txt").toString();
        Browser outsider = house.signedIn(house.key(Set.of("elsewhere"), Action.READ, Action.LIST));
        assertThat(outsider.get(file).status()).isEqualTo(403);
        long refusal = house.ledger.size() - 1;
        assertThat(house.ledger.entry(refusal).text("dec")).isEqualTo("deny");
        assertThat(house.ledger.entry(refusal).text("box")).isEmpty();
        assertThat(steward.get(file).body()).contains("/ledger/" + refusal);
        assertThat(steward.get("/ledger/" + refusal + "?open=1").text()).contains("File or words refused-here/a");
        assertThat(house.ledger.entry(house.ledger.size() - 1).text("box"))
                .as("the access by which it was opened is one to that container")
                .isEqualTo(house.blobs
                        .facts()
                        .of(ContainerRef.of(House.ACCOUNT, "refused-here"))
                        .boxPseudonym());
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

    @Test
    void noFormWorksWithoutTheProofThatOurPageSentIt() {
        long before = house.ledger.size();
        assertThat(steward.postExactly("/containers", "name", "stolen").status())
                .isEqualTo(403);
        assertThat(steward.postExactly("/containers", "name", "stolen", "csrf", "x")
                        .status())
                .isEqualTo(403);
        assertThat(steward.postWith("/sign-out", "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(steward.postWith("/sign-out", "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
        assertThat(house.ledger.size()).isEqualTo(before);
        assertThat(steward.get("/session").status()).isEqualTo(200);
    }

    @Test
    void thePageAfterAChangeSaysOnceWhatWasDoneAndHasItsEntryOnTheReceipt() {
        steward.get("/containers");
        long before = house.ledger.size();
        Page made = steward.post("/containers", "name", "told-once");
        assertThat(house.ledger.entry(before).text("act")).isEqualTo("write");
        Page level = steward.get(made.header("Location"));
        assertThat(level.text())
                .contains("Container told-once is made", "2 accesses under P-1")
                .doesNotContain("0 names on this page");
        assertThat(receipt(level)).contains("href=\"/ledger/" + before + "\"");
        Page again = steward.get(made.header("Location"));
        assertThat(again.text()).doesNotContain("is made");
        assertThat(receipt(again)).doesNotContain("/ledger/" + before + "\"");
    }

    @Test
    void whatWasDoneIsToldToTheSessionThatDidItAndToNobodyElse() {
        Browser other = house.signedIn(house.keys.steward());
        steward.get("/containers");
        String made = steward.post("/containers", "name", "told-to-one").header("Location");
        assertThat(other.get(made).text()).doesNotContain("is made");
        assertThat(steward.get("/containers").text()).doesNotContain("is made");
        assertThat(steward.get(made).text()).contains("is made");
    }

    @Test
    void aPageThatIsRefusedStillSaysWhatTheChangeBeforeItDid() {
        Browser clerk = house.administering();
        clerk.get("/purposes");
        Browser writer = enter(clerk, clerk.post("/purposes", purpose("Only writing", "BLOB", "WRITE")));
        writer.get("/session");
        writer.get("/");
        long before = house.ledger.size();
        Page made = writer.post("/containers", "name", "write-only");
        assertThat(made.status()).as(made.text()).isEqualTo(303);
        Page refused = writer.get(made.header("Location"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("is made", "2 accesses");
        assertThat(receipt(refused)).contains("/ledger/" + before);
    }

    private Browser enter(Browser clerk, Page made) {
        assertThat(made.status()).as(made.text()).isEqualTo(303);
        String purpose = made.header("Location");
        clerk.get(purpose);
        Page key = clerk.post(purpose + "/keys", "principal", "Nour Saleh", "days", "5");
        Browser browser = new Browser(house.address());
        browser.signIn(
                House.ACCOUNT, key.all("id=\"key-text\"[^>]*value=\"([^\"]+)\"").getFirst());
        return browser;
    }

    private static String[] purpose(String title, String service, String action) {
        return new String[] {
            "title-en",
            title,
            "title-ar",
            "غرض للتجربة",
            "term",
            "dpv:RecordManagement",
            "basis",
            "Order 2026/88",
            "service",
            service,
            "action",
            action,
            "class",
            "PERSONAL",
            "gibibytes",
            "2",
            "objects",
            "100",
            "expires",
            LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()
        };
    }

    private static String receipt(Page page) {
        return page.body().substring(page.body().indexOf("class=\"receipt\""));
    }

    @Test
    void theSameFormSentTwiceIsDoneOnceAndLeadsToTheSamePage() {
        steward.get("/containers");
        String proof = steward.csrf();
        Page first = steward.postExactly("/containers", "name", "only-once", "csrf", proof);
        long after = house.ledger.size();
        Page second = steward.postExactly("/containers", "name", "only-once", "csrf", proof);
        assertThat(second.status()).as(second.text()).isEqualTo(303);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(house.ledger.size()).isEqualTo(after);
        assertThat(steward.get(second.header("Location")).text())
                .containsOnlyOnce("is made")
                .contains("The form came more than once. It was done once.", "2 accesses under P-1");

        Page other = steward.postExactly("/containers", "name", "another-name", "csrf", proof);
        assertThat(other.header("Location")).isEqualTo("/containers/another-name");
    }

    @Test
    void aPurposeAndAKeyAreMadeOnceHoweverOftenTheirFormsAreSent() {
        administrator.get("/purposes");
        String proof = administrator.csrf();
        String[] form = purpose("Twice told", "BLOB", "READ");
        String[] sent = Arrays.copyOf(form, form.length + 2);
        sent[form.length] = "csrf";
        sent[form.length + 1] = proof;
        String made = administrator.postExactly("/purposes", sent).header("Location");
        assertThat(administrator.postExactly("/purposes", sent).header("Location"))
                .isEqualTo(made);
        assertThat(house.access.directory().purposes(House.ACCOUNT))
                .filteredOn(one -> one.title().in("en").equals("Twice told"))
                .hasSize(1);

        administrator.get(made);
        String[] key = {"principal", "Hadi Nasr", "days", "5", "csrf", administrator.csrf()};
        Page shown = administrator.postExactly(made + "/keys", key);
        String secret = shown.all("id=\"key-text\"[^>]*value=\"([^\"]+)\"").getFirst();
        long keys = house.access.directory().credentials(House.ACCOUNT).size();
        Page again = administrator.postExactly(made + "/keys", key);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("sent twice and done once");
        assertThat(again.body()).doesNotContain(secret);
        assertThat(house.access.directory().credentials(House.ACCOUNT)).hasSize((int) keys);
    }

    @Test
    void ofManyThatComeTogetherOneIsDone() throws Exception {
        steward.get("/containers");
        String proof = steward.csrf();
        try (var threads = Executors.newFixedThreadPool(8)) {
            long before = house.ledger.size();
            List<Callable<String>> same = Collections.nCopies(
                    8,
                    () -> steward.postExactly("/containers", "name", "together", "csrf", proof)
                            .header("Location"));
            for (Future<String> answer : threads.invokeAll(same)) {
                assertThat(answer.get()).isEqualTo("/containers/together");
            }
            assertThat(house.ledger.size()).isEqualTo(before + 1);
        }
    }

    @Test
    void aFormWithAMistakeMayBeSentAgain() {
        steward.get("/containers");
        String proof = steward.csrf();
        assertThat(steward.postExactly("/containers", "name", "", "csrf", proof).status())
                .isEqualTo(422);
        assertThat(steward.postExactly("/containers", "name", "", "csrf", proof).status())
                .isEqualTo(422);
        reader.get("/session");
        long before = house.ledger.size();
        String theirs = reader.csrf();
        assertThat(reader.postExactly("/containers", "name", "not-mine", "csrf", theirs)
                        .status())
                .isEqualTo(403);
        assertThat(reader.postExactly("/containers", "name", "not-mine", "csrf", theirs)
                        .status())
                .isEqualTo(403);
        assertThat(house.ledger.size()).isEqualTo(before + 2);
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

    @Test
    void whatAmanaHoldsItselfIsNotCountedAmongTheKeysOfAPurpose() {
        assertThat(house.access.directory().credentials(House.ACCOUNT))
                .anyMatch(one -> one.purpose().toString().equals("P-4"));
        assertThat(administrator.get("/purposes").all("(?s)c-id\">\\s*<a[^>]*>P-4</a>.*?class=\"num\">(\\d+)<"))
                .containsExactly("0");
    }

    @Test
    void everyChangeOfPurposesAndKeysIsConfirmedWithItsEntries() {
        Browser clerk = house.administering();
        clerk.get("/purposes");
        long before = house.ledger.size();
        Page made = clerk.post("/purposes", purpose("Confirmed", "BLOB", "READ"));
        Page purpose = clerk.get(made.header("Location"));
        String id = made.header("Location").replace("/purposes/", "");
        assertThat(purpose.text()).contains("is made and in force");
        assertThat(entries(before, "purpose")).hasSize(2);
        assertThat(receipt(purpose)).contains(before + "\u2013" + (before + 3));

        clerk.post(made.header("Location") + "/keys", "principal", "Lina Haddad", "days", "5");
        Page keyed = clerk.get(made.header("Location"));
        String key = keyed.all("action=\"/keys/(K-\\d+)/end\"").getFirst();
        before = house.ledger.size();
        Page ended =
                clerk.get(clerk.post("/keys/" + key + "/end", "purpose", id).header("Location"));
        assertThat(ended.text()).contains("Key " + key + " has ended");
        assertThat(entries(before, "credential")).hasSize(1);
        assertThat(receipt(ended)).contains("href=\"/ledger/" + before + "\"");

        before = house.ledger.size();
        Page over = clerk.get(clerk.post(made.header("Location") + "/end").header("Location"));
        assertThat(over.text()).contains("has ended. Its keys open nothing any more");
        assertThat(entries(before, "purpose")).hasSize(1);
        assertThat(receipt(over)).contains("href=\"/ledger/" + before + "\"");
    }

    @Test
    void whoGoesOverToAnotherPurposeIsToldSoInTheNewSession() {
        Browser browser = linked();
        Page change = browser.post("/session", "purpose", "P-2");
        assertThat(browser.get(change.header("Location")).text()).contains("You work under P-2 now");
    }

    /// A browser that came by the operator's link.
    private Browser linked() {
        String link = house.links
                .make(
                        house.keys.steward().credential().principal().id(),
                        house.keys.steward().credential().purpose(),
                        Duration.ofHours(1),
                        Authority.operator("test"))
                .toString();
        Browser browser = new Browser(house.address());
        String token =
                browser.get(link).all("name=\"token\" value=\"([^\"]+)\"").getFirst();
        browser.postExactly("/sign-in/link", "token", token);
        browser.get("/session");
        return browser;
    }

    private List<Long> entries(long from, String kind) {
        List<Long> found = new ArrayList<>();
        for (long i = from; i < house.ledger.size(); i++) {
            if (house.ledger.entry(i).kind().label().equals(kind)) {
                found.add(i);
            }
        }
        return found;
    }

    @Test
    void aRefusalIsAPageWithItsRuleAndItsEntry() {
        reader.get("/session");
        long before = house.ledger.size();
        Page page = reader.post("/containers", "name", "not-for-me");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text())
                .contains(
                        "Refused: the purpose does not allow this",
                        "No data was read. Entry " + String.format(Locale.ROOT, "%,d", before),
                        "P-2 does not allow to write ; it allows: list, read, search .");
        assertThat(page.body()).contains("baseline/forbid/action@1");
        assertThat(house.ledger.entry(before).text("dec")).isEqualTo("deny");
        reader.get("/session?lang=ar");
        assertThat(reader.post("/containers", "name", "not-for-me").text()).contains("كتابة", "وهو يجيز: ");
        reader.get("/session?lang=en");
    }

    @Test
    void aRefusalNamesTheContainerThatThePurposeDoesNotCover() {
        steward.get("/containers");
        steward.post("/containers", "name", "beyond", "class", "NONE");
        Browser narrow = house.signedIn(house.key(Set.of("within"), Action.LIST, Action.READ));
        Page page = narrow.get("/containers/beyond");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains(" does not cover the container beyond .");
    }

    @Test
    void whatThePurposeDoesNotAllowIsMarkedInTheMenuAndWritesNoRefusal() {
        Browser lister = house.signedIn(house.key(Set.of(), Action.LIST));
        long before = house.ledger.size();
        Page page = lister.get("/status");
        assertThat(page.body())
                .contains("href=\"/containers\"", "aria-disabled=\"true\"")
                .doesNotContain("href=\"/search\"", "action=\"/search\"");
        assertThat(page.text()).contains("Search (not part of P-");
        assertThat(steward.get("/status").body())
                .contains("href=\"/containers\"", "href=\"/search\"")
                .doesNotContain("aria-disabled");
        assertThat(administrator.get("/status").body()).doesNotContain("<a class=\"nav\" href=\"/containers\"");
        assertThat(refusals(before)).isZero();
    }

    private long refusals(long since) {
        return LongStream.range(since, house.ledger.size())
                .mapToObj(house.ledger::entry)
                .filter(entry -> entry.has("dec") && entry.text("dec").equals("deny"))
                .count();
    }

    @Test
    void whatThePurposeDoesNotCoverIsNotOffered() {
        assertThat(reader.get("/containers").body()).doesNotContain("action=\"/containers\"");
        assertThat(steward.get("/containers").body()).contains("action=\"/containers\"");
        assertThat(reader.get("/purposes").body()).doesNotContain("action=\"/purposes\"");
        assertThat(reader.get("/").body()).doesNotContain("class=\"btn first\" href=\"/containers\"");
        assertThat(steward.get("/").body()).contains("class=\"btn first\" href=\"/containers\"");
    }

    @Test
    void aPurposeIsMadeWithAKeyThatIsShownOnceAndEnded() {
        administrator.get("/purposes");
        Page wrong = administrator.post("/purposes", "title-en", "x", "expires", "1999-01-01");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#title-en\"", "id=\"title-en-err\"", "href=\"#expires\"");

        String expires = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
        Page made = administrator.post(
                "/purposes",
                "title-en",
                "Index of court exhibits",
                "title-ar",
                "فهرسة معروضات المحكمة",
                "term",
                "dpv:RecordManagement",
                "basis",
                "Order 2026/88",
                "containers",
                "exhibits, letters",
                "service",
                "BLOB",
                "action",
                "READ",
                "class",
                "NONE",
                "gibibytes",
                "2",
                "objects",
                "100",
                "expires",
                expires);
        assertThat(made.status()).as(made.text()).isEqualTo(303);
        String purpose = made.header("Location");
        assertThat(administrator.get(purpose).text())
                .contains(
                        "Index of court exhibits",
                        "exhibits letters",
                        "Active",
                        "Ends " + Dates.date(LocalDate.parse(expires), Lang.EN));
        assertThat(administrator.get(purpose + "?lang=ar").text()).contains("فهرسة معروضات المحكمة");
        administrator.get(purpose + "?lang=en");

        Page key = administrator.post(purpose + "/keys", "principal", "Samir Odeh", "days", "5");
        String secret = key.all("id=\"key-text\"[^>]*value=\"([^\"]+)\"").getFirst();
        assertThat(key.body()).contains("AccountName=archive;AccountKey=" + secret);
        assertThat(administrator.get(purpose).body()).doesNotContain(secret).contains("Samir Odeh");

        Browser samir = new Browser(house.address());
        samir.signIn(House.ACCOUNT, secret);
        assertThat(samir.get("/session").text()).contains("Samir Odeh", "Index of court exhibits");

        administrator.get(purpose);
        assertThat(administrator.post(purpose + "/end").status()).isEqualTo(303);
        assertThat(administrator.get(purpose).text()).contains("Ended");
        assertThat(samir.get("/containers").status()).isEqualTo(303);
    }

    @Test
    void administrationAloneMakesNoKeyThatOpensData() {
        Browser alone = house.signedIn(house.keys.administrator());
        for (String purpose : List.of("P-1", "P-2")) {
            Page page = alone.get("/purposes/" + purpose);
            assertThat(page.text()).contains("a key for " + purpose + " is made by who showed one for it");
            assertThat(page.body()).doesNotContain("/purposes/" + purpose + "/keys\"");
            Page made = alone.post("/purposes/" + purpose + "/keys", "principal", "Rana Haddad", "days", "10");
            assertThat(made.status()).as(made.text()).isEqualTo(403);
            assertThat(made.body()).doesNotContain("key-text");
        }
        assertThat(alone.get("/purposes/P-2?lang=ar").text()).contains("من يُنشئ مفتاحًا يستطيع استعماله");
        alone.get("/purposes/P-3?lang=en");
        assertThat(alone.post("/purposes/P-3/keys", "principal", "Salma Aziz", "days", "1")
                        .status())
                .isEqualTo(200);
        alone.signIn(House.ACCOUNT, house.keys.reader().base64());
        alone.post("/session", "purpose", "P-3");
        alone.get("/purposes/P-2");
        assertThat(alone.post("/purposes/P-2/keys", "principal", "Salma Aziz", "days", "1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anApproverAnswersUnderAKeyThatTheOperatorGaveOut() {
        Authority operator = Authority.operator("test");
        Principal asker = person("Adel Mansour");
        List<Principal> approvers = List.of(person("Huda Karam"), person("Munir Fares"));
        PurposeDraft draft = new PurposeDraft(
                House.ACCOUNT,
                new Text("More than a day's worth", "أكثر من يوم"),
                "dpv:RecordManagement",
                "eu-gdpr:A6-1-f",
                Scope.everythingOnData().withinADay(10, 10),
                Duration.ofDays(7),
                approvers.stream().map(Principal::id).toList());
        Purpose capped = house.access
                .directory()
                .activate(house.access.directory().propose(draft, operator).id(), operator);
        house.access.directory().issueKey(capped.id(), asker.id(), Duration.ofDays(1), operator);
        String asked = house.access
                .approvals()
                .ask(capped.id(), asker.id(), 1_000, 5, "the annexes", Duration.ofHours(1))
                .id()
                .toString();

        administrator.get("/purposes/P-3");
        Page made = administrator.post("/purposes/P-3/keys", "principal", "Huda Karam", "days", "1");
        Browser named = new Browser(house.address());
        named.signIn(
                House.ACCOUNT,
                made.all("id=\"key-text\"[^>]*value=\"([^\"]+)\"").getFirst());
        Page page = named.get("/purposes");
        assertThat(page.text()).contains("your key was not given to you by the operator");
        assertThat(page.body()).doesNotContain("/approvals/" + asked);
        assertThat(named.post("/approvals/" + asked, "answer", "grant").status())
                .isEqualTo(403);

        for (Principal approver : approvers) {
            Browser voter = house.signedIn(
                    house.access.directory().issueKey(capped.id(), approver.id(), Duration.ofDays(1), operator));
            assertThat(voter.get("/purposes").body()).contains("/approvals/" + asked);
            assertThat(voter.post("/approvals/" + asked, "answer", "grant").status())
                    .isEqualTo(303);
        }
        assertThat(house.access.approvals().open(House.ACCOUNT))
                .filteredOn(one -> one.id().toString().equals(asked))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(Approval.State.GRANTED));
    }

    @Test
    void whoReachesTheDaysLimitAsksForMoreWhereTheRefusalSays() {
        administrator.get("/purposes");
        String made = administrator
                .post(
                        "/purposes",
                        "title-en",
                        "A little a day",
                        "title-ar",
                        "قليل في اليوم",
                        "term",
                        "dpv:RecordManagement",
                        "basis",
                        "eu-gdpr:A6-1-f",
                        "service",
                        "BLOB",
                        "action",
                        "LIST",
                        "class",
                        "NONE",
                        "gibibytes",
                        "1",
                        "objects",
                        "1",
                        "expires",
                        LocalDate.now(ZoneOffset.UTC).plusDays(7).toString(),
                        "approvers",
                        "Huda Karam، Munir Fares")
                .header("Location");
        PurposeId purpose = PurposeId.parse(made.substring(made.lastIndexOf('/') + 1));
        assertThat(house.access.directory().purpose(purpose).orElseThrow().approvers())
                .containsExactly(
                        person("Huda Karam").id(), person("Munir Fares").id());
        Browser asker = house.signedIn(house.access
                .directory()
                .issueKey(purpose, person("Adel Mansour").id(), Duration.ofDays(1), Authority.operator("test")));

        assertThat(asker.get("/purposes/" + purpose).text()).contains("More than the day’s limit", "two of 2 people");
        Page wrong = asker.post("/approvals", "gibibytes", "", "objects", "many", "hours", "73", "reason", " ");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("#objects", "#hours", "#reason", "value=\"many\"")
                .doesNotContain("#gibibytes");
        assertThat(asker.post("/approvals", "hours", "1", "reason", "the annexes")
                        .text())
                .contains("how many GiB or files");
        Page asked = asker.post("/approvals", "objects", "1,500", "hours", "5", "reason", "the annexes");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asker.get("/purposes").text())
                .contains("1,500 files more", "You asked for this yourself", "the annexes");
        assertThat(house.access.approvals().open(House.ACCOUNT))
                .filteredOn(one -> one.purpose().equals(purpose))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.objects()).isEqualTo(1_500);
                    assertThat(one.bytes()).isZero();
                    assertThat(one.state()).isEqualTo(Approval.State.ASKED);
                });
    }

    private Principal person(String name) {
        return house.access.directory().principalNamed(name, Principal.Kind.PERSON);
    }

    @Test
    void policyIsAskedBeforeAnybodyIsToldWhetherAContainerIsThere() {
        steward.get("/containers");
        steward.post("/containers", "name", "kept-quiet");
        Browser alone = house.signedIn(house.keys.administrator());
        for (String name : List.of("kept-quiet", "nothing-there")) {
            alone.get("/purposes");
            long before = house.ledger.size();
            Page refused = alone.post("/containers", "name", name);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(house.ledger.size()).isEqualTo(before + 1);
            assertThat(house.ledger.entry(before).text("act")).as(name).isEqualTo("write");
        }
        steward.get("/containers");
        Page there = steward.post("/containers", "name", "kept-quiet");
        assertThat(there.status()).isEqualTo(422);
        assertThat(there.text()).contains("kept-quiet");
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

    private List<String> acts(long from) {
        return LongStream.range(from, house.ledger.size())
                .mapToObj(house.ledger::entry)
                .filter(entry -> entry.has("act"))
                .map(entry -> entry.text("act"))
                .toList();
    }

    @Test
    void whatAnotherPageMakesABrowserAskForIsNotAnswered() {
        steward.get("/containers");
        steward.post("/containers", "name", "bystander");
        steward.get("/containers/bystander");
        steward.upload("/containers/bystander/blobs", "", "a.txt", "a");
        String file = "/file?container=bystander&name=a.txt";
        String original = "/file/download?container=bystander&name=a.txt";
        Browser browser = house.signedIn(house.keys.steward());
        long before = house.ledger.size();
        for (String site : List.of("same-site", "cross-site")) {
            assertThat(browser.fetch(original, site, "no-cors", "image").text())
                    .contains("Another page asked for this");
            assertThat(browser.fetch(original, site, "navigate", "document").status())
                    .isEqualTo(403);
            assertThat(browser.fetch("/overview.csv", site, "cors", "empty").status())
                    .isEqualTo(403);
            assertThat(browser.fetch(file, site, "no-cors", "image").status()).isEqualTo(403);
            assertThat(browser.fetch(file, site, "navigate", "iframe").status()).isEqualTo(403);
            assertThat(browser.fetch("/ledger/1?open=1", site, "no-cors", "image")
                            .text())
                    .as("as anybody sees it")
                    .contains("Sign in")
                    .doesNotContain("Working under");
        }
        assertThat(house.ledger.size()).isEqualTo(before);
        assertThat(browser.fetch(file, "same-site", "navigate", "document").status())
                .isEqualTo(200);
        assertThat(browser.fetch(original, "same-origin", "navigate", "document")
                        .body())
                .isEqualTo("a");
        assertThat(browser.fetch(original, "none", "navigate", "document").body())
                .isEqualTo("a");
        assertThat(browser.get(original).body()).isEqualTo("a");
    }

    @Test
    void ofTwoSessionCookiesNeitherCounts() {
        String hers = token(house.keys.reader().base64());
        String theirs = token(house.keys.steward().base64());
        Browser browser = new Browser(house.address());
        assertThat(browser.get("/session", "Cookie", "amana_session=" + hers).status())
                .isEqualTo(200);
        for (String cookies : List.of(
                "amana_session=" + theirs + "; amana_session=" + hers,
                "amana_session=" + hers + ";amana_lang=en;amana_session=" + hers)) {
            assertThat(browser.get("/session", "Cookie", cookies).header("Location"))
                    .startsWith("/sign-in");
        }
    }

    private String token(String key) {
        Page in = new Browser(house.address()).postExactly("/sign-in", "account", House.ACCOUNT, "key", key);
        return in.header("Set-Cookie").replaceAll("^[^=]*=|;.*", "");
    }

    @Test
    void goingOverToAnotherPurposeIsAnotherSession() {
        Browser browser = linked();
        Page page = browser.post("/session", "purpose", "P-2");
        assertThat(page.header("Set-Cookie")).startsWith("amana_session=");
        assertThat(browser.get("/containers").text()).contains("Working under P-2");
        assertThat(browser.get("/session").body()).contains("value=\"P-3\"");
        assertThat(browser.post("/session", "purpose", "P-4").status()).isEqualTo(403);
    }

    @Test
    void anotherPurposeIsEnteredByItsOwnKeyAndLeftAgain() {
        Browser browser = house.signedIn(house.keys.reader());
        Page session = browser.get("/session");
        assertThat(session.text()).contains("A key opens its own purpose alone");
        assertThat(session.body())
                .contains("href=\"/sign-in?purpose=P-1\"")
                .doesNotContain("name=\"purpose\" value=\"P-1\"");
        Page refused = browser.post("/session", "purpose", "P-1");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Set-Cookie")).isEmpty();
        assertThat(refused.text()).contains("To work under P-1, show the key of P-1");
        assertThat(browser.get("/containers").text()).contains("Working under P-2");

        Page door = browser.get("/sign-in?purpose=P-1");
        assertThat(door.text()).contains("To work under P-1, show the key of P-1");
        assertThat(door.body())
                .contains("name=\"account\" type=\"text\" dir=\"ltr\" value=\"archive\"", "name=\"key\"");
        assertThat(browser.get("/sign-in?purpose=P-1&lang=ar").text()).contains("أظهر مفتاحه");
        browser.get("/session?lang=en");
        browser.signIn(House.ACCOUNT, house.keys.steward().base64());
        assertThat(browser.get("/session").body()).contains("name=\"purpose\" value=\"P-2\"");
        browser.post("/session", "purpose", "P-2");
        assertThat(browser.get("/session").text()).contains("Working under P-2");
        browser.post("/session", "purpose", "P-1");
        assertThat(browser.get("/session").text()).contains("Working under P-1");
        assertThat(browser.post("/session", "purpose", "P-3").status()).isEqualTo(403);
    }

    @Test
    void whoGoesOverToAnotherPurposeComesBack() {
        Browser browser = linked();
        Page refused = browser.get("/purposes");
        assertThat(refused.body()).contains("href=\"/session?back=%2Fpurposes%23new\"");
        browser.get("/session?back=%2Fpurposes%23new");
        Page over = browser.post("/session", "purpose", "P-3", "back", "/purposes#new");
        assertThat(over.header("Location")).isEqualTo("/purposes#new");
        browser.get("/session");
        assertThat(browser.post("/session", "purpose", "P-1", "back", "//elsewhere.example")
                        .header("Location"))
                .isEqualTo("/");
    }

    /// What it shows is shown once: a link that leads on in another language opens beside it.
    @Test
    void anAnswerToAFormIsLeftForThePageOfTheFormAlone() {
        administrator.get("/purposes/P-2");
        Page made = administrator.post("/purposes/P-2/keys", "principal", "Salma Aziz", "days", "1");
        assertThat(made.body()).contains("href=\"/purposes/P-2?lang=ar\"").contains("target=\"_blank\"");
        assertThat(administrator.get("/purposes/P-2").body()).doesNotContain("target=\"_blank\"");
    }

    @Test
    void aSessionEndsWithItsKey() {
        Browser browser = stranger();
        String key = administrator
                .get("/purposes/P-2")
                .all("(?s)<b class=\"tok\">(K-\\d+)</b>(?:(?!<li>).)*?Karim Azzi")
                .getLast();
        assertThat(browser.get("/containers").status()).isEqualTo(200);
        administrator.post("/keys/" + key + "/end", "purpose", "P-2");
        assertThat(browser.get("/containers").header("Location")).startsWith("/sign-in?");
    }

    @Test
    void anEntryOpensToOversightOfItsContainerAlone() {
        steward.get("/containers");
        steward.post("/containers", "name", "overseen");
        steward.get("/containers");
        steward.post("/containers", "name", "beyond");
        long covered = house.ledger.size();
        steward.get("/containers/overseen");
        long beyond = house.ledger.size();
        steward.get("/containers/beyond");
        long whole = house.ledger.size();
        reader.get("/containers");
        administrator.get("/purposes");
        String[] fields = purpose("Overseeing one", "OVERSIGHT", "READ");
        String[] narrow = Arrays.copyOf(fields, fields.length + 2);
        narrow[fields.length] = "containers";
        narrow[fields.length + 1] = "overseen";
        Browser overseer = enter(administrator, administrator.post("/purposes", narrow));
        assertThat(overseer.get("/ledger/" + covered).body()).contains("?open=1");
        assertThat(overseer.get("/ledger/" + covered + "?open=1").text()).contains("From 127.0.0.1", "overseen");
        house.signedIn(house.key(Set.of("elsewhere"), Action.READ)).get("/search?q=overseen/words");
        long search = house.ledger.size() - 1;
        assertThat(house.ledger.entry(search).texts("rule")).isNotEmpty();
        assertThat(house.ledger.entry(search).text("dec")).isEqualTo("deny");
        for (long other : List.of(beyond, whole, search)) {
            assertThat(overseer.get("/ledger/" + other).body()).doesNotContain("?open=1");
            Page page = overseer.get("/ledger/" + other + "?open=1");
            assertThat(page.status()).isEqualTo(403);
            assertThat(page.text()).doesNotContain("From 127.0.0.1", "beyond");
        }
        assertThat(steward.get("/ledger/" + whole).body()).contains("?open=1").doesNotContain("open to this session");
        assertThat(steward.get("/ledger/" + whole + "?open=1").text()).contains("From 127.0.0.1");
        assertThat(administrator.get("/ledger/" + whole + "?open=1").status()).isEqualTo(403);
    }

    @Test
    void whatIsSealedInAnotherAccountsEntriesOpensToNobodyHere() {
        house.store.createAccount(new AccountName("faraway"));
        Bootstrap others = house.access.directory().bootstrap("faraway", Authority.operator("test"));
        Browser away = new Browser(house.address());
        away.signIn("faraway", others.steward().base64());
        long index = house.ledger.size();
        reader.get("/containers");
        assertThat(away.get("/ledger/" + index).body()).doesNotContain("?open=1");
        Page page = away.get("/ledger/" + index + "?open=1");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).doesNotContain("Steward of archive", "From 127.0.0.1");
        assertThat(steward.get("/ledger/" + index + "?open=1").text()).contains("From 127.0.0.1");
        Browser clerk = new Browser(house.address());
        clerk.signIn("faraway", others.steward().base64());
        clerk.signIn("faraway", others.administrator().base64());
        assertThat(clerk.get("/purposes/" + others.reader().credential().purpose())
                        .body())
                .contains("value=\"Steward of faraway\"")
                .doesNotContain("Steward of archive");
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
    void whatIsSetAsideInTheOverviewIsThatOfThisAccount() {
        steward.get("/containers");
        steward.post("/containers", "name", "broken");
        steward.get("/containers/broken");
        steward.upload("/containers/broken/blobs", "", "torn.pdf", "%PDF-1.7 torn");
        house.store.createAccount(new AccountName("untouched"));
        Bootstrap others = house.access.directory().bootstrap("untouched", Authority.operator("test"));
        Browser away = new Browser(house.address());
        away.signIn("untouched", others.reader().base64());
        assertThat(steward.get("/").text()).containsPattern("\\d+ of [1-9]\\d* files?");
        assertThat(away.get("/").text()).contains("No work in progress");
    }

    @Test
    void aSearchTellsOfTheUnreadFilesOfItsOwnAccountAlone() {
        steward.get("/containers");
        steward.post("/containers", "name", "unread");
        steward.get("/containers/unread");
        steward.upload("/containers/unread/blobs", "", "torn.pdf", "%PDF-");
        house.store.createAccount(new AccountName("bookless"));
        Bootstrap others = house.access.directory().bootstrap("bookless", Authority.operator("test"));
        Browser away = new Browser(house.address());
        away.signIn("bookless", others.reader().base64());
        String nowhere = "/search?q=zzyzx";
        assertThat(reader.get(nowhere).text()).containsPattern("files? waits? to be read");
        assertThat(away.get(nowhere).text()).contains("Nothing found").doesNotContain("to be read");
    }

    @Test
    void noPageLeadsElsewhereForItsLanguage() {
        for (String path : List.of("//evil.example/x", "//evil.example/x?a=b")) {
            Page page = guest.get(house.address() + path);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.body()).contains("lang=ar").doesNotContain("//evil.example");
        }
    }

    @Test
    void whoAskedForAnApprovalIsToldToOversightAndToWhoAnswers() {
        administrator.get("/purposes");
        Page made = administrator.post("/purposes", purpose("Asking for more", "BLOB", "READ"));
        Browser asker = enter(administrator, made);
        PurposeId purpose = PurposeId.parse(made.header("Location").replace("/purposes/", ""));
        Credential key = house.access.directory().credentials(House.ACCOUNT).stream()
                .filter(one -> one.purpose().equals(purpose))
                .findFirst()
                .orElseThrow();
        house.access.approvals().ask(purpose, key.principal().id(), 1_000, 500, "the annexes", Duration.ofHours(1));
        assertThat(asker.get("/purposes").text()).contains("Asked by Nour Saleh", "and 500 files more");
        assertThat(stranger().get("/purposes").text())
                .contains("Asked under " + purpose, "open to purposes that cover oversight")
                .doesNotContain("Nour Saleh", "the annexes");
        long before = house.ledger.size();
        assertThat(administrator.get("/purposes").text()).contains("Asked by Nour Saleh", "the annexes");
        assertThat(house.ledger.entry(before).text("svc")).isEqualTo("oversight");
    }

    @Test
    void signingOutEndsTheSession() {
        Browser browser = house.signedIn(house.keys.reader());
        Page out = browser.post("/sign-out");
        assertThat(out.header("Location")).isEqualTo("/sign-in?why=out");
        assertThat(browser.get(out.header("Location")).text()).contains("You are signed out");
        assertThat(browser.get("/containers").header("Location")).isEqualTo("/sign-in?back=%2Fcontainers");
    }

    @Test
    void aSessionThatIsOverIsToldAtTheDoor() {
        Browser browser = new Browser(house.address());
        Page page = browser.get("/containers", "Cookie", "amana_session=unknown");
        assertThat(page.header("Location")).isEqualTo("/sign-in?back=%2Fcontainers&why=ended");
        assertThat(browser.get(page.header("Location")).text()).contains("Your session is over");
    }

    @Test
    void theLogIsForEverybodyAndVerifies() {
        reader.get("/containers");
        house.ledger.publish();
        Page checkpoint = guest.get("/log/checkpoint");
        assertThat(checkpoint.body()).startsWith("amana.test/log\n" + house.ledger.size() + "\n");
        assertThat(checkpoint.header("Cache-Control")).isEqualTo("public, max-age=1");
        assertThat(checkpoint.header("Access-Control-Allow-Origin")).isEqualTo("*");
        String last =
                String.format(Locale.ROOT, "%03d", house.ledger.checkpoint().size() / 256);
        long width = house.ledger.checkpoint().size() % 256;
        Page tile = guest.get("/log/tile/0/" + last + ".p/" + width);
        assertThat(tile.response().body()).hasSize((int) width * 32);
        assertThat(tile.header("Cache-Control")).contains("immutable");
        assertThat(guest.get("/log/tile/entries/" + last + ".p/" + width).status())
                .isEqualTo(200);
        assertThat(guest.get("/log/entry/0").response().body())
                .isEqualTo(house.ledger.entry(0).bytes());
        assertThat(guest.get("/log/proof/0").body()).isEqualTo(house.ledger.proof(0));
        assertThat(guest.get("/log/proof/" + house.ledger.size()).status()).isEqualTo(404);
        for (String address : List.of("/log", "/log/")) {
            assertThat(guest.get(address).body())
                    .contains(house.ledger.verifierKey().toString(), "tile/entries/<N>", "verifier.jar");
        }
    }

    @Test
    void theConnectPageShowsTheEndpointWithTlsAndItsCertificateToo() {
        assertThat(reader.get("/connect?lang=en").text())
                .contains("http://127.0.0.1:10000/archive", "https://127.0.0.1:10443/archive", "/certificate.pem")
                .contains("DefaultEndpointsProtocol=http;");
    }

    @Test
    void theVerifierIsForEverybodyAndBothPagesOfTheLogLeadToIt() throws IOException {
        house.ledger.publish();
        Page none = guest.get("/log/verifier.jar");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body()).contains("no verifier.jar to give out", "Java 25");
        assertThat(guest.get("/ledger").text()).contains("no verifier.jar to give out");
        byte[] jar = "PK and more".getBytes(UTF_8);
        Files.write(house.verifier, jar);
        Page given = guest.get("/log/verifier.jar");
        assertThat(given.response().body()).isEqualTo(jar);
        assertThat(given.header("Content-Type")).isEqualTo("application/java-archive");
        for (String path : List.of("/ledger", "/ledger/0")) {
            for (String language : List.of("en", "ar")) {
                Page page = guest.get(path + "?lang=" + language);
                assertThat(page.body()).contains("<a href=\"/log/verifier.jar\">");
                assertThat(page.text())
                        .contains(
                                "Java 25",
                                "d3a7b7dfba409f63",
                                "curl -fsSO http://127.0.0.1:",
                                "java -jar verifier.jar");
            }
        }
    }

    @Test
    void noAddressReachesAFileBesideThePublicLog() {
        for (String path : List.of(
                "/log/tile/0/..%2f..%2fprivate",
                "/log/tile/%2e%2e/wal",
                "/log/tile/../../root.key",
                "/log/tile/0/x001/..%2f000",
                "/log/tile/entries/000.p/../../../checkpoint",
                "/log/tile/64/000",
                "/log/tile/0/0000",
                "/log/tile/0/000.p/0",
                "/log/tile/0/000%00",
                "/static/../root.key",
                "/static/..%2f..%2froot.key",
                "/log/../root.key")) {
            assertThat(guest.get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void anEntryOpensToItsOwnActorAndToOversightAndToNobodyElse() {
        long index = house.ledger.size();
        reader.get("/containers");
        assertThat(guest.get("/ledger/" + index).text())
                .contains("access", "P-2")
                .doesNotContain("Steward of", "From 127.0.0.1");
        assertThat(reader.get("/ledger/" + index).text()).contains("open to this session", "From 127.0.0.1");
        assertThat(guest.get("/ledger/" + index + "?open=1").text()).doesNotContain("Steward of");

        Browser samir = stranger();
        assertThat(samir.get("/ledger/" + index).text()).doesNotContain("Open what I may see", "From 127.0.0.1");
        assertThat(samir.get("/ledger/" + index + "?open=1").status()).isEqualTo(403);
    }

    /// Somebody with a key for the reading room.
    private Browser stranger() {
        administrator.get("/purposes/P-2");
        Page key = administrator.post("/purposes/P-2/keys", "principal", "Karim Azzi", "days", "1");
        Browser browser = new Browser(house.address());
        browser.signIn(
                House.ACCOUNT, key.all("id=\"key-text\"[^>]*value=\"([^\"]+)\"").getFirst());
        return browser;
    }

    @Test
    void theLedgerIsFilteredAndPagedWithoutWritingToItself() {
        reader.get("/session");
        reader.post("/containers", "name", "refused-in-the-list");
        Page refusals = guest.get("/ledger?decision=deny&purpose=p-2&kind=access");
        assertThat(refusals.status()).isEqualTo(200);
        assertThat(refusals.text()).contains("No entry was written").doesNotContain("Permitted baseline");
        long before = house.ledger.size();
        assertThat(guest.get("/ledger?entry=" + before).text()).contains("No entry " + before);
        assertThat(guest.get("/ledger?decision=deny").text()).contains("Refused action@1");
        assertThat(guest.get("/ledger").body()).doesNotContain("baseline/");
        assertThat(guest.get("/ledger?entry=0").header("Location")).isEqualTo("/ledger/0");
        assertThat(guest.get("/ledger?before=2").text()).contains("2 entries from 0 to 1, of");
        assertThat(guest.get("/ledger?after=999999999").header("Location")).isEqualTo("/ledger");
        assertThat(house.ledger.size()).isEqualTo(before);
    }

    @Test
    void theLedgerIsWalkedBackAndForthByTheSamePages() {
        for (int i = 0; i < 130; i++) {
            reader.get("/containers");
        }
        Page first = guest.get("/ledger?purpose=P-2");
        assertThat(first.body()).doesNotContain("rel=\"prev\"");
        Page second = guest.get(way(first, "next"));
        Page third = guest.get(way(second, "next"));
        List<String> rows = rows(second);
        assertThat(rows).hasSize(50).doesNotContainAnyElementsOf(rows(first));
        assertThat(rows(guest.get(way(third, "prev")))).isEqualTo(rows);
        Page back = guest.get(way(second, "prev"));
        assertThat(rows(back)).isEqualTo(rows(first));
        assertThat(back.body()).contains("name=\"purpose\" dir=\"ltr\" value=\"P-2\"");
    }

    private static String way(Page page, String rel) {
        return page.all("rel=\"" + rel + "\" href=\"([^\"]+)\"").getFirst().replace("&amp;", "&");
    }

    private static List<String> rows(Page page) {
        return page.all("class=\"a-ent num\"><a href=\"(/ledger/\\d+)\"");
    }

    @Test
    void theLedgerIsFilteredByTheNamesOfContainersThatThePurposeMaySee() {
        steward.get("/containers");
        steward.post("/containers", "name", "named-box");
        steward.get("/containers/named-box");
        steward.upload("/containers/named-box/blobs", "", "a.txt", "x");
        String pseudonym = house.blobs
                .facts()
                .of(ContainerRef.of(House.ACCOUNT, "named-box"))
                .boxPseudonym();
        long before = house.ledger.size();
        Page named = steward.get("/ledger?box=named-box");
        assertThat(named.text()).contains("named-box " + pseudonym, "1 listing under P-1");
        assertThat(receipt(named)).contains("/ledger/" + before);
        assertThat(rows(named))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(row -> assertThat(house.ledger
                                .entry(Long.parseLong(row.substring("/ledger/".length())))
                                .text("box"))
                        .isEqualTo(pseudonym));
        assertThat(steward.get("/containers/named-box").body()).contains("href=\"/ledger?box=named-box\"");

        before = house.ledger.size();
        Page outside = guest.get("/ledger?box=named-box");
        assertThat(outside.text()).contains("Sign in to look for yours by name").doesNotContain(pseudonym);
        assertThat(rows(guest.get("/ledger?box=" + pseudonym))).isNotEmpty();
        assertThat(house.ledger.size()).isEqualTo(before);
        assertThat(steward.get("/ledger?box=no-such-box").text()).contains("There is no container no-such-box");
        assertThat(steward.get("/ledger?box=NOT").text()).contains("is not a container name");

        administrator.get("/purposes");
        Browser writer = enter(administrator, administrator.post("/purposes", purpose("No listing", "BLOB", "WRITE")));
        Page refused = writer.get("/ledger?box=named-box");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).doesNotContain(pseudonym);
    }

    @Test
    void theRefusalsOfTheOverviewAreThoseOfThisAccount() {
        house.store.createAccount(new AccountName("elsewhere"));
        Bootstrap others = house.access.directory().bootstrap("elsewhere", Authority.operator("test"));
        Browser away = new Browser(house.address());
        away.signIn("elsewhere", others.reader().base64());
        String calm = "No refusals in the last 7 days";
        assertThat(away.get("/").text()).contains(calm);
        reader.get("/session");
        reader.post("/containers", "name", "refused-here");
        new Browser(house.address()).postExactly("/sign-in", "account", "elsewhere", "key", "QUJD");
        house.access.use().catchUp();
        Page overview = away.get("/");
        assertThat(overview.text())
                .contains(calm, "There was none before either")
                .doesNotContain("bad-access-key");
        assertThat(reader.get("/").text())
                .contains("baseline/ forbid/ action@1")
                .doesNotContain("unauthenticated/");
    }

    @Test
    void theFiltersOfASearchStayOpenWhileTheyAreUsed() {
        String search = "/search?q=anything&container=exhibits";
        assertThat(steward.get(search).body()).contains("<details class=\"facet-all\">");
        assertThat(steward.get(search + "&filters=open").body()).contains("<details class=\"facet-all\" open>");
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
        Page second = steward.get(way(first, "next"));
        assertThat(rows(second)).hasSize(50).doesNotContainAnyElementsOf(rows(first));
        Page third = steward.get(way(second, "next"));
        assertThat(third.body()).doesNotContain("rel=\"next\"");
        Page back = steward.get(way(third, "prev"));
        assertThat(rows(back)).isEqualTo(rows(second));
        assertThat(way(back, "prev")).endsWith("#use");
    }

    @Test
    void languageAndThemeAreRemembered() {
        Browser browser = new Browser(house.address());
        assertThat(browser.get("/sign-in", "Accept-Language", "ar-LB,en;q=0.5").body())
                .contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(browser.get("/sign-in?lang=ar").header("Set-Cookie"))
                .startsWith("amana_lang=ar; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        assertThat(browser.get("/ledger").body()).contains("lang=\"ar\"", "href=\"/ledger?lang=en\"");
        Page theme = browser.postExactly("/theme", "theme", "dark", "back", "/ledger?kind=access");
        assertThat(theme.header("Location")).isEqualTo("/ledger?kind=access");
        assertThat(browser.get("/ledger").body()).contains("data-theme=\"dark\"");
        assertThat(browser.postExactly("/theme", "theme", "system", "back", "//evil")
                        .header("Location"))
                .isEqualTo("/");
        assertThat(browser.get("/ledger").body()).doesNotContain("data-theme=");
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
    void whatCanNameNothingIsNotThereInTheReadersLanguage() {
        for (String path : List.of(
                "/containers/NO_SUCH",
                "/containers/A..B",
                "/file?container=exhibits",
                "/file?container=NO_SUCH&name=a",
                "/file?container=exhibits&name=a&snapshot=yesterday",
                "/file/download?container=exhibits",
                "/purposes/abc")) {
            Page page = steward.get(path + (path.contains("?") ? "&" : "?") + "lang=ar");
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.text()).as(path).contains("غير موجود");
            assertThat(page.body().split("<main", 2)[1].split("receipt", 2)[0])
                    .as(path)
                    .doesNotContain("lang=\"en\"");
        }
        steward.get("/?lang=en");
    }

    @Test
    void whatIsNotThereIsAPageToo() {
        assertThat(guest.get("/nowhere").status()).isEqualTo(404);
        assertThat(guest.get("/nowhere").text()).contains("Not there", "Receipt of this page");
        assertThat(guest.get("/ledger/999999999").status()).isEqualTo(404);
        assertThat(steward.get("/containers/no-such-container").status()).isEqualTo(404);
        assertThat(steward.get("/file/download?container=exhibits&name=none").status())
                .isEqualTo(404);
        assertThat(guest.post("/ledger", "x", "y").status()).isEqualTo(405);
        assertThat(guest.get("/%ff").status()).isEqualTo(400);
    }

    @Test
    void staticFilesMayBeKeptForEver() {
        String sheet =
                guest.get("/sign-in").all("href=\"(/static/[^\"]+\\.css)\"").getFirst();
        Page css = guest.get(sheet);
        assertThat(css.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(css.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        for (String font : css.all("url\\(\"\\.\\./(fonts/[^\"]+)\"\\)")) {
            Page file = guest.get(sheet.replace("css/amana.css", font));
            assertThat(file.header("Content-Type")).isEqualTo("font/woff2");
            assertThat(new String(file.response().body(), 0, 4, UTF_8)).isEqualTo("wOF2");
        }
    }

    @Test
    void styleAndScriptsAreCompressedForWhoTakesThemSo() throws IOException {
        String sheet =
                guest.get("/sign-in").all("href=\"(/static/[^\"]+\\.css)\"").getFirst();
        Page plain = guest.get(sheet);
        Page small = guest.get(sheet, "Accept-Encoding", "br, gzip");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(small.header("Vary")).isEqualTo("Accept-Encoding");
        byte[] sent = small.response().body();
        assertThat(sent.length).isLessThan(plain.response().body().length / 3);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes())
                .isEqualTo(plain.response().body());
        assertThat(guest.get(sheet, "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
                .isEmpty();
        assertThat(steward.get("/session", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .as("pages hold secrets, which their length would tell")
                .isEmpty();
    }

    @Test
    void yearsThatAreNoneOrTheWrongWayRoundAreToldBesideTheirFields() {
        Page bad = steward.get("/search?q=anything&from=abcd&to=1950&lang=en");
        assertThat(bad.body())
                .containsPattern("id=\"years-err\">Write a year in digits")
                .containsPattern("id=\"from-year\"[^>]*value=\"abcd\"[^>]*aria-invalid=\"true\"")
                .doesNotContainPattern("id=\"to-year\"[^>]*aria-invalid");
        assertThat(bad.body()).containsPattern("data-spoken=\"Write a year in digits");
        Page reversed = steward.get("/search?q=anything&from=9999&to=1");
        assertThat(reversed.body())
                .containsPattern("id=\"years-err\">9999 comes after 1<")
                .containsPattern("id=\"to-year\"[^>]*aria-invalid=\"true\"");
        assertThat(steward.get("/search?q=anything&from=1900&to=1950").body())
                .containsPattern("id=\"years-err\"></p>")
                .doesNotContainPattern("-year\"[^>]*aria-invalid");
    }

    @Test
    void theTitleOfAPageTellsItFromOthers() {
        assertThat(title(steward.get("/search?lang=en"))).isEqualTo("Search · Amana");
        assertThat(title(steward.get("/search?q=berth+9"))).isEqualTo("Search: \u2068berth 9\u2069 · Amana");
        steward.get("/containers");
        steward.post("/containers", "name", "titles");
        steward.get("/containers/titles");
        assertThat(title(steward.get("/containers/titles?prefix=Berth+9%2F")))
                .isEqualTo("\u2068Berth 9\u2069 · \u2068titles\u2069 · Amana");
        assertThat(title(steward.post("/containers", "name", "Bad_Name"))).isEqualTo("Error: Files · Amana");
        assertThat(title(steward.get("/ledger?entry=abc"))).isEqualTo("Error: Ledger · Amana");
    }

    private static String title(Page page) {
        return page.all("<title>([^<]*)</title>").getFirst();
    }

    @Test
    void aKeyFormWithAMistakeComesBackWithWhatWasTyped() {
        administrator.get("/purposes/P-2?lang=en");
        Page wrong = administrator.post("/purposes/P-2/keys", "principal", "Karim of the news desk", "days", "0");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("value=\"Karim of the news desk\"", "id=\"days-err\"", "action=\"/purposes/P-2/keys\"")
                .contains("<a href=\"#days\">Days: Write a number of days from 1 to 90</a>")
                .containsPattern("id=\"days\"[^>]*value=\"0\"[^>]*aria-invalid=\"true\"");
        assertThat(title(wrong)).startsWith("Error: ");
        assertThat(administrator
                        .post("/purposes/P-2/keys", "principal", "", "days", "91")
                        .text())
                .contains("2 things are wrong", "For whom: Write for whom the key is");
    }

    @Test
    void whatIsWrongIsSaidOfItsField() {
        administrator.get("/purposes?lang=en");
        Page wrong = administrator.post("/purposes", "title-en", "x", "title-ar", "y", "gibibytes", "0");
        assertThat(wrong.text())
                .contains("things are wrong", "Title in English: Write a title", "Title in Arabic: Write a title")
                .contains("GiB a day: Write a whole number", "Files a day: Write a whole number");
        steward.get("/containers");
        steward.post("/containers", "name", "taken-already");
        steward.get("/containers?lang=en");
        assertThat(steward.post("/containers", "name", "taken-already").text())
                .contains("One thing is wrong", "Name: A container taken-already is there already");
        for (String address : List.of("/ledger?entry=abc", "/ledger?purpose=zzz", "/ledger?box=NOT")) {
            String field = address.replaceAll(".*[?]|=.*", "");
            assertThat(guest.get(address).body() + steward.get(address).body())
                    .as(address)
                    .containsPattern(
                            "name=\"" + field + "\"[^>]* aria-invalid=\"true\" aria-describedby=\"filter-err\"");
        }
        assertThat(guest.get("/ledger?purpose=zzz&lang=en").text()).contains("There is no purpose zzz.");
        Page door = new Browser(house.address()).postExactly("/sign-in", "account", House.ACCOUNT, "key", "QUJD");
        assertThat(door.body())
                .containsPattern("id=\"key\"[^>]*aria-describedby=\"sign-in-err key-hint\" aria-invalid=\"true\"")
                .containsPattern("id=\"account\"[^>]*autocomplete=\"username\"");
    }

    @Test
    void thePurposesOfTheAccountAreToChooseFromInTheLedger() {
        assertThat(steward.get("/ledger?purpose=p-2&lang=en").body())
                .containsPattern(
                        "<select name=\"purpose\"[^>]*>.*<option value=\"P-2\" selected>P-2 Reading room</option>");
        assertThat(guest.get("/ledger").body()).contains("<input name=\"purpose\"");
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
        Page second = steward.get(way(first, "next"));
        Page third = steward.get(way(second, "next"));
        assertThat(third.text()).contains("10 names on this page", "First page");
        Page back = steward.get(way(third, "prev"));
        assertThat(names(back)).isEqualTo(names(second)).hasSize(200);
        assertThat(names(steward.get(way(back, "prev")))).isEqualTo(names(first));

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

    @Test
    void whatGrewIsToldInAUnitThatShowsIt() {
        steward.get("/containers");
        steward.post("/containers", "name", "tiny-growth");
        steward.get("/containers/tiny-growth");
        steward.upload("/containers/tiny-growth/blobs", "", "a.bin", "x".repeat(300_000));
        steward.post("/containers", "name", "smaller-growth");
        steward.get("/containers/smaller-growth");
        steward.upload("/containers/smaller-growth/blobs", "", "a.bin", "x".repeat(3_000));
        assertThat(steward.get("/?lang=en").text()).contains("+293\u00a0KiB").doesNotContain("+0.0");
    }

    @Test
    void whatAFilterOrAnOrderDoesNotKnowIsLeftOutOfTheAddressAndTold() {
        steward.get("/containers?lang=en");
        steward.post("/containers", "name", "vetted");
        for (String[] asked : List.of(
                new String[] {"/search?q=a&kind=zzz&kind=IMAGE", "/search?q=a&kind=IMAGE"},
                new String[] {"/search?q=a&source=zzz", "/search?q=a"},
                new String[] {"/search?q=a&certainty=zzz", "/search?q=a"},
                new String[] {"/search?q=a&sort=zzz&page=1", "/search?q=a&page=1"},
                new String[] {"/search?q=a&date=zzz", "/search?q=a"},
                new String[] {"/search?q=a&page=zzz", "/search?q=a"},
                new String[] {"/ledger?before=zzz", "/ledger"},
                new String[] {"/ledger?after=999999999999", "/ledger"},
                new String[] {"/containers/vetted?sort=zzz", "/containers/vetted"},
                new String[] {"/file?container=vetted&name=a&page=zzz", "/file?container=vetted&name=a"})) {
            long before = house.ledger.size();
            Page page = steward.get(asked[0]);
            assertThat(page.header("Location")).as(asked[0]).isEqualTo(asked[1]);
            assertThat(house.ledger.size()).as("nothing was read").isEqualTo(before);
            assertThat(steward.get(asked[1]).text())
                    .as(asked[0])
                    .contains("This page does not know what the address asked for")
                    .containsAnyOf("zzz", "999999999999");
        }
        assertThat(guest.get("/ledger?before=zzz").header("Location")).isEqualTo("/ledger");
    }

    @Test
    void aKindOrADecisionThatTheLedgerDoesNotKnowIsTold() {
        for (String language : List.of("en", "ar")) {
            for (String field : List.of("kind", "decision")) {
                Page page = guest.get("/ledger?" + field + "=zzz&lang=" + language);
                assertThat(page.body())
                        .containsPattern("id=\"filter-err\">[^<]*zzz")
                        .containsPattern("<select name=\"" + field
                                + "\" aria-invalid=\"true\" aria-describedby=\"filter-err\">.*"
                                + "<option value=\"zzz\" selected>zzz</option>");
            }
        }
        assertThat(guest.get("/ledger?kind=zzz&lang=en").text()).contains("There is no kind of entry zzz.");
        assertThat(guest.get("/ledger?kind=access&decision=allow&lang=en").body())
                .doesNotContain("filter-err")
                .contains("<option value=\"access\" selected>");
    }

    @Test
    void fieldsThatNobodyFilledInDoNotStayInAddresses() {
        assertThat(guest.get("/ledger?entry=&kind=access&decision=&purpose=&box=")
                        .header("Location"))
                .isEqualTo("/ledger?kind=access");
        assertThat(steward.get("/search?q=x&from=&to=&type=&filters=open").header("Location"))
                .isEqualTo("/search?q=x&filters=open");
        assertThat(steward.get("/search?q=&type=application%2Fpdf").header("Location"))
                .isEqualTo("/search?type=application%2Fpdf");
        assertThat(steward.get("/search?type=application%2Fpdf").text())
                .as("a search without words")
                .contains("1 search under P-1");
        assertThat(steward.get("/search?q=").text())
                .as("a search for everything")
                .contains("1 search under P-1");
        steward.get("/containers");
        steward.post("/containers", "name", "clean");
        assertThat(steward.get("/containers/clean?begins=").header("Location")).isEqualTo("/containers/clean");
    }

    @Test
    void aMeterIsDrawnOnlyWhereThereIsALimitAndSomethingToSee() {
        assertThat(steward.get("/session").body()).contains("class=\"lim\"").doesNotContain("class=\"meter\"");
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
}
