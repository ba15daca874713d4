package org.amana.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRetentionPolicy;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A newcomer's five steps in Debian's Chromium, from the samples to the refusal. Pictures of what was seen are left
/// in `target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Pattern CONNECTION_STRING =
            Pattern.compile("DefaultEndpointsProtocol=\\S+AccountKey=\\S+BlobEndpoint=[^;\\s]+;?");
    private static final double PATIENCE_MILLIS = 30_000;

    private static final List<String> STEWARDS_PAGES = List.of(
            "/",
            "/containers",
            "/containers?sort=largest",
            "/containers/samples",
            "/containers/samples/folder?prefix=scans%2F",
            "/containers/traps",
            "/file?container=samples&name=scans%2Flighthouse+1931.pdf&page=2&q=schooner",
            "/file?container=samples&name=Berth+9%2Fsoundings.eml",
            "/file?container=samples&name=tide-gauge.zip",
            "/search",
            "/search?q=schooner",
            "/search?q=nothing-of-that-kind",
            "/ledger",
            "/ledger?decision=deny",
            "/ledger/20?open=1",
            "/connect",
            "/status",
            "/session",
            "/nowhere");
    private static final List<String> ADMINISTRATORS_PAGES = List.of("/", "/containers", "/purposes", "/purposes/P-2");
    private static final List<String> PUBLIC_PAGES =
            List.of("/sign-in", "/sign-in?token=used", "/ledger", "/ledger/20");

    private final List<String> complaints = new ArrayList<>();
    private StartedServer server;
    private Playwright playwright;
    private Browser browser;
    private Page page;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Files.createDirectories(PICTURES);
        server = StartedServer.start(
                folder.resolve("data"), StartedServer.home().resolve("samples").toString());
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--host-resolver-rules=MAP elsewhere.example 127.0.0.1")));
        page = newPage(new Browser.NewContextOptions());
    }

    @AfterAll
    void stop() {
        if (playwright != null) {
            playwright.close();
        }
        server.close();
    }

    private Page newPage(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setBaseURL(server.console()));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page opened = context.newPage();
        opened.onConsoleMessage(message -> {
            // What an address answers that leads nowhere is no complaint about the page.
            // A question that a newer one takes the place of is given up, and htmx says so.
            boolean expected = message.text().contains("status of 40")
                    || message.text().startsWith("htmx:sendAbort")
                    // What these tests do to the network themselves.
                    || message.text().startsWith("htmx:sendError")
                    || message.text().contains("net::ERR_FAILED")
                    // Over plain HTTP from elsewhere, which one of them is about.
                    || message.text().startsWith("The Cross-Origin-Opener-Policy header has been ignored")
                    || message.text().startsWith("htmx:afterRequest,");
            if (message.type().equals("error") && !expected) {
                complaints.add(opened.url() + ": " + message.text());
            }
        });
        opened.onPageError(error -> complaints.add(opened.url() + ": " + error));
        return opened;
    }

    private void picture(Page of, String name) {
        of.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static Locator button(Page on, String name) {
        return on.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    @Order(1)
    void theLinkSignsInOnce() {
        page.navigate(server.signIn());
        button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                .isVisible();
        picture(page, "1-overview");

        Page again = newPage(new Browser.NewContextOptions());
        again.navigate(server.signIn());
        assertThat(again.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                .not()
                .isVisible();
        again.context().close();
        complaints.clear();
    }

    @Test
    @Order(2)
    void wordsThatStandOnScansAloneAreFound() throws IOException {
        finds("rompeolas", "informe del puerto", "es");
        finds("المنارة", "محضر تسليم", "ar");
        assertThat(page.locator(".meta .path").first()).hasCSS("padding-inline-start", "0px");
        finds("schooner", "lighthouse 1931", "en");
        assertThat(page.locator("main img").first()).isVisible();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("lighthouse 1931.pdf"))
                .click();
        Locator leaf = page.locator(".leaf-page img");
        assertThat(leaf).isVisible();
        // A busy machine shows the thumbnail until the page is drawn.
        waitUntil(
                page,
                () -> (Integer) leaf.evaluate("image => image.decode().then(() => image.naturalWidth, () => 0)") > 600);
        assertThat(page.getByText("Tesseract").first()).isVisible();
        assertThat(page.getByText("Who used it, when and for what")).isVisible();
        assertThat(page.getByText("Machine reader of archive").first()).isVisible();
        picture(page, "2-file");

        Download original = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download"))
                        .click());
        assertThat(original.path())
                .hasSameBinaryContentAs(StartedServer.home().resolve("samples/scans/lighthouse 1931.pdf"));
    }

    private void finds(String word, String file, String picture) {
        page.navigate("/search?q=" + word);
        // Reading the scans takes a while after the start.
        waitFor(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(file)));
        assertThat(page.locator("mark").first()).isVisible();
        picture(page, "2-search-" + picture);
    }

    @Test
    @Order(3)
    void whatAClientStoresAppears() {
        BlobContainerClient container =
                client(server.steward().connectionString()).createBlobContainerIfNotExists("letters");
        container
                .getBlobClient("march/note.txt")
                .upload(BinaryData.fromString("The zeppelin came over the bay."), true);
        finds("zeppelin", "note.txt", "client");
        page.navigate("/containers/letters?prefix=march%2F");
        assertThat(page.getByText("note.txt").first()).isVisible();
        picture(page, "3-browse");
    }

    private static BlobServiceClient client(String connectionString) {
        return new BlobServiceClientBuilder().connectionString(connectionString).buildClient();
    }

    @Test
    @Order(4)
    void anEntryIsVerifiedInTheBrowserAndTheLogOffline() {
        page.navigate("/ledger/20");
        button(page, "Verify in this browser").click();
        assertThat(page.getByText("Entry 20 stands in the ledger")).isVisible();
        picture(page, "4-verified");
        server.amana("verify").expectSuccess();
    }

    @Test
    @Order(5)
    void whatAPurposeDoesNotAllowIsRefusedWithTheReason() {
        Page admin = newPage(new Browser.NewContextOptions());
        enter(admin, server.steward()); // who gives out keys for data has shown one
        enter(admin, server.key("P-3"));
        admin.navigate("/purposes");
        picture(admin, "5-purposes");
        admin.getByLabel("Title in English").fill("Harbour history");
        admin.getByLabel("Title in Arabic").fill("تاريخ المرفأ");
        admin.getByLabel("Legal basis").fill("eu-gdpr:A6-1-f");
        button(admin, "Make purpose").click();
        assertThat(admin.getByText("Harbour history").first()).isVisible();
        assertThat(admin.locator(".told")).containsText("P-5 is made and in force");
        assertThat(admin.locator(".told")).isFocused();
        assertThat(admin.locator("#receipt")).containsText("under P-3");
        picture(admin, "5-purpose");

        String here = connectionString(
                server.amana("key", "add", "--purpose", "P-5").expectSuccess().output());
        assertThat(client(here).getBlobContainerClient("samples").exists()).isTrue();

        admin.getByLabel("For whom").fill("A reader of old papers");
        button(admin, "Make key").click();
        String connection = connectionString(admin.locator("#connection-text").inputValue());
        BlobContainerClient samples = client(connection).getBlobContainerClient("samples");
        assertThat(samples.getBlobClient("tide-gauge.zip").exists()).isTrue();
        assertThatThrownBy(() -> samples.getBlobClient("tide-gauge.zip").delete())
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(403);
                    assertThat(e.getMessage()).contains("P-5").containsIgnoringCase("delete");
                });

        page.navigate("/ledger?decision=deny");
        assertThat(page.locator("main .s-refuse").first()).isVisible();
        picture(page, "5-refusal");
        admin.context().close();
    }

    private static String connectionString(String text) {
        Matcher connection = CONNECTION_STRING.matcher(text);
        assertThat(connection.find()).as("a connection string in %s", text).isTrue();
        return connection.group();
    }

    @Test
    @Order(6)
    void theConsoleSpeaksArabicFromRightToLeftAndKnowsTheDark() {
        Page arabic = newPage(
                new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK).setViewportSize(390, 844));
        arabic.navigate("/sign-in?lang=ar");
        assertThat(arabic.locator("html")).hasAttribute("dir", "rtl");
        arabic.locator("#account").fill(server.account());
        arabic.locator("#key").fill(server.steward().key());
        arabic.locator("form button.first").first().click();
        arabic.navigate("/?lang=ar");
        assertThat(arabic.locator("html")).hasAttribute("lang", "ar");
        assertThat((Integer) arabic.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("sideways scrolling on a telephone")
                .isLessThanOrEqualTo(0);
        picture(arabic, "6-arabic-dark-telephone");
        arabic.context().close();
    }

    @Test
    @Order(7)
    void withoutJavaScriptEverythingCanStillBeFoundAndStored() {
        Page plain = newPage(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        enter(plain, server.steward());
        plain.navigate("/search");
        plain.locator("main input[name=q]").fill("schooner");
        plain.locator("main button").first().click();
        assertThat(plain.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("lighthouse 1931.pdf")))
                .isVisible();
        plain.navigate("/containers/letters");
        plain.locator("#folder").fill("april");
        plain.locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload("one.txt", "text/plain", "one".getBytes(UTF_8)),
            new FilePayload("two.txt", "text/plain", "two".getBytes(UTF_8))
        });
        button(plain, "Upload").click();
        assertThat(plain.getByText("2 files stored")).isVisible();
        plain.context().close();
    }

    @Test
    @Order(7)
    void aFormThatIsSentTwiceWithoutJavaScriptIsDoneOnce() {
        Page plain = newPage(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        enter(plain, server.steward());
        plain.navigate("/containers");
        plain.locator("#name").fill("double-click");
        button(plain, "Make container").dblclick();
        plain.waitForURL("**/containers/double-click");
        assertThat(plain.locator(".told").first()).containsText("Container double-click is made");
        plain.context().close();
    }

    @Test
    @Order(8)
    void severalFilesGoIntoAFolderWithTheirProgress() {
        page.navigate("/containers/letters");
        page.locator("#folder").fill("april/scans");
        page.locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload("رسالة 2018-03-14.txt", "text/plain", "سلام".getBytes(UTF_8)),
            new FilePayload("large.bin", "application/octet-stream", new byte[8_000_000])
        });
        assertThat(page.getByText("Chosen: 2")).isVisible();
        button(page, "Upload").click();
        assertThat(page.getByText("All stored: 2")).isVisible();
        assertThat(page.locator(".sent a").first()).hasAttribute("href", Pattern.compile("/ledger/\\d+"));
        picture(page, "8-uploaded");
        page.navigate("/containers/letters?prefix=april%2Fscans%2F");
        assertThat(page.locator("main tbody a")).hasCount(2);
    }

    @Test
    @Order(9)
    void whatSomebodyUploadedNeverRuns() {
        BlobContainerClient container =
                client(server.steward().connectionString()).createBlobContainerIfNotExists("traps");
        String script = "<script>top.document.title = 'trapped'; alert(1)</script>";
        Map<String, String> traps = Map.of(
                "<img src=x onerror=alert(1)>.html",
                "<html><body onload=alert(1)>" + script + "</body></html>",
                "drawing.svg",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + script + "</svg>",
                "page.xml",
                "<x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>alert(1)</h:script></x>",
                "invoice\u202efdp.exe",
                "MZ " + script);
        List<String> alarms = new ArrayList<>();
        page.onDialog(dialog -> {
            alarms.add(page.url() + ": " + dialog.message());
            dialog.dismiss();
        });
        traps.forEach((name, text) -> {
            BlobClient blob = container.getBlobClient(name);
            blob.upload(BinaryData.fromString(text), true);
            blob.setHttpHeaders(new BlobHttpHeaders().setContentType("text/html"));
            String address = "/file?container=traps&name=" + URLEncoder.encode(name, UTF_8);
            page.navigate(address);
            assertThat(page.getByText("Who used it, when and for what")).isVisible();
            APIResponse original = page.request().get(address.replace("/file?", "/file/download?"));
            assertThat(original.headers())
                    .containsEntry("content-type", "application/octet-stream")
                    .containsEntry("x-content-type-options", "nosniff")
                    .hasEntrySatisfying(
                            "content-security-policy",
                            policy -> assertThat(policy).startsWith("sandbox;"))
                    .hasEntrySatisfying(
                            "content-disposition",
                            disposition -> assertThat(disposition)
                                    .startsWith("attachment;")
                                    .doesNotContain("\u202e", "%E2%80%AE"));
            assertThat(original.text()).isEqualTo(text);
        });
        page.navigate("/containers/traps");
        assertThat(page.getByText("[RLO]").first()).isVisible();
        picture(page, "9-names-that-lie");
        assertThat(alarms).isEmpty();
    }

    @Test
    @Order(10)
    void aFileThatCannotBeReadIsSetAsideWithItsReasonAndTakenUpAgain() {
        BlobContainerClient container =
                client(server.steward().connectionString()).createBlobContainerIfNotExists("broken");
        container.getBlobClient("torn.pdf").upload(BinaryData.fromString("%PDF-1.7\n1 0 obj\n<<"), true);
        Locator row = page.locator("main tr")
                .filter(new Locator.FilterOptions().setHasText("torn.pdf"))
                .filter(new Locator.FilterOptions().setHasText("cannot be read"));
        page.navigate("/status");
        waitFor(row);
        picture(page, "10-status");
        row.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Status")))
                .isVisible();
        page.navigate("/ledger?purpose=P-1");
        assertThat(page.locator("main tbody tr")
                        .filter(new Locator.FilterOptions().setHasText("analyse"))
                        .first())
                .isVisible();
    }

    private void waitFor(Locator there) {
        waitUntil(page, () -> there.count() > 0);
        assertThat(there.first()).isVisible();
    }

    /// Reloads until something has happened, which on a busy machine takes a while.
    private static void waitUntil(Page page, BooleanSupplier happened) {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!happened.getAsBoolean() && System.nanoTime() < deadline) {
            page.waitForTimeout(500);
            page.reload();
        }
        assertThat(happened.getAsBoolean()).as(page.url()).isTrue();
    }

    @Test
    @Order(11)
    void aLogThatWasChangedOnTheWayIsEvidence() {
        int neighbour = 21;
        page.route("**/log/tile/0/**", route -> {
            APIResponse tile = route.fetch();
            byte[] hashes = tile.body();
            if (tile.ok()) { // a partial tile may have gone: the page asks for the full one next
                hashes[neighbour * 32] ^= 1;
            }
            route.fulfill(new Route.FulfillOptions().setResponse(tile).setBodyBytes(hashes));
        });
        page.navigate("/ledger/20");
        button(page, "Verify in this browser").click();
        assertThat(page.getByText("Entry 20 does not match the checkpoint")).isVisible();
        assertThat(button(page, "Save evidence")).isVisible();
        picture(page, "11-evidence");
        page.unroute("**/log/tile/0/**");
    }

    @Test
    @Order(12)
    void theKeyboardAloneIsEnough() {
        Page keys = newPage(new Browser.NewContextOptions());
        keys.navigate("/sign-in");
        keys.keyboard().press("Tab");
        assertThat(keys.locator(".skip")).isFocused();
        keys.keyboard().press("Enter");
        keys.keyboard().press("Tab");
        keys.keyboard().type(server.account());
        keys.keyboard().press("Tab");
        keys.keyboard().type(server.steward().key());
        keys.keyboard().press("Enter");
        assertThat(keys.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                .isVisible();
        walkTo(keys, "input[name=q]");
        keys.keyboard().type("schooner");
        keys.keyboard().press("Enter");
        keys.waitForURL("**/search?q=schooner");
        walkTo(keys, "main h3 a");
        keys.keyboard().press("Enter");
        assertThat(keys.locator(".leaf-page img")).isVisible();
        walkTo(keys, "#receipt a[href$='#verify']");
        keys.keyboard().press("Enter");
        assertThat(keys.getByText("stands in the ledger").first()).isVisible();
        keys.context().close();
    }

    /// Presses Tab until the element has the focus; on the way everything that is reached must show that it is.
    private static void walkTo(Page keys, String selector) {
        for (int steps = 0; steps < 150; steps++) {
            keys.keyboard().press("Tab");
            assertThat((Boolean) keys.evaluate("() => { const s = getComputedStyle(document.activeElement);"
                            + " return document.activeElement === document.body"
                            + " || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) }"))
                    .as("a visible focus on %s", keys.evaluate("document.activeElement.outerHTML"))
                    .isTrue();
            if ((Boolean) keys.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector + " on " + keys.url());
    }

    @Test
    @Order(13)
    void noPageHasABarrierThatIsKnown() {
        Axe axe = Axe.fetched();
        List<String> barriers = new ArrayList<>();
        Page steward = newPage(new Browser.NewContextOptions());
        enter(steward, server.steward());
        Page administrator = newPage(new Browser.NewContextOptions());
        enter(administrator, server.key("P-3"));
        Page guest = newPage(new Browser.NewContextOptions());
        for (String language : List.of("en", "ar")) {
            for (String path : STEWARDS_PAGES) {
                barriers.addAll(barriers(axe, steward, path, language));
            }
            for (String path : ADMINISTRATORS_PAGES) {
                barriers.addAll(barriers(axe, administrator, path, language));
            }
            for (String path : PUBLIC_PAGES) {
                barriers.addAll(barriers(axe, guest, path, language));
            }
        }
        assertThat(barriers).isEmpty();
    }

    /// Everything at the widest, and at the narrower ones what can differ there; the two languages take turns with the
    /// themes, so that each width is seen in the light and in the dark.
    private static List<String> barriers(Axe axe, Page on, String path, String language) {
        boolean arabic = language.equals("ar");
        List<String> barriers = new ArrayList<>();
        look(on, 1440, arabic ? ColorScheme.DARK : ColorScheme.LIGHT);
        on.navigate(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        if (arabic) {
            leftInEnglish(on).forEach(text -> barriers.add("left in English: " + text));
        }
        barriers.addAll(axe.barriers(on));
        look(on, 390, arabic ? ColorScheme.LIGHT : ColorScheme.DARK);
        axe.barriersOfLayout(on).forEach(barrier -> barriers.add("390 " + barrier));
        look(on, 320, arabic ? ColorScheme.DARK : ColorScheme.LIGHT);
        axe.barriersOfLayout(on).forEach(barrier -> barriers.add("320 " + barrier));
        if ((Integer) on.evaluate("document.documentElement.scrollWidth - innerWidth") > 0) {
            barriers.add("320 scrolls sideways");
        }
        return barriers.stream()
                .map(barrier -> language + " " + path + " " + barrier)
                .toList();
    }

    private static void look(Page on, int width, ColorScheme theme) {
        on.setViewportSize(width, 900);
        on.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    }

    /// Latin words of an Arabic page that are no name, no code, and not marked as another language.
    @SuppressWarnings("unchecked")
    private static List<String> leftInEnglish(Page arabic) {
        return (List<String>) arabic.evaluate("""
                () => {
                  const kept = '[lang]:not(html), .mono, .tok, .pur, .stamp, code, pre, bdi, textarea, script, noscript, .sheet-text, .over-page, .pg.none';
                  const known = /^(CSV|SAS|PDF|Word|Azure|JavaScript|MD5|Tesseract|Tika|Lucene|rclone|archive|bubblewrap|SHA|SHA-256|TLS|Java|UTC|KEY|W3C|[KMGTPE]iB|[PK]-\\d+|eu-gdpr:A6-1-e|connection\\.json|court-exhibits-2019|minutes\\/2018)\\.?$/;
                  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  const left = [];
                  while (walker.nextNode()) {
                    const node = walker.currentNode;
                    const words = node.data.match(/[A-Za-z][\\w./:-]{2,}/g) ?? [];
                    if (!node.parentElement.closest(kept) && words.some((word) => !known.test(word))) left.push(node.data.trim());
                  }
                  return left;
                }""");
    }

    @Test
    @Order(14)
    void pagesPrintAndFollowWhatThePersonAskedOfTheSystem() {
        Page calm = newPage(new Browser.NewContextOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setForcedColors(ForcedColors.ACTIVE));
        enter(calm, server.steward());
        calm.navigate("/search?q=schooner");
        assertThat((String)
                        calm.locator("main a").first().evaluate("link => getComputedStyle(link).transitionDuration"))
                .isEqualTo("0s");
        picture(calm, "14-forced-colours");
        calm.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(calm.locator(".rail")).isHidden();
        assertThat(calm.locator("#receipt")).isVisible();
        calm.pdf(new Page.PdfOptions().setPath(PICTURES.resolve("14-print.pdf")).setPreferCSSPageSize(true));
        calm.context().close();
    }

    @Test
    @Order(14)
    void thePurposeAndTheWayToAnotherAreInSightAtEveryWidth() {
        Page any = newPage(new Browser.NewContextOptions());
        enter(any, server.steward());
        for (String path : List.of("/containers", "/search")) {
            any.navigate(path);
            for (int width : List.of(1440, 1200, 1024, 1000, 768, 390)) {
                any.setViewportSize(width, 900);
                assertThat((Boolean) any.evaluate("""
                                () => [...document.querySelectorAll('.purpose .who b, .purpose > a')].every((one) => {
                                  const box = one.getBoundingClientRect();
                                  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                                  return box.width > 20 && one.closest('.purpose').contains(at) && one.scrollWidth <= one.parentElement.clientWidth;
                                })"""))
                        .as("the purpose on %s at %d pixels", path, width)
                        .isTrue();
            }
        }
        any.context().close();
    }

    @Test
    @Order(14)
    void theFiltersOfATelephoneStayOpenWhileTheyAreUsed() {
        Page small = newPage(new Browser.NewContextOptions().setViewportSize(390, 844));
        enter(small, server.steward());
        small.navigate("/search?q=schooner");
        small.locator(".facet-all > summary").click();
        Locator first = small.locator(".facets input[type=checkbox]").first();
        first.click();
        small.waitForURL(Pattern.compile("[?&]container="));
        assertThat(first).isVisible();
        assertThat(first).isChecked();
        assertThat(small.locator(".facet-all")).hasAttribute("open", "");
        small.context().close();
    }

    @Test
    @Order(14)
    void whatIsChosenWhileAnUploadRunsGoesAfterItAndNobodyLeavesUnasked() {
        Page up = newPage(new Browser.NewContextOptions());
        enter(up, server.steward());
        List<String> asked = new ArrayList<>();
        up.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        });
        List<Route> held = new ArrayList<>();
        up.navigate("/containers/letters");
        up.route("**/blobs", held::add);
        up.locator("#folder").fill("may");
        up.locator("#files").setInputFiles(text("first.txt"));
        Locator send = button(up, "Upload");
        send.press("Enter");
        waitHere(up, () -> held.size() == 1);
        up.locator("#files").setInputFiles(text("second.txt"));
        assertThat(up.getByText("Chosen: 2")).isVisible();
        up.evaluate("() => { location.href = '/connect' }");
        waitHere(up, () -> !asked.isEmpty());
        assertThat(asked).containsExactly("beforeunload");

        held.removeFirst().resume();
        waitHere(up, () -> held.size() == 1);
        held.removeFirst().resume();
        assertThat(up.getByText("All stored: 2")).isVisible();
        assertThat(send).isFocused();

        up.locator("#files").setInputFiles(text("third.txt"));
        send.press("Enter");
        waitHere(up, () -> held.size() == 1);
        button(up, "Stop").press("Enter");
        assertThat(up.getByText("Stopped. Stored: 0 of 1.")).isVisible();
        assertThat(up.getByText("Chosen: 1")).isVisible();
        assertThat(send).isFocused();
        up.unroute("**/blobs");
        send.press("Enter");
        assertThat(up.getByText("All stored: 1")).isVisible();
        up.navigate("/containers/letters?prefix=may%2F");
        assertThat(up.locator("#blobs tbody a")).hasCount(3);
        up.context().close();
    }

    @Test
    @Order(14)
    void filesAreChosenInSeveralGoesAndTakenOutAndKeepTheirNames() {
        Page up = newPage(new Browser.NewContextOptions());
        enter(up, server.steward());
        up.navigate("/containers/letters?prefix=names%2F");
        up.locator("#files").setInputFiles(text("a\\x.txt"));
        up.locator("#files").setInputFiles(text("b 100%22.txt"));
        up.locator("#files").setInputFiles(text("left out.txt"));
        assertThat(up.getByText("Chosen: 3")).isVisible();
        button(up, "Take out: left out.txt").click();
        assertThat(up.getByText("Chosen: 2")).isVisible();
        button(up, "Upload").click();
        assertThat(up.getByText("All stored: 2")).isVisible();
        assertThat(up.locator(".sent li").first()).containsText(Pattern.compile("under the name .a/x\\.txt"));
        assertThat(up.locator("#blobs tbody a").last()).hasText("b 100%22.txt");
        up.context().close();
    }

    @Test
    @Order(14)
    void aFileTakesThePlaceOfAnotherOnlyIfSomebodySaysSo() {
        Page up = newPage(new Browser.NewContextOptions());
        enter(up, server.steward());
        up.navigate("/containers/letters?prefix=places%2F");
        up.locator("#files").setInputFiles(text("one.txt"));
        button(up, "Upload").click();
        assertThat(up.getByText("All stored: 1")).isVisible();
        up.locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload("one.txt", "text/plain", "another".getBytes(UTF_8)), text("two.txt")
        });
        button(up, "Upload").click();
        assertThat(up.getByText("Stored: 1 of 2. Names that are there already: 1."))
                .isVisible();
        button(up, "Leave them").click();
        assertThat(up.locator("[data-chosen-told]")).isEmpty();
        up.locator("#files").setInputFiles(new FilePayload("one.txt", "text/plain", "another".getBytes(UTF_8)));
        button(up, "Upload").click();
        button(up, "Replace them").click();
        assertThat(up.locator(".sent")).containsText("in the place of the file that was there");
        up.context().close();
    }

    @Test
    @Order(14)
    void anUploadThatLosesItsConnectionKeepsWhatIsLeftAndGoesOn() {
        Page up = newPage(new Browser.NewContextOptions());
        enter(up, server.steward());
        up.navigate("/containers/letters?prefix=lost%2F");
        List<String> asked = new ArrayList<>();
        up.route("**/blobs", route -> {
            asked.add(route.request().url());
            if (asked.size() == 1) {
                route.resume();
            } else {
                route.abort();
            }
        });
        up.locator("#files").setInputFiles(new FilePayload[] {text("1.txt"), text("2.txt"), text("3.txt")});
        button(up, "Upload").click();
        assertThat(up.getByText("The connection to the server broke off.")).isVisible();
        assertThat(up.getByText("Chosen: 2")).isVisible();
        assertThat(asked).as("the third is not tried").hasSize(2);
        up.unroute("**/blobs");
        button(up, "Try again").click();
        assertThat(up.locator("#blobs tbody a")).hasCount(3);
        up.context().close();
    }

    @Test
    @Order(14)
    void aFilterThatGetsNoAnswerIsPutBackAndThatIsSaid() {
        Page away = newPage(new Browser.NewContextOptions());
        enter(away, server.steward());
        away.navigate("/search?q=schooner");
        away.route("**/search?*", Route::abort);
        Locator first = away.locator("#facet-container input").first();
        first.click();
        assertThat(away.locator("#unanswered")).containsText("The server gave no answer.");
        assertThat(first).not().isChecked();
        away.unroute("**/search?*");
        first.click();
        away.waitForURL(Pattern.compile("container="));
        assertThat(first).isChecked();
        assertThat(away.locator("#unanswered")).hasCount(0);
        away.context().close();
    }

    /// From another machine over plain HTTP: there a page has no cryptography.
    @Test
    @Order(14)
    void whereABrowserCannotVerifyThePageSaysWhyAndKeepsTheCommands() {
        Page outside = newPage(new Browser.NewContextOptions());
        outside.navigate(server.console().replace("127.0.0.1", "elsewhere.example") + "/ledger/3?lang=en#verify");
        assertThat(outside.locator("[data-told]")).containsText("This browser checks over HTTPS");
        assertThat(outside.locator("[data-verify]")).isHidden();
        assertThat(outside.locator(".when-idle pre").first()).isVisible();
        outside.context().close();
    }

    @Test
    @Order(14)
    void aRecordingIsPlayed() {
        Page on = newPage(new Browser.NewContextOptions());
        enter(on, server.steward());
        on.navigate("/containers/letters?prefix=sound%2F");
        on.locator("#files").setInputFiles(new FilePayload("hum.wav", "audio/wav", silence(100)));
        button(on, "Upload").click();
        assertThat(on.getByText("All stored: 1")).isVisible();
        on.navigate("/file?container=letters&name=sound%2Fhum.wav");
        on.evaluate("() => document.querySelector('audio').play()");
        // A second before the end of the first piece.
        on.evaluate("() => { document.querySelector('audio').currentTime = 94 }");
        on.waitForFunction("() => document.querySelector('audio').currentTime > 96.5");
        on.context().close();
    }

    /// 16 bits, one channel, 44,100 a second: more than one piece in some minutes.
    private static byte[] silence(int seconds) {
        int length = seconds * 44_100 * 2;
        return ByteBuffer.allocate(44 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(UTF_8))
                .putInt(36 + length)
                .put("WAVEfmt ".getBytes(UTF_8))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(44_100)
                .putInt(44_100 * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(UTF_8))
                .putInt(length)
                .array();
    }

    private static FilePayload text(String name) {
        return new FilePayload(name, "text/plain", name.getBytes(UTF_8));
    }

    /// Without reloading.
    private static void waitHere(Page page, BooleanSupplier happened) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!happened.getAsBoolean() && System.nanoTime() < deadline) {
            page.waitForTimeout(50);
        }
        assertThat(happened.getAsBoolean()).as(page.url()).isTrue();
    }

    /// Whichever answer came first took the place that the other was for.
    @Test
    @Order(14)
    void ofTwoPagesOfAFileTheOneClickedLastIsShown() {
        Page slow = newPage(new Browser.NewContextOptions());
        enter(slow, server.steward());
        slow.navigate("/file?container=samples&name=scans%2Flighthouse+1931.pdf");
        List<Route> held = new ArrayList<>();
        List<String> givenUp = new ArrayList<>();
        slow.onRequestFailed(request -> givenUp.add(request.url()));
        slow.route("**/file?*", held::add);
        slow.locator("#film-2").click();
        waitHere(slow, () -> held.size() == 1);
        slow.locator("#film-1").click();
        waitHere(
                slow,
                () -> held.size() == 2
                        && givenUp.contains(held.getFirst().request().url()));
        held.getLast().resume();
        assertThat(slow.locator("#film-1[aria-current=page]")).isVisible();
        slow.unroute("**/file?*");
        slow.context().close();
    }

    @Test
    @Order(14)
    void filtersKeepWhatIsEnteredWhileTheAnswerIsOnItsWay() {
        Page slow = newPage(new Browser.NewContextOptions());
        enter(slow, server.steward());
        slow.navigate("/search?q=schooner");
        List<Route> held = new ArrayList<>();
        slow.route("**/search?*", held::add);
        Locator boxes = slow.locator(".facets input[type=checkbox]");
        Locator first = slow.locator("#facet-container input").first();
        Locator second = slow.locator("#facet-type input").first();
        assertThat(boxes.first()).isVisible();
        first.click();
        waitHere(slow, () -> held.size() == 1);
        second.click();
        waitHere(slow, () -> held.size() == 2);
        held.removeLast().resume();
        slow.waitForURL(Pattern.compile("container=.*type="));
        assertThat(first).isChecked();
        assertThat(second).isChecked();
        assertThat(second).isFocused();
        assertThat(slow.locator("#spoken")).containsText(" of ");

        held.clear();
        Locator from = slow.locator("#from-year");
        Locator to = slow.locator("#to-year");
        from.pressSequentially("1900");
        from.press("Tab");
        waitHere(slow, () -> held.size() == 1);
        to.pressSequentially("19");
        held.removeFirst().resume();
        slow.waitForURL(Pattern.compile("from=1900"));
        assertThat(to).isFocused();
        assertThat(to).hasValue("19");
        assertThat(from).hasValue("1900");
        slow.unroute("**/search?*");
        to.pressSequentially("50");
        to.press("Tab");
        slow.waitForURL(Pattern.compile("from=1900&to=1950"));
        from.fill("abcd");
        from.press("Tab");
        assertThat(slow.locator("#years-err")).containsText("Write a year in digits");
        assertThat(from).hasAttribute("aria-invalid", "true");
        assertThat(from).hasValue("abcd");
        slow.context().close();
    }

    @Test
    @Order(14)
    void theMenuOfATelephoneClosesAndLeavesThePurposeInSight() {
        Page small = newPage(new Browser.NewContextOptions().setViewportSize(390, 844));
        enter(small, server.steward());
        Locator menu = small.locator("details.menu");
        Locator summary = small.locator("details.menu > summary");
        summary.press("Enter");
        assertThat(menu).hasAttribute("open", "");
        assertThat((Boolean) small.evaluate("""
                        () => {
                          const box = document.querySelector('.purpose > a').getBoundingClientRect();
                          return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest('.purpose') !== null;
                        }"""))
                .as("the way to another purpose while the menu is open")
                .isTrue();
        small.keyboard().press("Tab");
        small.keyboard().press("Escape");
        assertThat(menu).not().hasAttribute("open", "");
        assertThat(summary).isFocused();
        small.keyboard().press("Enter");
        small.mouse().click(195, 800);
        assertThat(menu).not().hasAttribute("open", "");
        summary.press("Enter");
        walkTo(small, ".purpose > a");
        assertThat(menu).not().hasAttribute("open", "");
        small.context().close();
    }

    @Test
    @Order(14)
    void nothingThatHasTheFocusStandsUnderTheBar() {
        Page any = newPage(new Browser.NewContextOptions());
        enter(any, server.steward());
        for (int width : List.of(360, 768, 1280)) {
            any.setViewportSize(width, 740);
            any.navigate("/ledger");
            any.locator("#receipt").scrollIntoViewIfNeeded();
            any.evaluate("() => [...document.querySelectorAll('main a')].at(-1).focus()");
            for (int steps = 0; steps < 40; steps++) {
                any.keyboard().press("Shift+Tab");
                assertThat((Boolean) any.evaluate("""
                                () => {
                                  const at = document.activeElement, bar = document.querySelector('.top');
                                  return bar.contains(at) || at.getBoundingClientRect().top >= bar.getBoundingClientRect().bottom - 1;
                                }"""))
                        .as("%s at %d pixels", any.evaluate("document.activeElement.outerHTML"), width)
                        .isTrue();
            }
        }
        any.context().close();
    }

    @Test
    @Order(14)
    void whoTurnsToTheLastPageKeepsTheFocusAndHearsWhereItIs() {
        Page turning = newPage(new Browser.NewContextOptions());
        enter(turning, server.steward());
        turning.navigate("/file?container=samples&name=scans%2Flighthouse+1931.pdf&page=1");
        Locator next = turning.locator("#page-next");
        next.press("Enter");
        assertThat(next).hasAttribute("aria-disabled", "true");
        assertThat(next).isFocused();
        assertThat(turning.locator("#spoken")).hasText("Page 2 of 2");
        turning.context().close();
    }

    @Test
    @Order(14)
    void anotherThemeReadsNothingAgain() {
        Page any = newPage(new Browser.NewContextOptions());
        enter(any, server.steward());
        any.navigate("/file?container=samples&name=tide-gauge.zip");
        String receipt = any.locator("#receipt").textContent();
        button(any, "Switch to the light theme").click();
        assertThat(any.locator("html")).hasAttribute("data-theme", "light");
        assertThat(any.locator("#receipt").textContent()).isEqualTo(receipt);
        button(any, "Switch to the dark theme").click();
        assertThat(any.locator("html")).hasAttribute("data-theme", "dark");
        any.navigate("/session");
        assertThat(any.locator("html")).hasAttribute("data-theme", "dark");
        any.context().close();
    }

    @Test
    @Order(14)
    void aCommandIsCopiedAloneByAButtonThatSaysWhatItCopies() {
        Page any =
                newPage(new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        enter(any, server.steward());
        any.navigate("/connect");
        Locator command = any.locator("pre.cmd").first();
        assertThat(command.innerText()).doesNotContain("Copy");
        Locator copy = any.locator(".copied > button").first();
        assertThat(copy).hasAccessibleName(Pattern.compile("Copy: Azure CLI"));
        copy.click();
        assertThat(any.locator("#spoken")).containsText("Copied: Azure CLI");
        assertThat((String) any.evaluate("() => navigator.clipboard.readText()"))
                .isEqualTo(command.innerText());
        any.context().close();
    }

    @Test
    @Order(14)
    void whatIsDeletedWithAClickIsSeenAndRestoredWithOne() {
        BlobServiceClient blobs = client(server.steward().connectionString());
        keepsWhatIsDeleted(blobs);
        BlobContainerClient attic = blobs.createBlobContainerIfNotExists("attic");
        for (String name : List.of("a.txt", "رسالة 2018-03-14.txt", "kept.txt")) {
            attic.getBlobClient(name).upload(BinaryData.fromString(name), true);
        }
        Page on = newPage(new Browser.NewContextOptions());
        enter(on, server.steward());
        on.navigate("/containers/attic");
        on.getByLabel("Choose a.txt").check();
        on.locator("#blobs tbody input[type=checkbox]").last().check();
        assertThat(on.getByText("Chosen: 2")).isVisible();
        button(on, "Delete chosen files").click();
        button(on, "Delete 2 files and snapshots").click();
        assertThat(on.locator(".told")).containsText("2 files are deleted");
        assertThat(on.locator(".told")).isFocused();
        assertThat(on.locator("#blobs tbody tr")).hasCount(1);
        assertThat(attic.getBlobClient("a.txt").exists()).isFalse();

        on.getByText("Show deleted files").click();
        assertThat(on.locator("#blobs tr.gone")).hasCount(2);
        picture(on, "14-deleted-files");
        button(on, "Restore a.txt").click();
        assertThat(on.locator(".told")).containsText("1 file is back");
        assertThat(attic.getBlobClient("a.txt").downloadContent().toString()).isEqualTo("a.txt");
        on.locator("#blobs tr.gone a").first().click();
        assertThat(on.locator("h1 [lang=ar], h1 bdi").first()).containsText("رسالة");
        picture(on, "14-deleted-file");
        button(on, "Restore").first().click();
        assertThat(on.locator(".told")).containsText("The file is back");
        assertThat(on.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download original")))
                .isVisible();
        on.context().close();
    }

    private void keepsWhatIsDeleted(BlobServiceClient blobs) {
        blobs.setProperties(new BlobServiceProperties()
                .setDeleteRetentionPolicy(
                        new BlobRetentionPolicy().setEnabled(true).setDays(7)));
        server.amana("account", "set", "--keep-containers", "7").expectSuccess();
    }

    @Test
    @Order(14)
    void anEarlierVersionAndADeletedContainerAreRestoredWithAClick() {
        BlobServiceClient blobs = client(server.steward().connectionString());
        server.amana("account", "set", "--versions", "on", "--keep-containers", "7")
                .expectSuccess();
        BlobContainerClient cellar = blobs.createBlobContainerIfNotExists("cellar");
        BlobClient minutes = cellar.getBlobClient("minutes.txt");
        minutes.upload(BinaryData.fromString("as it was"), true);
        minutes.upload(BinaryData.fromString("as it is"), true);
        Page on = newPage(new Browser.NewContextOptions());
        enter(on, server.steward());
        on.navigate("/file?container=cellar&name=minutes.txt");
        on.getByText("Restore this version").first().click();
        picture(on, "14-versions");
        on.locator("details[open] button").first().click();
        assertThat(on.locator(".told")).containsText("The earlier state is the current version now");
        assertThat(minutes.downloadContent().toString()).isEqualTo("as it was");
        server.amana("account", "set", "--versions", "off").expectSuccess();

        on.navigate("/containers/cellar/delete");
        on.locator("#name").fill("cellar");
        button(on, "Delete container").click();
        assertThat(on.locator(".told")).containsText("Container cellar is deleted");
        assertThat(cellar.exists()).isFalse();
        on.getByText("Show deleted containers").click();
        picture(on, "14-deleted-containers");
        button(on, "Restore cellar").click();
        assertThat(on.locator(".told")).containsText("Container cellar is back");
        assertThat(minutes.downloadContent().toString()).isEqualTo("as it was");
        on.context().close();
    }

    @Test
    @Order(14)
    void longWorkSaysHowFarItIsAndGoesOnWhenItsPageIsLeft() throws InterruptedException {
        BlobContainerClient full = client(server.steward().connectionString()).createBlobContainerIfNotExists("full");
        store(full, "box", 1_000);
        Page on = newPage(new Browser.NewContextOptions());
        enter(on, server.steward());
        on.navigate("/containers/full/folder?prefix=box%2F");
        // A house that has nothing else to do would be done before there is a page to look at.
        AtomicBoolean seen = new AtomicBoolean();
        Thread others = Thread.ofVirtual().start(() -> {
            while (!seen.get()) {
                store(full, "others", 20);
            }
        });
        button(on, "Delete 1,000 files and snapshots").click();
        on.waitForURL("**/work/*");
        String work = on.url();
        assertThat(on.locator("#course progress")).isVisible();
        assertThat(on.locator("h1")).hasText("Deleting 1,000 files");
        picture(on, "14-long-work");
        on.navigate("/status");
        assertThat(on.locator(".note.work")).containsText("Deleting 1,000 files");
        on.locator(".note.work a").click();
        assertThat(on).hasURL(work);
        seen.set(true);
        others.join();
        on.locator(".told").waitFor(new Locator.WaitForOptions().setTimeout(300_000));
        assertThat(on.locator(".told")).containsText("1,000 files are deleted");
        assertThat(on.locator(".told")).isFocused();
        assertThat(on.locator("#course")).hasCount(0);
        picture(on, "14-long-work-over");
        on.navigate("/status");
        assertThat(on.locator(".note.work")).hasCount(0);
        on.context().close();
    }

    private static void store(BlobContainerClient container, String folder, int files) {
        IntStream.range(0, files)
                .parallel()
                .forEach(i -> container
                        .getBlobClient(String.format(Locale.ROOT, "%s/%04d.txt", folder, i))
                        .upload(BinaryData.fromString("x"), true));
    }

    /// The pages of what is deleted, which are there once something was.
    @Test
    @Order(14)
    void noPageOfWhatIsDeletedHasABarrierThatIsKnown() {
        BlobServiceClient blobs = client(server.steward().connectionString());
        keepsWhatIsDeleted(blobs);
        BlobContainerClient loft = blobs.createBlobContainerIfNotExists("loft");
        loft.getBlobClient("gone/رسالة.txt").upload(BinaryData.fromString("1"), true);
        loft.getBlobClient("gone/there.txt").upload(BinaryData.fromString("1"), true);
        loft.getBlobClient("gone/رسالة.txt").delete();
        server.amana("account", "set", "--versions", "on").expectSuccess();
        loft.getBlobClient("gone/there.txt").upload(BinaryData.fromString("2"), true);
        loft.getBlobClient("gone/versions.txt").upload(BinaryData.fromString("1"), true);
        loft.getBlobClient("gone/versions.txt").delete();
        blobs.createBlobContainerIfNotExists("razed").delete();
        Page steward = newPage(new Browser.NewContextOptions());
        enter(steward, server.steward());
        Axe axe = Axe.fetched();
        List<String> barriers = new ArrayList<>();
        for (String language : List.of("en", "ar")) {
            for (String path : List.of(
                    "/containers?deleted=shown",
                    "/containers/loft?prefix=gone%2F&deleted=shown",
                    "/containers/loft/folder/restore?prefix=gone%2F",
                    "/containers/loft/delete",
                    "/file?container=loft&name=gone%2F" + URLEncoder.encode("رسالة.txt", UTF_8),
                    "/file?container=loft&name=gone%2Fversions.txt",
                    "/file?container=loft&name=gone%2Fthere.txt",
                    "/work/0123456789abcdef")) {
                barriers.addAll(barriers(axe, steward, path, language));
            }
        }
        server.amana("account", "set", "--versions", "off").expectSuccess();
        assertThat(barriers).isEmpty();
        steward.context().close();
    }

    @Test
    @Order(15)
    void aSessionThatHasEndedLeadsToTheDoorAndBack() {
        page.navigate("/search?q=schooner");
        Cookie session = page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("amana_session"))
                .findFirst()
                .orElseThrow();
        assertThat(session.httpOnly).isTrue();
        assertThat(session.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        Page other = page.context().newPage();
        other.navigate("/session");
        button(other, "Sign out").click();
        assertThat(button(other, "Sign in")).isVisible();
        other.close();
        // No check(): the page may be gone before the box is ticked.
        page.locator(".facets input[type=checkbox]").first().click();
        page.waitForURL(Pattern.compile("/sign-in\\?back=%2Fsearch"));
        page.context().addCookies(List.of(new Cookie("amana_session", session.value).setUrl(server.console())));
        page.navigate("/");
        assertThat(page).hasURL(Pattern.compile("/sign-in"));
    }

    private void enter(Page at, StartedServer.Key key) {
        at.navigate("/sign-in?lang=en");
        at.locator("#account").fill(server.account());
        at.locator("#key").fill(key.key());
        button(at, "Sign in").click();
        at.waitForURL(server.console() + "/");
    }

    @Test
    @Order(16)
    void noPageMadeTheBrowserComplain() {
        assertThat(complaints).isEmpty();
    }
}
