package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.amana.policy.Authority;
import org.amana.policy.DataClass;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.verifier.Entry;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who comes without a credential reads what is open, and nothing else.
class AnonymousAccessTest {
    private static final Authority OPERATOR = Authority.operator("test");
    private static final String ACL = "/con?restype=container&comp=acl";
    private static final String LIST = "/con?restype=container&comp=list";

    @TempDir
    Path folder;

    House house;

    @BeforeEach
    void open() throws IOException {
        house = new House(folder, InstantSource.system());
        assertThat(signed("PUT", "/con?restype=container").status()).isEqualTo(201);
        assertThat(signed("PUT", "/con/a", "x-ms-blob-type", "BlockBlob").status())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Answer signed(String method, String path, String... headers) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request(method, "/" + House.ACCOUNT + path)
                    .with(headers)
                    .signed(House.ACCOUNT, house.keys.steward().base64())
                    .send();
        }
    }

    private Answer anybody(String method, String path) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request(method, "/" + House.ACCOUNT + path)
                    .with("x-ms-version", "2026-10-06")
                    .send();
        }
    }

    private void declare(DataClass... classes) {
        declare(Set.of(classes), Set.of());
    }

    private void declare(Set<DataClass> classes, Set<PurposeId> openTo) {
        house.declare("con", classes, openTo);
    }

    private Answer setAccess(String level) throws IOException {
        return level.isEmpty() ? signed("PUT", ACL) : signed("PUT", ACL, "x-ms-blob-public-access", level);
    }

    private Purpose openPurpose() {
        return house.access.directory().open(House.ACCOUNT, 1 << 20, 1_000, OPERATOR);
    }

    private Entry last() {
        return house.ledger.entry(house.ledger.size() - 1);
    }

    /// Clients try again what failed, and not what is not there.
    @Test
    void whatCannotBeLookedUpIsNotToldAsAbsentAndNobodyIsNotedAsRefused() throws IOException {
        long entries = house.ledger.size();
        for (String table : List.of("container", "account")) {
            rename(table, "away");
            try (WireClient client = new WireClient(house.server.port())) {
                Answer answer = client.request("GET", "/" + House.ACCOUNT + "/other/a")
                        .with("Host", table.equals("account") ? "elsewhere.blob.example" : "localhost")
                        .send();
                assertThat(answer.status()).as(table).isEqualTo(500);
            } finally {
                rename("away", table);
            }
        }
        assertThat(house.ledger.size()).isEqualTo(entries);
    }

    private void rename(String table, String other) {
        house.catalog.commit(transaction -> transaction.update("ALTER TABLE " + table + " RENAME TO " + other));
    }

    @Test
    void aContainerIsOpenedOnlyWhereThePurposeAndItsClassOfDataAllow() throws IOException {
        assertThat(setAccess("blob").code()).isEqualTo("PublicAccessNotPermitted");
        openPurpose();
        Answer undeclared = setAccess("blob");
        assertThat(undeclared.status()).isEqualTo(409);
        assertThat(undeclared.code()).isEqualTo("PublicAccessNotPermitted");
        assertThat(undeclared.text()).contains("declares nothing");
        declare(DataClass.PERSONAL);
        assertThat(setAccess("blob").code()).isEqualTo("PublicAccessNotPermitted");
        declare(DataClass.NONE);
        assertThat(setAccess("everything").code()).isEqualTo("InvalidHeaderValue");
        assertThat(anybody("GET", "/con/a").status()).isEqualTo(401);
        assertThat(setAccess("blob").status()).isEqualTo(200);
        assertThat(signed("PUT", "/new?restype=container", "x-ms-blob-public-access", "blob")
                        .code())
                .isEqualTo("PublicAccessNotPermitted");
    }

    @Test
    void itsBlobsAreReadUnderThePurposeOpenOnTheRecord() throws IOException {
        Purpose open = openPurpose();
        declare(DataClass.NONE);
        setAccess("blob");
        long before = house.ledger.size();
        assertThat(anybody("GET", "/con/a").status()).isEqualTo(200);
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(last().text("pur")).isEqualTo(open.id().toString());
        assertThat(last().text("dec")).isEqualTo("allow");
        assertThat(anybody("HEAD", "/con/a").status()).isEqualTo(200);
        assertThat(anybody("GET", LIST).status()).as("the list is not open").isEqualTo(401);
        assertThat(last().text("reason")).isEqualTo("anonymous");
        assertThat(signed("GET", ACL).header("x-ms-blob-public-access")).hasValue("blob");
        assertThat(signed("GET", "/con?restype=container").header("x-ms-blob-public-access"))
                .hasValue("blob");
        assertThat(signed("GET", "?comp=list").text()).contains("<PublicAccess>blob</PublicAccess>");
    }

    @Test
    void whatIsNotCommittedIsNotTold() throws IOException {
        openPurpose();
        declare(DataClass.NONE);
        setAccess("container");
        assertThat(anybody("GET", "/con/a?comp=blocklist").status()).isEqualTo(200);
        for (String type : List.of("all", "uncommitted", "Uncommitted")) {
            assertThat(anybody("GET", "/con/a?comp=blocklist&blocklisttype=" + type)
                            .status())
                    .as(type)
                    .isEqualTo(403);
            assertThat(signed("GET", "/con/a?comp=blocklist&blocklisttype=" + type)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void itsListIsReadWhereTheWholeContainerIsOpen() throws IOException {
        openPurpose();
        declare(DataClass.NONE);
        setAccess("container");
        assertThat(anybody("GET", LIST).text()).contains("<Name>a</Name>");
        assertThat(anybody("GET", "/con?restype=container").status()).isEqualTo(200);
        assertThat(anybody("GET", ACL).status()).isEqualTo(401);
        assertThat(anybody("GET", "?comp=list").status()).isEqualTo(401);
    }

    @Test
    void nothingIsChangedByAnybody() throws IOException {
        openPurpose();
        declare(DataClass.NONE);
        setAccess("container");
        for (String[] each : new String[][] {
            {"DELETE", "/con/a"},
            {"PUT", "/con/b"},
            {"PUT", "/con/a?comp=metadata"},
            {"PUT", ACL},
            {"DELETE", "/con?restype=container"}
        }) {
            assertThat(anybody(each[0], each[1]).status()).as(each[0] + each[1]).isBetween(401, 404);
        }
        assertThat(anybody("POST", "/con?restype=container&comp=batch").status())
                .isEqualTo(401);
        assertThat(anybody("GET", "/con/a").status()).isEqualTo(200);
    }

    /// One entry for each reason and minute, however many ask.
    @Test
    void whatAnybodyAsksForInVainDoesNotGrowTheLedger() throws IOException {
        openPurpose();
        declare(DataClass.NONE);
        setAccess("container");
        long before = house.ledger.size();
        for (int i = 0; i < 20; i++) {
            assertThat(anybody("PUT", "/con/b" + i).status()).isEqualTo(401);
            assertThat(anybody("GET", "/con/none" + i).status()).isEqualTo(404);
            assertThat(anybody("GET", "/elsewhere/a" + i).status()).isEqualTo(401);
        }
        assertThat(house.ledger.size() - before).as("in two minutes at most").isBetween(2L, 8L);
        assertThat(house.ledger.entries(before, 100))
                .extracting(entry -> entry.text("reason"))
                .containsOnly("anonymous", "anonymous-in-vain");
    }

    @Test
    void whatStopsBeingOpenIsClosedAtOnce() throws IOException {
        Purpose open = openPurpose();
        declare(DataClass.NONE);
        setAccess("blob");
        declare(DataClass.PERSONAL);
        assertThat(anybody("GET", "/con/a").code()).isEqualTo("PurposeForbidsAction");
        assertThat(anybody("GET", "/con/a").text()).contains("baseline/forbid/anonymous@1");
        declare(Set.of(DataClass.NONE), Set.of(new PurposeId(1)));
        assertThat(anybody("GET", "/con/a").status())
                .as("open to stewardship alone")
                .isEqualTo(403);
        declare(DataClass.NONE);
        assertThat(anybody("GET", "/con/a").status()).isEqualTo(200);
        setAccess("");
        assertThat(anybody("GET", "/con/a").status()).isEqualTo(401);
        setAccess("blob");
        house.access.directory().end(open.id(), OPERATOR);
        assertThat(anybody("GET", "/con/a").status()).isEqualTo(401);
    }

    @Test
    void whatOnceWasIsNotOpen() throws IOException {
        openPurpose();
        declare(DataClass.NONE);
        setAccess("container");
        house.keepVersions();
        String old = signed("PUT", "/con/a", "x-ms-blob-type", "BlockBlob", "x-ms-tags", "k=v")
                .header("x-ms-version-id")
                .orElseThrow();
        signed("PUT", "/con/a", "x-ms-blob-type", "BlockBlob");
        String version = "/con/a?versionid=" + old.replace(":", "%3A");
        assertThat(signed("GET", version).status()).isEqualTo(200);
        assertThat(anybody("GET", version).status()).isEqualTo(403);
        for (String word : new String[] {"tags", "versions", "deleted", "deletedwithversions", "uncommittedblobs"}) {
            assertThat(anybody("GET", LIST + "&include=" + word).status())
                    .as(word)
                    .isEqualTo(403);
            assertThat(last().text("reason")).as(word).isEqualTo("anonymous");
        }
        assertThat(anybody("GET", LIST + "&include=metadata,snapshots").status())
                .isEqualTo(200);
        try (WireClient client = new WireClient(house.server.port())) {
            assertThat(client.request("GET", "/" + House.ACCOUNT + "/con/a")
                            .with("x-ms-version", "2026-10-06")
                            .with("x-ms-if-tags", "\"k\" = 'v'")
                            .send()
                            .status())
                    .isEqualTo(403);
        }
    }
}
