package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.amana.blob.AccountName;
import org.amana.blob.SetSafeguards;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Service;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The past of a file where the account keeps versions.
final class VersionsTest {
    private static void keepVersions(House house) {
        AccountName account = new AccountName(House.ACCOUNT);
        Caller caller = new Caller(house.keys.steward().credential(), "test");
        house.access
                .gate()
                .pass(
                        AccessRequest.on(
                                house.blobs.facts().of(account).orElseThrow(), caller, Service.BLOB, Action.WRITE),
                        house.blobs.setSafeguards(new SetSafeguards(account, true, Duration.ZERO)))
                .orThrow();
    }

    @Test
    void earlierVersionsAreListedAndEachHasItsPage(@TempDir Path folder) {
        try (House house = new House(folder, InstantSource.system(), 0)) {
            keepVersions(house);
            Browser steward = house.signedIn(house.keys.steward());
            steward.get("/containers?lang=en");
            steward.post("/containers", "name", "papers", "class", "NONE");
            for (String content : List.of("one", "the second", "the third one")) {
                steward.get("/containers/papers");
                steward.upload("/containers/papers/blobs", "", "a.txt", content);
            }
            Page now = steward.get("/file?container=papers&name=a.txt");
            assertThat(now.text()).containsPattern("Current .*Earlier version .*Earlier version ");
            List<String> earlier = now.all("<a href=\"(/file\\?[^\"]*version=[^\"]*)\"");
            assertThat(earlier).hasSize(2);
            String second = earlier.getFirst().replace("&amp;", "&");
            Page page = steward.get(second);
            assertThat(page.text())
                    .contains("Earlier version", "10\u00a0B", "Not read as it was then")
                    .doesNotContain("Delete this file");
            assertThat(page.body()).containsPattern("class=\"now\"><th scope=\"row\"><b>Earlier version");
            String download = page.all("href=\"(/file/download[^\"]*)\"").getFirst();
            assertThat(steward.get(download.replace("&amp;", "&")).body()).isEqualTo("the second");
            assertThat(steward.get("/file?container=papers&name=a.txt&version=x")
                            .status())
                    .isEqualTo(404);
        }
    }
}
