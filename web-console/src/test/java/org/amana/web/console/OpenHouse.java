package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.amana.blob.AccountName;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.policy.Principal;
import org.amana.policy.Service;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A house of its own for a class of tests, on an empty folder, and who comes to it: each a browser that is
/// signed in, but for the guest.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenHouse {
    House house;
    Browser steward;
    Browser reader;
    Browser administrator;
    Browser guest;

    @BeforeAll
    void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system(), 0);
        steward = house.signedIn(house.keys.steward());
        reader = house.signedIn(house.keys.reader());
        administrator = house.administering();
        guest = new Browser(house.address());
    }

    @AfterAll
    void close() {
        house.close();
    }

    /// Somebody with a key for the reading room.
    Browser stranger() {
        administrator.get("/purposes/P-2");
        Page key = administrator.post("/purposes/P-2/keys", "principal", "Karim Azzi", "days", "1");
        Browser browser = new Browser(house.address());
        browser.signIn(
                House.ACCOUNT, key.all("id=\"key-text\"[^>]*value=\"([^\"]+)\"").getFirst());
        return browser;
    }

    /// A browser that came by the operator's link.
    Browser linked() {
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

    /// Somebody with a new key for a purpose.
    ///
    /// @param made the answer to the form that made the purpose
    Browser enter(Browser clerk, Page made) {
        assertThat(made.status()).as(made.text()).isEqualTo(303);
        String purpose = made.header("Location");
        clerk.get(purpose);
        Page key = clerk.post(purpose + "/keys", "principal", "Nour Saleh", "days", "5");
        Browser browser = new Browser(house.address());
        browser.signIn(
                House.ACCOUNT, key.all("id=\"key-text\"[^>]*value=\"([^\"]+)\"").getFirst());
        return browser;
    }

    /// The fields of the form that makes a purpose.
    static String[] purpose(String title, String service, String action) {
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

    Principal person(String name) {
        return house.access.directory().principalNamed(name, Principal.Kind.PERSON);
    }

    /// Does something with the account as a whole, as the steward.
    <R> R onAccount(Plan<R> plan) {
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        AccountName account = new AccountName(House.ACCOUNT);
        return house.access
                .gate()
                .pass(
                        AccessRequest.on(
                                house.blobs.facts().of(account).orElseThrow(), caller, Service.BLOB, Action.WRITE),
                        plan)
                .orThrow();
    }
}
