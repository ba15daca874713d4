package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerRef;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// The log: what pages write in it, who sees what of it, and how one goes through it.
final class LedgerPagesTest extends OpenHouse {
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
        Page second = guest.get(first.way("next"));
        Page third = guest.get(second.way("next"));
        List<String> rows = second.rows();
        assertThat(rows).hasSize(50).doesNotContainAnyElementsOf(first.rows());
        assertThat(guest.get(third.way("prev")).rows()).isEqualTo(rows);
        Page back = guest.get(second.way("prev"));
        assertThat(back.rows()).isEqualTo(first.rows());
        assertThat(back.body()).contains("name=\"purpose\" dir=\"ltr\" value=\"P-2\"");
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
        assertThat(named.receipt()).contains("/ledger/" + before);
        assertThat(named.rows())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(row -> assertThat(house.ledger
                                .entry(Long.parseLong(row.substring("/ledger/".length())))
                                .text("box"))
                        .isEqualTo(pseudonym));
        assertThat(steward.get("/containers/named-box").body()).contains("href=\"/ledger?box=named-box\"");

        before = house.ledger.size();
        Page outside = guest.get("/ledger?box=named-box");
        assertThat(outside.text()).contains("Sign in to look for yours by name").doesNotContain(pseudonym);
        assertThat(guest.get("/ledger?box=" + pseudonym).rows()).isNotEmpty();
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
    void thePurposesOfTheAccountAreToChooseFromInTheLedger() {
        assertThat(steward.get("/ledger?purpose=p-2&lang=en").body())
                .containsPattern(
                        "<select name=\"purpose\"[^>]*>.*<option value=\"P-2\" selected>P-2 Reading room</option>");
        assertThat(guest.get("/ledger").body()).contains("<input name=\"purpose\"");
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
}
