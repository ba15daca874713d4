package org.amana.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.amana.blob.BlobRef;
import org.amana.blob.Conditions;
import org.amana.blob.Metadata;
import org.amana.blob.SetBlobTags;
import org.amana.blob.SetLegalHold;
import org.amana.blob.SetSafeguards;
import org.amana.blob.Tags;
import org.amana.blob.TakeSnapshot;
import org.amana.policy.Action;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class LifecycleTest {
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
    private House house;

    @BeforeEach
    void build() {
        house = House.build(folder, clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void blobsGrowColdAndAreDeletedAsTheyAge() {
        house.set(AGEING);
        house.put("files", "in/a");
        assertThat(house.round()).isEqualTo(new RoundResult(1, 0, 0, 0));
        clock.advance(Duration.ofDays(31));
        assertThat(house.round()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(house.listing("files")).containsExactly("in/a Cool");
        assertThat(house.round()).as("nothing is due twice").isEqualTo(new RoundResult(1, 0, 0, 0));
        clock.advance(Duration.ofDays(60));
        house.renewPurpose();
        assertThat(house.round()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(house.listing("files")).containsExactly("in/a Archive");
        clock.advance(Duration.ofDays(300));
        house.renewPurpose();
        assertThat(house.round()).isEqualTo(new RoundResult(1, 0, 1, 0));
        assertThat(house.listing("files")).isEmpty();
    }

    @Test
    void whatIsDueForSeveralStepsTakesTheThriftiest() {
        house.set(AGEING);
        house.put("files", "in/a");
        clock.advance(Duration.ofDays(91));
        house.renewPurpose();
        assertThat(house.round()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(house.listing("files")).containsExactly("in/a Archive");
    }

    @Test
    void onlyWhatARuleCoversIsTouched() {
        house.set(AGEING.replace("\"prefixMatch\"", """
                "blobIndexMatch": [{"name": "keep", "op": "==", "value": "no"}], "prefixMatch\""""));
        house.container("other");
        house.put("files", "in/untagged");
        house.putTagged("files", "out/tagged", "no");
        house.putTagged("files", "in/tagged", "no");
        house.putTagged("files", "in/otherwise", "yes");
        house.putTagged("other", "in/tagged", "no");
        clock.advance(Duration.ofDays(40));
        assertThat(house.round().moved()).isOne();
        assertThat(house.listing("files"))
                .containsExactly("in/otherwise Hot", "in/tagged Cool", "in/untagged Hot", "out/tagged Hot");
        assertThat(house.listing("other")).containsExactly("in/tagged Hot");
    }

    @Test
    void snapshotsAndVersionsHaveStepsOfTheirOwn() {
        house.run(house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, true, Duration.ZERO)));
        house.set(AGEING);
        BlobRef blob = house.put("files", "in/a");
        house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)));
        clock.advance(Duration.ofHours(1));
        house.put("files", "in/a");
        clock.advance(Duration.ofDays(11));
        assertThat(house.listing("files")).as("a snapshot makes a version too").hasSize(4);
        assertThat(house.round()).isEqualTo(new RoundResult(4, 0, 3, 0));
        assertThat(house.listing("files")).containsExactly("in/a Hot");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsHeldIsLeftAlone(boolean versions) {
        house.run(house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, versions, Duration.ZERO)));
        house.set(AGEING);
        BlobRef blob = house.put("files", "in/a");
        house.run(blob.container(), Action.WRITE, house.blobs.setLegalHold(new SetLegalHold(blob, true)));
        clock.advance(Duration.ofDays(366));
        house.renewPurpose();
        assertThat(house.round()).isEqualTo(new RoundResult(1, 0, 0, 1));
        assertThat(house.listing("files")).hasSize(1);
    }

    @Test
    void whatNobodyForesawInOneAccountKeepsNoOtherWaiting() {
        for (String account : List.of("oneaccount", "otheraccount")) {
            house.catalog.commit(tx -> tx.update(
                    "INSERT INTO lifecycle_policy VALUES (?, ?, ?, 0, 0, 0, 0, 0)",
                    account,
                    LifecyclePolicy.parse(AGEING).text(),
                    tx.now()));
        }
        List<String> asked = new ArrayList<>();
        try (Lifecycle lifecycle = Lifecycle.open(
                house.catalog,
                house.blobs,
                house.control.gate(),
                account -> {
                    asked.add(account.value());
                    throw new IllegalStateException("unforeseen");
                },
                Duration.ofDays(1))) {
            lifecycle.roundsThatAreDue();
        }
        assertThat(asked).containsExactlyInAnyOrder("oneaccount", "otheraccount");
    }

    @Test
    void aTrialCountsAndDoesNothing() {
        house.set(AGEING);
        house.put("files", "in/a");
        clock.advance(Duration.ofDays(31));
        assertThat(house.lifecycle.round(House.ACCOUNT, true)).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(house.listing("files")).containsExactly("in/a Hot");
        assertThat(house.lifecycle.state(House.ACCOUNT).orElseThrow().lastRound())
                .isEmpty();
    }

    @Test
    void whereRulesAreRemovedMeanwhileTheRoundEnds() {
        house.set(AGEING);
        house.put("files", "in/a");
        house.put("files", "in/b");
        clock.advance(Duration.ofDays(366));
        house.renewPurpose();
        house.afterChange = tx -> tx.update("DELETE FROM lifecycle_policy");
        assertThat(house.round().deleted()).isOne();
        assertThat(house.listing("files")).containsExactly("in/b Hot");
    }

    @Test
    void whereRulesAreReplacedMeanwhileTheRoundIsNotTheirs() {
        house.set(AGEING);
        house.put("files", "in/a");
        house.put("files", "in/b");
        clock.advance(Duration.ofDays(366));
        house.renewPurpose();
        String other = AGEING.replace("365", "9999");
        house.afterChange = tx -> tx.update("UPDATE lifecycle_policy SET policy = ?", other);
        assertThat(house.round().deleted()).isOne();
        assertThat(house.listing("files")).containsExactly("in/b Hot");
        LifecycleState state = house.lifecycle.state(House.ACCOUNT).orElseThrow();
        assertThat(state.policy().text()).isEqualTo(other);
        assertThat(state.lastRound()).as("of the new rules").isEmpty();
    }

    /// A round that is asked before each page, container and step whether to stop.
    private RoundResult round(String policy, BooleanSupplier stopped) {
        return new LifecycleRound(
                        house.blobs,
                        house.control.gate(),
                        House.ACCOUNT,
                        house.caller,
                        LifecyclePolicy.parse(policy),
                        clock.instant(),
                        false,
                        stopped)
                .run();
    }

    @Test
    void aRoundEndsBetweenTwoStepsWhenTheServerStops() {
        house.put("files", "in/a");
        house.put("files", "in/b");
        clock.advance(Duration.ofDays(366));
        house.renewPurpose();
        RoundResult result = round(AGEING, () -> house.listing("files").size() < 2);
        assertThat(result.deleted()).isOne();
        assertThat(house.listing("files")).containsExactly("in/b Hot");
    }

    @Test
    void aBlobWhoseTagIsAnotherMeanwhileIsLeftAlone() {
        house.putTagged("files", "in/a", "no");
        BlobRef blob = house.blob("files", "in/a");
        clock.advance(Duration.ofDays(366));
        house.renewPurpose();
        String tagged = AGEING.replace("\"prefixMatch\"", """
                "blobIndexMatch": [{"name": "keep", "op": "==", "value": "no"}], "prefixMatch\"""");
        AtomicInteger asked = new AtomicInteger();
        RoundResult result = round(tagged, () -> {
            if (asked.incrementAndGet() == 2) { // before its container, and before its step
                Tags yes = new Tags(new TreeMap<>(Map.of("keep", "yes")));
                house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.setBlobTags(new SetBlobTags(blob, yes, Conditions.NONE)));
            }
            return false;
        });
        assertThat(result).isEqualTo(new RoundResult(1, 0, 0, 1));
        assertThat(house.listing("files")).containsExactly("in/a Hot");
        house.putTagged("files", "in/a", "no");
        clock.advance(Duration.ofDays(366));
        house.renewPurpose();
        assertThat(round(tagged, () -> false).deleted()).isOne();
    }

    @Test
    void aRuleThatIsOffDoesNothing() {
        house.set(AGEING.replace("\"enabled\": true", "\"enabled\": false"));
        house.put("files", "in/a");
        clock.advance(Duration.ofDays(31));
        assertThat(house.round()).isEqualTo(RoundResult.NONE);
    }

    @Test
    void eachStepStandsInTheLedger() {
        house.set(AGEING);
        house.put("files", "in/a");
        clock.advance(Duration.ofDays(366));
        house.renewPurpose();
        long before = house.ledger.size();
        assertThat(house.round().deleted()).isOne();
        assertThat(house.ledger.entries(before, 10).toString())
                .contains("\"list\"")
                .contains("\"delete\"")
                .contains(house.caller.credential().purpose().toString());
    }

    @Test
    void whatCameOfItIsRemembered() {
        house.set(AGEING);
        house.put("files", "in/a");
        clock.advance(Duration.ofDays(31));
        house.round();
        LifecycleState state = house.lifecycle.state(House.ACCOUNT).orElseThrow();
        assertThat(state.lastRound()).contains(clock.instant());
        assertThat(state.result()).isEqualTo(new RoundResult(1, 1, 0, 0));
        assertThat(state.policy().text()).isEqualTo(AGEING);
    }

    @Test
    void withoutRulesThereIsNothingToGoBy() {
        assertThat(house.lifecycle.state(House.ACCOUNT)).isEmpty();
        assertThatThrownBy(house::round).hasMessageContaining("account testaccount has no rules");
        assertThatThrownBy(() -> house.run(house.lifecycle.remove(House.ACCOUNT)))
                .hasMessageContaining("has no rules");
        house.set(AGEING);
        house.run(house.lifecycle.remove(House.ACCOUNT));
        assertThat(house.lifecycle.state(House.ACCOUNT)).isEmpty();
    }
}
