package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.amana.policy.Action;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A folder goes with all that is in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FolderDeletionTest {
    private House house;
    private Browser steward;

    @BeforeAll
    void build(@TempDir Path folder) {
        house = new House(folder, InstantSource.system(), 0);
        steward = house.signedIn(house.keys.steward());
    }

    @AfterAll
    void leave() {
        house.close();
    }

    private void container(String name) {
        steward.get("/containers?lang=en");
        assertThat(steward.post("/containers", "name", name, "class", "NONE").status())
                .isEqualTo(303);
    }

    private void store(String container, String folder, String... namesAndContents) {
        steward.get("/containers/" + container);
        assertThat(steward.upload("/containers/" + container + "/blobs", folder, namesAndContents)
                        .status())
                .isEqualTo(303);
    }

    private Page ask(String container, String prefix) {
        return steward.get("/containers/" + container + "/folder?prefix=" + Address.encoded(prefix));
    }

    /// Sends the form of the page that asks.
    private Page confirm(Browser browser, String container, String prefix, Page asked) {
        return browser.post(
                "/containers/" + container + "/folder",
                "prefix",
                prefix,
                "seen",
                asked.all("name=\"seen\" value=\"([^\"]*)\"").getFirst());
    }

    @Test
    void itsFilesAndThoseOfTheFoldersInItGoAfterOneConfirmationEachWithItsEntry() {
        container("whole");
        store("whole", "box", "a.txt", "12345", "b.txt", "1234");
        store("whole", "box/inner", "c.txt", "123");
        store("whole", "boxes", "kept.txt", "1");
        Page level = steward.get("/containers/whole?prefix=box%2F&sort=largest&lang=en");
        assertThat(level.body())
                .contains("href=\"/containers/whole/folder?prefix=box%2F&amp;sort=largest\">Delete this folder");
        assertThat(steward.get("/containers/whole/folder?prefix=box%2F&sort=largest")
                        .body())
                .contains("name=\"sort\" value=\"largest\"");
        long before = house.ledger.size();
        Page asked = ask("whole", "box/");
        assertThat(house.ledger.size()).as("one look is one entry").isEqualTo(before + 1);
        assertThat(asked.text())
                .contains("Delete folder", "Files 3", "12\u00a0B", "inner/c .txt", "Delete 3 files")
                .doesNotContain("kept");
        before = house.ledger.size();
        Page done = confirm(steward, "whole", "box/", asked);
        assertThat(done.header("Location")).isEqualTo("/containers/whole");
        assertThat(house.ledger.size()).isEqualTo(before + 4);
        for (long entry = before + 1; entry < before + 4; entry++) {
            assertThat(house.ledger.entry(entry).text("act")).isEqualTo("delete");
        }
        Page after = steward.get(done.header("Location"));
        assertThat(after.text()).contains("3 files are deleted with their snapshots", "inner/c .txt", "boxes");
        assertThat(after.body()).doesNotContain("?prefix=box%2F");
        assertThat(ask("whole", "box/").header("Location")).isEqualTo("/containers/whole?prefix=box%2F");
    }

    @Test
    void whatNobodySawIsNotDeleted() {
        container("moving");
        store("moving", "box", "a.txt", "1");
        Page asked = ask("moving", "box/");
        store("moving", "box", "later.txt", "2");
        ask("moving", "box/");
        Page anew = confirm(steward, "moving", "box/", asked);
        assertThat(anew.status()).isEqualTo(422);
        assertThat(anew.text()).contains("has changed since you looked", "Files 2", "later .txt");
        assertThat(confirm(steward, "moving", "box/", anew).header("Location")).isEqualTo("/containers/moving");
    }

    @Test
    @Tag("slow")
    void ofVeryManyFilesTheFirstGoAndTheFolderIsShownWithTheRest() {
        container("many");
        List<String> files = new ArrayList<>();
        for (int i = 0; i < FolderDeletion.MOST + 2; i++) {
            files.add(String.format(Locale.ROOT, "%04d", i));
            files.add("x");
        }
        for (int from = 0; from < files.size(); from += 400) {
            List<String> some = files.subList(from, Math.min(files.size(), from + 400));
            store("many", "box", some.toArray(String[]::new));
        }
        Page asked = ask("many", "box/");
        assertThat(asked.text()).contains("The first 1,000 files go", "Delete 1,000 files", "and 900 more");
        Page done = confirm(steward, "many", "box/", asked);
        assertThat(done.header("Location")).isEqualTo("/containers/many?prefix=box%2F");
        assertThat(steward.get(done.header("Location")).text()).contains("1,000 files are deleted", "2 names", "1001");
    }

    @Test
    void whatIsOnLegalHoldStaysAndIsToldWithTheReason() {
        container("holding");
        store("holding", "box", "held.txt", "1", "free.txt", "2");
        steward.get("/file?container=holding&name=box%2Fheld.txt&lang=en");
        steward.post("/file/hold", "container", "holding", "name", "box/held.txt", "hold", "on");
        Page done = confirm(steward, "holding", "box/", ask("holding", "box/"));
        assertThat(done.header("Location")).isEqualTo("/containers/holding?prefix=box%2F");
        assertThat(steward.get(done.header("Location")).text())
                .contains("1 file is deleted", "1 file was not deleted")
                .contains("Change or deletion of what is on legal hold");
        Page none = confirm(steward, "holding", "box/", ask("holding", "box/"));
        assertThat(none.status()).as("nothing has changed").isEqualTo(422);

        steward.get("/file?container=holding&name=box%2Fheld.txt");
        steward.post("/file/hold", "container", "holding", "name", "box/held.txt", "hold", "off");
        assertThat(confirm(steward, "holding", "box/", ask("holding", "box/")).header("Location"))
                .isEqualTo("/containers/holding");
    }

    @Test
    void onlyAFolderIsOneAndOnlyWherePurposesAllowItIsItOffered() {
        container("narrow");
        store("narrow", "box", "a.txt", "1");
        assertThat(ask("narrow", "bo").status()).isEqualTo(404);
        assertThat(steward.get("/containers/narrow/folder").status()).isEqualTo(404);
        assertThat(steward.get("/containers/narrow").body()).doesNotContain("/folder");
        Browser reader = house.signedIn(house.key(Set.of("narrow"), Action.READ, Action.LIST));
        assertThat(reader.get("/containers/narrow?prefix=box%2F&lang=en").body())
                .doesNotContain("/containers/narrow/folder");
        Page asked = reader.get("/containers/narrow/folder?prefix=box%2F");
        Page refused = confirm(reader, "narrow", "box/", asked);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("1 file was not deleted", "Action not part of the purpose");
    }
}
