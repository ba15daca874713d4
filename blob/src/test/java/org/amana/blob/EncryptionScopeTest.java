package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.store.Compaction;
import org.amana.store.Places;
import org.amana.store.Scrub;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Blobs in encryption scopes.
class EncryptionScopeTest {
    private static final ScopeName FIRST = new ScopeName("first");
    private static final ScopeName SECOND = new ScopeName("second-2");
    private static final Conditions IN_FIRST = Conditions.NONE.inScope(FIRST);
    private static final Conditions IN_SECOND = Conditions.NONE.inScope(SECOND);
    private static final Conditions KEY = Conditions.NONE.withCustomerKey(CustomerKey.of(new byte[32]));
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
        onAccount(house.blobs.addEncryptionScope(House.ACCOUNT, FIRST));
        onAccount(house.blobs.addEncryptionScope(House.ACCOUNT, SECOND));
        box = house.container("box");
        blob = box.blob("secret.txt");
    }

    @AfterEach
    void everythingIsSound() {
        assertThat(house.fsck()).isEmpty();
        house.close();
    }

    private <R> R onAccount(Plan<R> plan) {
        return house.onAccount(Action.WRITE, plan);
    }

    private void enable(ScopeName scope, boolean enabled) {
        assertThat(onAccount(house.blobs.setEncryptionScope(House.ACCOUNT, scope, enabled))
                        .enabled())
                .isEqualTo(enabled);
    }

    private ContainerRef container(String name, ScopeName scope, boolean overrideDenied) {
        ContainerRef ref = house.ref(name);
        house.run(
                ref,
                Action.WRITE,
                house.blobs.createContainer(CreateContainer.of(ref, Metadata.NONE)
                        .encrypted(new ContainerEncryption(scope, overrideDenied))));
        return ref;
    }

    private static byte[] content(long seed, int length) {
        return Seeds.bytes(Seeds.random(seed), length);
    }

    private <R> R write(BlobRef ref, Plan<R> plan) {
        return house.run(ref.container(), Action.WRITE, plan);
    }

    private BlobWritten put(BlobRef ref, byte[] bytes, Conditions conditions) {
        return write(
                ref,
                house.blobs.putBlob(PutBlob.of(ref).withMetadata(CASE).withConditions(conditions), Body.of(bytes)));
    }

    private void putBlock(BlobRef ref, int number, byte[] bytes, Conditions conditions) {
        write(
                ref,
                house.blobs.putBlock(
                        new PutBlock(ref, new BlockId(House.blockId(number)), conditions), Body.of(bytes)));
    }

    private BlobWritten commit(BlobRef ref, Conditions conditions, int... numbers) {
        List<BlockChoice> blocks = Arrays.stream(numbers)
                .mapToObj(number -> new BlockChoice(BlockSource.LATEST, new BlockId(House.blockId(number))))
                .toList();
        return write(ref, house.blobs.putBlockList(PutBlockList.of(ref, blocks).withConditions(conditions)));
    }

    private ScopeName scope(BlobRef ref) {
        return house.properties(ref).keeping().scope();
    }

    private Copied copy(BlobRef from, BlobRef to, Conditions conditions) {
        return write(
                to,
                house.blobs.copyBlob(new CopyBlob(
                        to,
                        house.source(from),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "http://here/" + from,
                        SourceSums.NONE,
                        KeepAs.NONE,
                        conditions,
                        Optional.empty())));
    }

    private Places places(BlobRef ref) {
        Box of = house.store.parts().containers().find(ref.container()).orElseThrow();
        return house.catalog.read(reader -> ContentRows.of(
                        reader,
                        BlobRows.find(reader, of.id(), ref.name(), Snapshot.NONE)
                                .orElseThrow())
                .places());
    }

    // Scopes

    @Test
    void scopesAreListedByNameAndMadeOnce() {
        enable(SECOND, false);
        assertThat(house.blobs.facts().encryptionScopes(House.ACCOUNT))
                .extracting(EncryptionScope::name, EncryptionScope::enabled)
                .containsExactly(Tuple.tuple(FIRST, true), Tuple.tuple(SECOND, false));
        fails(ErrorCode.RESOURCE_EXISTS, () -> onAccount(house.blobs.addEncryptionScope(House.ACCOUNT, FIRST)));
        fails(
                ErrorCode.ENCRYPTION_SCOPE_NOT_FOUND,
                () -> onAccount(house.blobs.setEncryptionScope(House.ACCOUNT, new ScopeName("third"), true)));
        fails(
                ErrorCode.INVALID_NAME,
                () -> onAccount(house.blobs.addEncryptionScope(House.ACCOUNT, ScopeName.ACCOUNT_KEY)));
    }

    @Test
    void namesAreThoseOfAzure() {
        for (String good : List.of("abc", "a-b", "0-9-z", "a".repeat(63))) {
            assertThat(ScopeName.isOne(good)).as(good).isTrue();
        }
        for (String bad :
                List.of("", "ab", "a".repeat(64), "Abc", "-abc", "abc-", "a--b", "a_b", "a.b", "ab\n", "$root")) {
            assertThat(ScopeName.isOne(bad)).as(bad).isFalse();
        }
    }

    // Block blobs

    @Test
    void whatIsInAScopeIsReadWithoutNamingItAsLongAsItIsEnabled() {
        byte[] content = content(1, 3_000_000);
        put(blob, content, IN_FIRST);
        assertThat(house.get(blob)).isEqualTo(content);
        assertThat(house.get(GetBlob.of(blob).withRange(new ByteRange(1_048_000, 1_049_000))))
                .isEqualTo(Arrays.copyOfRange(content, 1_048_000, 1_049_001));
        assertThat(scope(blob)).isEqualTo(FIRST);
        assertThat(house.properties(blob).metadata()).isEqualTo(CASE);
        assertThat(house.properties(box).storedBytes()).isEqualTo(content.length);

        enable(FIRST, false);
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> house.get(blob));
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> house.properties(blob));
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> house.source(blob));
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> put(blob, content, IN_FIRST));
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> putBlock(box.blob("other"), 1, content, IN_FIRST));
        enable(FIRST, true);
        assertThat(house.get(blob)).isEqualTo(content);
    }

    @Test
    void nothingElseIsAffectedByADisabledScope() {
        put(blob, content(1, 100), IN_FIRST);
        put(box.blob("second"), content(2, 100), IN_SECOND);
        put(box.blob("none"), content(3, 100), Conditions.NONE);
        enable(FIRST, false);
        assertThat(house.get(box.blob("second"))).isEqualTo(content(2, 100));
        assertThat(house.get(box.blob("none"))).isEqualTo(content(3, 100));
        assertThat(house.run(box, Action.LIST, house.blobs.listBlobs(ListBlobs.of(box)))
                        .items())
                .hasSize(3);
        assertThat(house.run(box, Action.READ, house.blobs.listedProperties(ReadBlob.of(blob)))
                        .keeping()
                        .scope())
                .isEqualTo(FIRST);
        house.delete(blob, DeleteSnapshots.INCLUDE);
        put(blob, content(4, 100), IN_SECOND);
        assertThat(house.get(blob)).isEqualTo(content(4, 100));
    }

    /// The content is noise to whoever has the container's key and not that of the scope.
    @Test
    void withoutTheScopesKeyTheContentIsNoise() {
        byte[] content = content(1, 100_000);
        put(blob, content, IN_FIRST);
        Box of = house.store.parts().containers().find(box).orElseThrow();
        ContentKeys without = new ContentKeys(of.key(), Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            without.read(house.extents, places(blob), 0, content.length, out::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(out.toByteArray()).hasSize(content.length).isNotEqualTo(content);
        ContentKeys other = new ContentKeys(of.key(), Optional.of(ScopeKey.create(FIRST)));
        fails(ErrorCode.CORRUPT, () -> other.read(house.extents, places(blob), 0, content.length, (_, _, _) -> {}));
    }

    @Test
    void aScopeThatDoesNotExistIsRefused() {
        Conditions unknown = Conditions.NONE.inScope(new ScopeName("third"));
        fails(ErrorCode.ENCRYPTION_SCOPE_NOT_FOUND, () -> put(blob, content(1, 10), unknown));
        fails(ErrorCode.ENCRYPTION_SCOPE_NOT_FOUND, () -> container("new", new ScopeName("third"), false));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
    }

    @Test
    void anyScopeOrKeyOrNoneMayTakeThePlaceOfAnother() {
        put(blob, content(1, 100), IN_FIRST);
        put(blob, content(2, 100), IN_SECOND);
        assertThat(house.get(blob)).isEqualTo(content(2, 100));
        put(blob, content(3, 100), KEY);
        assertThat(house.get(GetBlob.of(blob).withConditions(KEY))).isEqualTo(content(3, 100));
        put(blob, content(4, 100), IN_FIRST);
        assertThat(scope(blob)).isEqualTo(FIRST);
        put(blob, content(5, 100), Conditions.NONE);
        assertThat(house.get(blob)).isEqualTo(content(5, 100));
        assertThat(house.properties(blob).keeping()).isEqualTo(Keeping.NONE);
    }

    @Test
    void blocksOfABlobAgreeWithIt() {
        putBlock(blob, 1, content(1, 200_000), IN_FIRST);
        fails(ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION, () -> putBlock(blob, 2, content(2, 10), Conditions.NONE));
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> putBlock(blob, 2, content(2, 10), IN_SECOND));
        fails(ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION, () -> putBlock(blob, 2, content(2, 10), KEY));
        putBlock(blob, 2, content(2, 300), IN_FIRST);
        fails(ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION, () -> commit(blob, Conditions.NONE, 1, 2));
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> commit(blob, IN_SECOND, 1, 2));
        commit(blob, IN_FIRST, 1, 2);
        assertThat(house.get(blob)).hasSize(200_300).startsWith(Arrays.copyOf(content(1, 200_000), 100));

        putBlock(blob, 3, content(3, 50), IN_SECOND); // a new blob may be in another scope, but not with old blocks
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> commit(blob, IN_SECOND, 1, 3));
        commit(blob, IN_SECOND, 3);
        assertThat(house.get(blob)).isEqualTo(content(3, 50));
        assertThat(scope(blob)).isEqualTo(SECOND);
    }

    // Containers

    @Test
    void theScopeOfAContainerIsThatOfWritesThatNameNone() {
        ContainerRef other = container("scoped", FIRST, false);
        assertThat(house.properties(other).encryption()).isEqualTo(new ContainerEncryption(FIRST, false));
        BlobRef plain = other.blob("plain");
        put(plain, content(1, 100), Conditions.NONE);
        assertThat(scope(plain)).isEqualTo(FIRST);
        putBlock(other.blob("blocks"), 1, content(2, 100), Conditions.NONE);
        commit(other.blob("blocks"), IN_FIRST, 1);
        assertThat(house.get(other.blob("blocks"))).isEqualTo(content(2, 100));

        put(other.blob("second"), content(3, 100), IN_SECOND);
        assertThat(scope(other.blob("second"))).isEqualTo(SECOND);
        put(other.blob("none"), content(4, 100), Conditions.NONE.inScope(ScopeName.ACCOUNT_KEY));
        assertThat(scope(other.blob("none"))).isEqualTo(ScopeName.ACCOUNT_KEY);
        put(other.blob("key"), content(5, 100), KEY);
        assertThat(house.get(GetBlob.of(other.blob("key")).withConditions(KEY))).isEqualTo(content(5, 100));
        assertThat(house.properties(box).encryption()).isEqualTo(ContainerEncryption.NONE);
    }

    @Test
    void aContainerThatDeniesOverridesIsWrittenInItsScopeAlone() {
        ContainerRef strict = container("strict", FIRST, true);
        BlobRef ref = strict.blob("b");
        for (Conditions other : List.of(IN_SECOND, Conditions.NONE.inScope(ScopeName.ACCOUNT_KEY), KEY)) {
            fails(ErrorCode.CONTAINER_ENCRYPTION_POLICY, () -> put(ref, content(1, 10), other));
            fails(ErrorCode.CONTAINER_ENCRYPTION_POLICY, () -> putBlock(ref, 1, content(1, 10), other));
        }
        put(ref, content(1, 10), Conditions.NONE);
        put(ref, content(2, 10), IN_FIRST);
        assertThat(scope(ref)).isEqualTo(FIRST);
        ContainerRef none = container("none", ScopeName.ACCOUNT_KEY, true);
        fails(ErrorCode.CONTAINER_ENCRYPTION_POLICY, () -> put(none.blob("b"), content(1, 10), IN_FIRST));
    }

    @Test
    void scopesOutliveARestart() {
        ContainerRef other = container("scoped", FIRST, true);
        put(other.blob("b"), content(1, 100), Conditions.NONE);
        put(blob, content(2, 100), IN_SECOND);
        putBlock(box.blob("waiting"), 1, content(3, 100), IN_SECOND);
        enable(SECOND, false);
        reopen();
        assertThat(house.get(other.blob("b"))).isEqualTo(content(1, 100));
        assertThat(house.properties(other).encryption()).isEqualTo(new ContainerEncryption(FIRST, true));
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> house.get(blob));
        enable(SECOND, true);
        assertThat(house.get(blob)).isEqualTo(content(2, 100));
        commit(box.blob("waiting"), IN_SECOND, 1);
        assertThat(house.get(box.blob("waiting"))).isEqualTo(content(3, 100));
    }

    // What is changed in place

    @Test
    void appendsPagesMetadataAndSnapshotsNameTheScopeOfTheBlob() {
        BlobRef log = box.blob("log");
        write(log, house.blobs.createBlob(CreateBlob.append(log).withConditions(IN_FIRST)));
        inPlace(conditions -> write(
                log,
                house.blobs.appendBlock(
                        new AppendBlock(log, OptionalLong.empty(), OptionalLong.empty(), conditions),
                        Body.of(content(1, 70_000)))));
        assertThat(house.get(log)).isEqualTo(content(1, 70_000));

        BlobRef disk = box.blob("disk");
        write(disk, house.blobs.createBlob(CreateBlob.page(disk, 4096).withConditions(IN_FIRST)));
        inPlace(conditions -> write(
                disk,
                house.blobs.putPages(
                        new PutPages(disk, new ByteRange(512, 1535), SequenceConditions.NONE, conditions),
                        Body.of(content(2, 1024)))));
        assertThat(Arrays.copyOfRange(house.get(disk), 512, 1536)).isEqualTo(content(2, 1024));

        put(blob, content(3, 100), IN_FIRST);
        inPlace(conditions -> write(blob, house.blobs.setBlobMetadata(new SetBlobMetadata(blob, CASE, conditions))));
        inPlace(conditions -> write(blob, house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, conditions))));
        write(blob, house.blobs.setBlobHeaders(new SetBlobHeaders(blob, HttpHeaders.NONE, Conditions.NONE)));
        assertThat(scope(blob)).isEqualTo(FIRST);
    }

    private static void inPlace(Consumer<Conditions> deed) {
        fails(ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION, () -> deed.accept(Conditions.NONE));
        fails(ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH, () -> deed.accept(IN_SECOND));
        deed.accept(IN_FIRST);
    }

    // Copies and the past

    @Test
    void aCopyWithinAScopeMovesNoBytesAndOneIntoAnotherDoes() {
        byte[] content = content(1, 300_000);
        put(blob, content, IN_FIRST);
        BlobRef same = box.blob("same");
        copy(blob, same, IN_FIRST);
        assertThat(places(same)).isEqualTo(places(blob));
        BlobRef second = box.blob("second");
        copy(blob, second, IN_SECOND);
        assertThat(places(second)).isNotEqualTo(places(blob));
        BlobRef none = box.blob("none");
        copy(blob, none, Conditions.NONE);
        ContainerRef other = container("scoped", SECOND, true);
        copy(blob, other.blob("b"), Conditions.NONE);
        enable(FIRST, false);
        for (BlobRef copied : List.of(second, none, other.blob("b"))) {
            assertThat(house.get(copied)).isEqualTo(content);
        }
        assertThat(scope(second)).isEqualTo(SECOND);
        assertThat(scope(none)).isEqualTo(ScopeName.ACCOUNT_KEY);
        assertThat(scope(other.blob("b"))).isEqualTo(SECOND);
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> house.get(same));
    }

    @Test
    void snapshotsVersionsAndWhatIsDeletedStayInTheirScope() {
        onAccount(house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, true, Duration.ZERO)));
        VersionId version = put(blob, content(1, 5_000), IN_FIRST).version();
        SnapshotTaken taken = write(blob, house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, IN_FIRST)));
        put(blob, content(2, 5_000), IN_SECOND);
        assertThat(house.get(blob.at(taken.snapshot()))).isEqualTo(content(1, 5_000));
        assertThat(house.get(blob.at(version))).isEqualTo(content(1, 5_000));
        enable(FIRST, false);
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> house.get(blob.at(taken.snapshot())));
        fails(ErrorCode.ENCRYPTION_SCOPE_DISABLED, () -> house.get(blob.at(version)));
        assertThat(house.get(blob)).isEqualTo(content(2, 5_000));
    }

    @Test
    void compactionAndScrubNeedNoScope() {
        for (int i = 0; i < 40; i++) {
            put(box.blob("b" + i), content(i, 300_000), i % 2 == 0 ? IN_FIRST : Conditions.NONE);
        }
        for (int i = 0; i < 40; i++) {
            if (i % 4 != 0) {
                house.delete(box.blob("b" + i), DeleteSnapshots.INCLUDE);
            }
        }
        enable(FIRST, false);
        reopen();
        compact();
        assertThat(new Scrub(house.extents).run().damages()).isEmpty();
        enable(FIRST, true);
        for (int i = 0; i < 40; i += 4) {
            assertThat(house.get(box.blob("b" + i))).isEqualTo(content(i, 300_000));
        }
    }

    private void reopen() {
        house.close();
        Caller caller = house.caller;
        house = House.open(new OsDisk(), folder, clock);
        house.caller = caller;
    }

    private void compact() {
        Compaction compaction = new Compaction(
                house.extents, List.of(house.store.liveRanges()), ByteSize.ofMebibytes(64), Courtesy.none());
        assertThat(compaction.run().moved()).isPositive();
    }
}
