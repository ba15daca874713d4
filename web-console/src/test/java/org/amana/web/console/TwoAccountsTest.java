package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.amana.blob.AccountName;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.DeleteContainer;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.policy.Caller;
import org.amana.policy.NewKey;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two accounts in a house: what machines make of the files of one is told to the other nowhere.
final class TwoAccountsTest {
    private static final String OTHERS = "others";

    private House house;
    private Bootstrap theirs;
    private Browser here;
    private Browser there;
    private ContainerRef papers;
    private ContainerRef theirPapers;

    @BeforeEach
    void build(@TempDir Path folder) {
        house = new House(folder, InstantSource.system(), 0);
        house.store.createAccount(new AccountName(OTHERS));
        theirs = house.access.directory().bootstrap(OTHERS, Authority.operator("test"));
        here = house.signedIn(house.keys.steward());
        there = new Browser(house.address());
        there.signIn(OTHERS, theirs.steward().base64());
        papers = container(House.ACCOUNT);
        theirPapers = container(OTHERS);
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private ContainerRef container(String account) {
        ContainerRef made = new ContainerRef(new AccountName(account), new ContainerName("papers"));
        run(made, Action.WRITE, house.blobs.createContainer(CreateContainer.of(made, Metadata.NONE)));
        return made;
    }

    private void put(ContainerRef container, String name) {
        PutBlob put = PutBlob.of(container.blob(name));
        run(container, Action.WRITE, house.blobs.putBlob(put, Body.of(name.getBytes(UTF_8))));
    }

    private void run(ContainerRef container, Action action, Plan<?> plan) {
        NewKey steward = container.account().value().equals(OTHERS) ? theirs.steward() : house.keys.steward();
        Caller caller = new Caller(steward.credential(), "test");
        house.access
                .gate()
                .pass(AccessRequest.in(() -> house.blobs.facts().of(container), caller, Service.BLOB, action), plan)
                .orThrow();
    }

    @Test
    void eachIsToldOfItsOwnFilesAlone() {
        put(papers, "read.txt");
        put(papers, "read-too.txt");
        house.readEverything(House.ACCOUNT);
        put(papers, "torn.txt");
        house.giveUpEverything(House.ACCOUNT);
        put(papers, "new.txt");

        assertThat(here.get("/").text())
                .contains("3 of 4 files", "75%", "By machine, under P-4", "file could not be read");
        assertThat(here.get("/status").text())
                .contains("papers/torn")
                .containsPattern("Waiting to be read 1 file\\b")
                .containsPattern("Set aside 1 file\\b");

        assertThat(there.get("/").text())
                .contains("No work in progress", "no file was read yet")
                .doesNotContain("could not be read");
        assertThat(there.get("/status").text())
                .contains("no file was read yet")
                .doesNotContain("torn")
                .containsPattern("Waiting to be read 0 files\\b")
                .containsPattern("Set aside 0 files\\b");

        put(theirPapers, "theirs.txt");
        String purpose = house.access
                .directory()
                .machineReading(OTHERS)
                .orElseThrow()
                .id()
                .toString();
        assertThat(purpose).isNotEqualTo("P-4");
        assertThat(there.get("/").text()).contains("0 of 1 file", "By machine, under " + purpose);
    }

    @Test
    void whatIsClearedAwayIsToldToItsAccount() {
        put(papers, "a.txt");
        run(papers, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(papers, Conditions.NONE)));
        assertThat(here.get("/").text()).contains("Clear deleted containers away", "0 of 1 file");
        assertThat(there.get("/").text()).doesNotContain("Clear deleted containers away");
    }

    @Test
    void whatWasSetAsideIsSeenAndTriedAgainHoweverMuchOfOthersWasSetAsideLater() {
        put(papers, "old.txt");
        house.giveUpEverything(House.ACCOUNT);
        for (int i = 0; i < 101; i++) {
            put(theirPapers, i + ".txt");
        }
        house.giveUpEverything(OTHERS);

        Browser.Page page = here.get("/status");
        assertThat(page.text()).contains("papers/old").doesNotContain("The newest");
        assertThat(there.get("/status").text()).contains("The newest 100 of 101");
        String retry = page.all("action=\"(/tasks/\\d+/retry)\"").getFirst();
        assertThat(there.post(retry).status()).as("another account's").isEqualTo(404);
        assertThat(here.get("/status").text()).contains("papers/old");
        assertThat(here.post(retry).status()).isEqualTo(303);
        assertThat(here.get("/status").text()).contains("Taken up again", "1 file waits");
    }
}
