package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Passage;
import org.junit.jupiter.api.Test;

/// Blobs that have an end, and what takes their place.
final class ExpiryTest extends OpenHouse {
    private static final byte[] ONE = bytes("one");
    private static final byte[] TWO = bytes("two, longer");
    private static final byte[] THREE = bytes("three");

    private void expire(Expiry expiry) {
        house.run(box, Action.WRITE, house.blobs.setBlobExpiry(new SetBlobExpiry(blob, expiry, Conditions.NONE)));
    }

    @Test
    void anExpiredBlobIsNotThereAndIsCollected() {
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        assertThat(house.get(blob)).isEqualTo(ONE);
        clock.advance(Duration.ofMinutes(5));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.properties(blob));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.delete(blob, DeleteSnapshots.UNSPECIFIED));
        assertThat(house.run(box, Action.LIST, house.blobs.listBlobs(ListBlobs.of(box)))
                        .items())
                .isEmpty();
        assertThat(stored()).isEqualTo(3);
        house.round();
        assertThat(stored()).isZero();
        assertThat(house.properties(box).blobCount()).isZero();
    }

    @Test
    void anExpiredPageBlobTellsNoPages() {
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.page(blob, 1024)));
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        assertThat(house.pages(ListPages.of(blob)).ranges()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.pages(ListPages.of(blob)));
    }

    @Test
    void theEndOfABlobIsMovedAndTakenAway() {
        house.put(blob, ONE);
        clock.advance(Duration.ofMinutes(1));
        expire(new Expiry.RelativeToCreation(Duration.ofMinutes(2)));
        assertThat(house.properties(blob).keeping().expires())
                .contains(clock.instant().plus(Duration.ofMinutes(1)));
        fails(
                ErrorCode.INVALID_HEADER,
                () -> expire(new Expiry.Absolute(clock.instant().minusSeconds(1))));
        expire(new Expiry.Never());
        clock.advance(Duration.ofDays(1));
        house.round();
        assertThat(house.get(blob)).isEqualTo(ONE);
    }

    @Test
    void anotherBlobIsWrittenInThePlaceOfOneThatHasExpired() {
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(6));
        house.run(
                box,
                Action.WRITE,
                house.blobs.putBlob(
                        PutBlob.of(blob).withConditions(Conditions.NONE.withIfNoneMatch(ETagCondition.any())),
                        Body.of(TWO)));
        house.round();
        assertThat(house.get(blob)).isEqualTo(TWO);
        assertThat(house.properties(blob).created()).isEqualTo(clock.instant());
    }

    @Test
    void whatHasExpiredHasNoSayInWhatTakesItsPlace() {
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobTier(
                        new SetBlobTier(blob, Tier.ARCHIVE, Rehydration.Priority.STANDARD, Conditions.NONE)));
        house.run(
                box,
                Action.WRITE,
                house.blobs.leaseBlob(new LeaseBlob(
                        blob, new LeaseAction.Acquire(LeaseAction.INFINITE, LeaseId.NONE), Conditions.NONE)));
        clock.advance(Duration.ofMinutes(6));
        house.putBlock(blob, "AAAA", TWO);
        house.put(blob, TWO);
        assertThat(house.get(blob)).isEqualTo(TWO);
        house.put(blob, THREE);
        assertThat(house.get(blob)).isEqualTo(THREE);
    }

    @Test
    void nothingIsUndeletedInThePlaceOfWhatHasExpiredUntilThatIsClearedAway() {
        house.keepDeletedBlobs(7);
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(6));
        fails(ErrorCode.SERVER_BUSY, () -> house.undelete(blob));
        house.round();
        assertThat(house.undelete(blob).blobs()).isEqualTo(1);
        assertThat(house.get(blob)).isEqualTo(ONE);
        assertThat(house.properties(blob).keeping().expires()).isEmpty();
    }

    @Test
    void whatHasExpiredIsKeptAsWhatIsDeletedIs() {
        house.safeguard(true, 0);
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(6));
        assertThat(house.blobs.facts().isOver(blob))
                .as("before it is cleared away")
                .isTrue();
        house.round();
        assertThat(house.blobs.facts().isOver(blob)).isFalse();
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        assertThat(stored()).isEqualTo(3);
        assertThat(house.properties(box).blobCount()).isZero();

        BlobRef other = box.blob("other");
        house.put(other, ONE);
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobExpiry(
                        new SetBlobExpiry(other, new Expiry.RelativeToNow(Duration.ofMinutes(5)), Conditions.NONE)));
        clock.advance(Duration.ofMinutes(6));
        house.put(other, TWO);
        assertThat(stored()).isEqualTo(3 + 3 + TWO.length);
    }

    @Test
    void whatMustBeKeptNeitherExpiresNorCanBeSaidTo() {
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        house.hold(blob, true);
        SetBlobExpiry soon = new SetBlobExpiry(blob, new Expiry.RelativeToNow(Duration.ofMinutes(1)), Conditions.NONE);
        assertThat(house.pass(box, Action.WRITE, house.blobs.setBlobExpiry(soon)))
                .isInstanceOfSatisfying(
                        Passage.Denied.class,
                        denied -> assertThat(denied.code()).isEqualTo(ErrorCode.BLOB_ON_LEGAL_HOLD));
        clock.advance(Duration.ofMinutes(6));
        house.round();
        assertThat(house.get(blob)).isEqualTo(ONE);
        house.hold(blob, false);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        house.round();
        assertThat(stored()).isZero();
    }

    @Test
    void whatIsImmutableForATimeExpiresWhenThatIsOver() {
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        house.policy(
                blob,
                new ImmutabilityPolicy(clock.instant().plus(Duration.ofHours(1)), ImmutabilityPolicy.Mode.LOCKED));
        clock.advance(Duration.ofMinutes(30));
        house.round();
        assertThat(house.get(blob)).isEqualTo(ONE);
        clock.advance(Duration.ofMinutes(31));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        house.round();
        assertThat(stored()).isZero();
    }

    @Test
    void aLeaseKeepsOthersFromLettingABlobExpire() {
        house.put(blob, ONE);
        house.run(
                box,
                Action.WRITE,
                house.blobs.leaseBlob(new LeaseBlob(
                        blob, new LeaseAction.Acquire(LeaseAction.INFINITE, LeaseId.NONE), Conditions.NONE)));
        fails(ErrorCode.LEASE_ID_MISSING_BLOB, () -> expire(new Expiry.RelativeToNow(Duration.ofMinutes(5))));
    }
}
