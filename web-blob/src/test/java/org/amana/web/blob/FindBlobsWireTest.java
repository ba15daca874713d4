package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Find Blobs by Tags, on the wire.
class FindBlobsWireTest {
    private static final String A = House.ACCOUNT;

    private static House house;

    private WireClient client;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        house = new House(folder, InstantSource.system());
        try (WireClient client = new WireClient(house.server.port())) {
            for (String container : new String[] {"one", "two"}) {
                client.request("PUT", "/" + A + "/" + container + "?restype=container")
                        .signed(A, steward())
                        .send();
                for (String name : new String[] {"a", "b%20c"}) {
                    assertThat(client.request("PUT", "/" + A + "/" + container + "/" + name)
                                    .with("x-ms-blob-type", "BlockBlob")
                                    .with("x-ms-tags", "rank=" + (name.equals("a") ? "010" : "020") + "&other=x")
                                    .body("hello")
                                    .signed(A, steward())
                                    .send()
                                    .status())
                            .isEqualTo(201);
                }
            }
        }
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new WireClient(house.server.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private static String steward() {
        return house.keys.steward().base64();
    }

    private Answer find(String target, String where, String key) throws IOException {
        return client.request("GET", "/" + A + target + "comp=blobs&where=" + Percent.encode(where, ""))
                .signed(A, key)
                .send();
    }

    @Test
    void theAnswerTellsContainersNamesAndTheTagsAskedFor() throws IOException {
        Answer answer = find("?", "@container = 'two' AND \"rank\" >= '010'", steward());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/xml");
        assertThat(answer.text())
                .contains("<EnumerationResults ServiceEndpoint=\"" + house.endpoint() + "/\">")
                .contains("<Where>@container = 'two' AND &quot;rank&quot; &gt;= '010'</Where>")
                .contains("<Blobs><Blob><Name>a</Name><ContainerName>two</ContainerName><Tags><TagSet><Tag>"
                        + "<Key>rank</Key><Value>010</Value></Tag></TagSet></Tags></Blob><Blob><Name>b c</Name>")
                .contains("<NextMarker /></EnumerationResults>")
                .doesNotContain("one", "other");
    }

    @Test
    void pagesAreCutAndGoneOn() throws IOException {
        Answer first = find("?maxresults=3&", "rank > '0'", steward());
        assertThat(first.text()).contains("one", "two");
        String marker = first.text().replaceAll("(?s).*<NextMarker>(.*)</NextMarker>.*", "$1");
        Answer second = find("?maxresults=3&marker=" + Percent.encode(marker, "") + "&", "rank > '0'", steward());
        assertThat(second.text())
                .containsOnlyOnce("<Name>")
                .contains("<Name>b c</Name><ContainerName>two</ContainerName>", "<NextMarker />");
    }

    @Test
    void aContainerIsSearchedByItself() throws IOException {
        Answer answer = find("/one?restype=container&", "rank = '010'", steward());
        assertThat(answer.text()).containsOnlyOnce("<Name>").contains("<ContainerName>one</ContainerName>");
        assertThat(find("/missing?restype=container&", "rank = '010'", steward())
                        .code())
                .isEqualTo("ContainerNotFound");
    }

    @Test
    void previousVersionsAreNotSearchedAndThatIsSaid() throws IOException {
        for (String target : new String[] {"?", "/one?restype=container&"}) {
            for (String include : new String[] {"", "none", "None"}) {
                assertThat(find(target + "include=" + include + "&", "rank = '010'", steward())
                                .text())
                        .as(target + include)
                        .contains("<Name>a</Name>");
            }
            for (String include : new String[] {"versions", "none,versions", "none&include=Versions", "tags"}) {
                Answer answer = find(target + "include=" + include + "&", "rank = '010'", steward());
                assertThat(answer.code()).as(target + include).isEqualTo("InvalidQueryParameterValue");
                assertThat(answer.text()).contains("<QueryParameterName>include</QueryParameterName>");
            }
        }
    }

    @Test
    void whatCannotBeReadIsRefusedAndWhoMayNotListIsToo() throws IOException {
        for (String where : new String[] {"rank", "rank <> '1'", "rank = '1' OR rank = '2'"}) {
            Answer answer = find("?", where, steward());
            assertThat(answer.status()).as(where).isEqualTo(400);
            assertThat(answer.code()).as(where).isEqualTo("InvalidQueryParameterValue");
        }
        assertThat(find("?", "", steward()).code()).isEqualTo("MissingRequiredQueryParameter");
        assertThat(find("?", "rank = '010'", house.keys.administrator().base64())
                        .status())
                .isEqualTo(403);
    }
}
