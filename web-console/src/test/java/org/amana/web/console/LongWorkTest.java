package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Work that lasts longer than a form waits has a page that says how far it is, and what came of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LongWorkTest {
    private House house;
    private Browser steward;

    @BeforeAll
    void build(@TempDir Path folder) {
        house = new House(folder, InstantSource.system(), 0, false, Duration.ZERO);
        steward = house.signedIn(house.keys.steward());
    }

    @AfterAll
    void leave() {
        house.close();
    }

    /// A container with files, and how a form says each.
    private List<String> files(String container, String... names) {
        steward.get("/containers?lang=en");
        steward.post("/containers", "name", container, "class", "NONE");
        steward.get("/containers/" + container);
        List<String> files = new ArrayList<>();
        for (String name : names) {
            files.addAll(List.of(name, "content"));
        }
        steward.upload("/containers/" + container + "/blobs", "", files.toArray(String[]::new));
        return steward.get("/containers/" + container).all("form=\"chosen\" name=\"blob\" value=\"([^\"]*)\"").stream()
                .map(one -> one.replace("&quot;", "\""))
                .toList();
    }

    private Page delete(String container, List<String> chosen) {
        List<String> fields = new ArrayList<>();
        chosen.forEach(one -> fields.addAll(List.of("blob", one)));
        Page begun = steward.post("/containers/" + container + "/chosen/delete", fields.toArray(String[]::new));
        assertThat(begun.status()).isEqualTo(303);
        return begun;
    }

    private Page ended(String address) throws InterruptedException {
        Page page = steward.get(address);
        while (page.body().contains("hx-get=\"" + address)) {
            assertThat(page.text()).contains("It goes on when you leave this page", "of 3 files", "Stop");
            Thread.sleep(20);
            page = steward.get(address);
        }
        return page;
    }

    @Test
    void itHasAPageThatEndsWithWhatCameOfItAndOtherPagesLeadThere() throws InterruptedException {
        List<String> chosen = files("long", "a.txt", "b.txt", "c.txt");
        assertThat(chosen).hasSize(3);
        long before = house.ledger.size();
        String address = delete("long", chosen).header("Location");
        assertThat(address).matches("/work/[0-9a-f]{16}");
        assertThat(steward.get("/session").body()).contains("Deleting 3 files", "href=\"" + address + "\">Show");
        Page over = ended(address);
        assertThat(over.text()).contains("3 files are deleted with their snapshots", "3 of 3 files", "Back to long");
        assertThat(over.body()).contains("href=\"/containers/long\"");
        assertThat(over.receipt()).contains("3 changes under P-1");
        assertThat(house.ledger.size()).isGreaterThanOrEqualTo(before + 3);
        assertThat(steward.get("/session").body()).as("it was seen").doesNotContain(address);
        assertThat(steward.get(address).text()).as("told again").contains("3 files are deleted");
        assertThat(steward.get(address + "?lang=ar").body())
                .as("what was told in another language says so")
                .contains("حذف 3 ملفات", "tabindex=\"-1\" lang=\"en\" dir=\"ltr\"><b>3 files are deleted");
        steward.get("/session?lang=en");
        assertThat(steward.get(address, "HX-Request", "true").header("HX-Refresh"))
                .isEqualTo("true");
        assertThat(steward.get("/containers/long").text()).contains("No files");
    }

    @Test
    void theSameFormLeadsToTheSameWork() throws InterruptedException {
        List<String> chosen = files("twice", "a.txt", "b.txt", "c.txt");
        String proof = steward.csrf();
        String[] form = {"blob", chosen.get(0), "blob", chosen.get(1), "blob", chosen.get(2), "csrf", proof};
        String first =
                steward.postExactly("/containers/twice/chosen/delete", form).header("Location");
        assertThat(steward.postExactly("/containers/twice/chosen/delete", form).header("Location"))
                .isEqualTo(first);
        assertThat(ended(first).text()).contains("3 files are deleted");
    }

    @Test
    void whatIsStoppedLeadsBackToItsPage() throws InterruptedException {
        String address =
                delete("stopped", files("stopped", "a.txt", "b.txt", "c.txt")).header("Location");
        steward.get(address);
        assertThat(steward.post(address + "/stop").header("Location")).isEqualTo(address);
        ended(address);
    }

    @Test
    void anotherSessionIsToldThatItIsNotKnownThere() throws InterruptedException {
        String address =
                delete("hidden", files("hidden", "a.txt", "b.txt", "c.txt")).header("Location");
        Browser other = house.signedIn(house.keys.steward());
        Page none = other.get(address + "?lang=en");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).contains("This work is not known here").doesNotContain("Deleting");
        assertThat(other.get("/session").body()).doesNotContain(address);
        assertThat(ended(address).text()).contains("3 files are deleted");
    }
}
