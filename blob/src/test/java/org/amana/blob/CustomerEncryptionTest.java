package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.store.Compaction;
import org.amana.store.Scrub;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Blobs that are encrypted with their customer's key.
class CustomerEncryptionTest {
    private static final byte[] KEY_BYTES = Seeds.bytes(Seeds.random(11), CustomerKey.BYTES);
    private static final Conditions KEY = Conditions.NONE.withCustomerKey(CustomerKey.of(KEY_BYTES));
    private static final Conditions OTHER = Conditions.NONE.withCustomerKey(CustomerKey.of(new byte[32]));
    private static final Metadata CASE = Metadata.of(Map.of("case", "blue folder"));

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
        blob = box.blob("secret.txt");
    }

    @AfterEach
    void everythingIsSound() {
        assertThat(house.fsck()).isEmpty();
        house.close();
    }

    private static byte[] content(long seed, int length) {
        return Seeds.bytes(Seeds.random(seed), length);
    }

    /// That it is done with the key alone.
    private static void onlyWithTheKey(Consumer<Conditions> deed) {
        fails(ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION, () -> deed.accept(Conditions.NONE));
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> deed.accept(OTHER));
        deed.accept(KEY);
    }

    private <R> R write(Plan<R> plan) {
        return house.run(box, Action.WRITE, plan);
    }

    private <R> R read(Plan<R> plan) {
        return house.run(box, Action.READ, plan);
    }

    private BlobWritten put(BlobRef ref, byte[] bytes, Conditions conditions) {
        return write(
                house.blobs.putBlob(PutBlob.of(ref).withMetadata(CASE).withConditions(conditions), Body.of(bytes)));
    }

    private byte[] get(BlobRef ref, Conditions conditions) {
        return house.get(GetBlob.of(ref).withConditions(conditions));
    }

    private BlobProperties properties(BlobRef ref, Conditions conditions) {
        return read(house.blobs.blobProperties(new ReadBlob(ref, conditions)));
    }

    private void putBlock(BlobRef ref, int number, byte[] bytes, Conditions conditions) {
        write(house.blobs.putBlock(new PutBlock(ref, new BlockId(House.blockId(number)), conditions), Body.of(bytes)));
    }

    private BlobWritten commit(BlobRef ref, Conditions conditions, int... numbers) {
        List<BlockChoice> blocks = Arrays.stream(numbers)
                .mapToObj(number -> new BlockChoice(BlockSource.LATEST, new BlockId(House.blockId(number))))
                .toList();
        return write(house.blobs.putBlockList(PutBlockList.of(ref, blocks).withConditions(conditions)));
    }

    private CopySource source(BlobRef ref, Conditions conditions) {
        return read(house.blobs.openCopySource(new OpenCopySource(ref, Optional.empty(), conditions)));
    }

    private BlobItem.Blob listed(BlobRef ref) {
        return house
                .run(
                        box,
                        Action.LIST,
                        house.blobs.listBlobs(ListBlobs.of(box)
                                .withPrefix(ref.name().value())
                                .withInclude(ListInclude.METADATA, ListInclude.UNCOMMITTED_BLOBS)))
                .items()
                .stream()
                .map(BlobItem.Blob.class::cast)
                .findFirst()
                .orElseThrow();
    }

    // Block blobs

    @Test
    void whatWasWrittenWithAKeyIsReadWithThatKeyAlone() {
        byte[] content = content(1, 1_200_000); // two frames
        put(blob, content, KEY);
        onlyWithTheKey(conditions -> assertThat(get(blob, conditions)).isEqualTo(content));
        onlyWithTheKey(conditions ->
                assertThat(properties(blob, conditions).metadata()).isEqualTo(CASE));
        assertThat(properties(blob, KEY).keeping().encryption().orElseThrow().key())
                .isEqualTo(CustomerKey.of(KEY_BYTES).hash());
        assertThat(house.properties(box).storedBytes()).isEqualTo(content.length);
        assertThat(house.get(GetBlob.of(blob).withConditions(KEY).withRange(new ByteRange(1_048_000, 1_049_000))))
                .isEqualTo(Arrays.copyOfRange(content, 1_048_000, 1_049_001));
    }

    @Test
    void aKeyForABlobThatHasNoneIsRefused() {
        house.put(blob, content(1, 100));
        fails(ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION, () -> get(blob, KEY));
        fails(ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION, () -> properties(blob, KEY));
        fails(
                ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION,
                () -> write(house.blobs.setBlobMetadata(new SetBlobMetadata(blob, CASE, KEY))));
    }

    @Test
    void theListingTellsWithWhichKeyAndNotTheMetadata() {
        put(blob, content(1, 100), KEY);
        BlobProperties listed = listed(blob).properties();
        assertThat(listed.keeping().encryption().orElseThrow().key().base64())
                .isEqualTo(CustomerKey.of(KEY_BYTES).hash().base64());
        assertThat(listed.keeping().encryption().orElseThrow().hasMetadata()).isTrue();
        assertThat(listed.metadata()).isEqualTo(Metadata.NONE);
        assertThat(read(house.blobs.listedProperties(ReadBlob.of(blob)))).isEqualTo(listed);
    }

    @Test
    void metadataIsSetWithTheKeyAloneAndHeadersAndTagsWithoutOne() {
        put(blob, content(1, 100), KEY);
        Metadata other = Metadata.of(Map.of("case", "red folder"));
        onlyWithTheKey(conditions -> write(house.blobs.setBlobMetadata(new SetBlobMetadata(blob, other, conditions))));
        assertThat(properties(blob, KEY).metadata()).isEqualTo(other);
        write(house.blobs.setBlobMetadata(new SetBlobMetadata(blob, Metadata.NONE, KEY)));
        assertThat(properties(blob, KEY).metadata()).isEqualTo(Metadata.NONE);

        write(house.blobs.setBlobHeaders(new SetBlobHeaders(blob, HttpHeaders.NONE.withType(), Conditions.NONE)));
        fails(
                ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH,
                () -> write(house.blobs.setBlobHeaders(new SetBlobHeaders(blob, HttpHeaders.NONE, OTHER))));
        Tags tags = new Tags(new TreeMap<>(Map.of("state", "open")));
        write(house.blobs.setBlobTags(new SetBlobTags(blob, tags, Conditions.NONE)));
        assertThat(read(house.blobs.blobTags(ReadBlob.of(blob)))).isEqualTo(tags);
        assertThat(get(blob, KEY)).isEqualTo(content(1, 100));
    }

    @Test
    void anyKeyOrNoneMayTakeThePlaceOfAnother() {
        put(blob, content(1, 100), KEY);
        put(blob, content(2, 100), OTHER);
        assertThat(get(blob, OTHER)).isEqualTo(content(2, 100));
        put(blob, content(3, 100), Conditions.NONE);
        assertThat(get(blob, Conditions.NONE)).isEqualTo(content(3, 100));
        assertThat(properties(blob, Conditions.NONE).metadata()).isEqualTo(CASE);
        assertThat(properties(blob, Conditions.NONE).keeping()).isEqualTo(Keeping.NONE);
    }

    // Blocks

    @Test
    void theBlocksOfABlobAreAllOfOneKey() {
        byte[] one = content(1, 1_500_000);
        byte[] two = content(2, 70_000);
        putBlock(blob, 1, one, KEY);
        assertThat(listed(blob).properties().keeping().encryption()).isPresent();
        onlyWithTheKey(conditions -> putBlock(blob, 2, two, conditions));
        fails(ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION, () -> commit(blob, Conditions.NONE, 1, 2));
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> commit(blob, OTHER, 1, 2));
        commit(blob, KEY, 2, 1, 2);
        byte[] content = new byte[two.length + one.length + two.length];
        System.arraycopy(two, 0, content, 0, two.length);
        System.arraycopy(one, 0, content, two.length, one.length);
        System.arraycopy(two, 0, content, two.length + one.length, two.length);
        onlyWithTheKey(conditions -> assertThat(get(blob, conditions)).isEqualTo(content));

        byte[] three = content(3, 10);
        putBlock(blob, 3, three, KEY);
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> commit(blob, OTHER, 1, 3));
        commit(blob, KEY, 3, 2);
        assertThat(house.get(GetBlob.of(blob).withConditions(KEY).withRange(new ByteRange(5, 14))))
                .startsWith(Arrays.copyOfRange(three, 5, 10))
                .endsWith(Arrays.copyOf(two, 5));
    }

    @Test
    void blocksWithoutAKeyTakeNoneThatHasOne() {
        putBlock(blob, 1, content(1, 100), Conditions.NONE);
        fails(ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION, () -> putBlock(blob, 2, content(2, 100), KEY));
        fails(ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION, () -> commit(blob, KEY, 1));
        commit(blob, Conditions.NONE, 1);
        assertThat(get(blob, Conditions.NONE)).isEqualTo(content(1, 100));
    }

    @Test
    void aKeyIsChangedByPuttingAllBlocksAnew() {
        put(blob, content(1, 100), KEY);
        putBlock(blob, 1, content(2, 100), OTHER);
        commit(blob, OTHER, 1);
        assertThat(get(blob, OTHER)).isEqualTo(content(2, 100));
    }

    // Append and page blobs

    @Test
    void anAppendBlobGrowsWithItsKeyAlone() {
        write(house.blobs.createBlob(CreateBlob.append(blob).withConditions(KEY)));
        byte[] one = content(1, 200_000);
        byte[] two = content(2, 5);
        onlyWithTheKey(conditions -> write(house.blobs.appendBlock(
                new AppendBlock(blob, OptionalLong.empty(), OptionalLong.empty(), conditions), Body.of(one))));
        write(house.blobs.appendBlock(
                new AppendBlock(blob, OptionalLong.empty(), OptionalLong.empty(), KEY), Body.of(two)));
        onlyWithTheKey(conditions -> assertThat(get(blob, conditions))
                .startsWith(Arrays.copyOf(one, 10))
                .endsWith(two)
                .hasSize(200_005));
        write(house.blobs.sealBlob(new SealBlob(blob, OptionalLong.empty(), Conditions.NONE)));
    }

    @Test
    void aPageBlobIsWrittenAndClearedWithItsKeyAlone() {
        write(house.blobs.createBlob(CreateBlob.page(blob, 1 << 20).withConditions(KEY)));
        byte[] pages = content(1, 200 * 512);
        PutPages at = PutPages.of(blob, 512, pages.length);
        onlyWithTheKey(conditions -> write(house.blobs.putPages(
                new PutPages(blob, at.range(), SequenceConditions.NONE, conditions), Body.of(pages))));
        PutPages hole = PutPages.of(blob, 10 * 512, 140 * 512);
        onlyWithTheKey(conditions ->
                write(house.blobs.clearPages(new PutPages(blob, hole.range(), SequenceConditions.NONE, conditions))));
        byte[] expected = new byte[1 << 20];
        System.arraycopy(pages, 0, expected, 512, pages.length);
        Arrays.fill(expected, 10 * 512, 150 * 512, (byte) 0);
        onlyWithTheKey(conditions -> assertThat(get(blob, conditions)).isEqualTo(expected));
        assertThat(read(house.blobs.listPages(
                                new ListPages(blob, Optional.empty(), Optional.empty(), "", 100, Conditions.NONE)))
                        .ranges())
                .hasSize(2);
        fails(
                ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH,
                () -> write(house.blobs.changePageBlob(new ChangePageBlob(
                        blob, OptionalLong.of(512), new SequenceAction.Keep(), Optional.empty(), OTHER))));
        write(house.blobs.changePageBlob(
                new ChangePageBlob(blob, OptionalLong.of(1024), new SequenceAction.Keep(), Optional.empty(), KEY)));
        assertThat(get(blob, KEY)).isEqualTo(Arrays.copyOf(expected, 1024));
    }

    // The past

    @Test
    void aSnapshotHasTheKeyThatItsBlobHad() {
        put(blob, content(1, 100), KEY);
        fails(
                ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION,
                () -> write(house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE))));
        Snapshot plain = write(house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, KEY)))
                .snapshot();
        Metadata own = Metadata.of(Map.of("why", "audit"));
        Snapshot named = write(house.blobs.snapshotBlob(new TakeSnapshot(blob, own, KEY)))
                .snapshot();
        put(blob, content(2, 100), Conditions.NONE);
        onlyWithTheKey(conditions -> assertThat(get(blob.at(plain), conditions)).isEqualTo(content(1, 100)));
        assertThat(properties(blob.at(plain), KEY).metadata()).isEqualTo(CASE);
        assertThat(properties(blob.at(named), KEY).metadata()).isEqualTo(own);
        assertThat(get(blob, Conditions.NONE)).isEqualTo(content(2, 100));
    }

    @Test
    void eachVersionHasAKeyOfItsOwnAndComesBackWithIt() {
        house.onAccount(Action.WRITE, house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, true, Duration.ZERO)));
        VersionId first = put(blob, content(1, 100), KEY).version();
        put(blob, content(2, 100), OTHER);
        write(house.blobs.setBlobMetadata(new SetBlobMetadata(blob, Metadata.NONE, OTHER)));
        assertThat(get(blob.at(first), KEY)).isEqualTo(content(1, 100));
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> get(blob.at(first), OTHER));
        assertThat(get(blob, OTHER)).isEqualTo(content(2, 100));
    }

    @Test
    void whatIsDeletedComesBackUnderItsKey() {
        ServiceProperties old = ServiceProperties.DEFAULT;
        house.onAccount(
                Action.WRITE,
                house.blobs.setServiceProperties(new SetServiceProperties(
                        House.ACCOUNT,
                        new ServiceProperties(
                                old.logging(),
                                old.hourMetrics(),
                                old.minuteMetrics(),
                                old.cors(),
                                old.defaultServiceVersion(),
                                new ServiceProperties.Retention(true, 7),
                                old.permanentDelete(),
                                old.staticWebsite()))));
        put(blob, content(1, 100), KEY);
        house.delete(blob, DeleteSnapshots.INCLUDE);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> get(blob, KEY));
        write(house.blobs.undeleteBlob(new UndeleteBlob(blob)));
        onlyWithTheKey(conditions -> assertThat(get(blob, conditions)).isEqualTo(content(1, 100)));
        assertThat(properties(blob, KEY).metadata()).isEqualTo(CASE);
    }

    @Test
    void policiesNeedNoKey() {
        put(blob, content(1, 100), KEY);
        write(house.blobs.setLegalHold(new SetLegalHold(blob, true)));
        fails(ErrorCode.BLOB_ON_LEGAL_HOLD, () -> put(blob, content(2, 100), KEY));
        write(house.blobs.setLegalHold(new SetLegalHold(blob, false)));
        onlyWithTheKey(conditions -> assertThat(get(blob, conditions)).isEqualTo(content(1, 100)));
    }

    @Test
    void aTierIsChangedWithTheKeyOnlyOutOfTheArchiveToo() {
        put(blob, content(1, 100), KEY);
        onlyWithTheKey(conditions -> move(Tier.ARCHIVE, conditions));
        onlyWithTheKey(conditions -> move(Tier.HOT, conditions));
        assertThat(properties(blob, KEY).keeping().rehydration()).isPresent();
    }

    private void move(Tier tier, Conditions conditions) {
        write(house.blobs.setBlobTier(new SetBlobTier(blob, tier, Rehydration.Priority.STANDARD, conditions)));
    }

    // Copies

    @Test
    void aCopyIsReadWithTheSourcesKeyAndWrittenWithItsOwn() {
        byte[] content = content(1, 1_200_000);
        put(blob, content, KEY);
        BlobRef same = box.blob("same");
        BlobRef other = box.blob("other");
        BlobRef open = box.blob("open");
        fails(ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION, () -> source(blob, Conditions.NONE));
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> source(blob, OTHER));
        copy(same, source(blob, KEY), KEY);
        copy(other, source(blob, KEY), OTHER);
        copy(open, source(blob, KEY), Conditions.NONE);
        onlyWithTheKey(conditions -> assertThat(get(same, conditions)).isEqualTo(content));
        assertThat(get(other, OTHER)).isEqualTo(content);
        assertThat(get(open, Conditions.NONE)).isEqualTo(content);
        assertThat(properties(same, KEY).metadata()).isEqualTo(CASE);
        assertThat(properties(other, OTHER).metadata()).isEqualTo(CASE);
        assertThat(properties(open, Conditions.NONE).metadata()).isEqualTo(CASE);
        BlobRef back = box.blob("back");
        copy(back, source(open, Conditions.NONE), KEY);
        onlyWithTheKey(conditions -> assertThat(get(back, conditions)).isEqualTo(content));
    }

    private void copy(BlobRef to, CopySource source, Conditions conditions) {
        CopyBlob plain = CopyBlob.of(to, source);
        write(house.blobs.copyBlob(new CopyBlob(
                to,
                source,
                plain.headers(),
                plain.metadata(),
                plain.tags(),
                plain.sourceUrl(),
                plain.expected(),
                plain.keepAs(),
                conditions,
                plain.sealed())));
    }

    @Test
    void aCopyUnderTheSameKeyMovesNoBytes() {
        put(blob, content(1, 100_000), KEY);
        long before = house.extents.usage().payload();
        copy(box.blob("same"), source(blob, KEY), KEY);
        assertThat(house.extents.usage().payload()).isEqualTo(before);
    }

    @Test
    void blocksAndPagesAndAppendsAreTakenFromASourceUnderAKey() {
        byte[] content = content(1, 1024);
        put(blob, content, KEY);
        BlobRef blocks = box.blob("blocks");
        write(house.blobs.putBlockFrom(
                new PutBlockFrom(blocks, new BlockId(House.blockId(1)), source(blob, KEY), SourceSums.NONE, OTHER)));
        commit(blocks, OTHER, 1);
        assertThat(get(blocks, OTHER)).isEqualTo(content);
        BlobRef log = box.blob("log");
        write(house.blobs.createBlob(CreateBlob.append(log).withConditions(KEY)));
        write(house.blobs.appendBlockFrom(new AppendBlockFrom(
                new AppendBlock(log, OptionalLong.empty(), OptionalLong.empty(), KEY),
                source(blob, KEY),
                SourceSums.NONE)));
        assertThat(get(log, KEY)).isEqualTo(content);
        BlobRef disk = box.blob("disk");
        write(house.blobs.createBlob(CreateBlob.page(disk, 2048)));
        write(house.blobs.putPagesFrom(
                new PutPagesFrom(PutPages.of(disk, 512, 1024), source(blob, KEY), SourceSums.NONE)));
        assertThat(house.get(GetBlob.of(disk).withRange(new ByteRange(512, 1535))))
                .isEqualTo(content);
    }

    @Test
    void aPageBlobIsCopiedWithItsHolesUnderAnotherKey() {
        write(house.blobs.createBlob(CreateBlob.page(blob, 1 << 20).withConditions(KEY)));
        byte[] pages = content(1, 1024);
        write(house.blobs.putPages(
                new PutPages(blob, PutPages.of(blob, 512, 1024).range(), SequenceConditions.NONE, KEY),
                Body.of(pages)));
        BlobRef to = box.blob("to");
        copy(to, source(blob, KEY), OTHER);
        assertThat(get(to, OTHER)).isEqualTo(get(blob, KEY));
        assertThat(house.properties(box).storedBytes()).isEqualTo(2048);
    }

    // At rest

    @Test
    void compactionScrubAndCheckNeedNoKey() {
        byte[] content = content(1, 700_000);
        put(blob, content, KEY);
        for (int i = 0; i < 12; i++) {
            house.put(box.blob("bulk" + i), content(i, 400_000));
        }
        for (int i = 0; i < 12; i++) {
            house.delete(box.blob("bulk" + i), DeleteSnapshots.INCLUDE);
        }
        reopen();
        assertThat(new Scrub(house.extents).run().damages()).isEmpty();
        Compaction compaction = new Compaction(
                house.extents, List.of(house.store.liveRanges()), ByteSize.ofMebibytes(64), Courtesy.none());
        assertThat(compaction.run().moved()).isPositive();
        onlyWithTheKey(conditions -> assertThat(get(blob, conditions)).isEqualTo(content));
    }

    @Test
    void neitherTheKeyNorTheMetadataStandsInAnyFile() throws Exception {
        put(blob, content(1, 1000), KEY);
        write(house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.of(Map.of("why", "hidden word")), KEY)));
        putBlock(box.blob("blocks"), 1, content(2, 1000), KEY);
        house.close();
        byte[] text = Base64.getEncoder().encode(KEY_BYTES);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (byte[] secret : List.of(
                        KEY_BYTES,
                        text,
                        "blue folder".getBytes(StandardCharsets.UTF_8),
                        "hidden word".getBytes(StandardCharsets.UTF_8))) {
                    assertThat(indexOf(bytes, secret)).as(file.toString()).isNegative();
                }
            }
        }
        reopen();
    }

    private void reopen() {
        Caller caller = house.caller;
        house.close();
        house = House.open(new OsDisk(), folder, clock);
        house.caller = caller;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void whoeverIsToldOfAChangeIsNotToldTheMetadata() {
        put(blob, content(1, 100), KEY);
        BlobChange.Written written = (BlobChange.Written) house.changes.getLast();
        assertThat(written.properties().keeping().encryption()).isPresent();
        assertThat(written.properties().metadata()).isEqualTo(Metadata.NONE);
        assertThat(written.toString()).doesNotContain("blue folder");
    }
}
