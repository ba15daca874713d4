package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.amana.blob.ContainerRef;
import org.amana.policy.Action;
import org.amana.policy.Approval;
import org.amana.policy.Authority;
import org.amana.policy.Credential;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Text;
import org.amana.web.console.Browser.Page;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.Lang;
import org.junit.jupiter.api.Test;

/// Purposes, keys and approvals, and what a purpose does not allow.
final class PurposesTest extends OpenHouse {
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
    void everyChangeOfPurposesAndKeysIsConfirmedWithItsEntries() {
        Browser clerk = house.administering();
        clerk.get("/purposes");
        long before = house.ledger.size();
        Page made = clerk.post("/purposes", purpose("Confirmed", "BLOB", "READ"));
        Page purpose = clerk.get(made.header("Location"));
        String id = made.header("Location").replace("/purposes/", "");
        assertThat(purpose.text()).contains("is made and in force");
        assertThat(entries(before, "purpose")).hasSize(2);
        assertThat(purpose.receipt()).contains(before + "\u2013" + (before + 3));

        clerk.post(made.header("Location") + "/keys", "principal", "Lina Haddad", "days", "5");
        Page keyed = clerk.get(made.header("Location"));
        String key = keyed.all("action=\"/keys/(K-\\d+)/end\"").getFirst();
        before = house.ledger.size();
        Page ended =
                clerk.get(clerk.post("/keys/" + key + "/end", "purpose", id).header("Location"));
        assertThat(ended.text()).contains("Key " + key + " has ended");
        assertThat(entries(before, "credential")).hasSize(1);
        assertThat(ended.receipt()).contains("href=\"/ledger/" + before + "\"");

        before = house.ledger.size();
        Page over = clerk.get(clerk.post(made.header("Location") + "/end").header("Location"));
        assertThat(over.text()).contains("has ended. Its keys open nothing any more");
        assertThat(entries(before, "purpose")).hasSize(1);
        assertThat(over.receipt()).contains("href=\"/ledger/" + before + "\"");
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
    void theAddressOfANewKeyLeadsToItsPurpose() {
        Page page = administrator.get("/purposes/P-1/keys");
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Location")).isEqualTo("/purposes/P-1");
    }

    @Test
    void whatAmanaHoldsItselfIsNotCountedAmongTheKeysOfAPurpose() {
        assertThat(house.access.directory().credentials(House.ACCOUNT))
                .anyMatch(one -> one.purpose().toString().equals("P-4"));
        assertThat(administrator.get("/purposes").all("(?s)c-id\">\\s*<a[^>]*>P-4</a>.*?class=\"num\">(\\d+)<"))
                .containsExactly("0");
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

    @Test
    void whatThePurposeDoesNotAllowIsMarkedInTheMenuAndWritesNoRefusal() {
        Browser lister = house.signedIn(house.key(Set.of(), Action.LIST));
        long before = house.ledger.size();
        Page page = lister.get("/status");
        assertThat(page.body())
                .contains("href=\"/containers\"", "<a class=\"nav closed\" href=\"/session?back=%2Fsearch\"")
                .doesNotContain("href=\"/search\"", "action=\"/search\"");
        assertThat(page.text()).contains("Search (not part of P-");
        assertThat(steward.get("/status").body())
                .contains("href=\"/containers\"", "href=\"/search\"")
                .doesNotContain("nav closed");
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
}
