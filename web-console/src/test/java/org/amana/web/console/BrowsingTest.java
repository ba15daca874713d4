package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.amana.policy.Action;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// Going through a container: in which order, and what is deleted there.
final class BrowsingTest extends OpenHouse {
    /// @param namesAndContents of files, in the order in which they go in
    private void container(String name, String... namesAndContents) {
        steward.get("/containers");
        assertThat(steward.post("/containers", "name", name, "class", "NONE").status())
                .isEqualTo(303);
        steward.get("/containers/" + name);
        if (namesAndContents.length > 0) {
            assertThat(steward.upload("/containers/" + name + "/blobs", "", namesAndContents)
                            .status())
                    .isEqualTo(303);
        }
    }

    @Test
    void aLevelStandsInTheOrderThatOneAsksFor() {
        container("ordered", "b", "12", "a", "1", "c", "123");
        steward.get("/containers/ordered");
        steward.upload("/containers/ordered/blobs", "box", "d", "x");
        assertThat(names("/containers/ordered")).containsExactly("a", "b", "box/", "c");
        assertThat(names("/containers/ordered?sort=name-backwards")).containsExactly("c", "box/", "b", "a");
        assertThat(names("/containers/ordered?sort=largest")).containsExactly("box/", "c", "b", "a");
        assertThat(names("/containers/ordered?sort=smallest")).containsExactly("box/", "a", "b", "c");
        assertThat(names("/containers/ordered?sort=oldest").getFirst()).isEqualTo("box/");
        List<String> newest = names("/containers/ordered?sort=newest");
        assertThat(newest).containsExactlyInAnyOrder("a", "b", "c", "box/");
    }

    @Test
    void containersStandInTheOrderThatOneAsksFor() {
        container("order-a", "one", "12345");
        container("order-b", "one", "1", "two", "2", "three", "3");
        container("order-c");
        assertThat(ours("/containers")).containsExactly("order-a", "order-b", "order-c");
        assertThat(ours("/containers?sort=name-backwards")).containsExactly("order-c", "order-b", "order-a");
        assertThat(ours("/containers?sort=most-files")).containsExactly("order-b", "order-a", "order-c");
        assertThat(ours("/containers?sort=fewest-files")).containsExactly("order-c", "order-a", "order-b");
        assertThat(ours("/containers?sort=largest")).containsExactly("order-a", "order-b", "order-c");
        assertThat(ours("/containers?sort=smallest")).containsExactly("order-c", "order-b", "order-a");
        long before = house.ledger.size();
        Page page = steward.get("/containers?sort=largest&lang=en");
        assertThat(house.ledger.size()).as("one look is one entry").isEqualTo(before + 1);
        assertThat(page.body())
                .containsPattern("aria-sort=\"descending\"><a href=\"/containers\\?sort=smallest\">Size")
                .containsPattern("<th scope=\"col\"><a href=\"/containers\">Container")
                .containsPattern("<a href=\"/containers\\?sort=most-files\">Files")
                .containsPattern("<a href=\"/containers\\?sort=newest\">Changed");
        assertThat(page.text()).containsPattern("1 to \\d+ of \\d+ containers");
        assertThat(steward.get("/containers?sort=zzz").header("Location")).isEqualTo("/containers");
    }

    /// Of other tests there are containers, too.
    private List<String> ours(String address) {
        return steward.get(address).all("class=\"a-name\"><a href=\"/containers/(order-[a-z])\"");
    }

    @Test
    void theHeadsOfTheColumnsLeadToTheirOrderAndBack() {
        container("heads", "a", "1");
        Page byName = steward.get("/containers/heads?lang=en");
        assertThat(byName.body())
                .containsPattern("aria-sort=\"ascending\"><a href=\"/containers/heads\\?sort=name-backwards\">Name")
                .containsPattern("<a href=\"/containers/heads\\?sort=largest\">Size")
                .containsPattern("<a href=\"/containers/heads\\?sort=newest\">Changed");
        long before = house.ledger.size();
        Page bySize = steward.get("/containers/heads?sort=largest");
        assertThat(house.ledger.size()).as("one look is one entry").isEqualTo(before + 1);
        assertThat(bySize.body())
                .containsPattern("aria-sort=\"descending\"><a href=\"/containers/heads\\?sort=smallest\">Size")
                .containsPattern("<th scope=\"col\"><a href=\"/containers/heads\">Name");
    }

