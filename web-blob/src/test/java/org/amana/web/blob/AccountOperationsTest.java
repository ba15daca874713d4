package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of an account as a whole, on the wire.
class AccountOperationsTest {
    private static final String A = House.ACCOUNT;

    private static House house;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static Answer steward(String method, String target, String body) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request(method, target)
                    .body(body)
                    .signed(A, house.keys.steward().base64())
                    .send();
        }
    }

    @Test
    void statsAreAskedOfTheSecondaryAlone() throws IOException {
        Answer stats = steward("GET", "/" + A + "-secondary?restype=service&comp=stats", "");
        assertThat(stats.status()).isEqualTo(200);
        assertThat(stats.text())
                .containsPattern("<StorageServiceStats><GeoReplication><Status>live</Status>"
                        + "<LastSyncTime>[A-Z][a-z]{2}, .* GMT</LastSyncTime></GeoReplication></StorageServiceStats>");
        Answer primary = steward("GET", "/" + A + "?restype=service&comp=stats", "");
        assertThat(primary.status()).isEqualTo(400);
        assertThat(primary.code()).isEqualTo("InvalidQueryParameterValue");
        assertThat(primary.text()).contains("<QueryParameterName>comp</QueryParameterName>");
    }

    @Test
    void containersOfTheSystemAreListedWhenAskedFor() throws IOException {
        for (String name : new String[] {"$logs", "$web", "first", "second"}) {
            assertThat(steward("PUT", "/" + A + "/" + name + "?restype=container", "")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(steward("GET", "/" + A + "?comp=list", "").text())
                .contains("<Name>$web</Name>", "<Name>first</Name>", "<Name>second</Name>")
                .doesNotContain("$logs");
        assertThat(steward("GET", "/" + A + "?comp=list&include=system,metadata", "")
                        .text())
                .contains("<Name>$logs</Name>", "<Name>$web</Name>");
        Answer page = steward("GET", "/" + A + "?comp=list&maxresults=2", "");
        assertThat(page.text()).contains("$web", "first").doesNotContain("$logs", "second", "<NextMarker />");
    }

    @Test
    void whatIsNoSettingOfAWebsiteIsRefused() throws IOException {
        String both = "<StorageServiceProperties><StaticWebsite><Enabled>true</Enabled><IndexDocument>a</IndexDocument>"
                + "<DefaultIndexDocumentPath>b</DefaultIndexDocumentPath></StaticWebsite></StorageServiceProperties>";
        for (String document :
                new String[] {both, both.replace("a</Index", "a/b</Index").replaceAll("<Default.*Path>", "")}) {
            Answer answer = steward("PUT", "/" + A + "?restype=service&comp=properties", document);
            assertThat(answer.status()).as(document).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("InvalidXmlDocument");
        }
    }
}
