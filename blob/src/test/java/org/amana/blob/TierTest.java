package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.junit.jupiter.api.Test;

final class TierTest extends OpenHouse {
    private static final byte[] BYTES = "kept".getBytes(StandardCharsets.UTF_8);

    private TierChanged move(BlobRef ref, Tier tier, Rehydration.Priority priority) {
        return house.run(
                ref.container(),
                Action.WRITE,
                house.blobs.setBlobTier(new SetBlobTier(ref, tier, priority, Conditions.NONE)));
    }

    private TierChanged move(Tier tier) {
        return move(blob, tier, Rehydration.Priority.STANDARD);
    }

    private Keeping keeping() {
        return house.properties(blob).keeping();
    }

    @Test
    void anAppendBlobHasNoTierAndIsKeptAsItsWriteSays() {
        CreateBlob held = CreateBlob.append(blob).withKeepAs(KeepAs.NONE.withLegalHold(true));
        house.run(blob.container(), Action.WRITE, house.blobs.createBlob(held));

        assertThat(keeping().legalHold()).isEqualTo(LegalHold.ON);
        fails(ErrorCode.TIER_NOT_FOR_BLOB_TYPE, () -> move(Tier.COOL));
    }

    @Test
    void aBlobIsHotUntilItIsMoved() {
        house.put(blob, BYTES);
        assertThat(keeping()).isEqualTo(Keeping.NONE);
        ETag before = house.properties(blob).etag();

        Instant moved = clock.instant();
        assertThat(move(Tier.COOL)).isEqualTo(TierChanged.DONE);

        assertThat(keeping().tiering()).contains(Tiering.in(Tier.COOL, moved));
        assertThat(house.properties(blob).etag()).isEqualTo(before);
        assertThat(house.get(blob)).isEqualTo(BYTES);
    }

