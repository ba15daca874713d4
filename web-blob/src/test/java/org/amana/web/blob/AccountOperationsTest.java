package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.verifier.Entry;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        return steward(house, method, target, body);
    }

    private static Answer steward(House at, String method, String target, String body) throws IOException {
        try (WireClient client = new WireClient(at.server.port())) {
            return client.request(method, target)
                    .body(body)
                    .signed(A, at.keys.steward().base64())
                    .send();
        }
    }

    @Test
    void whoMayNotDeleteMayNotLetWhatIsWrittenExpire(@TempDir Path other) throws IOException {
        try (House its = new House(other, InstantSource.system())) {
            String container = "/" + A + "/box?restype=container";
            assertThat(steward(its, "PUT", container, "").status()).isEqualTo(201);
            PurposeId purpose = its.keys.steward().credential().purpose();
            Scope writing =
                    its.access.directory().purpose(purpose).orElseThrow().scope();
            its.access
                    .directory()
                    .rescope(
                            purpose,
                            writing.withActions(Action.READ, Action.LIST, Action.WRITE),
                            Authority.operator("test"));
            assertThat(expiring(its, "NeverExpire").status()).isEqualTo(201);
            Answer refused = expiring(its, "RelativeToNow");
            assertThat(refused.code()).isEqualTo("PurposeForbidsAction");
            assertThat(refused.text()).contains("does not allow to delete");
            Entry entry = its.ledger.entry(its.ledger.size() - 1);
            assertThat(entry.text("act")).isEqualTo("write");
            assertThat(entry.text("dec")).isEqualTo("deny");
            assertThat(entry.texts("rule")).containsExactly("baseline/forbid/action@1");
            its.access.directory().rescope(purpose, writing, Authority.operator("test"));
            assertThat(expiring(its, "RelativeToNow").status()).isEqualTo(201);
        }
    }

    @Test
    void whoMayNotDeleteMayNotLetGoOfWhatIsKeptNorTryTags(@TempDir Path other) throws IOException {
        try (House its = new House(other, InstantSource.system())) {
            assertThat(steward(its, "PUT", "/" + A + "/box?restype=container", "")
                            .status())
                    .isEqualTo(201);
            assertThat(expiring(its, "NeverExpire").status()).isEqualTo(201);
            PurposeId purpose = its.keys.steward().credential().purpose();
            Scope whole = its.access.directory().purpose(purpose).orElseThrow().scope();
            String until = HttpDate.format(Instant.now().plus(Duration.ofDays(1)));
            its.access.directory().rescope(purpose, whole.withActions(Action.WRITE), Authority.operator("test"));
            assertThat(keeping(its, "PUT", "legalhold", "x-ms-legal-hold", "true")
                            .status())
                    .isEqualTo(200);
            assertRefused(its, keeping(its, "PUT", "legalhold", "x-ms-legal-hold", "false"), "delete");
            String policy = "x-ms-immutability-policy-until-date";
            assertRefused(its, keeping(its, "PUT", "immutabilityPolicies", policy, until), "delete");
            assertRefused(its, keeping(its, "DELETE", "immutabilityPolicies", policy, until), "delete");
            assertRefused(its, keeping(its, "PUT", "metadata", "x-ms-if-tags", "a = 'b'"), "read");
            its.access.directory().rescope(purpose, whole, Authority.operator("test"));
            assertThat(keeping(its, "PUT", "legalhold", "x-ms-legal-hold", "false")
                            .status())
                    .isEqualTo(200);
            assertThat(keeping(its, "PUT", "immutabilityPolicies", policy, until)
                            .status())
                    .isEqualTo(200);
            assertThat(keeping(its, "PUT", "metadata", "x-ms-if-tags", "a = 'b'")
                            .status())
                    .isEqualTo(412);
        }
    }

    private static void assertRefused(House at, Answer answer, String action) {
        assertThat(answer.code()).isEqualTo("PurposeForbidsAction");
        assertThat(answer.text()).contains("does not allow to " + action);
        assertThat(at.ledger.entry(at.ledger.size() - 1).text("dec")).isEqualTo("deny");
    }

    private static Answer keeping(House at, String method, String comp, String header, String value)
            throws IOException {
        try (WireClient client = new WireClient(at.server.port())) {
            return client.request(method, "/" + A + "/box/b?comp=" + comp)
                    .with(header, value)
                    .signed(A, at.keys.steward().base64())
                    .send();
        }
    }

    private static Answer expiring(House at, String option) throws IOException {
        try (WireClient client = new WireClient(at.server.port())) {
            return client.request("PUT", "/" + A + "/box/b")
                    .with("x-ms-blob-type", "BlockBlob")
                    .with("x-ms-expiry-option", option)
                    .with("x-ms-expiry-time", "60000")
                    .body("x")
                    .signed(A, at.keys.steward().base64())
                    .send();
        }
    }

    @Test
    void enablingTheWebsiteMakesItsContainerOnTheRecord(@TempDir Path other) throws IOException {
        try (House its = new House(other, InstantSource.system())) {
            String container = "/" + A + "/$web?restype=container";
            String on = "<StorageServiceProperties><StaticWebsite><Enabled>true</Enabled></StaticWebsite>"
                    + "</StorageServiceProperties>";
            assertThat(steward(its, "GET", container, "").status()).isEqualTo(404);
            long before = its.ledger.size();
            for (int i = 0; i < 2; i++) {
                assertThat(steward(its, "PUT", "/" + A + "?restype=service&comp=properties", on)
                                .status())
                        .isEqualTo(202);
                // Reading the properties, making the container where there is none, and setting them.
                assertThat(its.ledger.size() - before).isEqualTo(3 + 2 * i);
            }
            assertThat(steward(its, "GET", container, "").status()).isEqualTo(200);
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
                    .isIn(201, name.equals("$web") ? 409 : 201); // whoever enables the website makes it
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

    private static Answer set(String parts) throws IOException {
        return steward(
                "PUT",
                "/" + A + "?restype=service&comp=properties",
                "<StorageServiceProperties>" + parts + "</StorageServiceProperties>");
    }

    private static String properties() throws IOException {
        return steward("GET", "/" + A + "?restype=service&comp=properties", "").text();
    }

    @Test
    void pythonsTruthsAreUnderstood() throws IOException {
        String retention = "<RetentionPolicy><Enabled>True</Enabled><Days>3</Days></RetentionPolicy>";
        assertThat(set("<Logging><Version>1.0</Version><Delete>True</Delete><Read>False</Read><Write>TRUE</Write>"
                                + retention + "</Logging>")
                        .status())
                .isEqualTo(202);
        assertThat(properties())
                .contains("<Read>false</Read><Write>true</Write><Delete>true</Delete>"
                        + "<RetentionPolicy><Enabled>true</Enabled><Days>3</Days></RetentionPolicy>");
    }

    @Test
    void everyDocumentedSettingIsTakenAndGivenBack() throws IOException {
        String policy = "<RetentionPolicy><Enabled>true</Enabled><Days>5</Days></RetentionPolicy>";
        String metrics = "<Version>1.0</Version><Enabled>true</Enabled><IncludeAPIs>true</IncludeAPIs>" + policy;
        String parts = "<Logging><Version>1.0</Version><Read>true</Read><Write>true</Write><Delete>true</Delete>"
                + policy + "</Logging><HourMetrics>" + metrics + "</HourMetrics><MinuteMetrics>" + metrics
                + "</MinuteMetrics><Cors><CorsRule><AllowedOrigins>*</AllowedOrigins><AllowedMethods>GET"
                + "</AllowedMethods><AllowedHeaders>*</AllowedHeaders><ExposedHeaders>*</ExposedHeaders>"
                + "<MaxAgeInSeconds>1</MaxAgeInSeconds></CorsRule></Cors>"
                + "<DefaultServiceVersion>2020-10-02</DefaultServiceVersion><DeleteRetentionPolicy>"
                + "<Enabled>true</Enabled><Days>8</Days><AllowPermanentDelete>true</AllowPermanentDelete>"
                + "</DeleteRetentionPolicy><StaticWebsite><Enabled>true</Enabled>"
                + "<DefaultIndexDocumentPath>index.html</DefaultIndexDocumentPath>"
                + "<ErrorDocument404Path>error/404.html</ErrorDocument404Path></StaticWebsite>";
        assertThat(set(parts).status()).isEqualTo(202);
        assertThat(properties()).contains(parts);
        assertThat(set("<StaticWebsite><Enabled>false</Enabled></StaticWebsite>")
                        .status())
                .isEqualTo(202);
        assertThat(properties()).contains("<AllowPermanentDelete>true</AllowPermanentDelete>");
        assertThat(set("<Metrics><Version>1.0</Version><Enabled>false</Enabled></Metrics><Cors/>"
                                + "<DeleteRetentionPolicy><Enabled>true</Enabled><Days>8</Days></DeleteRetentionPolicy>")
                        .status())
                .isEqualTo(202);
        assertThat(properties())
                .contains("<HourMetrics><Version>1.0</Version><Enabled>false</Enabled>")
                .contains("<AllowPermanentDelete>false</AllowPermanentDelete>");
        assertThat(set("<DeleteRetentionPolicy><Enabled>false</Enabled></DeleteRetentionPolicy>")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void anEmptyPolicyDoesNotTurnOffWhatKeepsDeletedBlobs() throws IOException {
        String policy = "<DeleteRetentionPolicy><Enabled>true</Enabled><Days>5</Days>";
        assertThat(set(policy + "</DeleteRetentionPolicy>").status()).isEqualTo(202);
        assertThat(set("<DeleteRetentionPolicy></DeleteRetentionPolicy>").status())
                .isEqualTo(400);
        assertThat(properties()).contains(policy);
        assertThat(set("<DeleteRetentionPolicy><Enabled>false</Enabled></DeleteRetentionPolicy>")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void listingsHaveEachTheirNameForAMarkerThatIsNone() throws IOException {
        Answer containers = steward("GET", "/" + A + "?comp=list&marker=garbage", "");
        assertThat(containers.status()).isEqualTo(400);
        assertThat(containers.code()).isEqualTo("OutOfRangeInput");
        steward("PUT", "/" + A + "/marked?restype=container", "");
        Answer blobs = steward("GET", "/" + A + "/marked?restype=container&comp=list&marker=garbage", "");
        assertThat(blobs.status()).isEqualTo(400);
        assertThat(blobs.code()).isEqualTo("InvalidQueryParameterValue");
    }

    @ParameterizedTest
    @CsvSource({
        "<Nonsense/>, Nonsense",
        "<Cors/><Cors/>, Cors",
        "<Logging><Version>1.0</Version><Reed>true</Reed></Logging>, Reed",
        "<HourMetrics><Version>1.0</Version><Version>1.0</Version></HourMetrics>, Version",
        "<DeleteRetentionPolicy><Enabled>true</Enabled><Weeks>1</Weeks></DeleteRetentionPolicy>, Weeks",
        "<DeleteRetentionPolicy></DeleteRetentionPolicy>, Enabled",
        "<DeleteRetentionPolicy><Days>9</Days></DeleteRetentionPolicy>, Enabled",
        "<DeleteRetentionPolicy><Enabled/><Days>9</Days></DeleteRetentionPolicy>, Enabled",
        "<Logging><Version>1.0</Version><RetentionPolicy/></Logging>, Enabled",
        "<Cors><CorsRule><MaxAge>1</MaxAge></CorsRule></Cors>, MaxAge",
        "<StaticWebsite><Enabled>false</Enabled><Index>a</Index></StaticWebsite>, Index",
        "<DefaultServiceVersion>soon</DefaultServiceVersion>, DefaultServiceVersion",
        "<DefaultServiceVersion>2008-10-27</DefaultServiceVersion>, DefaultServiceVersion"
    })
    void whatIsNoSettingIsNamed(String parts, String element) throws IOException {
        Answer answer = set(parts);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidXmlDocument");
        assertThat(answer.text()).containsPattern("\n.*\\b" + element + "\\b.*\nRequestId");
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
