package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.amana.policy.Action;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Files on legal hold.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegalHoldsTest {
    private static final String FILE = "/file?container=papers&name=";

    private House house;
    private Browser steward;

    @BeforeAll
    void build(@TempDir Path folder) {
        house = new House(folder, InstantSource.system(), 0);
        steward = house.signedIn(house.keys.steward());
        steward.get("/containers?lang=en");
        steward.post("/containers", "name", "papers", "class", "NONE");
        steward.get("/containers/papers");
        steward.upload("/containers/papers/blobs", "", "a.txt", "1", "b.txt", "2", "c.txt", "3");
    }

    @AfterAll
    void leave() {
        house.close();
    }

    private static Page hold(Browser browser, String name, String hold) {
        return browser.post("/file/hold", "container", "papers", "name", name, "hold", hold);
    }

    @Test
    void aFileIsPutOnHoldAndTheHoldIsLifted() {
        assertThat(steward.get(FILE + "a.txt").text()).contains("Put on legal hold", "Delete this file");
        long before = house.ledger.size();
        Page held = hold(steward, "a.txt", "on");
        assertThat(held.status()).isEqualTo(303);
        assertThat(house.ledger.entry(before).text("act")).isEqualTo("write");
        assertThat(steward.get(held.header("Location")).text())
                .contains("On legal hold now", "Lift the legal hold")
                .doesNotContain("Delete this file");
        assertThat(steward.get(hold(steward, "a.txt", "off").header("Location")).text())
                .contains("The legal hold is lifted", "Put on legal hold", "Delete this file");
    }

    @Test
    void whoeverLiftsAHoldMustBeAllowedToDelete() {
        Browser writer = house.signedIn(house.key(Set.of("papers"), Action.READ, Action.LIST, Action.WRITE));
        assertThat(writer.get(FILE + "b.txt&lang=en").text()).contains("Put on legal hold");
        assertThat(hold(writer, "b.txt", "on").status()).isEqualTo(303);
        assertThat(writer.get(FILE + "b.txt").text()).doesNotContain("Lift the legal hold");
        assertThat(hold(writer, "b.txt", "off").status()).isEqualTo(403);
        Browser reader = house.signedIn(house.key(Set.of("papers"), Action.READ, Action.LIST));
        assertThat(reader.get(FILE + "c.txt&lang=en").text()).doesNotContain("Put on legal hold");
        assertThat(hold(reader, "c.txt", "on").status()).isEqualTo(403);
    }

    @Test
    void aRefusalThatNoPurposeEscapesSaysWhyAndLeadsBack() {
        Page file = steward.get(FILE + "c.txt");
        String etag = file.all("name=\"etag\" value=\"([^\"]*)\"").getFirst();
        hold(steward, "c.txt", "on");
        Page refused = steward.post("/file/delete", "container", "papers", "name", "c.txt", "etag", etag);
        assertThat(refused.text())
                .contains("Refused: it is on legal hold", "Change or deletion of what is on legal hold", "To the page")
                .doesNotContain("Work under another purpose");
    }
}
