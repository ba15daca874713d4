package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.amana.durable.OsDisk;
import org.amana.policy.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearingTest {
    @TempDir
    Path folder;

    @Test
    void aDeletedContainerIsGoneAtOnceAndItsBlobsFollowWithProgress() {
        try (House house = House.build(new OsDisk(), folder, InstantSource.system())) {
            ContainerRef box = house.container("box");
            for (int i = 0; i < 3; i++) {
                house.put(BlobRef.of(box, "blob-" + i), new byte[] {1});
            }
            assertThat(house.blobs.facts().clearing(House.ACCOUNT)).isEqualTo(new Clearing(0, 0, 0));

            house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
            assertThat(house.blobs.facts().exists(box)).isFalse();
            assertThat(house.blobs.facts().clearing(House.ACCOUNT)).isEqualTo(new Clearing(1, 3, 0));
            AccountName others = new AccountName("others");
            house.store.createAccount(others);
            assertThat(house.blobs.facts().clearing(others)).isEqualTo(new Clearing(0, 0, 0));

            RowsToWorkOff rows = new RowsToWorkOff(house.store.parts());
            assertThat(rows.workOffBatch()).isTrue();
            assertThat(house.blobs.facts().clearing(House.ACCOUNT)).isEqualTo(new Clearing(1, 3, 3));
            while (rows.workOffBatch()) {
                // until nothing is left
            }
            assertThat(house.blobs.facts().clearing(House.ACCOUNT).isDone()).isTrue();
            assertThat(house.fsck()).isEmpty();
        }
    }
}
