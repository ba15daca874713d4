package org.amana.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.soak.StartedServer;
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
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
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
            if (message.type().equals("error")) {
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
        finds("schooner", "lighthouse 1931", "en");
        assertThat(page.locator("main img").first()).isVisible();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("lighthouse 1931.pdf"))
                .click();
        Locator leaf = page.locator(".leaf-page img");
        assertThat(leaf).isVisible();
        assertThat((Integer) leaf.evaluate("image => image.decode().then(() => image.naturalWidth)"))
                .isGreaterThan(600);
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
        long deadline = System.nanoTime() + 120_000_000_000L;
        Locator hit = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(file));
        // Reading the scans takes a while after the start.
        while (hit.count() == 0 && System.nanoTime() < deadline) {
            page.waitForTimeout(500);
            page.reload();
        }
        assertThat(hit.first()).isVisible();
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
        admin.navigate("/sign-in");
        admin.getByLabel("Account").fill(server.account());
        admin.getByLabel("Access key").fill(server.key("P-3").key());
        button(admin, "Sign in").click();
        admin.navigate("/purposes");
        picture(admin, "5-purposes");
        admin.getByLabel("Title in English").fill("Harbour history");
        admin.getByLabel("Title in Arabic").fill("تاريخ المرفأ");
        admin.getByLabel("Legal basis").fill("eu-gdpr:A6-1-f");
        button(admin, "Make purpose").click();
        assertThat(admin.getByText("Harbour history").first()).isVisible();
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
    void withoutJavaScriptEverythingCanStillBeFound() {
        Page plain = newPage(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        plain.navigate("/sign-in");
        plain.getByLabel("Account").fill(server.account());
        plain.getByLabel("Access key").fill(server.steward().key());
        button(plain, "Sign in").click();
        plain.navigate("/search");
        plain.locator("main input[name=q]").fill("schooner");
        plain.locator("main button").first().click();
        assertThat(plain.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("lighthouse 1931.pdf")))
                .isVisible();
        plain.context().close();
    }

    @Test
    @Order(8)
    void noPageMadeTheBrowserComplain() {
        assertThat(complaints).isEmpty();
    }
}