    @Test
    void aLevelOfManyNamesIsOrderedAsAWholeAndTurnedByPages() {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 410; i++) {
            files.add(String.format(Locale.ROOT, "file-%03d", i));
            files.add("x".repeat(i + 1));
        }
        container("many", files.toArray(String[]::new));
        Page first = steward.get("/containers/many?sort=largest&lang=en");
        assertThat(names(first)).hasSize(200).startsWith("file-409", "file-408");
        assertThat(first.text()).contains("1 to 200 of 410 names");
        Page last = steward.get("/containers/many?sort=largest&page=3");
        assertThat(names(last)).hasSize(10).endsWith("file-000");
        assertThat(last.body()).containsPattern("rel=\"prev\" href=\"/containers/many\\?sort=largest&amp;page=2\"");
        assertThat(names(steward.get("/containers/many?begins=file-40&sort=largest")))
                .hasSize(10)
                .startsWith("file-409");
        assertThat(steward.get("/containers/many?sort=largest&page=9").text()).contains("the last one is shown");
    }

    @Test
    void chosenFilesAreDeletedAfterOneConfirmationEachWithItsEntry() {
        container("choosing");
        steward.upload("/containers/choosing/blobs", "box", "a.txt", "12345", "b.txt", "1234", "c.txt", "3");
        Page level = steward.get("/containers/choosing?prefix=box%2F&sort=largest&lang=en");
        List<String> boxes = choices(level);
        assertThat(boxes).hasSize(3);
        Page confirm = steward.post(
                "/containers/choosing/chosen",
                "prefix",
                "box/",
                "sort",
                "largest",
                "blob",
                boxes.get(0),
                "blob",
                boxes.get(1));
        assertThat(confirm.status()).as(confirm.text()).isEqualTo(200);
        assertThat(confirm.text())
                .contains("Delete 2 files", "a .txt", "b .txt", "No data read")
                .doesNotContain("c .txt");
        assertThat(choicesLeft("box/"))
                .as("nothing goes before it is confirmed")
                .hasSize(3);
        long before = house.ledger.size();
        Page done = steward.post(
                "/containers/choosing/chosen/delete",
                "prefix",
                "box/",
                "sort",
                "largest",
                "blob",
                boxes.get(0),
                "blob",
                boxes.get(1));
        assertThat(done.header("Location")).isEqualTo("/containers/choosing?prefix=box%2F&sort=largest");
        assertThat(house.ledger.size()).isEqualTo(before + 2);
        for (long entry = before; entry < before + 2; entry++) {
            assertThat(house.ledger.entry(entry).text("act")).isEqualTo("delete");
            assertThat(house.ledger.entry(entry).text("pur")).isEqualTo("P-1");
        }
        Page after = steward.get(done.header("Location"));
        assertThat(after.text()).contains("2 files are deleted with their snapshots", "a .txt", "b .txt");
        assertThat(names(after)).containsExactly("c");
    }

    private List<String> choicesLeft(String prefix) {
        return choices(steward.get("/containers/choosing?prefix=" + Address.encoded(prefix)));
    }

    @Test
    void whatWasNotDeletedIsToldWithTheReasonAndStopsNothing() {
        container("outcomes", "changed.txt", "1", "gone.txt", "2", "here.txt", "3");
        List<String> boxes = choices(steward.get("/containers/outcomes?lang=en"));
        steward.upload("/containers/outcomes/blobs", "", "changed.txt", "another");
        steward.get("/containers/outcomes");
        steward.post("/containers/outcomes/chosen/delete", "blob", boxes.get(1));
        steward.get("/containers/outcomes");
        Page done = steward.post(
                "/containers/outcomes/chosen/delete", "blob", boxes.get(0), "blob", boxes.get(1), "blob", boxes.get(2));
        assertThat(done.status()).isEqualTo(303);
        assertThat(steward.get(done.header("Location")).text())
                .contains("1 file is deleted", "2 files were not deleted")
                .containsPattern("changed .txt *: it has another content than the one you saw")
                .containsPattern("gone .txt *: it is not there any more");
        Page none = steward.post("/containers/outcomes/chosen/delete", "blob", boxes.get(1));
        assertThat(none.status()).as("nothing has changed").isEqualTo(422);
        assertThat(steward.post("/containers/outcomes/chosen").text()).contains("No file was chosen");
        assertThat(steward.post("/containers/outcomes/chosen", "blob", " x").status())
                .as("of which version")
                .isEqualTo(400);
        assertThat(steward.get("/containers/outcomes/chosen").header("Location"))
                .isEqualTo("/containers/outcomes");
    }

    @Test
    void nothingIsOfferedToBeDeletedWhereThePurposeDoesNotAllowIt() {
        container("kept", "a.txt", "1");
        List<String> boxes = choices(steward.get("/containers/kept"));
        Browser reader = house.signedIn(house.key(Set.of("kept"), Action.READ, Action.LIST));
        Page level = reader.get("/containers/kept?lang=en");
        assertThat(level.body()).doesNotContain("name=\"blob\"", "id=\"chosen\"", "/containers/kept/delete");
        long before = house.ledger.size();
        Page refused = reader.post("/containers/kept/chosen/delete", "blob", boxes.getFirst());
        assertThat(refused.text()).contains("1 file was not deleted", "Action not part of the purpose");
        assertThat(house.ledger.entry(before).text("dec")).isEqualTo("deny");
        assertThat(reader.post("/containers/kept/delete", "name", "kept").status())
                .isEqualTo(403);
        assertThat(names("/containers/kept")).containsExactly("a");
    }

    @Test
    void anEmptyContainerIsDeletedWhenThatIsConfirmed() {
        container("hollow");
        assertThat(steward.get("/containers/hollow").body()).contains("href=\"/containers/hollow/delete\"");
        Page ask = steward.get("/containers/hollow/delete?lang=en");
        assertThat(ask.text()).contains("Delete container hollow", "It is empty", "1 read under P-1");
        assertThat(ask.body()).doesNotContain("id=\"name\"");
        Page done = steward.post("/containers/hollow/delete");
        assertThat(done.header("Location")).isEqualTo("/containers");
        assertThat(steward.get("/containers").text()).contains("Container hollow is deleted");
        assertThat(steward.get("/containers/hollow").status()).isEqualTo(404);
    }

    @Test
    void aContainerWithFilesIsDeletedWhenItsNameIsWritten() {
        container("full", "a.txt", "12345");
        Page ask = steward.get("/containers/full/delete?lang=en");
        assertThat(ask.text()).contains("It is not empty. Write full", "5\u00a0B");
        Page unwritten = steward.post("/containers/full/delete");
        assertThat(unwritten.status()).isEqualTo(422);
        assertThat(unwritten.text()).contains("There is something in it");
        Page wrong = steward.post("/containers/full/delete", "name", "empty");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).containsPattern("id=\"name\"[^>]*value=\"empty\"[^>]*aria-invalid=\"true\"");
        assertThat(steward.get("/containers/full").text()).contains("a .txt");
        assertThat(steward.get("/containers/full?prefix=x%2F").body()).doesNotContain("/containers/full/delete");
        steward.get("/containers/full/delete");
        assertThat(steward.post("/containers/full/delete", "name", "full").header("Location"))
                .isEqualTo("/containers");
        assertThat(steward.get("/containers/full").status()).isEqualTo(404);
    }

    private List<String> names(String address) {
        return names(steward.get(address));
    }

    private static List<String> names(Page page) {
        return page.all("class=\"a-name\"><a href=\"[^\"]*\">(?:<span class=\"hide\">[^<]*</span>)?<bdi[^>]*>([^<]*)");
    }

    private static List<String> choices(Page page) {
        return page.all("name=\"blob\" value=\"([^\"]*)\"");
    }
}
