package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.junit.jupiter.api.Test;

/// Immutability policies and legal holds.
final class ImmutabilityTest extends OpenHouse {
    private static final byte[] ONE = bytes("one");
    private static final byte[] TWO = bytes("two, longer");

    private void policy(BlobRef ref, Duration life, ImmutabilityPolicy.Mode mode) {
        house.policy(ref, new ImmutabilityPolicy(clock.instant().plus(life), mode));
    }

    @Test
    void aBlobUnderAPolicyIsNeitherChangedNorDeletedUntilItsTimeHasPassed() {
        house.put(blob, ONE);
        policy(blob, Duration.ofDays(1), ImmutabilityPolicy.Mode.UNLOCKED);
        String rule = "engine/immutability-policy";
        refused(ErrorCode.BLOB_IMMUTABLE, rule, Action.DELETE, house.blobs.deleteBlob(DeleteBlob.of(blob)));
        refused(ErrorCode.BLOB_IMMUTABLE, rule, Action.WRITE, house.blobs.putBlob(PutBlob.of(blob), Body.of(TWO)));
        refused(
                ErrorCode.BLOB_IMMUTABLE,
                rule,
                Action.WRITE,
                house.blobs.putBlockList(PutBlockList.of(blob, List.of())));
        refused(
                ErrorCode.BLOB_IMMUTABLE,
                rule,
                Action.WRITE,
                house.blobs.setBlobMetadata(new SetBlobMetadata(blob, Metadata.NONE, Conditions.NONE)));
        refused(
                ErrorCode.BLOB_IMMUTABLE,
                rule,
                Action.DELETE,
                house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        house.keepDeletedBlobs(1);
        refused(ErrorCode.BLOB_IMMUTABLE, rule, Action.DELETE, house.blobs.deleteBlob(DeleteBlob.of(blob)));
        assertThat(house.get(blob)).isEqualTo(ONE);

        clock.advance(Duration.ofDays(1));
        house.put(blob, TWO);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
    }

    @Test
    void noRowUnderAHoldIsDeletedWhateverThePlanForgotToSay() {
        house.put(blob, ONE);
        house.hold(blob, true);
        BlobRow row = house.store
                .parts()
                .find(house.store.parts().containers().find(box).orElseThrow(), blob)
                .orElseThrow();
        fails(
                ErrorCode.BLOB_ON_LEGAL_HOLD,
                () -> house.catalog.commit(tx -> {
                    BlobRows.delete(tx, row);
                    return true;
                }));
    }

    @Test
    void aLockedPolicyOnlyBecomesLonger() {
        house.put(blob, ONE);
        policy(blob, Duration.ofDays(2), ImmutabilityPolicy.Mode.UNLOCKED);
        policy(blob, Duration.ofDays(1), ImmutabilityPolicy.Mode.LOCKED);
        fails(ErrorCode.BLOB_IMMUTABLE, () -> policy(blob, Duration.ofHours(1), ImmutabilityPolicy.Mode.LOCKED));
        fails(ErrorCode.BLOB_IMMUTABLE, () -> policy(blob, Duration.ofDays(2), ImmutabilityPolicy.Mode.UNLOCKED));
        fails(
                ErrorCode.IMMUTABILITY_POLICY_LOCKED,
                () -> house.run(box, Action.WRITE, house.blobs.deleteImmutabilityPolicy(blob)));
        policy(blob, Duration.ofDays(3), ImmutabilityPolicy.Mode.LOCKED);
        assertThat(house.properties(blob).keeping().immutability().orElseThrow().until())
                .isEqualTo(Seconds.of(clock.instant().plus(Duration.ofDays(3))));
    }

    @Test
    void anUnlockedPolicyIsTakenAway() {
        house.put(blob, ONE);
        policy(blob, Duration.ofDays(2), ImmutabilityPolicy.Mode.UNLOCKED);
        house.run(box, Action.WRITE, house.blobs.deleteImmutabilityPolicy(blob));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
    }

    @Test
    void aLegalHoldHasNoEndButIsTakenOff() {
        house.put(blob, ONE);
        house.hold(blob, true);
        clock.advance(Duration.ofDays(60));
        refused(
                ErrorCode.BLOB_ON_LEGAL_HOLD,
                "engine/legal-hold",
                Action.DELETE,
                house.blobs.deleteBlob(DeleteBlob.of(blob)));
        house.hold(blob, false);
        house.deleteContainer(box, Conditions.NONE);
        house.container("box");
    }

    @Test
    void evenWhereVersionsAreOnAHeldBlobIsNotDeleted() {
        house.safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        house.hold(blob, true);
        for (DeleteSnapshots snapshots : List.of(DeleteSnapshots.UNSPECIFIED, DeleteSnapshots.INCLUDE)) {
            refused(
                    ErrorCode.BLOB_ON_LEGAL_HOLD,
                    "engine/legal-hold",
                    Action.DELETE,
                    house.blobs.deleteBlob(new DeleteBlob(blob, snapshots, Conditions.NONE)));
        }
        house.hold(blob, false);
        policy(blob, Duration.ofDays(1), ImmutabilityPolicy.Mode.UNLOCKED);
        String rule = "engine/immutability-policy";
        refused(ErrorCode.BLOB_IMMUTABLE, rule, Action.DELETE, house.blobs.deleteBlob(DeleteBlob.of(blob)));
        assertThat(house.get(blob)).isEqualTo(ONE);

        house.run(box, Action.WRITE, house.blobs.deleteImmutabilityPolicy(blob));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(house.get(blob.at(first))).isEqualTo(ONE);
    }

    @Test
    void noBlobUnderAHoldIsPutAsideAsDeletedWhateverThePlanForgotToSay() {
        house.safeguard(true, 0);
        house.put(blob, ONE);
        house.hold(blob, true);
        BlobParts parts = house.store.parts();
        Box at = parts.containers().find(box).orElseThrow();
        Aside aside = new Aside(parts, at, parts.safeguards(at));
        BlobRow row = parts.find(at, blob).orElseThrow();
        fails(
                ErrorCode.BLOB_ON_LEGAL_HOLD,
                () -> house.catalog.commit(tx -> aside.remove(tx, row, Safeguards.Fate.PREVIOUS_VERSION)));
    }

    @Test
    void whereVersionsAreOnAHeldBlobIsOverwrittenAndItsVersionHeld() {
        house.safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        house.hold(blob, true);
        house.put(blob, TWO);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(house.get(blob.at(first))).isEqualTo(ONE);
        refused(
                ErrorCode.BLOB_ON_LEGAL_HOLD,
                "engine/legal-hold",
                Action.DELETE,
                house.blobs.deleteBlob(DeleteBlob.of(blob.at(first))));
        refused(
                ErrorCode.BLOB_ON_LEGAL_HOLD,
                "engine/legal-hold",
                Action.DELETE,
                house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        house.hold(blob.at(first), false);
        house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED);
    }

    private LegalHold holdOf(BlobRef ref) {
        return house.properties(ref).keeping().legalHold();
    }

    @Test
    void aHoldThatWasTakenOffStaysSoWithWhatItWasOn() {
        house.safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        assertThat(holdOf(blob)).isEqualTo(LegalHold.NEVER_SET);
        house.hold(blob, true);
        assertThat(holdOf(blob)).isEqualTo(LegalHold.ON);
        house.hold(blob, false);
        assertThat(holdOf(blob)).isEqualTo(LegalHold.OFF);

        house.put(blob, TWO);
        assertThat(holdOf(blob)).isEqualTo(LegalHold.NEVER_SET);
        assertThat(holdOf(blob.at(first))).isEqualTo(LegalHold.OFF);
        BlobRef copy = box.blob("copy");
        house.run(box, Action.WRITE, house.blobs.copyBlob(CopyBlob.of(copy, house.source(blob.at(first)))));
        assertThat(holdOf(copy)).isEqualTo(LegalHold.NEVER_SET);
    }

    @Test
    void aHoldThatWasTakenOffComesBackWithWhatWasDeleted() {
        house.keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.hold(blob, false);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.undelete(blob);
        assertThat(holdOf(blob)).isEqualTo(LegalHold.OFF);
    }
}
