package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AppendBlobTest extends OpenHouse {
    private BlobRef log;

    @BeforeEach
    void nameIt() {
        log = box.blob("log");
    }

    private void create() {
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.append(log)));
    }

    private BlockAppended append(AppendBlock command, String text) {
        return house.run(
                box, Action.WRITE, house.blobs.appendBlock(command, Body.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    private BlockAppended append(String text) {
        return append(AppendBlock.of(log), text);
    }

    private void seal() {
        house.run(box, Action.WRITE, house.blobs.sealBlob(new SealBlob(log, OptionalLong.empty(), Conditions.NONE)));
    }

    private String text(BlobRef blob) {
        return new String(house.get(blob), StandardCharsets.UTF_8);
    }

    private static void assertFails(ErrorCode code, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void blocksAreAppendedOneBehindTheOther() {
        create();
        assertThat(house.get(log)).isEmpty();
        BlockAppended first = append("one ");
        BlockAppended second = append("two ");

        assertThat(first.offset()).isZero();
        assertThat(second.offset()).isEqualTo(4);
        assertThat(second.blocks()).isEqualTo(2);
        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThat(text(log)).isEqualTo("one two ");
        assertThat(new String(house.get(GetBlob.of(log).withRange(new ByteRange(2, 5))), StandardCharsets.UTF_8))
                .isEqualTo("e tw");
        assertThat(house.properties(log).kind()).isEqualTo(new BlobKind.Append(2, false));
        assertThat(house.properties(box).storedBytes()).isEqualTo(8);
    }

    @Test
    void manyBlocksOfManySizesComeBackInAnyRange() {
        create();
        var random = Seeds.random(7);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
            byte[] bytes = Seeds.bytes(random, random.nextInt(1, i % 20 == 0 ? 200_000 : 300));
            all.writeBytes(bytes);
            house.run(box, Action.WRITE, house.blobs.appendBlock(AppendBlock.of(log), Body.of(bytes)));
        }
        byte[] expected = all.toByteArray();
        assertThat(house.get(log)).isEqualTo(expected);
        for (int i = 0; i < 50; i++) {
            int first = random.nextInt(expected.length);
            int last = random.nextInt(first, expected.length);
            assertThat(house.get(GetBlob.of(log).withRange(new ByteRange(first, last))))
                    .as("%s-%s", first, last)
                    .isEqualTo(Arrays.copyOfRange(expected, first, last + 1));
        }
    }

    @Test
    void aSnapshotKeepsWhatTheBlobWas() {
        create();
        append("one ");
        SnapshotTaken taken = house.run(
                box, Action.WRITE, house.blobs.snapshotBlob(new TakeSnapshot(log, Metadata.NONE, Conditions.NONE)));
        append("two ");
        BlobRef snapshot = log.at(taken.snapshot());
        assertThat(text(snapshot)).isEqualTo("one ");
        assertThat(house.properties(box).storedBytes()).isEqualTo(12);

        create();
        house.janitor(BlobConfig.DEFAULTS).round();
        assertThat(text(log)).isEmpty();
        assertThat(text(snapshot)).isEqualTo("one ");
        assertThat(ranges()).isEqualTo(1);

        house.delete(log, DeleteSnapshots.INCLUDE);
        house.janitor(BlobConfig.DEFAULTS).round();
        assertThat(ranges()).isZero();
    }

    private long ranges() {
        return house.catalog
                .read(reader ->
                        reader.first("SELECT count(*) AS ranges FROM content_range", row -> row.number("ranges")))
                .orElseThrow();
    }

    @Test
    void whatADeletedContainerHadIsWorkedOff() {
        create();
        append("one ");
        house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        house.janitor(BlobConfig.DEFAULTS).round();
        assertThat(ranges()).isZero();
    }

    @Test
    void conditionsOfPositionAndSizeAreKept() {
        create();
        append("12345");
        assertFails(
                ErrorCode.APPEND_POSITION_NOT_MET,
                () -> append(new AppendBlock(log, OptionalLong.of(4), OptionalLong.empty(), Conditions.NONE), "6"));
        assertFails(
                ErrorCode.MAX_BLOB_SIZE_NOT_MET,
                () -> append(new AppendBlock(log, OptionalLong.empty(), OptionalLong.of(6), Conditions.NONE), "67"));
        append(new AppendBlock(log, OptionalLong.of(5), OptionalLong.of(7), Conditions.NONE), "67");
        assertThat(text(log)).isEqualTo("1234567");
    }

    @Test
    void anAppendThatIsToOverwriteNothingIsDoneAndASealIsNot() {
        Conditions overwritingNothing = Conditions.NONE.withIfNoneMatch(ETagCondition.any());
        AppendBlock command = new AppendBlock(log, OptionalLong.empty(), OptionalLong.empty(), overwritingNothing);
        assertFails(ErrorCode.BLOB_NOT_FOUND, () -> append(command, "one "));
        create();
        append(command, "one ");
        BlobRef donor = box.blob("donor");
        house.put(donor, "two ".getBytes(StandardCharsets.UTF_8));
        house.run(
                box,
                Action.WRITE,
                house.blobs.appendBlockFrom(new AppendBlockFrom(command, house.source(donor), SourceSums.NONE)));
        assertThat(text(log)).isEqualTo("one two ");
        assertFails(
                ErrorCode.CONDITION_NOT_MET,
                () -> house.run(
                        box,
                        Action.WRITE,
                        house.blobs.sealBlob(new SealBlob(log, OptionalLong.empty(), overwritingNothing))));
    }

    @Test
    void aSealedBlobTakesNoMore() {
        create();
        append("one");
        ETag before = house.properties(log).etag();
        seal();
        ETag sealed = house.properties(log).etag();
        assertThat(sealed).isNotEqualTo(before);
        seal();
        assertThat(house.properties(log).etag()).isEqualTo(sealed);
        assertThat(house.properties(log).kind()).isEqualTo(new BlobKind.Append(1, true));
        assertFails(ErrorCode.BLOB_IS_SEALED, () -> append("two"));
        create();
        append("anew");
        assertThat(text(log)).isEqualTo("anew");
    }

    @Test
    void aLeaseIsAskedFor() {
        create();
        LeaseId lease = LeaseId.of(new UUID(1, 1));
        house.run(
                box,
                Action.WRITE,
                house.blobs.leaseBlob(new LeaseBlob(log, new LeaseAction.Acquire(15, lease), Conditions.NONE)));
        assertFails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> append("x"));
        append(new AppendBlock(log, OptionalLong.empty(), OptionalLong.empty(), Conditions.NONE.withLease(lease)), "y");
        clock.advance(Duration.ofSeconds(20));
        append("z"); // and the expired lease is forgotten
        assertFails(
                ErrorCode.LEASE_NOT_PRESENT_BLOB,
                () -> append(
                        new AppendBlock(
                                log, OptionalLong.empty(), OptionalLong.empty(), Conditions.NONE.withLease(lease)),
                        "y"));
    }

    @Test
    void typesAreNotMixed() {
        create();
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> house.putBlock(log, "QUFB", new byte[] {1}));
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> house.commit(log));
        assertFails(
                ErrorCode.INVALID_BLOB_TYPE,
                () -> house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(log))));
        house.delete(log, DeleteSnapshots.UNSPECIFIED);
        house.put(log, new byte[] {1, 2, 3});
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> append("x"));
        assertFails(ErrorCode.INVALID_BLOB_TYPE, this::seal);
        log = box.blob("nothing");
        assertFails(ErrorCode.BLOB_NOT_FOUND, () -> append("x"));
    }

    @Test
    void aBlobStaysOfItsTypeUntilItIsDeleted() {
        create();
        append("one");
        BlobRef file = box.blob("file");
        house.put(file, new byte[] {1, 2, 3});
        CopyBlob fromUrl = new CopyBlob(
                log,
                house.source(file),
                Optional.empty(),
                Optional.of(Metadata.NONE),
                Optional.of(Tags.NONE),
                "",
                SourceSums.NONE,
                KeepAs.NONE,
                Conditions.NONE,
                Optional.empty());
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> house.put(log, new byte[] {1}));
        assertFails(
                ErrorCode.INVALID_BLOB_TYPE,
                () -> house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.page(log, 512))));
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> house.run(box, Action.WRITE, house.blobs.copyBlob(fromUrl)));
        assertFails(
                ErrorCode.INVALID_BLOB_TYPE,
                () -> house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.append(file))));
        assertThat(text(log)).isEqualTo("one");
        assertThat(house.get(file)).hasSize(3);

        house.delete(file, DeleteSnapshots.UNSPECIFIED);
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.append(file)));
        assertThat(house.properties(file).kind()).isEqualTo(BlobKind.Append.EMPTY);
    }

    @Test
    void eachAppendIsTold() {
        create();
        append("one");
        seal();
        assertThat(house.changes)
                .extracting(change -> change.getClass().getSimpleName())
                .containsExactly("Written", "Amended", "Described");
    }

    @Test
    void itIsWrittenAnewAndDescribedLikeAnyOther() {
        create();
        append("one");
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobMetadata(
                        new SetBlobMetadata(log, Metadata.of(Map.of("Key", "v")), Conditions.NONE)));
        append(" two");
        BlobProperties properties = house.properties(log);
        assertThat(properties.metadata().isEmpty()).isFalse();
        assertThat(text(log)).isEqualTo("one two");
        house.delete(log, DeleteSnapshots.UNSPECIFIED);
        assertThat(house.properties(box).storedBytes()).isZero();
    }

    @Test
    void aCopyGoesOnWhereTheOriginalWas() {
        create();
        append("one ");
        append("two ");
        seal();
        ContainerRef other = house.container("other");
        for (ContainerRef target : List.of(box, other)) {
            BlobRef copy = target.blob("copy");
            CopyBlob command = CopyBlob.of(copy, house.source(log));
            house.run(target, Action.WRITE, house.blobs.copyBlob(command));
            assertThat(house.properties(copy).kind()).isEqualTo(new BlobKind.Append(2, true));
            house.run(target, Action.WRITE, house.blobs.copyBlob(command.withSealed(Optional.of(false))));
            BlockAppended third = house.run(
                    target,
                    Action.WRITE,
                    house.blobs.appendBlock(AppendBlock.of(copy), Body.of("three".getBytes(StandardCharsets.UTF_8))));
            assertThat(third.blocks()).isEqualTo(3);
            assertThat(text(copy)).isEqualTo("one two three");
            assertThat(text(log)).isEqualTo("one two ");
        }
    }

    @Test
    void blocksComeFromOtherBlobs() {
        create();
        BlobRef near = box.blob("near");
        BlobRef far = house.container("other").blob("far");
        for (BlobRef source : List.of(near, far, log)) {
            if (!source.equals(log)) {
                house.put(source, "0123456789".getBytes(StandardCharsets.UTF_8));
            }
            CopySource part = house.run(
                    source.container(),
                    Action.READ,
                    house.blobs.openCopySource(
                            new OpenCopySource(source, Optional.of(new ByteRange(2, 4)), Conditions.NONE)));
            house.run(
                    box,
                    Action.WRITE,
                    house.blobs.appendBlockFrom(new AppendBlockFrom(AppendBlock.of(log), part, SourceSums.NONE)));
        }
        assertThat(text(log)).isEqualTo("234234423");
        assertThat(house.properties(log).kind()).isEqualTo(new BlobKind.Append(3, false));
    }
}
