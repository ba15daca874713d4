package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.amana.durable.OsDisk;
import org.amana.policy.Action;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be read keeps the janitor from nothing else.
class JanitorTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private House house;
    private ContainerRef box;

    @BeforeEach
    void build() {
        house = House.build(new OsDisk(), folder, clock);
        box = house.container("box");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void change(String sql) {
        house.catalog.commit(tx -> tx.update(sql));
    }

    /// A blob that is on its way out of the archive.
    private BlobRef rehydrating(String name) {
        BlobRef blob = box.blob(name);
        house.put(blob, BYTES);
        for (Tier tier : new Tier[] {Tier.ARCHIVE, Tier.HOT}) {
            SetBlobTier move = new SetBlobTier(blob, tier, Rehydration.Priority.STANDARD, Conditions.NONE);
            house.run(box, Action.WRITE, house.blobs.setBlobTier(move));
        }
        return blob;
    }

    @Test
    void aBlobThatCannotBeReadHoldsUpNoOthersAndHasItsTurnWhenItCan() {
        BlobRef bad = rehydrating("bad");
        clock.advance(Duration.ofSeconds(1));
        BlobRef good = rehydrating("good");
        change("UPDATE blob SET kind = 99, kind_number = 0 WHERE name = 'bad'");
        clock.advance(BlobConfig.DEFAULTS.rehydration());
        house.round();
        assertThat(house.get(good)).isEqualTo(BYTES);

        change("UPDATE blob SET kind = NULL, kind_number = NULL WHERE name = 'bad'");
        clock.advance(Duration.ofHours(1));
        house.round();
        assertThat(house.get(bad)).isEqualTo(BYTES);
        assertThat(house.count("deadline")).isZero();
        assertThat(house.fsck()).isEmpty();
    }

    @Test
    void aStepThatFailsIsFollowedByTheOthers() {
        house.put(box.blob("a"), BYTES);
        house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        change("INSERT INTO deadline (at, container_id, name, taken) VALUES (0, 99, '', 0)"); // no blob's name
        house.round();
        assertThat(house.count("container")).isZero();
        assertThat(house.count("deadline")).as("what failed").isEqualTo(1);
    }
}
