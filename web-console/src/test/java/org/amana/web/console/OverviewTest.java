package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerEncryption;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.Metadata;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// How the house is: what is held, what is read, and what was set aside.
final class OverviewTest extends OpenHouse {
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
    void eachFigureLeadsToWhatItCounts() {
        steward.get("/containers");
        steward.post("/containers", "name", "traced");
        steward.get("/containers/traced");
        steward.upload("/containers/traced/blobs", "", "a.txt", "0123456789");
        house.access.use().catchUp();
        String overview = steward.get("/?lang=en").body();
        assertThat(overview)
                .contains(
                        "<dt>Accesses, 7 days</dt><dd><a href=\"/ledger?kind=access\">",
                        "<dt>Refused</dt><dd><a href=\"/ledger?kind=access&amp;decision=deny\">",
                        "<a href=\"/ledger?kind=access&amp;purpose=P-1&amp;decision=deny\">");
        assertThat(steward.get("/ledger?kind=access&purpose=P-1").rows()).isNotEmpty();
        String change = steward.get("/")
                .all("<td class=\"num\"><a href=\"(/ledger\\?box=c[0-9a-f]{16})\">")
                .getFirst();
        long before = house.ledger.size();
        assertThat(steward.get(change).rows()).isNotEmpty();
        assertThat(house.ledger.size()).as("a pseudonym is public").isEqualTo(before);
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
    void whatTheServiceKeepsForItselfIsNotCountedAmongTheContainers() {
        steward.get("/containers");
        steward.post("/containers", "name", "counted");
        String files = figure(steward.get("/?lang=en"), "Files");
        ContainerRef feed = new ContainerRef(new AccountName(House.ACCOUNT), ContainerName.CHANGE_FEED);
        CreateContainer making = new CreateContainer(feed, Metadata.NONE, Set.of(), Set.of(), ContainerEncryption.NONE);
        onAccount(house.store.keeper().createContainer(making));
        assertThat(figure(steward.get("/"), "Files")).isEqualTo(files);
        assertThat(steward.get("/containers").text()).contains("counted").doesNotContain("blobchangefeed");
    }

    private static String figure(Page page, String name) {
        return page.all("<dt>" + name + "</dt>(.*?)</div>").getFirst();
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
    void whatIsNotSetAsideCannotBeTakenUpAgain() {
        steward.get("/containers");
        assertThat(steward.post("/tasks/4711/retry").status()).isEqualTo(404);
        assertThat(steward.postExactly("/tasks/4711/retry").status()).isEqualTo(403);
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
    void aMeterIsDrawnOnlyWhereThereIsALimitAndSomethingToSee() {
        assertThat(steward.get("/session").body()).contains("class=\"lim\"").doesNotContain("class=\"meter\"");
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
    void enginesAreNamedWithTheirVersions() {
        assertThat(steward.get("/status").text())
                .containsPattern("Lucene [0-9]+\\.[0-9.]+, minilm-")
                .contains("Tika; its version is told with the first file that is read");
    }
}
