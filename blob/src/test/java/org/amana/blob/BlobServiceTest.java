package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.amana.durable.OsDisk;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Passage;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobServiceTest {
    private static final LeaseId A = LeaseId.of(new UUID(0, 0xA));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private House house;
    private ContainerRef box;
    private BlobRef blob;

    @BeforeEach
    void build() {
        house = House.build(new OsDisk(), folder, clock);
        box = house.container("box");
        blob = box.blob("a/b.txt");
    }

    @AfterEach
    void everythingIsSound() {
        assertThat(house.fsck()).isEmpty();
        house.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String id(int number) {
        return Base64.getEncoder().encodeToString(String.format("%08d", number).getBytes(StandardCharsets.US_ASCII));
    }

    private static BlockChoice latest(int number) {
        return new BlockChoice(BlockSource.LATEST, new BlockId(id(number)));
    }

    // Content

    @Test
    void aBlobIsReadAsItWasWritten() {
        byte[] content = Seeds.bytes(Seeds.random(1), 3_000_000);
        BlobWritten written = house.put(blob, content);
        assertThat(house.get(blob)).isEqualTo(content);
        assertThat(house.properties(blob).etag()).isEqualTo(written.etag());
        assertThat(house.properties(blob).length()).isEqualTo(content.length);
        assertThat(house.properties(box).storedBytes()).isEqualTo(content.length);
        assertThat(house.properties(box).blobCount()).isEqualTo(1);
    }

    @Test
    void putBlobStoresTheMd5ThatItComputes() throws Exception {
        byte[] content = bytes("hello");
        BlobWritten written = house.put(blob, content);
        Md5 md5 = Md5.of(MessageDigest.getInstance("MD5").digest(content));
        assertThat(written.md5()).contains(md5);
        assertThat(house.properties(blob).headers().contentMd5()).contains(md5);
    }

    @Test
    void aWrongMd5OrCrc64OrAShortBodyStoresNothing() {
        byte[] content = bytes("hello");
        Body wrongMd5 = Body.of(content).withMd5(Md5.of(new byte[16]));
        Body wrongCrc = Body.of(content).withCrc64(new Crc64(7));
        Body tooShort = Body.of(new ByteArrayInputStream(content), 6);
        Body broken = new Body(new BrokenStream(), OptionalLong.of(5), Optional.empty(), Optional.empty());
        fails(ErrorCode.MD5_MISMATCH, () -> putBody(wrongMd5));
        fails(ErrorCode.CRC64_MISMATCH, () -> putBody(wrongCrc));
        fails(ErrorCode.INCOMPLETE_BODY, () -> putBody(tooShort));
        fails(ErrorCode.INCOMPLETE_BODY, () -> putBody(broken));
        fails(ErrorCode.TOO_LARGE, () -> putBody(Body.of(InputStream.nullInputStream(), 1L << 40)));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.properties(blob));
        assertThat(house.properties(box).storedBytes()).isZero();
    }

    /// A connection that is reset.
    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }

    private BlobWritten putBody(Body body) {
        return house.run(box, Action.WRITE, house.blobs.putBlob(PutBlob.of(blob), body));
    }

    @Test
    void rangesAreExactAndCutAtTheEnd() {
        byte[] content = Seeds.bytes(Seeds.random(2), 200_000);
        house.put(blob, content);
        assertThat(house.get(GetBlob.of(blob).withRange(new ByteRange(65_530, 65_550))))
                .isEqualTo(java.util.Arrays.copyOfRange(content, 65_530, 65_551));
        assertThat(house.get(GetBlob.of(blob).withRange(ByteRange.from(199_999))))
                .hasSize(1);
        assertThat(house.get(GetBlob.of(blob).withRange(new ByteRange(100_000, Long.MAX_VALUE - 1))))
                .hasSize(100_000);
        fails(ErrorCode.INVALID_RANGE, () -> house.get(GetBlob.of(blob).withRange(ByteRange.from(200_000))));
        house.put(blob, new byte[0]);
        fails(ErrorCode.INVALID_RANGE, () -> house.get(GetBlob.of(blob).withRange(ByteRange.from(0))));
        assertThat(house.get(blob)).isEmpty();
    }

    @Test
    void aRangesChecksumIsThatOfTheRange() {
        byte[] content = bytes("0123456789");
        house.put(blob, content);
        GetBlob command = new GetBlob(
                blob, Optional.of(new ByteRange(1, 9)), ETagCondition.absent(), true, true, Conditions.NONE);
        try (Content read = house.run(box, Action.READ, house.blobs.getBlob(command))) {
            assertThat(read.rangeCrc64().orElseThrow().value()).isEqualTo(0xAE8B14860A799888L);
            assertThat(read.rangeMd5()).isPresent();
            assertThat(read.length()).isEqualTo(9);
        }
    }

    @Test
    void aVersionBeingReadIsStreamedThoughTheBlobIsOverwrittenAndDeleted() throws IOException {
        byte[] content = Seeds.bytes(Seeds.random(3), 500_000);
        house.put(blob, content);
        try (Content read = house.run(box, Action.READ, house.blobs.getBlob(GetBlob.of(blob)))) {
            house.put(blob, bytes("new"));
            house.delete(blob, DeleteSnapshots.UNSPECIFIED);
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            read.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(content);
        }
    }

    @Test
    void theLedgerTellsExactlyWhatMoved() {
        long before = house.ledger.size();
        house.put(blob, new byte[1000]);
        house.put(blob, new byte[400]);
        house.get(GetBlob.of(blob).withRange(new ByteRange(10, 19)));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(house.ledger.entries(before, 10))
                .extracting(entry -> List.of(entry.number("in"), entry.number("out"), entry.number("dst")))
                .containsExactly(
                        List.of(1000L, 0L, 1000L),
                        List.of(400L, 0L, -600L),
                        List.of(0L, 10L, 0L),
                        List.of(0L, 0L, -400L));
    }

    @Test
    void newContentHasATypeAndSettingTheHeadersMayTakeItAway() {
        house.put(blob, bytes("1"));
        assertThat(house.properties(blob).headers().contentType()).isEqualTo(HttpHeaders.DEFAULT_TYPE);
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobHeaders(new SetBlobHeaders(blob, HttpHeaders.NONE, Conditions.NONE)));
        assertThat(house.properties(blob).headers()).isEqualTo(HttpHeaders.NONE);
        house.commit(blob);
        assertThat(house.properties(blob).headers().contentType()).isEqualTo(HttpHeaders.DEFAULT_TYPE);
    }

    @Test
    void aStatedMd5IsKeptWhateverItsLength() {
        house.put(blob, bytes("1"));
        Md5 stated = Md5.stated("x-ms-blob-content-md5", "AQIDBA==");
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobHeaders(
                        new SetBlobHeaders(blob, HttpHeaders.NONE.withMd5(Optional.of(stated)), Conditions.NONE)));
        assertThat(house.properties(blob).headers().contentMd5()).contains(stated);
        fails(ErrorCode.INVALID_MD5, () -> Md5.parse("Content-MD5", "AQIDBA=="));
        fails(ErrorCode.INVALID_MD5, () -> Md5.stated("x-ms-blob-content-md5", "?"));
    }

    // Conditions and ETags

    @Test
    void everyWriteHasAHigherETag() {
        ETag first = house.put(blob, bytes("1")).etag();
        ETag second = house.put(blob, bytes("2")).etag();
        ETag third = house.run(
                        box,
                        Action.WRITE,
                        house.blobs.setBlobMetadata(
                                new SetBlobMetadata(blob, Metadata.of(Map.of("k", "v")), Conditions.NONE)))
                .etag();
        ETag fourth = house.run(
                        box,
                        Action.WRITE,
                        house.blobs.setBlobHeaders(
                                new SetBlobHeaders(blob, HttpHeaders.ofType("text/plain"), Conditions.NONE)))
                .etag();
        assertThat(List.of(first.value(), second.value(), third.value(), fourth.value()))
                .isSorted()
                .doesNotHaveDuplicates();
        BlobProperties properties = house.properties(blob);
        assertThat(properties.contentVersion())
                .isLessThan(Long.parseLong(fourth.value().substring(2), 16));
        assertThat(properties.headers().contentType()).isEqualTo("text/plain");
        assertThat(properties.headers().contentMd5()).isEmpty();
    }

    @Test
    void tagsAndLeasesLeaveETagAndTimeAlone() {
        ETag etag = house.put(blob, bytes("1")).etag();
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobTags(
                        new SetBlobTags(blob, new Tags(new TreeMap<>(Map.of("a", "b"))), Conditions.NONE)));
        house.run(
                box,
                Action.WRITE,
                house.blobs.leaseBlob(new LeaseBlob(blob, new LeaseAction.Acquire(15, LeaseId.NONE), Conditions.NONE)));
        assertThat(house.properties(blob).etag()).isEqualTo(etag);
        assertThat(house.run(box, Action.READ, house.blobs.blobTags(ReadBlob.of(blob)))
                        .values())
                .containsEntry("a", "b");
    }

    @Test
    void conditionsKeepAWriterFromOverwritingWhatItHasNotSeen() {
        ETag etag = house.put(blob, bytes("1")).etag();
        house.put(blob, bytes("2"));
        PutBlob stale =
                PutBlob.of(blob).withConditions(Conditions.NONE.withIfMatch(ETagCondition.parse(etag.quoted())));
        fails(
                ErrorCode.CONDITION_NOT_MET,
                () -> house.run(box, Action.WRITE, house.blobs.putBlob(stale, Body.of(bytes("3")))));
        PutBlob create = PutBlob.of(blob).withConditions(Conditions.NONE.withIfNoneMatch(ETagCondition.any()));
        fails(
                ErrorCode.BLOB_EXISTS,
                () -> house.run(box, Action.WRITE, house.blobs.putBlob(create, Body.of(bytes("3")))));
        assertThat(house.get(blob)).isEqualTo(bytes("2"));
    }

    // Blocks

    @Test
    void blocksBecomeABlobInTheOrderOfTheList() {
        house.putBlock(blob, id(1), bytes("one "));
        house.putBlock(blob, id(2), bytes("two "));
        house.putBlock(blob, id(3), bytes("three "));
        house.commit(blob, latest(3), latest(1), latest(1));
        assertThat(house.get(blob)).isEqualTo(bytes("three one one "));
        BlockList list = house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(blob)));
        assertThat(list.committed()).extracting(block -> block.id().value()).containsExactly(id(3), id(1), id(1));
        assertThat(list.uncommitted()).isEmpty();
        assertThat(house.properties(blob).headers().contentMd5()).isEmpty();
        assertThat(house.properties(box).storedBytes()).isEqualTo(14);
    }

    @Test
    void committedBlocksCanBeKeptAndReplaced() {
        house.putBlock(blob, id(1), bytes("one "));
        house.putBlock(blob, id(2), bytes("two "));
        house.commit(blob, latest(1), latest(2));
        house.putBlock(blob, id(2), bytes("TWO "));
        BlockChoice old = new BlockChoice(BlockSource.COMMITTED, new BlockId(id(2)));
        BlockChoice waiting = new BlockChoice(BlockSource.UNCOMMITTED, new BlockId(id(2)));
        fails(
                ErrorCode.INVALID_BLOCK_LIST,
                () -> house.commit(blob, new BlockChoice(BlockSource.UNCOMMITTED, new BlockId(id(1)))));
        house.commit(blob, latest(1), old, waiting);
        assertThat(house.get(blob)).isEqualTo(bytes("one two TWO "));
    }

    @Test
    void toDeleteAnUncommittedBlobIsToDropItsBlocks() {
        house.putBlock(blob, id(1), bytes("waiting"));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(list(ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS)))
                .isEmpty();
        assertThat(house.properties(box).storedBytes()).isZero();
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
    }

    @Test
    void anUncommittedBlobIsNotThereUntilItIsCommitted() {
        house.putBlock(blob, id(1), bytes("waiting"));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.delete(blob, DeleteSnapshots.ONLY));
        assertThat(list(ListBlobs.of(box))).isEmpty();
        assertThat(list(ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS)))
                .containsExactly("a/b.txt");
        BlockList list = house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(blob)));
        assertThat(list.exists()).isFalse();
        assertThat(list.uncommitted()).containsExactly(new BlockList.Block(new BlockId(id(1)), 7));
        assertThat(house.properties(box).storedBytes()).isEqualTo(7);
        assertThat(house.properties(box).blobCount()).isZero();
    }

    @Test
    void whatHasWaitingBlocksOnlyCanBeLeasedAndTheBlobMadeOfThemHasThatLease() {
        LeaseId mine = LeaseId.parse("lease", "469c1868-11a0-3f32-3dd1-0cf20b9cb067");
        LeaseAction acquire = new LeaseAction.Acquire(15, mine);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> lease(acquire, Conditions.NONE));
        house.putBlock(blob, id(1), bytes("waiting"));
        fails(ErrorCode.CONDITION_NOT_MET, () -> lease(acquire, Conditions.NONE.withIfMatch(ETagCondition.any())));
        assertThat(lease(acquire, Conditions.NONE).id()).isEqualTo(mine);

        ListBlobs listing = ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS);
        assertThat(house.run(box, Action.LIST, house.blobs.listBlobs(listing)).items())
                .singleElement()
                .isInstanceOfSatisfying(
                        BlobItem.Blob.class,
                        it -> assertThat(it.properties().lease().state()).isEqualTo(LeaseState.LEASED));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.putBlock(blob, id(2), bytes("more")));
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
                house.blobs.putBlock(new PutBlock(blob, new BlockId(id(2)), shown), Body.of(bytes(" more"))));
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
        house.putBlock(blob, id(1), bytes("waiting"));
        house.put(blob, bytes("whole"));
        BlockList list = house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(blob)));
        assertThat(list.uncommitted()).isEmpty();
        assertThat(house.properties(box).storedBytes()).isEqualTo(5);
    }

    @Test
    void theIdsOfWaitingBlocksHaveOneLength() {
        house.putBlock(blob, id(1), bytes("x"));
        fails(ErrorCode.INVALID_BLOB_OR_BLOCK, () -> house.putBlock(blob, "QUFB", bytes("x")));
        house.putBlock(blob, id(1), bytes("xyz"));
        assertThat(house.properties(box).storedBytes()).isEqualTo(3);
    }

    @Test
    void putBlockAnswersACrc64UnlessAnMd5WasGiven() throws Exception {
        assertThat(house.putBlock(blob, id(1), bytes("123456789"))
                        .crc64()
                        .orElseThrow()
                        .value())
                .isEqualTo(0xAE8B14860A799888L);
        Md5 md5 = Md5.of(MessageDigest.getInstance("MD5").digest(bytes("x")));
        BlockWritten checked = house.run(
                box,
                Action.WRITE,
                house.blobs.putBlock(
                        PutBlock.of(blob, id(2)), Body.of(bytes("x")).withMd5(md5)));
        assertThat(checked.md5()).contains(md5);
        assertThat(checked.crc64()).isEmpty();
    }

    @Test
    void blocksThatNobodyCommitsAreCollectedAfterAWeek() {
        house.putBlock(blob, id(1), bytes("waiting"));
        BlobRef fresh = box.blob("fresh");
        clock.advance(Duration.ofDays(6));
        house.putBlock(fresh, id(1), bytes("young"));
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        house.janitor(BlobConfig.DEFAULTS).round();
        assertThat(list(ListBlobs.of(box).withInclude(ListInclude.UNCOMMITTED_BLOBS)))
                .containsExactly("fresh");
        assertThat(house.properties(box).storedBytes()).isEqualTo(5);
        assertThat(count("SELECT count(*) AS n FROM staged_block")).isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM dropped_staging")).isZero();
    }

    private long count(String sql) {
        return house.catalog
                .read(reader -> reader.first(sql, row -> row.number("n")))
                .orElseThrow();
    }

    @Test
    void aBlobOfManyBlocksKeepsItsContentApartAndSharesItWithItsSnapshots() {
        BlockChoice[] choices = new BlockChoice[300];
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < choices.length; i++) {
            house.putBlock(blob, id(i), bytes("block" + i));
            choices[i] = latest(i);
            whole.append("block").append(i);
        }
        house.commit(blob, choices);
        assertThat(count("SELECT count(*) AS n FROM long_content")).isEqualTo(1);
        BlobRef snapshot = snapshot(blob);
        house.put(blob, bytes("short"));
        assertThat(house.get(snapshot)).isEqualTo(bytes(whole.toString()));
        assertThat(count("SELECT count(*) AS n FROM long_content")).isEqualTo(1);
        house.delete(blob, DeleteSnapshots.ONLY);
        assertThat(count("SELECT count(*) AS n FROM long_content")).isZero();
    }

    // Snapshots and deletion

    private BlobRef snapshot(BlobRef of) {
        return of.at(house.run(
                        box,
                        Action.WRITE,
                        house.blobs.snapshotBlob(new TakeSnapshot(of, Metadata.NONE, Conditions.NONE)))
                .snapshot());
    }

    @Test
    void aSnapshotStaysAsItWasTaken() {
        house.put(blob, bytes("first"));
        BlobRef snapshot = snapshot(blob);
        BlobRef another = snapshot(blob);
        house.put(blob, bytes("second"));
        assertThat(another.snapshot()).isGreaterThan(snapshot.snapshot());
        assertThat(house.get(snapshot)).isEqualTo(bytes("first"));
        assertThat(house.get(blob)).isEqualTo(bytes("second"));
        assertThat(house.properties(box).storedBytes()).isEqualTo(16);
        fails(ErrorCode.INVALID_QUERY_PARAMETER, () -> house.put(snapshot, bytes("x")));
    }

    @Test
    void aBlobWithSnapshotsIsDeletedOnlyWhenToldWhatToDoWithThem() {
        house.put(blob, bytes("first"));
        BlobRef one = snapshot(blob);
        BlobRef two = snapshot(blob);
        fails(ErrorCode.SNAPSHOTS_PRESENT, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
        assertThat(house.delete(one, DeleteSnapshots.UNSPECIFIED)).isEqualTo(new Deleted(0, 1, true));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(one));
        assertThat(house.delete(blob, DeleteSnapshots.ONLY)).isEqualTo(new Deleted(0, 1, true));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(two));
        snapshot(blob);
        assertThat(house.delete(blob, DeleteSnapshots.INCLUDE)).isEqualTo(new Deleted(1, 1, true));
        assertThat(house.properties(box).storedBytes()).isZero();
        assertThat(house.properties(box).blobCount()).isZero();
    }

    // Leases

    @Test
    void aLeasedBlobIsWrittenAndDeletedWithTheIdOnly() {
        house.put(blob, bytes("1"));
        house.run(
                box,
                Action.WRITE,
                house.blobs.leaseBlob(new LeaseBlob(blob, new LeaseAction.Acquire(-1, A), Conditions.NONE)));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.put(blob, bytes("2")));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.putBlock(blob, id(1), bytes("2")));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
        PutBlob own = PutBlob.of(blob).withConditions(Conditions.NONE.withLease(A));
        house.run(box, Action.WRITE, house.blobs.putBlob(own, Body.of(bytes("2"))));
        assertThat(house.properties(blob).lease()).isEqualTo(new LeaseView(LeaseState.LEASED, LeaseDuration.INFINITE));
        LeaseChanged broken = house.run(
                box,
                Action.WRITE,
                house.blobs.leaseBlob(new LeaseBlob(blob, new LeaseAction.Break(OptionalInt.of(30)), Conditions.NONE)));
        assertThat(broken.remainingSeconds()).hasValue(30);
        clock.advance(Duration.ofSeconds(30));
        house.put(blob, bytes("3"));
    }

    @Test
    void aContainersLeaseProtectsItsDeletionOnly() {
        house.run(
                box,
                Action.WRITE,
                house.blobs.leaseContainer(new LeaseContainer(box, new LeaseAction.Acquire(-1, A), Conditions.NONE)));
        house.put(blob, bytes("1"));
        fails(ErrorCode.LEASE_ID_MISSING_CONTAINER, () -> deleteContainer(Conditions.NONE));
        deleteContainer(Conditions.NONE.withLease(A));
        fails(ErrorCode.CONTAINER_NOT_FOUND, () -> house.properties(box));
    }

    private ContainerProperties deleteContainer(Conditions conditions) {
        return house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, conditions)));
    }

    // Containers

    @Test
    void aContainerIsMadeOnceAndItsNameIsFreeAfterItsDeletion() {
        fails(ErrorCode.CONTAINER_EXISTS, () -> house.container("box"));
        house.put(blob, bytes("old"));
        String pseudonym = house.blobs.facts().of(box).boxPseudonym();
        deleteContainer(Conditions.NONE);
        fails(ErrorCode.CONTAINER_NOT_FOUND, () -> house.get(blob));
        house.container("box");
        assertThat(house.blobs.facts().of(box).boxPseudonym()).isNotEqualTo(pseudonym);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
    }

    @Test
    void aDeletedContainersKeyIsDestroyedAndItsRowsAreWorkedOff() {
        house.put(blob, bytes("x"));
        snapshot(blob);
        house.putBlock(box.blob("waiting"), id(1), bytes("y"));
        deleteContainer(Conditions.NONE);
        assertThat(count("SELECT count(*) AS n FROM container WHERE wrapped_key IS NOT NULL"))
                .isZero();
        house.janitor(BlobConfig.DEFAULTS).round();
        for (String table : new String[] {
            "container", "container_size", "blob", "snapshot", "staging", "staged_block", "dropped_staging"
        }) {
            assertThat(count("SELECT count(*) AS n FROM " + table)).as(table).isZero();
        }
        box = house.container("box");
    }

    @Test
    void aDecisionAboutOneContainerIsNotGoodForAnotherOfTheSameName() {
        var facts = house.blobs.facts().of(box);
        deleteContainer(Conditions.NONE);
        house.container("box");
        var request = org.amana.policy.AccessRequest.inAsKnown(
                facts, house.caller, org.amana.policy.Service.BLOB, Action.WRITE);
        Passage<BlobWritten> passage =
                house.control.gate().pass(request, house.blobs.putBlob(PutBlob.of(blob), Body.of(bytes("x"))));
        fails(ErrorCode.CONTAINER_NOT_FOUND, passage::orThrow);
    }

    @Test
    void metadataAndPoliciesOfAContainerAreReplaced() {
        house.run(
                box,
                Action.WRITE,
                house.blobs.setContainerMetadata(
                        new SetContainerMetadata(box, Metadata.of(Map.of("Team", "red")), Conditions.NONE)));
        StoredAccessPolicy policy = new StoredAccessPolicy("p1", "2026-01-01", "2027-01-01T00:00:00Z", "rwl");
        house.run(
                box,
                Action.WRITE,
                house.blobs.setContainerAcl(
                        new SetContainerAcl(box, List.of(policy), AnonymousAccess.CONTAINER, Conditions.NONE)));
        assertThat(house.properties(box).metadata()).isEqualTo(Metadata.of(Map.of("Team", "red")));
        assertThat(house.run(box, Action.READ, house.blobs.containerAcl(new ReadContainer(box, Conditions.NONE)))
                        .policies())
                .containsExactly(policy);
        assertThat(house.blobs.facts().storedAccessPolicies(box)).containsExactly(policy);
        assertThat(house.blobs.facts().anonymousAccess(box)).isEqualTo(AnonymousAccess.CONTAINER);
        Conditions notModified =
                Conditions.NONE.withIfModifiedSince(clock.instant().plusSeconds(1));
        fails(
                ErrorCode.CONDITION_NOT_MET,
                () -> house.run(
                        box,
                        Action.WRITE,
                        house.blobs.setContainerMetadata(new SetContainerMetadata(box, Metadata.NONE, notModified))));
    }

    @Test
    void containersAreListedByNameInPages() {
        for (String name : new String[] {"zebra", "alpha", "alpine", "beta"}) {
            house.container(name);
        }
        ContainerPage first = listContainers("", "", 2);
        assertThat(first.items()).extracting(it -> it.name().value()).containsExactly("alpha", "alpine");
        ContainerPage second = listContainers("", first.nextMarker(), 10);
        assertThat(second.items()).extracting(it -> it.name().value()).containsExactly("beta", "box", "zebra");
        assertThat(second.nextMarker()).isEmpty();
        assertThat(listContainers("alp", "", 10).items()).hasSize(2);
    }

    /// However many are left out, a page is full, and a marker never names one of them.
    @Test
    void containersThatAreNotVisibleAreLeftOutOfPagesAndMarkers() {
        for (int i = 0; i < 250; i++) {
            house.container("hidden-%03d".formatted(i));
        }
        house.container("a-first");
        house.container("z-last");
        Predicate<BoxFacts> visible = box -> !box.container().startsWith("hidden");
        ContainerPage first = listContainers("", "", 2, visible);
        assertThat(first.items()).extracting(it -> it.name().value()).containsExactly("a-first", "box");
        assertThat(ListMarker.parse(first.nextMarker()).map(ListMarker::name)).hasValue("z-last");
        ContainerPage second = listContainers("", first.nextMarker(), 2, visible);
        assertThat(second.items()).extracting(it -> it.name().value()).containsExactly("z-last");
        assertThat(second.nextMarker()).isEmpty();
        assertThat(listContainers("hidden", "", 2, visible)).isEqualTo(new ContainerPage(List.of(), ""));
    }

    private ContainerPage listContainers(String prefix, String marker, int most) {
        return listContainers(prefix, marker, most, _ -> true);
    }

    private ContainerPage listContainers(String prefix, String marker, int most, Predicate<BoxFacts> visible) {
        return house.control
                .gate()
                .pass(
                        org.amana.policy.AccessRequest.on(
                                house.blobs.facts().of(House.ACCOUNT).orElseThrow(),
                                house.caller,
                                org.amana.policy.Service.BLOB,
                                Action.LIST),
                        house.blobs.listContainers(
                                new ListContainers(House.ACCOUNT, prefix, marker, most, false, true), visible))
                .orThrow();
    }

    // Copies

    @Test
    void aCopyTakesOverContentHeadersAndMetadata() {
        PutBlob command = PutBlob.of(blob)
                .withHeaders(HttpHeaders.ofType("text/plain"))
                .withMetadata(Metadata.of(Map.of("FooBar", "1")))
                .withTags(new Tags(new TreeMap<>(Map.of("t", "1"))));
        house.run(box, Action.WRITE, house.blobs.putBlob(command, Body.of(bytes("copy me"))));
        ContainerRef other = house.container("other");
        for (BlobRef target : List.of(box.blob("near"), other.blob("far"))) {
            CopyBlob copy = CopyBlob.of(target, house.source(blob));
            house.run(target.container(), Action.WRITE, house.blobs.copyBlob(copy));
            assertThat(house.get(target)).isEqualTo(bytes("copy me"));
            BlobProperties properties = house.properties(target);
            assertThat(properties.metadata()).isEqualTo(Metadata.of(Map.of("FooBar", "1")));
            assertThat(properties.headers()).isEqualTo(house.properties(blob).headers());
            assertThat(properties.tags()).isEqualTo(Tags.NONE);
            assertThat(properties.copy()).isPresent();
        }
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(house.get(box.blob("near"))).isEqualTo(bytes("copy me"));
    }

    @Test
    void aSourceThatChangesMeanwhileIsNotCopied() {
        house.put(blob, bytes("old"));
        CopySource source = house.source(blob);
        house.put(blob, bytes("new"));
        BlobRef target = box.blob("target");
        fails(
                ErrorCode.SOURCE_CONDITION_NOT_MET,
                () -> house.run(box, Action.WRITE, house.blobs.copyBlob(CopyBlob.of(target, source))));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.properties(target));
    }

    @Test
    void aBlockIsPutFromARangeOfAnotherBlob() {
        house.put(blob, bytes("0123456789"));
        ContainerRef other = house.container("other");
        OpenCopySource middle = new OpenCopySource(blob, Optional.of(new ByteRange(3, 6)), Conditions.NONE);
        for (BlobRef target : List.of(box.blob("near"), other.blob("far"))) {
            CopySource source = house.run(box, Action.READ, house.blobs.openCopySource(middle));
            house.run(
                    target.container(),
                    Action.WRITE,
                    house.blobs.putBlockFrom(
                            new PutBlockFrom(target, new BlockId(id(1)), source, SourceSums.NONE, Conditions.NONE)));
            house.commit(target, latest(1));
            assertThat(house.get(target)).isEqualTo(bytes("3456"));
        }
    }

    @Test
    void aBlockFromAnotherBlobMustSumUpToWhatIsExpected() throws Exception {
        house.put(blob, bytes("0123456789"));
        ContainerRef other = house.container("other");
        Md5 right = Md5.of(MessageDigest.getInstance("MD5").digest(bytes("0123456789")));
        SourceSums wrongMd5 = new SourceSums(Optional.of(Md5.of(new byte[16])), Optional.empty());
        SourceSums wrongCrc = new SourceSums(Optional.empty(), Optional.of(new Crc64(7)));
        SourceSums good = new SourceSums(Optional.of(right), Optional.of(Crc64.of(bytes("0123456789"))));
        for (BlobRef target : List.of(box.blob("near"), other.blob("far"))) {
            fails(ErrorCode.MD5_MISMATCH, () -> putBlockFrom(target, wrongMd5));
            fails(ErrorCode.CRC64_MISMATCH, () -> putBlockFrom(target, wrongCrc));
            fails(ErrorCode.INVALID_BLOCK_LIST, () -> house.commit(target, latest(1)));
            assertThat(putBlockFrom(target, good).md5()).contains(right);
            house.commit(target, latest(1));
            assertThat(house.get(target)).isEqualTo(bytes("0123456789"));
        }
    }

    private BlockWritten putBlockFrom(BlobRef target, SourceSums expected) {
        OpenCopySource whole = new OpenCopySource(blob, Optional.empty(), Conditions.NONE);
        CopySource source = house.run(box, Action.READ, house.blobs.openCopySource(whole));
        return house.run(
                target.container(),
                Action.WRITE,
                house.blobs.putBlockFrom(
                        new PutBlockFrom(target, new BlockId(id(1)), source, expected, Conditions.NONE)));
    }

    @Test
    void thereIsNeverAPendingCopy() {
        house.put(blob, bytes("x"));
        fails(
                ErrorCode.NO_PENDING_COPY,
                () -> house.run(box, Action.WRITE, house.blobs.abortCopy(ReadBlob.of(blob), "id")));
    }

    // Hooks

    @Test
    void hooksSeeEveryChangeOfABlobInItsOwnCommit() {
        house.changes.clear();
        house.put(blob, bytes("1"));
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobMetadata(new SetBlobMetadata(blob, Metadata.NONE, Conditions.NONE)));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        deleteContainer(Conditions.NONE);
        assertThat(house.changes)
                .hasExactlyElementsOfTypes(
                        BlobChange.Written.class,
                        BlobChange.Described.class,
                        BlobChange.Deleted.class,
                        BlobChange.ContainerDeleted.class);
        assertThat(Set.copyOf(
                        house.changes.stream().map(BlobChange::containerId).toList()))
                .hasSize(1);
    }

    @Test
    void everythingIsThereAfterARestart() {
        ETag etag = house.put(blob, bytes("kept")).etag();
        var caller = house.caller;
        house.close();
        house = House.open(new OsDisk(), folder, clock);
        house.caller = caller;
        assertThat(house.get(blob)).isEqualTo(bytes("kept"));
        assertThat(house.properties(blob).etag()).isEqualTo(etag);
        clock.advance(Duration.ofDays(-1));
        assertThat(house.put(blob, bytes("new")).etag().value()).isGreaterThan(etag.value());
    }
}
