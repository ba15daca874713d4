package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.ReadBlob;
import org.amana.blob.ServiceProperties;
import org.amana.blob.SetBlobTags;
import org.amana.blob.SetSafeguards;
import org.amana.blob.SetServiceProperties;
import org.amana.blob.Tags;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;

/// What is deleted is seen and comes back, as far as the account keeps it.
final class RestorationTest extends OpenHouse {
    private static final AccountName ACCOUNT = new AccountName(House.ACCOUNT);

    /// @param days how long deleted files are kept, and deleted containers
    private void keep(boolean versions, int days) {
        ServiceProperties off = ServiceProperties.DEFAULT;
        ServiceProperties.Retention files =
                days == 0 ? ServiceProperties.Retention.OFF : new ServiceProperties.Retention(true, days);
        onAccount(house.blobs.setServiceProperties(new SetServiceProperties(
                ACCOUNT,
                new ServiceProperties(
                        off.logging(),
                        off.hourMetrics(),
                        off.minuteMetrics(),
                        off.cors(),
                        off.defaultServiceVersion(),
                        files,
                        false,
                        off.staticWebsite()))));
        onAccount(house.blobs.setSafeguards(new SetSafeguards(ACCOUNT, versions, Duration.ofDays(days))));
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

    private static String file(String container, String name) {
        return "/file?container=" + container + "&name=" + Address.encoded(name);
    }

    private Page delete(String container, String name) {
        String etag = steward.get(file(container, name))
                .all("name=\"etag\" value=\"([^\"]+)\"")
                .getFirst();
        Page done = steward.post("/file/delete", "container", container, "name", name, "etag", etag);
        assertThat(done.status()).isEqualTo(303);
        return steward.get(done.header("Location"));
    }

    private static List<String> buttons(Page page) {
        return page.all("form=\"one\" name=\"blob\" value=\"([^\"]*)\"");
    }

    @Test
    void aDeletedFileIsSeenWhereOneAsksForItAndRestoredByAnAccessWithAnEntry() {
        keep(false, 7);
        container("letters");
        store("letters", "", "a.txt", "dear reader", "b.txt", "other");
        assertThat(steward.get(file("letters", "a.txt")).text()).contains("can be restored for 7 days");
        Page after = delete("letters", "a.txt");
        assertThat(after.body())
                .as("what was deleted leads to where it can be restored")
                .contains("href=\"/file?container=letters&amp;name=a.txt\"")
                .contains("href=\"/containers/letters?deleted=shown\">Show deleted files");

        Page level = steward.get("/containers/letters?deleted=shown");
        assertThat(level.text()).containsPattern("a .txt Deleted .* UTC. Can be restored until .* UTC. .*b .txt");
        assertThat(level.body())
                .contains("aria-label=\"Restore a.txt\"", "href=\"/containers/letters\">Hide deleted files");
        assertThat(buttons(level)).containsExactly("- a.txt");
        assertThat(level.all("type=\"checkbox\" form=\"chosen\" name=\"blob\" value=\"([^\"]*)\""))
                .as("only what is deleted is chosen there")
                .containsExactly("- a.txt");
        assertThat(buttons(steward.get("/containers/letters"))).isEmpty();

        long before = house.ledger.size();
        Page done = steward.post("/containers/letters/chosen/restore", "deleted", "shown", "blob", "- a.txt");
        assertThat(done.header("Location")).isEqualTo("/containers/letters?deleted=shown");
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(house.ledger.entry(before).text("act")).isEqualTo("write");
        Page there = steward.get(done.header("Location"));
        assertThat(there.text()).contains("1 file is back").doesNotContain("Can be restored until");
        assertThat(there.body()).contains("href=\"/ledger/" + before + "\"");
        assertThat(steward.get(file("letters", "a.txt")).text()).contains("Download original");
    }

    @Test
    void theSwitchStaysOnWayDownUpAndThroughOrders() {
        keep(false, 7);
        container("walked");
        store("walked", "box/inner", "a.txt", "1");
        Page level = steward.get("/containers/walked?prefix=box%2F&deleted=shown&sort=largest");
        assertThat(level.body())
                .contains(
                        "href=\"/containers/walked?deleted=shown\"",
                        "href=\"/containers/walked?prefix=box%2Finner%2F&amp;sort=largest&amp;deleted=shown\"",
                        "href=\"/containers/walked?prefix=box%2F&amp;sort=smallest&amp;deleted=shown\"");
        assertThat(steward.get("/containers/walked?deleted=yes").header("Location"))
                .isEqualTo("/containers/walked");
    }

    @Test
    void severalComeBackAtOnceAndWhoseNameIsTakenComesBackBesideIt() {
        keep(false, 7);
        container("several");
        store("several", "", "a.txt", "1", "b.txt", "2", "c.txt", "3");
        for (String name : List.of("a.txt", "b.txt", "c.txt")) {
            delete("several", name);
        }
        Page level = steward.get("/containers/several?deleted=shown&sort=largest");
        assertThat(buttons(level)).containsExactlyInAnyOrder("- a.txt", "- b.txt", "- c.txt");
        store("several", "", "b.txt", "new");
        steward.post("/containers/several/chosen/restore", "blob", "- c.txt");
        steward.get("/containers/several?deleted=shown");
        Page done = steward.post(
                "/containers/several/chosen/restore", "blob", "- a.txt", "blob", "- b.txt", "blob", "- c.txt");
        Page told = steward.get(done.header("Location"));
        assertThat(told.text())
                .contains(
                        "1 file is back",
                        "1 file has its name taken by another",
                        "1 file was not restored",
                        "c .txt : it is not kept any more, or is back already");
        assertThat(steward.get("/file/download?container=several&name=b.txt").body())
                .isEqualTo("new");
        steward.get("/containers/several?deleted=shown");
        assertThat(steward.post("/containers/several/chosen/restore").text())
                .contains("No file was chosen, so nothing was restored");
    }

    @Test
    void whoMayNotWriteSeesWhatIsDeletedAndIsRefusedToRestoreIt() {
        keep(false, 7);
        container("closed");
        store("closed", "box", "a.txt", "1");
        delete("closed", "box/a.txt");
        Browser narrow = house.signedIn(house.key(Set.of("closed"), Action.READ, Action.LIST));
        Page level = narrow.get("/containers/closed?prefix=box%2F&deleted=shown&lang=en");
        assertThat(level.text()).contains("Can be restored until");
        assertThat(level.body()).doesNotContain("/restore");
        Page page = narrow.get(file("closed", "box/a.txt"));
        assertThat(page.text()).contains("does not allow what restoring it takes", "Work under another purpose");
        Page refused = narrow.post("/containers/closed/chosen/restore", "blob", "- box/a.txt");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("1 file was not restored", "Action not part of the purpose");
        assertThat(narrow.post("/file/restore", "container", "closed", "name", "box/a.txt")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void thePageOfADeletedFileTellsWhatIsKeptAndWhoDeletedItAndRestoresIt() {
        keep(false, 7);
        container("pages");
        store("pages", "", "a.txt", "12345");
        delete("pages", "a.txt");
        Page page = steward.get(file("pages", "a.txt"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Can be restored until", "It comes back as it was", "5\u00a0B", "As it was", "Text", "delete")
                .doesNotContain("Download original", "Delete this file", "Current");
        Page done = steward.post("/file/restore", "container", "pages", "name", "a.txt");
        assertThat(done.header("Location")).isEqualTo("/file?container=pages&name=a.txt");
        assertThat(steward.get(done.header("Location")).text()).contains("The file is back", "Download original");
        assertThat(steward.get(file("pages", "never.txt")).status()).isEqualTo(404);
    }

    @Test
    void aFolderComesBackWithTheFoldersInItAfterOneConfirmation() {
        keep(false, 7);
        container("folders");
        store("folders", "box", "a.txt", "1", "b.txt", "2");
        store("folders", "box/inner", "c.txt", "3");
        store("folders", "other", "d.txt", "4");
        for (String name : List.of("box/a.txt", "box/inner/c.txt", "other/d.txt")) {
            delete("folders", name);
        }
        Page level = steward.get("/containers/folders?prefix=box%2F&deleted=shown");
        assertThat(level.body())
                .contains("href=\"/containers/folders/folder/restore?prefix=box%2F\">Restore all deleted files in it");
        Page asked = steward.get("/containers/folders/folder/restore?prefix=box%2F");
        assertThat(asked.text())
                .contains("Restore what is deleted in box", "Files 2", "inner/c .txt", "Restore 2 files")
                .doesNotContain("d .txt", "b .txt");
        long before = house.ledger.size();
        Page done = steward.post("/containers/folders/folder/restore", "prefix", "box/");
        assertThat(done.header("Location")).isEqualTo("/containers/folders?prefix=box%2F&deleted=shown");
        assertThat(house.ledger.size()).as("one look and two writes").isEqualTo(before + 3);
        assertThat(steward.get(done.header("Location")).text()).contains("2 files are back");
        assertThat(steward.get("/containers/folders/folder/restore?prefix=box%2F")
                        .header("Location"))
                .isEqualTo("/containers/folders?prefix=box%2F&deleted=shown");
        assertThat(steward.get("/containers/folders/folder/restore").text()).contains("d .txt", "Restore 1 file");
        assertThat(steward.get("/containers/folders/folder/restore?prefix=bo").status())
                .isEqualTo(404);
    }

    @Test
    void anEarlierVersionIsMadeTheCurrentOneWithItsContentAndOneThatChangedMeanwhileIsNot() {
        keep(true, 0);
        container("versions");
        store("versions", "", "a.txt", "one");
        store("versions", "", "a.txt", "two");
        Page page = steward.get(file("versions", "a.txt"));
        assertThat(page.text()).contains("Restore this version", "stays as an earlier version");
        String version = page.all("name=\"version\" value=\"([^\"]+)\"").getFirst();
        String etag = page.all("name=\"etag\" value=\"([^\"]+)\"").getFirst();
        long before = house.ledger.size();
        Page done = steward.post(
                "/file/restore", "container", "versions", "name", "a.txt", "version", version, "etag", etag);
        assertThat(done.header("Location")).isEqualTo("/file?container=versions&name=a.txt");
        assertThat(house.ledger.size()).as("a read and a write").isEqualTo(before + 2);
        assertThat(house.ledger.entry(before).text("act")).isEqualTo("read");
        assertThat(house.ledger.entry(before + 1).text("act")).isEqualTo("write");
        assertThat(steward.get(done.header("Location")).text())
                .contains("The earlier state is the current version now")
                .containsPattern("Current .*Earlier version .*Earlier version ");
        assertThat(steward.get("/file/download?container=versions&name=a.txt").body())
                .isEqualTo("one");
        steward.get(file("versions", "a.txt"));
        Page stale = steward.post(
                "/file/restore", "container", "versions", "name", "a.txt", "version", version, "etag", etag);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("so nothing was restored", "To the file");
        Browser reading = house.signedIn(house.key(Set.of("versions"), Action.READ, Action.LIST));
        assertThat(reading.get(file("versions", "a.txt") + "&lang=en").text())
                .contains("Earlier version")
                .doesNotContain("Restore this version");
    }

    @Test
    void aVersionComesBackWithItsTags() {
        keep(true, 0);
        container("tagged");
        store("tagged", "", "a.txt", "one");
        BlobRef blob = ContainerRef.of(House.ACCOUNT, "tagged").blob("a.txt");
        Tags tags = new Tags(new TreeMap<>(Map.of("case", "19")));
        inContainer(Action.WRITE, blob, house.blobs.setBlobTags(new SetBlobTags(blob, tags, Conditions.NONE)));
        store("tagged", "", "a.txt", "two");
        Page page = steward.get(file("tagged", "a.txt"));
        String version = page.all("name=\"version\" value=\"([^\"]+)\"").getFirst();
        String etag = page.all("name=\"etag\" value=\"([^\"]+)\"").getFirst();
        steward.post("/file/restore", "container", "tagged", "name", "a.txt", "version", version, "etag", etag);
        assertThat(inContainer(Action.READ, blob, house.blobs.blobTags(ReadBlob.of(blob))))
                .isEqualTo(tags);
    }

    private <R> R inContainer(Action action, BlobRef blob, Plan<R> plan) {
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        return house.access
                .gate()
                .pass(
                        AccessRequest.in(() -> house.blobs.facts().of(blob.container()), caller, Service.BLOB, action),
                        plan)
                .orThrow();
    }

    @Test
    void whatWouldBeLostByRestoringIsSaidBefore() {
        keep(true, 0);
        container("losing");
        store("losing", "", "a.txt", "one");
        store("losing", "", "a.txt", "two");
        assertThat(steward.get(file("losing", "a.txt")).body()).doesNotContain("class=\"btn grave\">Restore<");
        keep(false, 3);
        assertThat(steward.get(file("losing", "a.txt")).text()).contains("is current now can be restored for 3 days");
        keep(false, 0);
        Page page = steward.get(file("losing", "a.txt"));
        assertThat(page.text()).contains("What is current now is lost", "it cannot be restored");
        assertThat(page.body()).contains("class=\"btn grave\">Restore<");
    }

    @Test
    void aFileOfWhichOnlyVersionsAreLeftComesBackFromTheNewestAndIsMarkedInTheList() {
        keep(true, 0);
        container("only");
        store("only", "", "a.txt", "one");
        store("only", "", "a.txt", "two!");
        delete("only", "a.txt");
        Page level = steward.get("/containers/only?deleted=shown");
        assertThat(level.text()).contains("Its earlier versions are kept", "4\u00a0B");
        assertThat(buttons(level)).hasSize(1);
        Page page = steward.get(file("only", "a.txt"));
        assertThat(page.text())
                .contains("Restoring makes a copy of its newest version the file again", "Restore this version");
        Page done = steward.post(
                "/containers/only/chosen/restore",
                "deleted",
                "shown",
                "blob",
                buttons(level).getFirst());
        assertThat(steward.get(done.header("Location")).text()).contains("1 file is back");
        assertThat(steward.get("/file/download?container=only&name=a.txt").body())
                .isEqualTo("two!");
        steward.get("/containers/only?deleted=shown");
        Page again = steward.post(
                "/containers/only/chosen/restore", "blob", buttons(level).getFirst());
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("a file of this name is there again");
    }

    @Test
    void aSnapshotThatWasDeletedWithAFileThatIsThereAgainIsUndeletedOnItsPage() {
        keep(false, 7);
        container("past");
        store("past", "", "a.txt", "one");
        store("past", "", "a.txt", "two");
        Page page = steward.get(file("past", "a.txt"));
        assertThat(page.text()).contains("Can be restored until", "Restore what is deleted");
        assertThat(page.body()).doesNotContain("name=\"snapshot\"");
        Page done = steward.post("/file/restore", "container", "past", "name", "a.txt");
        Page restored = steward.get(done.header("Location"));
        assertThat(restored.text())
                .contains("1 snapshot or version is back", "Snapshot", "Restore this version")
                .doesNotContain("Restore what is deleted");
        String snapshot = restored.all("name=\"snapshot\" value=\"([^\"]+)\"").getFirst();
        String etag = restored.all("name=\"etag\" value=\"([^\"]+)\"").getFirst();
        steward.post("/file/restore", "container", "past", "name", "a.txt", "snapshot", snapshot, "etag", etag);
        assertThat(steward.get("/file/download?container=past&name=a.txt").body())
                .isEqualTo("one");
    }

    @Test
    void whereNothingIsKeptThePageSaysWhyAndWhatCouldBeDone() {
        keep(false, 0);
        container("nothing");
        assertThat(steward.get("/containers/nothing?deleted=shown").text())
                .contains("Nothing that is deleted is kept here", "amana account set --versions on");
        keep(false, 7);
        assertThat(steward.get("/containers/nothing?deleted=shown").text())
                .contains("Nothing that is deleted is kept here", "can be restored for 7 days");
    }

    @Test
    void aDeletedContainerComesBackWithWhatWasInIt() {
        keep(false, 7);
        container("returning");
        store("returning", "", "a.txt", "one");
        steward.get("/containers/returning/delete");
        assertThat(steward.get("/containers/returning/delete").text()).contains("can be restored for 7 days");
        steward.post("/containers/returning/delete", "name", "returning");
        assertThat(steward.get("/containers").body()).doesNotContain("returning<");
        Page list = steward.get("/containers?deleted=shown");
        assertThat(list.text()).containsPattern("returning Deleted .* UTC. Can be restored until .* UTC.");
        assertThat(list.body()).contains("aria-label=\"Restore returning\"");
        String version = version(list, "returning");
        long before = house.ledger.size();
        Page done = steward.post("/containers/returning/restore", "version", version, "name", "returning");
        assertThat(done.header("Location")).isEqualTo("/containers/returning");
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(house.ledger.entry(before).text("act")).isEqualTo("write");
        assertThat(steward.get(done.header("Location")).text()).contains("Container returning is back", "a .txt");
        assertThat(steward.get("/containers/returning/restore?version=" + version)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDeletedContainerWhoseNameIsTakenComesBackUnderAnother() {
        keep(false, 7);
        container("taken");
        store("taken", "", "a.txt", "one");
        steward.get("/containers/taken/delete");
        steward.post("/containers/taken/delete", "name", "taken");
        container("taken");
        String version = version(steward.get("/containers?deleted=shown"), "taken");
        Page asked = steward.post("/containers/taken/restore", "version", version, "name", "taken");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.text())
                .contains("A container taken is there already", "another where a new container has that");
        assertThat(steward.post("/containers/taken/restore", "version", version, "name", "Not A Name")
                        .text())
                .contains("Choose 3 to 63 small letters");
        Page done = steward.post("/containers/taken/restore", "version", version, "name", "taken-before");
        assertThat(steward.get(done.header("Location")).text()).contains("a .txt");
        Browser elsewhere = house.signedIn(house.key(Set.of("taken"), Action.READ, Action.LIST));
        steward.get("/containers/taken/delete");
        steward.post("/containers/taken/delete", "name", "taken");
        Page seen = elsewhere.get("/containers?deleted=shown&lang=en");
        assertThat(seen.text()).contains("taken Deleted");
        assertThat(seen.body()).doesNotContain("aria-label=\"Restore taken\"");
        assertThat(elsewhere
                        .post("/containers/taken/restore", "version", "0", "name", "taken")
                        .status())
                .isEqualTo(403);
    }

    private static String version(Page list, String name) {
        return list.all("action=\"/containers/" + name + "/restore\"[\\s\\S]*?name=\"version\" value=\"([^\"]+)\"")
                .getFirst();
    }
}
