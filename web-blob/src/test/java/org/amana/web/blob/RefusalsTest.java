package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeclareContainer;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.DataClass;
import org.amana.policy.NewKey;
import org.amana.policy.PolicyText;
import org.amana.policy.Practice;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import org.amana.testkit.ManualClock;
import org.amana.verifier.Entry;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each rule of the baseline that a request for a blob can meet, from the wire to the ledger: 403 with the code
/// and the reason, and one entry that names the rule. Which rules there are, and that each decides as it should,
/// is for the tests of `policy`.
class RefusalsTest {
    private static final Authority OPERATOR = Authority.operator("test");
    private static final byte[] NOTHING = new byte[0];

    private static ManualClock clock;
    private static House house;
    private static Principal nora;

    private Purpose purpose;
    private NewKey key;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        clock = new ManualClock(Instant.now()); // the client's date must be near it
        house = new House(folder, clock);
        nora = house.access.directory().principalNamed("Nora", Principal.Kind.PERSON);
        for (String container : List.of("minutes", "letters")) {
            assertThat(send(house.keys.steward().base64(), "PUT", "/" + container + "?restype=container", NOTHING)
                            .status())
                    .isEqualTo(201);
        }
        assertThat(send(house.keys.steward().base64(), "PUT", "/minutes/a", "hello".getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    /// A purpose that may read and list personal data in `minutes`, a little of it a day.
    @BeforeEach
    void make() {
        Scope scope = Scope.everythingOnData()
                .withContainers(Set.of("minutes"))
                .withClasses(DataClass.NONE, DataClass.PERSONAL)
                .withServices(Service.BLOB)
                .withActions(Action.READ, Action.LIST)
                .withinADay(1_000, 100);
        purpose = made(scope);
        key = key(purpose, Duration.ofDays(30));
        declare("minutes", Set.of(DataClass.PERSONAL), Set.of());
    }

    private static Purpose made(Scope scope) {
        PurposeDraft draft = new PurposeDraft(
                House.ACCOUNT,
                Text.of("Berth disputes"),
                "dpv:LegalCompliance",
                "eu-gdpr:A6-1-c",
                scope,
                Duration.ofDays(100),
                List.of());
        PurposeId proposed = house.access.directory().propose(draft, OPERATOR).id();
        return house.access.directory().activate(proposed, OPERATOR);
    }

    private static NewKey key(Purpose purpose, Duration life) {
        return house.access.directory().issueKey(purpose.id(), nora.id(), life, OPERATOR);
    }

    private static void declare(String container, Set<DataClass> classes, Set<PurposeId> openTo) {
        ContainerRef ref = ContainerRef.of(House.ACCOUNT, container);
        AccessRequest request = AccessRequest.in(
                () -> house.blobs.facts().of(ref),
                new Caller(house.keys.steward().credential(), "test"),
                Service.BLOB,
                Action.WRITE);
        house.access
                .gate()
                .pass(request, house.blobs.declareContainer(new DeclareContainer(ref, classes, openTo)))
                .orThrow();
    }

    private static Answer send(String key, String method, String target, byte[] body) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            WireClient.Request request = client.request(method, "/" + House.ACCOUNT + target)
                    .body(body)
                    .with("x-ms-date", HttpDate.format(clock.instant()));
            if (method.equals("PUT") && !target.contains("restype=")) {
                request.with("x-ms-blob-type", "BlockBlob");
            }
            return request.signed(House.ACCOUNT, key).send();
        }
    }

    private Answer read(String target) throws IOException {
        return send(key.base64(), "GET", target, NOTHING);
    }

    private void assertRefused(Answer answer, String code, String rule, String... words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(List.of(words)).allSatisfy(word -> assertThat(answer.text()).contains(word));
        Entry entry = house.ledger.entry(house.ledger.size() - 1);
        assertThat(entry.text("dec")).isEqualTo("deny");
        assertThat(entry.texts("rule")).contains(rule);
        assertThat(entry.text("pur")).isEqualTo(purpose.id().toString());
        assertThat(entry.number("out")).isZero();
    }

    @Test
    void whatThePurposeCoversIsAnswered() throws IOException {
        assertThat(read("/minutes/a").text()).isEqualTo("hello");
    }

    @Test
    void anActionOutsideThePurpose() throws IOException {
        assertRefused(
                send(key.base64(), "PUT", "/minutes/b", "x".getBytes(UTF_8)),
                "PurposeForbidsAction",
                "baseline/forbid/action@1",
                purpose.label().replace("\"", "&quot;"),
                "does not allow to write; it allows: list, read. (rule baseline/forbid/action@1)");
        assertRefused(
                send(key.base64(), "DELETE", "/minutes/a", NOTHING),
                "PurposeForbidsAction",
                "baseline/forbid/action@1");
    }

