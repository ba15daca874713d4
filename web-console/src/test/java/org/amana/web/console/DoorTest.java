package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.amana.policy.Authority;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// Who comes in, as whom, and how that ends.
final class DoorTest extends OpenHouse {
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
    void whoGoesOverToAnotherPurposeIsToldSoInTheNewSession() {
        Browser browser = linked();
        Page change = browser.post("/session", "purpose", "P-2");
        assertThat(browser.get(change.header("Location")).text()).contains("You work under P-2 now");
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
    void whoseFormCameTooLateIsToldThatItWasNotDoneAndLedBackToItsPage() {
        Browser browser = new Browser(house.address());
        Page page = browser.postWith("/containers", "Cookie", "amana_session=unknown");
        assertThat(page.header("Location")).isEqualTo("/sign-in?back=%2Fcontainers&why=form");
        assertThat(browser.get(page.header("Location")).text()).contains("what you sent was not done");
    }
}
