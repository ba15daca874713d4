package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.amana.durable.OsDisk;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

/// What a blob holds and tells, and under which conditions it changes.
final class BlobServiceTest extends OpenHouse {
    private static final LeaseId LEASE = LeaseId.of(new UUID(0, 0xA));

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
                .isEqualTo(Arrays.copyOfRange(content, 65_530, 65_551));
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
            ByteArrayOutputStream out = new ByteArrayOutputStream();
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

    // Snapshots and deletion

    @Test
    void aSnapshotStaysAsItWasTaken() {
        house.put(blob, bytes("first"));
        BlobRef snapshot = blob.at(house.snapshot(blob));
        BlobRef another = blob.at(house.snapshot(blob));
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
        BlobRef one = blob.at(house.snapshot(blob));
        BlobRef two = blob.at(house.snapshot(blob));
        fails(ErrorCode.SNAPSHOTS_PRESENT, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
        assertThat(house.delete(one, DeleteSnapshots.UNSPECIFIED)).isEqualTo(new Deleted(0, 1, true));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(one));
        assertThat(house.delete(blob, DeleteSnapshots.ONLY)).isEqualTo(new Deleted(0, 1, true));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(two));
        blob.at(house.snapshot(blob));
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
                house.blobs.leaseBlob(new LeaseBlob(blob, new LeaseAction.Acquire(-1, LEASE), Conditions.NONE)));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.put(blob, bytes("2")));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.putBlock(blob, House.blockId(1), bytes("2")));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
        PutBlob own = PutBlob.of(blob).withConditions(Conditions.NONE.withLease(LEASE));
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
        house.deleteContainer(box, Conditions.NONE);
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
