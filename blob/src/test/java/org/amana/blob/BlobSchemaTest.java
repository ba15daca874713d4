package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.amana.durable.OsDisk;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.store.Catalog;
import org.amana.store.Schema;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of what older builds wrote, and of older builds.
class BlobSchemaTest {
    private static final byte[] BYTES = "kept".getBytes(StandardCharsets.UTF_8);
    private static final Schema TWELVE =
            new Schema("blob", BlobSchema.SCHEMA.steps().subList(0, 12));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    private static void hold(House house, BlobRef blob, boolean on) {
        house.run(blob.container(), Action.WRITE, house.blobs.setLegalHold(new SetLegalHold(blob, on)));
    }

    private static LegalHold holdOf(House house, BlobRef blob) {
        return house.properties(blob).keeping().legalHold();
    }

    /// Version 13 has the tables of version 12, and a word more in `keeping`; version 14 has the lease of waiting
    /// blocks.
    @Test
    void theHoldsOfVersion12HoldAndOneThatIsTakenOffIsNotShownToItsBuilds() {
        Caller caller;
        BlobRef held;
        BlobRef free;
        BlobRef waiting;
        try (House house = House.build(new OsDisk(), folder, clock)) {
            caller = house.caller;
            ContainerRef box = house.container("box");
            held = box.blob("held");
            free = box.blob("free");
            waiting = box.blob("waiting");
            house.put(held, BYTES);
            house.put(free, BYTES);
            house.putBlock(waiting, House.blockId(1), BYTES);
            hold(house, held, true);
            List<String> keepings = house.catalog.read(reader -> reader.list(
                    "SELECT coalesce(keeping, '') AS keeping FROM blob ORDER BY name", row -> row.text("keeping")));
            assertThat(keepings).as("as version 12 has them").containsExactly("", "hold\n");
            house.catalog.commit(tx -> {
                for (String column : List.of("lease_id", "lease_seconds", "lease_ends", "lease_broken")) {
                    tx.update("ALTER TABLE staging DROP COLUMN " + column);
                }
                return tx.update("UPDATE schema_version SET version = 12 WHERE name = 'blob'");
            });
        }
        try (House house = House.open(new OsDisk(), folder, clock)) {
            house.caller = caller;
            assertThat(holdOf(house, held)).isEqualTo(LegalHold.ON);
            assertThat(holdOf(house, free)).isEqualTo(LegalHold.NEVER_SET);
            hold(house, held, false);
            LeaseAction lease = new LeaseAction.Acquire(LeaseAction.INFINITE, LeaseId.NONE);
            house.run(
                    waiting.container(),
                    Action.WRITE,
                    house.blobs.leaseBlob(new LeaseBlob(waiting, lease, Conditions.NONE)));
            assertThat(house.fsck()).isEmpty();
        }
        try (House house = House.open(new OsDisk(), folder, clock)) {
            house.caller = caller;
            assertThat(holdOf(house, held)).isEqualTo(LegalHold.OFF);
        }
        assertThatThrownBy(() -> Catalog.open(new OsDisk(), folder.resolve("catalog.db"), List.of(TWELVE), clock))
                .hasMessageContaining("holds version 14 of the tables of blob, this build knows 12");
    }
}
