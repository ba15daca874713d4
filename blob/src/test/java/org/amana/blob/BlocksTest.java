package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.junit.jupiter.api.Test;

/// Blocks that wait, and the lists that make blobs of them.
final class BlocksTest extends OpenHouse {
    private static BlockChoice latest(int number) {
        return new BlockChoice(BlockSource.LATEST, new BlockId(House.blockId(number)));
    }

    @Test
    void blocksBecomeABlobInTheOrderOfTheList() {
        house.putBlock(blob, House.blockId(1), bytes("one "));
        house.putBlock(blob, House.blockId(2), bytes("two "));
        house.putBlock(blob, House.blockId(3), bytes("three "));
        house.commit(blob, latest(3), latest(1), latest(1));
        assertThat(house.get(blob)).isEqualTo(bytes("three one one "));
        BlockList list = house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(blob)));
        assertThat(list.committed())
                .extracting(block -> block.id().value())
                .containsExactly(House.blockId(3), House.blockId(1), House.blockId(1));
        assertThat(list.uncommitted()).isEmpty();
        assertThat(house.properties(blob).headers().contentMd5()).isEmpty();
        assertThat(house.properties(box).storedBytes()).isEqualTo(14);
    }

    @Test
    void committedBlocksCanBeKeptAndReplaced() {
        house.putBlock(blob, House.blockId(1), bytes("one "));
        house.putBlock(blob, House.blockId(2), bytes("two "));
        house.commit(blob, latest(1), latest(2));
        house.putBlock(blob, House.blockId(2), bytes("TWO "));
        BlockChoice old = new BlockChoice(BlockSource.COMMITTED, new BlockId(House.blockId(2)));
        BlockChoice waiting = new BlockChoice(BlockSource.UNCOMMITTED, new BlockId(House.blockId(2)));
        fails(
                ErrorCode.INVALID_BLOCK_LIST,
                () -> house.commit(blob, new BlockChoice(BlockSource.UNCOMMITTED, new BlockId(House.blockId(1)))));
        house.commit(blob, latest(1), old, waiting);
        assertThat(house.get(blob)).isEqualTo(bytes("one two TWO "));
    }

    @Test
    void toDeleteAnUncommittedBlobIsToDropItsBlocks() {
        house.putBlock(blob, House.blockId(1), bytes("waiting"));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(list(ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS)))
                .isEmpty();
        assertThat(house.properties(box).storedBytes()).isZero();
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
    }

    @Test
    void anUncommittedBlobIsNotThereUntilItIsCommitted() {
        house.putBlock(blob, House.blockId(1), bytes("waiting"));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.delete(blob, DeleteSnapshots.ONLY));
        assertThat(list(ListBlobs.of(box))).isEmpty();
        assertThat(list(ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS)))
                .containsExactly("a/b.txt");
        BlockList list = house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(blob)));
        assertThat(list.exists()).isFalse();
        assertThat(list.uncommitted()).containsExactly(new BlockList.Block(new BlockId(House.blockId(1)), 7));
        assertThat(house.properties(box).storedBytes()).isEqualTo(7);
        assertThat(house.properties(box).blobCount()).isZero();
    }

    @Test
    void whatHasWaitingBlocksOnlyCanBeLeasedAndTheBlobMadeOfThemHasThatLease() {
        LeaseId mine = LeaseId.parse("lease", "469c1868-11a0-3f32-3dd1-0cf20b9cb067");
        LeaseAction acquire = new LeaseAction.Acquire(15, mine);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> lease(acquire, Conditions.NONE));
        house.putBlock(blob, House.blockId(1), bytes("waiting"));
        fails(ErrorCode.CONDITION_NOT_MET, () -> lease(acquire, Conditions.NONE.withIfMatch(ETagCondition.any())));
        assertThat(lease(acquire, Conditions.NONE).id()).isEqualTo(mine);

        ListBlobs listing = ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS);
        assertThat(house.run(box, Action.LIST, house.blobs.listBlobs(listing)).items())
                .singleElement()
                .isInstanceOfSatisfying(
                        BlobItem.Blob.class,
                        it -> assertThat(it.properties().lease().state()).isEqualTo(LeaseState.LEASED));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.putBlock(blob, House.blockId(2), bytes("more")));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.put(blob, bytes("whole")));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.commit(blob, latest(1)));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
        Conditions others = Conditions.NONE.withLease(LeaseId.parse("lease", "00000000-0000-0000-0000-000000000001"));
        fails(
                ErrorCode.LEASE_ID_MISMATCH_BLOB,
                () -> house.run(box, Action.READ, house.blobs.blockList(new ReadBlob(blob, others))));
        lease(new LeaseAction.Renew(mine), Conditions.NONE);
        clock.advance(Duration.ofSeconds(14));

        Conditions shown = Conditions.NONE.withLease(mine);
        house.run(
                box,
                Action.WRITE,
                house.blobs.putBlock(
                        new PutBlock(blob, new BlockId(House.blockId(2)), shown), Body.of(bytes(" more"))));
        house.run(
                box,
                Action.WRITE,
                house.blobs.putBlockList(
                        PutBlockList.of(blob, List.of(latest(1), latest(2))).withConditions(shown)));
        assertThat(house.get(blob)).isEqualTo(bytes("waiting more"));
        assertThat(house.properties(blob).lease().state()).isEqualTo(LeaseState.LEASED);
        clock.advance(Duration.ofSeconds(1));
        assertThat(house.properties(blob).lease().state()).isEqualTo(LeaseState.EXPIRED);
    }

    private LeaseChanged lease(LeaseAction action, Conditions conditions) {
        return house.run(box, Action.WRITE, house.blobs.leaseBlob(new LeaseBlob(blob, action, conditions)));
    }

    private List<String> list(ListBlobs command) {
        return house.run(box, Action.LIST, house.blobs.listBlobs(command)).items().stream()
                .map(BlobItem::name)
                .toList();
    }

    @Test
    void committingAnEmptyBlockListMakesAnEmptyBlob() {
        house.commit(blob);
        assertThat(house.get(blob)).isEmpty();
        assertThat(house.properties(blob).length()).isZero();
    }

    @Test
    void putBlobWipesWhatWaits() {
        house.putBlock(blob, House.blockId(1), bytes("waiting"));
        house.put(blob, bytes("whole"));
        BlockList list = house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(blob)));
        assertThat(list.uncommitted()).isEmpty();
        assertThat(house.properties(box).storedBytes()).isEqualTo(5);
    }

    @Test
    void theIdsOfWaitingBlocksHaveOneLength() {
        house.putBlock(blob, House.blockId(1), bytes("x"));
        fails(ErrorCode.INVALID_BLOB_OR_BLOCK, () -> house.putBlock(blob, "QUFB", bytes("x")));
        house.putBlock(blob, House.blockId(1), bytes("xyz"));
        assertThat(house.properties(box).storedBytes()).isEqualTo(3);
    }

    @Test
    void putBlockAnswersACrc64UnlessAnMd5WasGiven() throws Exception {
        assertThat(house.putBlock(blob, House.blockId(1), bytes("123456789"))
                        .crc64()
                        .orElseThrow()
                        .value())
                .isEqualTo(0xAE8B14860A799888L);
        Md5 md5 = Md5.of(MessageDigest.getInstance("MD5").digest(bytes("x")));
        BlockWritten checked = house.run(
                box,
                Action.WRITE,
                house.blobs.putBlock(
                        PutBlock.of(blob, House.blockId(2)), Body.of(bytes("x")).withMd5(md5)));
        assertThat(checked.md5()).contains(md5);
        assertThat(checked.crc64()).isEmpty();
    }

    @Test
    void blocksThatNobodyCommitsAreCollectedAfterAWeek() {
        house.putBlock(blob, House.blockId(1), bytes("waiting"));
        BlobRef fresh = box.blob("fresh");
        clock.advance(Duration.ofDays(6));
        house.putBlock(fresh, House.blockId(1), bytes("young"));
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        house.round();
        assertThat(list(ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS)))
                .containsExactly("fresh");
        assertThat(house.properties(box).storedBytes()).isEqualTo(5);
        assertThat(house.count("staged_block")).isEqualTo(1);
        assertThat(house.count("dropped_staging")).isZero();
    }

    @Test
    void aBlobOfManyBlocksKeepsItsContentApartAndSharesItWithItsSnapshots() {
        BlockChoice[] choices = new BlockChoice[300];
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < choices.length; i++) {
            house.putBlock(blob, House.blockId(i), bytes("block" + i));
            choices[i] = latest(i);
            whole.append("block").append(i);
        }
        house.commit(blob, choices);
        assertThat(house.count("long_content")).isEqualTo(1);
        BlobRef snapshot = blob.at(house.snapshot(blob));
        house.put(blob, bytes("short"));
        assertThat(house.get(snapshot)).isEqualTo(bytes(whole.toString()));
        assertThat(house.count("long_content")).isEqualTo(1);
        house.delete(blob, DeleteSnapshots.ONLY);
        assertThat(house.count("long_content")).isZero();
    }
}
