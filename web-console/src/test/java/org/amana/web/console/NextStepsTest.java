package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.LeaseAction;
import org.amana.blob.LeaseBlob;
import org.amana.blob.LeaseId;
import org.amana.blob.Rehydration;
import org.amana.blob.SetBlobTier;
import org.amana.blob.SetSafeguards;
import org.amana.blob.Tier;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be done, or is not there, says what can be, and leads to it.
final class NextStepsTest extends OpenHouse {
    /// The page of a file `a.txt` in a new container.
    private String file(String container) {
        steward.get("/containers?lang=en");
        steward.post("/containers", "name", container, "class", "NONE");
        steward.get("/containers/" + container);
        steward.upload("/containers/" + container + "/blobs", "", "a.txt", "1");
        return "/file?container=" + container + "&name=a.txt";
    }

    private static BlobRef blob(String container) {
        return ContainerRef.of(House.ACCOUNT, container).blob("a.txt");
    }

    private void in(String container, Plan<?> plan) {
        ContainerRef place = ContainerRef.of(House.ACCOUNT, container);
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        house.access
                .gate()
                .pass(AccessRequest.in(() -> house.blobs.facts().of(place), caller, Service.BLOB, Action.WRITE), plan)
                .orThrow();
    }

    @Test
    void whatAProgramHoldsByALeaseIsToldInWordsAndLeadsBackToThePage() {
        String page = file("leased");
        LeaseAction forEver = new LeaseAction.Acquire(LeaseAction.INFINITE, LeaseId.NONE);
        in("leased", house.blobs.leaseBlob(new LeaseBlob(blob("leased"), forEver, Conditions.NONE)));
        String etag = steward.get(page).all("name=\"etag\" value=\"([^\"]+)\"").getFirst();
        Page failed = steward.post("/file/delete", "container", "leased", "name", "a.txt", "etag", etag);
        assertThat(failed.status()).isEqualTo(412);
        assertThat(failed.text())
                .contains("This cannot be done", "A program holds it by a lease", "To the page")
                .doesNotContain("changed in the meantime", "To the overview");
        steward.get("/containers/leased");
        Page chosen = steward.post("/containers/leased/chosen/delete", "blob", etag + " a.txt");
        assertThat(chosen.text()).contains("1 file was not deleted", "A program holds it by a lease");
    }

    @Test
    void whatIsInTheArchiveSaysSoAndIsNotOfferedToBeDownloaded() {
        String page = file("archived");
        in("archived", house.blobs.setBlobTier(tier(Tier.ARCHIVE)));
        assertThat(steward.get(page).text())
                .contains("In the Archive tier", "An Azure client brings it back")
                .doesNotContain("Download original");
        assertThat(steward.get("/file/download?container=archived&name=a.txt").text())
                .contains("This cannot be done", "An Azure client brings it back");
        in("archived", house.blobs.setBlobTier(tier(Tier.HOT)));
        assertThat(steward.get(page).text()).contains("on its way back from the Archive tier");
    }

    private static SetBlobTier tier(Tier tier) {
        return new SetBlobTier(blob("archived"), tier, Rehydration.Priority.STANDARD, Conditions.NONE);
    }

    @Test
    void whoIsRefusedComesBackHereUnderTheOtherPurpose() {
        Browser lister = house.signedIn(house.key(Set.of(), Action.LIST));
        Page refused = lister.get("/search?q=berth&lang=en");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("href=\"/session?back=%2Fsearch%3Fq%3Dberth\">Work under another purpose");
    }

    @Test
    void anEmptyContainerOffersAnUploadToThoseAloneWhoMayDoThat() {
        steward.get("/containers");
        steward.post("/containers", "name", "hollow", "class", "NONE");
        assertThat(steward.get("/containers/hollow?lang=en").body())
                .contains("Upload the first", "<a href=\"#upload\">Upload</a>");
        Browser narrow = house.signedIn(house.key(Set.of("hollow"), Action.LIST));
        assertThat(narrow.get("/containers/hollow?lang=en").body())
                .contains("Files come in under a purpose that allows to write")
                .contains("href=\"/session?back=%2Fcontainers%2Fhollow\">Work under another purpose")
                .doesNotContain("Upload the first");
        Browser elsewhere = house.signedIn(house.key(Set.of("nowhere"), Action.LIST));
        assertThat(elsewhere.get("/containers?lang=en").text())
                .contains("No container is open to this purpose")
                .doesNotContain("Make the first");
    }

    @Test
    void filtersThatNoEntryPassesLeadToAllEntries() {
        assertThat(steward.get("/ledger?kind=report&lang=en").body())
                .contains("No entry passes these filters.", "<a href=\"/ledger\">All entries</a>");
    }

    @Test
    void aFileThatWaitsToBeReadCanBeLookedAtAgain() {
        String page = file("waiting");
        assertThat(steward.get(page).body())
                .contains("Not read yet", "<a href=\"/file?container=waiting&amp;name=a.txt\">Look again</a>");
    }

    @Test
    void anAddressOfAContainerThatIsNotThereLeadsToThoseThatAre() {
        steward.get("/containers?lang=en");
        assertThat(steward.get("/containers/never-made").body()).contains("href=\"/containers\">All containers<");
        assertThat(steward.get("/containers?deleted=shown&sort=newest").text())
                .contains("Nothing that is deleted is kept here", "--keep-containers 7");
        onAccount(house.blobs.setSafeguards(
                new SetSafeguards(new AccountName(House.ACCOUNT), false, Duration.ofDays(7))));
        assertThat(steward.get("/containers/never-made").body())
                .contains("href=\"/containers?deleted=shown\">Show deleted containers<");
    }

    @Test
    void whatTheServerCannotDoJustNowIsAskedForAgain(@TempDir Path folder) {
        try (House shut = new House(folder, InstantSource.system(), 0)) {
            Browser browser = shut.signedIn(shut.keys.steward());
            shut.services.search().close();
            Page page = browser.get("/search?q=berth&lang=en");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.body()).contains("The server is busy", "href=\"/search?q=berth\">Try again<");
        }
    }
}
