package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// Forms: who may send them, that each is done once, and what the page that follows says.
final class FormsTest extends OpenHouse {
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
    void thePageAfterAChangeSaysOnceWhatWasDoneAndHasItsEntryOnTheReceipt() {
        steward.get("/containers");
        long before = house.ledger.size();
        Page made = steward.post("/containers", "name", "told-once");
        assertThat(house.ledger.entry(before).text("act")).isEqualTo("write");
        Page level = steward.get(made.header("Location"));
        assertThat(level.text())
                .contains("Container told-once is made", "2 accesses under P-1")
                .doesNotContain("0 names on this page");
        assertThat(level.receipt()).contains("href=\"/ledger/" + before + "\"");
        Page again = steward.get(made.header("Location"));
        assertThat(again.text()).doesNotContain("is made");
        assertThat(again.receipt()).doesNotContain("/ledger/" + before + "\"");
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
        assertThat(refused.receipt()).contains("/ledger/" + before);
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

    /// What it shows is shown once: a link that leads on in another language opens beside it.
    @Test
    void anAnswerToAFormIsLeftForThePageOfTheFormAlone() {
        administrator.get("/purposes/P-2");
        Page made = administrator.post("/purposes/P-2/keys", "principal", "Salma Aziz", "days", "1");
        assertThat(made.body()).contains("href=\"/purposes/P-2?lang=ar\"").contains("target=\"_blank\"");
        assertThat(administrator.get("/purposes/P-2").body()).doesNotContain("target=\"_blank\"");
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

    @Test
    void aKeyFormWithAMistakeComesBackWithWhatWasTyped() {
        administrator.get("/purposes/P-2?lang=en");
        Page wrong = administrator.post("/purposes/P-2/keys", "principal", "Karim of the news desk", "days", "0");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("value=\"Karim of the news desk\"", "id=\"days-err\"", "action=\"/purposes/P-2/keys\"")
                .contains("<a href=\"#days\">Days: Write a number of days from 1 to 90</a>")
                .containsPattern("id=\"days\"[^>]*value=\"0\"[^>]*aria-invalid=\"true\"");
        assertThat(wrong.title()).startsWith("Error: ");
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
}