    @Test
    void contentIsWrittenIntoTheTierAskedFor() {
        KeepAs cold = KeepAs.NONE.withTier(Tier.COLD, Rehydration.Priority.STANDARD);
        house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.putBlob(PutBlob.of(blob).withKeepAs(cold), Body.of(BYTES)));
        assertThat(keeping().tier()).isEqualTo(Tier.COLD);
    }

    @Test
    void contentThatNamesNoTierTakesThatOfTheBlobInWhosePlaceItComes() {
        house.put(blob, BYTES);
        move(Tier.COOL);
        house.put(blob, BYTES);
        assertThat(keeping().tier()).isEqualTo(Tier.COOL);
    }

    private void delete(DeleteSnapshots snapshots, TierCondition condition) {
        house.run(
                blob.container(),
                Action.DELETE,
                house.blobs.deleteBlob(new DeleteBlob(blob, snapshots, false, Conditions.NONE, condition)));
    }

    private void mayNotBeDeleted(TierCondition condition) {
        fails(ErrorCode.TIER_CONDITION_NOT_MET, () -> delete(DeleteSnapshots.UNSPECIFIED, condition));
    }

    @Test
    void aBlobIsDeletedOnlyIfItsTierWasGivenWhenTheConditionSays() {
        house.put(blob, BYTES);
        clock.advance(Duration.ofHours(1));
        move(Tier.COOL);
        Instant moved = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        clock.advance(Duration.ofHours(1));
        house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.setBlobMetadata(new SetBlobMetadata(blob, Metadata.NONE, Conditions.NONE)));

        mayNotBeDeleted(new TierCondition.UnmodifiedSince(moved.minusSeconds(1)));
        mayNotBeDeleted(new TierCondition.ModifiedSince(moved));
        fails(
                ErrorCode.TIER_CONDITION_NOT_MET,
                () -> delete(DeleteSnapshots.ONLY, new TierCondition.ModifiedSince(moved)));
        assertThat(house.get(blob)).isEqualTo(BYTES);
        delete(DeleteSnapshots.UNSPECIFIED, new TierCondition.UnmodifiedSince(moved));

        house.put(blob, BYTES);
        move(Tier.COOL);
        delete(DeleteSnapshots.UNSPECIFIED, new TierCondition.ModifiedSince(moved));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
    }

    @Test
    void aTierThatIsOnlyInferredCountsFromTheBlobsCreation() {
        house.put(blob, BYTES);
        Instant made = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        clock.advance(Duration.ofHours(1));
        house.put(blob, BYTES);

        mayNotBeDeleted(new TierCondition.UnmodifiedSince(made.minusSeconds(1)));
        mayNotBeDeleted(new TierCondition.ModifiedSince(made));
        delete(DeleteSnapshots.UNSPECIFIED, new TierCondition.UnmodifiedSince(made));
    }

    @Test
    void whatWasNeverCommittedHasNoTierThatWasEverGiven() {
        house.putBlock(blob, House.blockId(1), BYTES);
        mayNotBeDeleted(new TierCondition.ModifiedSince(Instant.EPOCH));
        delete(DeleteSnapshots.UNSPECIFIED, new TierCondition.UnmodifiedSince(Instant.EPOCH));
        mayNotBeFound();
    }

    private void mayNotBeFound() {
        fails(ErrorCode.BLOB_NOT_FOUND, () -> delete(DeleteSnapshots.UNSPECIFIED, TierCondition.none()));
    }

    @Test
    void aSnapshotIsDeletedUnderTheConditionToo() {
        house.put(blob, BYTES);
        Snapshot taken = house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)))
                .snapshot();
        blob = blob.at(taken);
        mayNotBeDeleted(new TierCondition.ModifiedSince(clock.instant()));
        delete(DeleteSnapshots.UNSPECIFIED, new TierCondition.UnmodifiedSince(clock.instant()));
    }

    @Test
    void anArchivedBlobCanBeLookedAtAndDeletedButNotReadOrWritten() {
        house.put(blob, BYTES);
        move(Tier.ARCHIVE);

        fails(ErrorCode.BLOB_ARCHIVED, () -> house.get(blob));
        fails(ErrorCode.BLOB_ARCHIVED, () -> house.put(blob, BYTES));
        fails(ErrorCode.BLOB_ARCHIVED, () -> house.source(blob));
        fails(ErrorCode.BLOB_ARCHIVED, () -> house.putBlock(blob, House.blockId(1), BYTES));
        fails(
                ErrorCode.BLOB_ARCHIVED,
                () -> house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE))));
        fails(
                ErrorCode.BLOB_ARCHIVED,
                () -> house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.setBlobMetadata(new SetBlobMetadata(blob, Metadata.NONE, Conditions.NONE))));
        house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.setBlobTags(new SetBlobTags(blob, Tags.NONE, Conditions.NONE)));
        assertThat(house.properties(blob).length()).isEqualTo(BYTES.length);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
    }

    @Test
    void anArchivedBlobIsReadAgainWhenItsTimeHasPassedAndTheJanitorHasSeenIt() {
        house.put(blob, BYTES);
        move(Tier.ARCHIVE);
        assertThat(move(Tier.HOT)).isEqualTo(TierChanged.PENDING);
        assertThat(keeping().rehydration().map(Rehydration::status)).contains("rehydrate-pending-to-hot");

        house.round();
        fails(ErrorCode.BLOB_ARCHIVED, () -> house.get(blob));

        clock.advance(BlobConfig.DEFAULTS.rehydration());
        house.round();
        assertThat(keeping().tiering()).contains(Tiering.in(Tier.HOT, clock.instant()));
        assertThat(house.get(blob)).isEqualTo(BYTES);
    }

    @Test
    void whatIsOnItsWayCanBeHurriedAndNothingElse() {
        house.put(blob, BYTES);
        move(Tier.ARCHIVE);
        move(Tier.COOL);
        fails(ErrorCode.BLOB_BEING_REHYDRATED, () -> move(Tier.HOT));
        fails(ErrorCode.BLOB_BEING_REHYDRATED, () -> move(Tier.ARCHIVE));

        move(blob, Tier.COOL, Rehydration.Priority.HIGH);
        fails(ErrorCode.BLOB_BEING_REHYDRATED, () -> move(Tier.COOL));
        clock.advance(BlobConfig.DEFAULTS.hurriedRehydration());
        house.round();
        assertThat(keeping().tier()).isEqualTo(Tier.COOL);

        // The first deadline comes to nothing, as the blob is in its tier by then.
        Instant since = keeping().tiering().orElseThrow().since();
        clock.advance(BlobConfig.DEFAULTS.rehydration());
        house.round();
        assertThat(keeping().tiering().orElseThrow().since()).isEqualTo(since);
    }

    @Test
    void theDeadlineOfABlobThatWasDeletedComesToNothing() {
        house.put(blob, BYTES);
        move(Tier.ARCHIVE);
        move(Tier.HOT);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        clock.advance(Duration.ofDays(1));
        house.round();
        assertThat(house.catalog.<Optional<Long>>read(
                        reader -> reader.first("SELECT at FROM deadline LIMIT 1", row -> row.number("at"))))
                .isEmpty();
    }

    @Test
    void aCopyOfAnArchivedBlobComesOutOfTheArchiveInItsOwnTime() {
        house.put(blob, BYTES);
        move(Tier.ARCHIVE);
        BlobRef copy = blob.container().blob("copy");
        CopySource source = house.run(
                blob.container(),
                Action.READ,
                house.blobs.openCopySource(OpenCopySource.of(blob).evenIfArchived(true)));
        CopyBlob command =
                CopyBlob.of(copy, source).withKeepAs(KeepAs.NONE.withTier(Tier.COOL, Rehydration.Priority.HIGH));
        house.run(copy.container(), Action.WRITE, house.blobs.copyBlob(command));

        fails(ErrorCode.BLOB_ARCHIVED, () -> house.get(copy));
        clock.advance(BlobConfig.DEFAULTS.hurriedRehydration());
        house.round();
        assertThat(house.get(copy)).isEqualTo(BYTES);
        assertThat(house.properties(copy).keeping().tier()).isEqualTo(Tier.COOL);
        fails(ErrorCode.BLOB_ARCHIVED, () -> house.get(blob));
    }

    @Test
    void aSnapshotStaysInTheTierThatItsBlobHad() {
        house.put(blob, BYTES);
        move(Tier.COOL);
        SnapshotTaken taken = house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)));
        move(Tier.HOT);
        BlobRef snapshot = blob.at(taken.snapshot());
        assertThat(house.properties(snapshot).keeping().tier()).isEqualTo(Tier.COOL);
        move(snapshot, Tier.ARCHIVE, Rehydration.Priority.STANDARD);
        fails(ErrorCode.BLOB_ARCHIVED, () -> house.get(snapshot));
        assertThat(house.get(blob)).isEqualTo(BYTES);
    }
}
