package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.blob.AccountName;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.web.console.Browser.Page;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

/// Searching: what is asked and found, and what narrows it.
final class SearchPageTest extends OpenHouse {
    /// A mailbox is a file, and each of its mails a result.
    @Test
    void whatIsFoundIsCountedInResults() {
        assertThat(Words.in(Lang.EN).say("search.shown", 1, 10, 1_200)).isEqualTo("1 to 10 of 1,200 results");
        assertThat(Words.in(Lang.AR).say("search.shown", 1, 10, 12)).contains("نتيجة");
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
    void whatNarrowsASearchIsOfferedToBeClearedOnlyWhereSomethingDoes() {
        assertThat(steward.get("/search?q=zanzibar&lang=en").text())
                .contains("Try fewer words or another language.")
                .doesNotContain("clear what narrows");
        assertThat(steward.get("/search?q=zanzibar&language=es").text())
                .contains("or clear what narrows the search", "Clear 1");
    }

    @Test
    void theFiltersOfASearchStayOpenWhileTheyAreUsed() {
        String search = "/search?q=anything&container=exhibits";
        assertThat(steward.get(search).body()).contains("<details class=\"facet-all\">");
        assertThat(steward.get(search + "&filters=open").body()).contains("<details class=\"facet-all\" open>");
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
}