    @Test
    void aServiceOutsideThePurpose() throws IOException {
        purpose = made(Scope.everythingOnData().withServices(Service.SEARCH));
        key = key(purpose, Duration.ofDays(1));
        assertRefused(read("/minutes/a"), "PurposeForbidsAction", "baseline/forbid/service@1", "service blob");
    }

    @Test
    void aContainerOutsideThePurposeWhetherThereIsOneOrNot() throws IOException {
        assertRefused(
                read("/letters?restype=container&comp=list"),
                "PurposeForbidsAction",
                "baseline/forbid/container@1",
                "does not cover the container letters");
        assertRefused(read("/nowhere/a"), "PurposeForbidsAction", "baseline/forbid/container@1");
    }

    @Test
    void aClassOfDataOutsideThePurpose() throws IOException {
        declare("minutes", Set.of(DataClass.SPECIAL), Set.of());
        assertRefused(read("/minutes/a"), "PurposeForbidsAction", "baseline/forbid/class@1");
    }

    @Test
    void aContainerThatIsOpenToAnotherPurposeOnly() throws IOException {
        declare("minutes", Set.of(DataClass.PERSONAL), Set.of(new PurposeId(1)));
        assertRefused(read("/minutes/a"), "PurposeForbidsAction", "baseline/forbid/container-open@1");
    }

    @Test
    void moreThanTheDaysVolume() throws IOException {
        purpose = made(purpose.scope().withinADay(9, 100));
        key = key(purpose, Duration.ofDays(1));
        assertThat(read("/minutes/a").status()).isEqualTo(200);
        assertRefused(
                read("/minutes/a"),
                "VolumeLimitReached",
                "baseline/forbid/bulk@1",
                "9 bytes",
                "approvals by two people");
        house.access.approvals().ask(purpose.id(), nora.id(), 100, 10, "case 12/26", Duration.ofHours(1));
        assertRefused(read("/minutes/a"), "ApprovalRequired", "baseline/forbid/bulk@1", "waiting for approvals");
    }

    /// The list of containers tells of those that the purpose may list, their metadata and where the next page begins.
    @Test
    void aListOfContainersLeavesOutWhatThePurposeDoesNotCover() throws IOException {
        assertThat(read("/?comp=list&include=metadata").text())
                .contains("<Name>minutes</Name>")
                .doesNotContain("letters");
        assertThat(read("/?comp=list&prefix=letters").text()).contains("<Containers></Containers><NextMarker />");
        declare("minutes", Set.of(DataClass.PERSONAL), Set.of(new PurposeId(1)));
        assertThat(read("/?comp=list&maxresults=1").text())
                .contains("<NextMarker />")
                .doesNotContain("<Name>");
        assertThat(send(house.keys.steward().base64(), "GET", "/?comp=list", NOTHING)
                        .text())
                .contains("<Name>letters</Name>", "<Name>minutes</Name>");
    }

    @Test
    void theAccountAsAWholeIsChangedUnderAPurposeForAllContainersAlone() throws IOException {
        byte[] properties = ("<StorageServiceProperties><DeleteRetentionPolicy><Enabled>false</Enabled>"
                        + "</DeleteRetentionPolicy></StorageServiceProperties>")
                .getBytes(UTF_8);
        purpose = made(Scope.everythingOnData().withContainers(Set.of("minutes")));
        key = key(purpose, Duration.ofDays(1));
        assertRefused(
                send(key.base64(), "PUT", "/?restype=service&comp=properties", properties),
                "PurposeForbidsAction",
                "baseline/forbid/account-change@1",
                "reaches all of them");
        assertThat(read("/?restype=service&comp=properties").status()).isEqualTo(200);
        assertThat(send(house.keys.steward().base64(), "PUT", "/?restype=service&comp=properties", properties)
                        .status())
                .isEqualTo(202);
    }

    /// What a listing tells is bytes released; an object is one whose content or properties somebody asked for.
    @Test
    void listingsCountByTheBytesThatTheyTell() throws IOException {
        purpose = made(purpose.scope().withinADay(5, 2));
        key = key(purpose, Duration.ofDays(1));
        String list = "/minutes?restype=container&comp=list";
        for (int i = 0; i < 5; i++) {
            assertThat(read(list).text()).contains("<Name>a</Name>");
        }
        assertRefused(read(list), "VolumeLimitReached", "baseline/forbid/bulk@1", "5 bytes");
    }

