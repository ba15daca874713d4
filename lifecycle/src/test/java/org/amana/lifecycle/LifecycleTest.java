package org.amana.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.blob.AccountName;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobService;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListInclude;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.SetLegalHold;
import org.amana.blob.SetSafeguards;
import org.amana.blob.Tags;
import org.amana.blob.TakeSnapshot;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.policy.AccessControl;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LifecycleTest {
    private static final AccountName ACCOUNT = new AccountName("testaccount");

    private static final String AGEING = """
            {"rules": [{"name": "ageing", "enabled": true, "type": "Lifecycle", "definition": {
              "filters": {"blobTypes": ["blockBlob"], "prefixMatch": ["files/in/"]},
              "actions": {
                "baseBlob": {
                  "tierToCool": {"daysAfterModificationGreaterThan": 30},
                  "tierToArchive": {"daysAfterModificationGreaterThan": 90},
                  "delete": {"daysAfterModificationGreaterThan": 365}},
                "snapshot": {"delete": {"daysAfterCreationGreaterThan": 10}},
                "version": {"delete": {"daysAfterCreationGreaterThan": 10}}}}}]}
            """;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private Catalog catalog;
    private Extents extents;
    private Ledger ledger;
    private AccessControl control;
    private BlobService blobs;
    private Lifecycle lifecycle;
    private Caller caller;

    @BeforeEach
    void build() {
        Disk disk = new OsDisk();
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(LifecycleSchema.SCHEMA);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("test.example/log"), root, clock);
        control = AccessControl.open(catalog, ledger, root);
        blobs = BlobService.open(catalog, extents, root, Seeds.random(42), List.of());
        blobs.createAccount(ACCOUNT);
        caller = new Caller(
                control.directory()
                        .bootstrap(ACCOUNT.value(), Authority.operator("test"))
                        .steward()
                        .credential(),
                "amana lifecycle");
        lifecycle = Lifecycle.open(catalog, blobs, control.gate(), _ -> Optional.of(caller), Duration.ofDays(1));
        container("files");
    }

    @AfterEach
    void close() {
        control.close();
        ledger.close();
        extents.close();
        catalog.close();
    }

    @Test
    void blobsGrowColdAndAreDeletedAsTheyAge() {
        set(AGEING);
        put("files", "in/a");
        assertThat(round()).isEqualTo(new RoundResult(1, 0, 0, 0));
        clock.advance(Duration.ofDays(31));
        assertThat(round()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(listing("files")).containsExactly("in/a Cool");
        assertThat(round()).as("nothing is due twice").isEqualTo(new RoundResult(1, 0, 0, 0));
        clock.advance(Duration.ofDays(60));
        renewPurpose();
        assertThat(round()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(listing("files")).containsExactly("in/a Archive");
        clock.advance(Duration.ofDays(300));
        renewPurpose();
        assertThat(round()).isEqualTo(new RoundResult(1, 0, 1, 0));
        assertThat(listing("files")).isEmpty();
    }

    @Test
    void whatIsDueForSeveralStepsTakesTheThriftiest() {
        set(AGEING);
        put("files", "in/a");
        clock.advance(Duration.ofDays(91));
        renewPurpose();
        assertThat(round()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(listing("files")).containsExactly("in/a Archive");
    }

    @Test
    void onlyWhatARuleCoversIsTouched() {
        set(AGEING.replace("\"prefixMatch\"", """
                "blobIndexMatch": [{"name": "keep", "op": "==", "value": "no"}], "prefixMatch\""""));
        container("other");
        put("files", "in/untagged");
        put("files", "out/tagged", "no");
        put("files", "in/tagged", "no");
        put("files", "in/otherwise", "yes");
        put("other", "in/tagged", "no");
        clock.advance(Duration.ofDays(40));
        assertThat(round().moved()).isOne();
        assertThat(listing("files"))
                .containsExactly("in/otherwise Hot", "in/tagged Cool", "in/untagged Hot", "out/tagged Hot");
        assertThat(listing("other")).containsExactly("in/tagged Hot");
    }

    @Test
    void snapshotsAndVersionsHaveStepsOfTheirOwn() {
        run(blobs.setSafeguards(new SetSafeguards(ACCOUNT, true, Duration.ZERO)));
        set(AGEING);
        BlobRef blob = put("files", "in/a");
        run(blob.container(), Action.WRITE, blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)));
        clock.advance(Duration.ofHours(1));
        put("files", "in/a");
        clock.advance(Duration.ofDays(11));
        assertThat(listing("files")).as("a snapshot makes a version too").hasSize(4);
        assertThat(round()).isEqualTo(new RoundResult(4, 0, 3, 0));
        assertThat(listing("files")).containsExactly("in/a Hot");
    }

    @Test
    void whatIsHeldIsLeftAlone() {
        set(AGEING);
        BlobRef blob = put("files", "in/a");
        run(blob.container(), Action.WRITE, blobs.setLegalHold(new SetLegalHold(blob, true)));
        clock.advance(Duration.ofDays(366));
        renewPurpose();
        assertThat(round()).isEqualTo(new RoundResult(1, 0, 0, 1));
        assertThat(listing("files")).hasSize(1);
    }

    @Test
    void aTrialCountsAndDoesNothing() {
        set(AGEING);
        put("files", "in/a");
        clock.advance(Duration.ofDays(31));
        assertThat(lifecycle.round(ACCOUNT, true)).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(listing("files")).containsExactly("in/a Hot");
        assertThat(lifecycle.state(ACCOUNT).orElseThrow().lastRound()).isEmpty();
    }

    @Test
    void aRuleThatIsOffDoesNothing() {
        set(AGEING.replace("\"enabled\": true", "\"enabled\": false"));
        put("files", "in/a");
        clock.advance(Duration.ofDays(31));
        assertThat(round()).isEqualTo(RoundResult.NONE);
    }

    @Test
    void eachStepStandsInTheLedger() {
        set(AGEING);
        put("files", "in/a");
        clock.advance(Duration.ofDays(366));
        renewPurpose();
        long before = ledger.size();
        assertThat(round().deleted()).isOne();
        assertThat(ledger.entries(before, 10).toString())
                .contains("\"list\"")
                .contains("\"delete\"")
                .contains(caller.credential().purpose().toString());
    }

    @Test
    void whatCameOfItIsRemembered() {
        set(AGEING);
        put("files", "in/a");
        clock.advance(Duration.ofDays(31));
        round();
        LifecycleState state = lifecycle.state(ACCOUNT).orElseThrow();
        assertThat(state.lastRound()).contains(clock.instant());
        assertThat(state.result()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(state.policy().text()).isEqualTo(AGEING);
    }

    @Test
    void withoutRulesThereIsNothingToGoBy() {
        assertThat(lifecycle.state(ACCOUNT)).isEmpty();
        assertThatThrownBy(this::round).hasMessageContaining("account testaccount has no rules");
        assertThatThrownBy(() -> run(lifecycle.remove(ACCOUNT))).hasMessageContaining("has no rules");
        set(AGEING);
        run(lifecycle.remove(ACCOUNT));
        assertThat(lifecycle.state(ACCOUNT)).isEmpty();
    }

    /// Keys end after 90 days and purposes after a year; the rules go on under whoever holds the stewardship then.
    private void renewPurpose() {
        Authority authority = Authority.operator("test");
        control.directory().renew(caller.credential().purpose(), Duration.ofDays(365), authority);
        caller = new Caller(
                control.directory()
                        .issueKey(
                                caller.credential().purpose(),
                                caller.credential().principal().id(),
                                Duration.ofDays(90),
                                authority)
                        .credential(),
                "amana lifecycle");
    }

    private void set(String policy) {
        run(lifecycle.set(ACCOUNT, LifecyclePolicy.parse(policy)));
    }

    private RoundResult round() {
        return lifecycle.round(ACCOUNT, false);
    }

    private <R> R run(Plan<R> plan) {
        return control.gate()
                .pass(AccessRequest.on(blobs.facts(ACCOUNT).orElseThrow(), caller, Service.BLOB, Action.WRITE), plan)
                .orThrow();
    }

    private <R> R run(ContainerRef container, Action action, Plan<R> plan) {
        return control.gate()
                .pass(AccessRequest.in(blobs.facts(container), caller, Service.BLOB, action), plan)
                .orThrow();
    }

    private void container(String name) {
        ContainerRef ref = new ContainerRef(ACCOUNT, new ContainerName(name));
        run(ref, Action.WRITE, blobs.createContainer(CreateContainer.of(ref, Metadata.NONE)));
    }

    private BlobRef put(String container, String name, String... keep) {
        BlobRef blob = new ContainerRef(ACCOUNT, new ContainerName(container)).blob(name);
        TreeMap<String, String> tags = new TreeMap<>();
        for (String value : keep) {
            tags.put("keep", value);
        }
        run(
                blob.container(),
                Action.WRITE,
                blobs.putBlob(
                        PutBlob.of(blob).withTags(new Tags(tags)).withConditions(Conditions.NONE),
                        Body.of(name.getBytes(StandardCharsets.UTF_8))));
        return blob;
    }

    /// Name and tier of each blob, snapshot and version.
    private List<String> listing(String container) {
        ContainerRef ref = new ContainerRef(ACCOUNT, new ContainerName(container));
        return run(
                        ref,
                        Action.LIST,
                        blobs.listBlobs(ListBlobs.of(ref).withInclude(ListInclude.SNAPSHOTS, ListInclude.VERSIONS)))
                .items()
                .stream()
                .map(BlobItem.Blob.class::cast)
                .map(item ->
                        item.name() + " " + item.properties().keeping().tier().word())
                .toList();
    }
}
