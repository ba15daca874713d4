package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// What all pages have in common: headers, languages, titles, addresses, and the files they need.
final class ConsoleTest extends OpenHouse {
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
    void whoCameWithTheAccountIsNamedInTheReadersLanguage() {
        assertThat(steward.get("/session?lang=ar").text())
                .contains("أمين بيانات")
                .doesNotContain("Steward of");
        assertThat(steward.get("/session?lang=en").text()).contains("Steward of archive");
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
    void theConnectPageShowsTheEndpointWithTlsAndItsCertificateToo() {
        assertThat(reader.get("/connect?lang=en").text())
                .contains("http://127.0.0.1:10000/archive", "https://127.0.0.1:10443/archive", "/certificate.pem")
                .contains("DefaultEndpointsProtocol=http;");
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
    void theTitleOfAPageTellsItFromOthers() {
        assertThat(steward.get("/search?lang=en").title()).isEqualTo("Search · Amana");
        assertThat(steward.get("/search?q=berth+9").title()).isEqualTo("Search: \u2068berth 9\u2069 · Amana");
        steward.get("/containers");
        steward.post("/containers", "name", "titles");
        steward.get("/containers/titles");
        assertThat(steward.get("/containers/titles?prefix=Berth+9%2F").title())
                .isEqualTo("\u2068Berth 9\u2069 · \u2068titles\u2069 · Amana");
        assertThat(steward.post("/containers", "name", "Bad_Name").title()).isEqualTo("Error: Files · Amana");
        assertThat(steward.get("/ledger?entry=abc").title()).isEqualTo("Error: Ledger · Amana");
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
}