    @Test
    void aPurposeThatServesAProhibitedPractice() throws IOException {
        house.access.directory().flag(purpose.id(), Practice.SOCIAL_SCORING, OPERATOR);
        assertRefused(
                read("/minutes/a"),
                "PurposeForbidsAction",
                "baseline/forbid/practice@1",
                "social-scoring (EU AI Act Art. 5(1)(c))");
    }

    @Test
    void aKeyThatHasExpired() throws IOException {
        key = key(purpose, Duration.ofHours(1));
        assertThat(read("/minutes/a").status()).isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        assertRefused(read("/minutes/a"), "AuthenticationFailed", "baseline/forbid/credential@1", "expired at");
    }

    @Test
    void aSignatureThatLivesTooLong() throws IOException {
        assertRefused(
                shared(Duration.ofDays(8), "r"), "AuthenticationFailed", "baseline/forbid/credential@1", "7 days");
        assertThat(shared(Duration.ofDays(7), "r").status()).isEqualTo(200);
    }

    @Test
    void whatTheSignatureDoesNotCover() throws IOException {
        assertRefused(
                shared(Duration.ofHours(1), "w"),
                "AuthorizationPermissionMismatch",
                "baseline/forbid/signature@1",
                "permits w, not r");
    }

    private Answer shared(Duration life, String permissions) throws IOException {
        Instant now = clock.instant();
        String query = IssuedSas.query(
                House.ACCOUNT, Base64.getDecoder().decode(key.base64()), permissions, now, now.plus(life));
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request("GET", "/" + House.ACCOUNT + "/minutes/a?" + query)
                    .send();
        }
    }

    @Test
    void whatTheSiteForbidsBeyondTheBaseline() throws IOException {
        house.access
                .policies()
                .replace(
                        List.of(new PolicyText(
                                "site/forbid/minutes@1",
                                "forbid (principal, action, resource is Amana::Container)"
                                        + " when { resource.name == \"minutes\" };")),
                        OPERATOR);
        try {
            assertRefused(read("/minutes/a"), "PurposeForbidsAction", "site/forbid/minutes@1", "policy of this site");
        } finally {
            house.access.policies().replace(List.of(), OPERATOR);
        }
    }

    /// Its key may administer, list and look at the record of use; the blobs are behind another service.
    @Test
    void administrationReadsNoData() throws IOException {
        purpose = house.access
                .directory()
                .purpose(house.keys.administrator().credential().purpose())
                .orElseThrow();
        for (String target : List.of("/minutes/a", "/minutes?restype=container&comp=list", "/?comp=list")) {
            assertRefused(
                    send(house.keys.administrator().base64(), "GET", target, NOTHING),
                    "PurposeForbidsAction",
                    "baseline/forbid/service@1");
        }
    }

    /// A deleted container comes back under any name, but what was declared of it still counts.
    @Test
    void aDeletedContainerOutsideThePurposeUnderANameInside() throws IOException {
        house.keepContainers(Duration.ofDays(7));
        String steward = house.keys.steward().base64();
        assertThat(send(steward, "PUT", "/files?restype=container", NOTHING).status())
                .isEqualTo(201);
        assertThat(send(steward, "DELETE", "/files?restype=container", NOTHING).status())
                .isEqualTo(202);
        purpose = made(Scope.everythingOnData().withContainers(Set.of("minutes", "mine")));
        key = key(purpose, Duration.ofDays(1));
        String list = send(steward, "GET", "?comp=list&include=deleted&prefix=files", NOTHING)
                .text();
        String version = list.replaceAll("(?s).*<Version>(.*)</Version>.*", "$1");
        assertThat(restore(key.base64(), "files", version).status()).isEqualTo(403);
        Entry refused = house.ledger.entry(house.ledger.size() - 1);
        assertThat(refused.text("dec")).isEqualTo("deny");
        assertThat(refused.texts("rule")).contains("baseline/forbid/container@1");
        assertThat(refused.text("box")).as("what is closed has no name here").isEmpty();
        long before = house.ledger.size();
        assertThat(restore(steward, "files", version).status()).isEqualTo(201);
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(house.ledger.entry(before).text("box"))
                .as("that of the deleted one")
                .isNotEmpty();
    }

    private static Answer restore(String key, String deleted, String version) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request("PUT", "/" + House.ACCOUNT + "/mine?restype=container&comp=undelete")
                    .with("x-ms-date", HttpDate.format(clock.instant()))
                    .with("x-ms-deleted-container-name", deleted)
                    .with("x-ms-deleted-container-version", version)
                    .signed(House.ACCOUNT, key)
                    .send();
        }
    }
}
