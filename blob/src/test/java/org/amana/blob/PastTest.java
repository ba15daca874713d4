package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.store.Compaction;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

/// What is kept of blobs that were deleted or written over: soft deletion and versions.
final class PastTest extends OpenHouse {
    private static final byte[] ONE = bytes("one");
    private static final byte[] TWO = bytes("two, longer");
    private static final byte[] THREE = bytes("three");

    private Deleted deletePermanently(BlobRef ref) {
        return house.run(
                box,
                Action.DELETE,
                house.blobs.deleteBlob(
                        new DeleteBlob(ref, DeleteSnapshots.UNSPECIFIED, true, Conditions.NONE, TierCondition.none())));
    }

    /// What a listing tells, a word each: the length, and what it is.
    private List<String> listed(ListInclude... include) {
        return pages(1_000, include);
    }

    private List<String> pages(int most, ListInclude... include) {
        List<String> lines = new java.util.ArrayList<>();
        String marker = "";
        do {
            BlobPage page = house.run(
                    box,
                    Action.LIST,
                    house.blobs.listBlobs(ListBlobs.of(box)
                            .withInclude(include)
                            .withMaxResults(most)
                            .withMarker(marker)));
            page.items().forEach(item -> lines.add(word(item)));
            marker = page.nextMarker();
        } while (!marker.isEmpty());
        return lines;
    }

    private static String word(BlobItem item) {
        return switch (item) {
            case BlobItem.Prefix prefix -> "prefix " + prefix.name();
            case BlobItem.OnlyVersions only -> "versions only";
            case BlobItem.Blob it -> {
                Standing standing = it.properties().standing();
                String what = switch (standing.kind()) {
                    case SNAPSHOT -> "snapshot";
                    case VERSION -> "version";
                    case BLOB -> "blob";
                };
                yield (standing.isDeleted() ? "deleted " : "") + what + " "
                        + it.properties().length();
            }
        };
    }

    // Soft deletion

    @Test
    void aDeletedBlobIsKeptAndComesBackAsItWas() {
        house.keepDeletedBlobs(7);
        BlobWritten written = house.put(blob, ONE);
        assertThat(house.delete(blob, DeleteSnapshots.UNSPECIFIED).permanent()).isFalse();

        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        assertThat(stored()).isEqualTo(3);
        assertThat(house.properties(box).blobCount()).isZero();
        assertThat(listed()).isEmpty();
        assertThat(listed(ListInclude.DELETED)).containsExactly("deleted blob 3");

        house.changes.clear();
        assertThat(house.undelete(blob)).isEqualTo(new Undeleted(1, 0));
        assertThat(house.told()).containsExactly("Written");
        assertThat(house.get(blob)).isEqualTo(ONE);
        assertThat(house.properties(blob).etag()).isEqualTo(written.etag());
        assertThat(house.properties(box).blobCount()).isEqualTo(1);
        assertThat(listed(ListInclude.DELETED)).containsExactly("blob 3");
    }

    @Test
    void whatIsKeptGoesForGoodWhenItsTimeIsOver() {
        house.keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        house.round();
        assertThat(stored()).isEqualTo(3);

        clock.advance(Duration.ofSeconds(1));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> {
            house.round();
            house.undelete(blob);
        });
        assertThat(stored()).isZero();
        assertThat(listed(ListInclude.DELETED)).isEmpty();
    }

    @Test
    void anOverwrittenBlobIsKeptAsADeletedSnapshot() {
        house.keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.put(blob, TWO);
        house.commit(blob);
        assertThat(stored()).isEqualTo(3 + 11);
        assertThat(listed(ListInclude.DELETED)).containsExactly("blob 0");
        assertThat(listed(ListInclude.DELETED, ListInclude.SNAPSHOTS))
                .containsExactly("deleted snapshot 3", "deleted snapshot 11", "blob 0");

        assertThat(house.undelete(blob)).isEqualTo(new Undeleted(0, 2));
        assertThat(listed(ListInclude.SNAPSHOTS)).containsExactly("snapshot 3", "snapshot 11", "blob 0");
        house.delete(blob, DeleteSnapshots.INCLUDE);
        assertThat(house.undelete(blob)).isEqualTo(new Undeleted(1, 2));
    }

    @Test
    void aBlobThatWasDeletedIsASnapshotOfTheOneThatTookItsName() {
        house.keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.put(blob, TWO);
        assertThat(listed(ListInclude.DELETED)).containsExactly("blob 11");
        assertThat(listed(ListInclude.DELETED, ListInclude.SNAPSHOTS)).containsExactly("deleted snapshot 3", "blob 11");
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(listed(ListInclude.DELETED)).containsExactly("deleted blob 11");

        assertThat(house.undelete(blob)).isEqualTo(new Undeleted(1, 1));
        assertThat(house.get(blob)).isEqualTo(TWO);
    }

    @Test
    void aDeletedSnapshotIsKeptAndCanBeDeletedForGood() {
        house.keepDeletedBlobs(7);
        house.put(blob, ONE);
        Snapshot taken = house.snapshot(blob);
        fails(ErrorCode.NOT_SOFT_DELETED, () -> deletePermanently(blob.at(taken)));
        fails(ErrorCode.NOT_SOFT_DELETED, () -> deletePermanently(blob));

        house.delete(blob.at(taken), DeleteSnapshots.UNSPECIFIED);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob.at(taken)));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.delete(blob.at(taken), DeleteSnapshots.UNSPECIFIED));
        assertThat(stored()).isEqualTo(6);
        assertThat(deletePermanently(blob.at(taken)).permanent()).isTrue();
        assertThat(stored()).isEqualTo(3);
        assertThat(house.undelete(blob)).isEqualTo(new Undeleted(0, 0));
    }

    @Test
    void aDeletedSnapshotOfAPageBlobTellsNoPagesAndNoDifference() {
        house.keepDeletedBlobs(7);
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.page(blob, 1024)));
        Snapshot taken = house.snapshot(blob);
        assertThat(house.pages(ListPages.of(blob.at(taken))).ranges()).isEmpty();
        assertThat(house.pages(ListPages.of(blob).before(taken)).ranges()).isEmpty();
        house.delete(blob.at(taken), DeleteSnapshots.UNSPECIFIED);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.pages(ListPages.of(blob.at(taken))));
        fails(
                ErrorCode.PREVIOUS_SNAPSHOT_NOT_FOUND,
                () -> house.pages(ListPages.of(blob).before(taken)));
    }

    @Test
    void bytesOfWhatIsKeptAreReadAfterTheyWereMoved() {
        house.keepDeletedBlobs(7);
        byte[] large = Seeds.bytes(Seeds.random(3), 200_000);
        house.put(blob, large);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.put(box.blob("other"), ONE);
        house.delete(box.blob("other"), DeleteSnapshots.UNSPECIFIED);
        new Compaction(house.extents, List.of(house.store.liveRanges()), ByteSize.ofMebibytes(8), Courtesy.none())
                .run();
        house.undelete(blob);
        assertThat(house.get(blob)).isEqualTo(large);
    }

    @Test
    void somethingDeletedThatHasNoDeadlineIsAFinding() {
        house.keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.catalog.commit(tx -> tx.update("UPDATE deadline SET taken = taken + 1"));
        assertThat(house.fsck())
                .singleElement()
                .satisfies(finding -> assertThat(finding.about()).contains("something deleted without an end"));
        house.catalog.commit(tx -> tx.update("UPDATE deadline SET taken = taken - 1"));
    }

    // Versions

    @Test
    void eachWriteIsAVersionAndTheOnesBeforeAreKept() {
        house.put(blob, ONE);
        house.safeguard(true, 0);
        VersionId second = house.put(blob, TWO).version();
        VersionId third = house.put(blob, THREE).version();
        assertThat(second.isPresent()).isTrue();
        assertThat(third.ticks()).isGreaterThan(second.ticks());
        assertThat(house.get(blob)).isEqualTo(THREE);
        assertThat(house.get(blob.at(second))).isEqualTo(TWO);
        assertThat(house.get(blob.at(third))).isEqualTo(THREE);
        assertThat(house.properties(blob).standing().isCurrentVersion()).isTrue();
        assertThat(house.properties(blob.at(second)).standing().isCurrentVersion())
                .isFalse();
        assertThat(stored()).isEqualTo(3 + 11 + 5);
        assertThat(listed()).containsExactly("blob 5");
        assertThat(listed(ListInclude.VERSIONS)).containsExactly("version 3", "version 11", "blob 5");
        assertThat(pages(1, ListInclude.VERSIONS)).containsExactly("version 3", "version 11", "blob 5");
    }

    @Test
    void aDeletedBlobIsAPreviousVersionAndCanBePromoted() {
        house.safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        house.put(box.blob("z"), ONE);
        fails(ErrorCode.CURRENT_VERSION, () -> house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        assertThat(house.get(blob.at(first))).isEqualTo(ONE);
        assertThat(listed()).containsExactly("blob 3");
        assertThat(listed(ListInclude.VERSIONS)).containsExactly("version 3", "blob 3");
        assertThat(listed(ListInclude.DELETED_WITH_VERSIONS)).containsExactly("versions only", "blob 3");

        house.changes.clear();
        house.run(box, Action.WRITE, house.blobs.copyBlob(CopyBlob.of(blob, house.source(blob.at(first)))));
        assertThat(house.told()).containsExactly("Written");
        assertThat(house.get(blob)).isEqualTo(ONE);
        house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED);
        assertThat(house.get(blob)).isEqualTo(ONE);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob.at(first)));
    }

    private List<BlobItem> items(ListBlobs command) {
        List<BlobItem> items = new ArrayList<>();
        ListBlobs next = command;
        while (true) {
            BlobPage page = house.run(box, Action.LIST, house.blobs.listBlobs(next));
            items.addAll(page.items());
            if (page.nextMarker().isEmpty()) {
                return items;
            }
            assertThat(page.items()).hasSizeBetween(1, command.maxResults());
            next = next.withMarker(page.nextMarker());
        }
    }

    private BlobItem.OnlyVersions deletedWithVersions(ListInclude... more) {
        ListBlobs command = ListBlobs.of(box).withInclude(more);
        return items(command).stream()
                .filter(BlobItem.OnlyVersions.class::isInstance)
                .map(BlobItem.OnlyVersions.class::cast)
                .reduce((_, _) -> {
                    throw new AssertionError("two of them");
                })
                .orElseThrow();
    }

    @Test
    void ofADeletedBlobWithVersionsTheNewestAndTheTimeOfTheDeletionAreTold() {
        house.safeguard(true, 0);
        house.put(blob, ONE);
        clock.advance(Duration.ofHours(1));
        house.put(blob, TWO);
        Metadata metadata = new Metadata(List.of(new Metadata.Entry("a", "b")));
        VersionId last = house.run(
                        box,
                        Action.WRITE,
                        house.blobs.setBlobMetadata(new SetBlobMetadata(blob, metadata, Conditions.NONE)))
                .version();
        BlobProperties before = house.properties(blob);
        clock.advance(Duration.ofHours(1));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        Instant deleted = clock.instant();
        clock.advance(Duration.ofHours(1));

        BlobItem.OnlyVersions marker = deletedWithVersions(ListInclude.DELETED_WITH_VERSIONS);
        assertThat(marker.version().time()).isEqualTo(deleted);
        assertThat(marker.properties().length()).isEqualTo(TWO.length);
        assertThat(marker.properties().etag()).isEqualTo(before.etag());
        assertThat(marker.properties().lastModified()).isEqualTo(before.lastModified());
        assertThat(marker.properties().metadata()).isEqualTo(Metadata.NONE);
        assertThat(deletedWithVersions(ListInclude.DELETED_WITH_VERSIONS, ListInclude.METADATA)
                        .properties()
                        .metadata())
                .isEqualTo(metadata);
        assertThat(pages(1, ListInclude.VERSIONS, ListInclude.DELETED_WITH_VERSIONS))
                .containsExactly("version 3", "version 11", "version 11", "versions only");

        house.delete(blob.at(last), DeleteSnapshots.UNSPECIFIED);
        BlobItem.OnlyVersions without = deletedWithVersions(ListInclude.VERSIONS, ListInclude.DELETED_WITH_VERSIONS);
        assertThat(without.version().ticks())
                .isEqualTo(without.properties().standing().version().ticks() + 1);
        house.put(blob, THREE);
        assertThat(listed(ListInclude.DELETED_WITH_VERSIONS)).containsExactly("blob 5");
    }

    @Test
    void aVersionThatOutlastsItsDeletionStillTellsWhenTheBlobWasDeleted() {
        house.keepDeletedBlobs(7);
        house.safeguard(true, 0);
        house.put(blob, ONE);
        VersionId last = house.put(blob, TWO).version();
        clock.advance(Duration.ofHours(1));
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        Instant deleted = clock.instant();
        house.delete(blob.at(last), DeleteSnapshots.UNSPECIFIED);
        assertThat(deletedWithVersions(ListInclude.DELETED_WITH_VERSIONS)
                        .version()
                        .time())
                .isEqualTo(deleted);
    }

    @Test
    void whatWaitsUnderTheNameOfADeletedBlobStandsBehindItOnPagesOfOne() {
        house.safeguard(true, 0);
        house.put(blob, ONE);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.putBlock(blob, House.blockId(1), TWO);
        assertThat(pages(1, ListInclude.VERSIONS, ListInclude.DELETED_WITH_VERSIONS, ListInclude.UNCOMMITTED_BLOBS))
                .containsExactly("version 3", "versions only", "blob 0");
    }

    @Test
    void thePastIsListedByHierarchy() {
        house.safeguard(true, 0);
        house.put(box.blob("a/gone"), ONE);
        house.put(box.blob("b"), ONE);
        house.put(box.blob("b"), TWO);
        house.put(box.blob("c/there"), ONE);
        house.put(box.blob("c/there"), TWO);
        house.put(box.blob("d"), THREE);
        house.delete(box.blob("a/gone"), DeleteSnapshots.UNSPECIFIED);
        house.delete(box.blob("d"), DeleteSnapshots.UNSPECIFIED);
        blob = box.blob("b");
        house.snapshot(blob);

        for (int most = 1; most < 8; most++) {
            ListBlobs command = ListBlobs.of(box).withDelimiter("/").withMaxResults(most);
            assertThat(words(command)).as("%d", most).containsExactly("blob 11", "prefix c/");
            assertThat(words(command.withInclude(ListInclude.SNAPSHOTS)))
                    .as("%d", most)
                    .containsExactly("snapshot 11", "blob 11", "prefix c/");
            assertThat(words(command.withInclude(ListInclude.VERSIONS)))
                    .as("%d", most)
                    .containsExactly("prefix a/", "version 3", "version 11", "blob 11", "prefix c/", "version 5");
            assertThat(words(command.withInclude(ListInclude.DELETED_WITH_VERSIONS)))
                    .as("%d", most)
                    .containsExactly("prefix a/", "blob 11", "prefix c/", "versions only");
            assertThat(words(command.withInclude(
                            ListInclude.SNAPSHOTS, ListInclude.VERSIONS, ListInclude.DELETED_WITH_VERSIONS)))
                    .as("%d", most)
                    .containsExactlyInAnyOrder(
                            "prefix a/",
                            "version 3",
                            "version 11",
                            "snapshot 11",
                            "blob 11",
                            "prefix c/",
                            "version 5",
                            "versions only")
                    .endsWith("blob 11", "prefix c/", "version 5", "versions only");
            assertThat(words(command.withPrefix("a/")
                            .withInclude(ListInclude.VERSIONS, ListInclude.DELETED_WITH_VERSIONS)))
                    .as("%d", most)
                    .containsExactly("version 3", "versions only");
        }
    }

    private List<String> words(ListBlobs command) {
        return items(command).stream().map(PastTest::word).toList();
    }

    @Test
    void metadataMakesAVersionAndHeadersAndTagsDoNot() {
        house.safeguard(true, 0);
        house.put(blob, ONE);
        Metadata metadata = new Metadata(List.of(new Metadata.Entry("a", "b")));
        VersionId second = house.run(
                        box,
                        Action.WRITE,
                        house.blobs.setBlobMetadata(new SetBlobMetadata(blob, metadata, Conditions.NONE)))
                .version();
        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobHeaders(new SetBlobHeaders(blob, HttpHeaders.NONE.withType(), Conditions.NONE)));
        house.run(box, Action.WRITE, house.blobs.setBlobTags(new SetBlobTags(blob, Tags.NONE, Conditions.NONE)));
        assertThat(house.properties(blob).standing().version()).isEqualTo(second);
        assertThat(listed(ListInclude.VERSIONS)).containsExactly("version 3", "blob 3");
        assertThat(house.properties(blob).metadata()).isEqualTo(metadata);
    }

    @Test
    void aSnapshotOfABlobWithVersionsMakesAVersionToo() {
        house.safeguard(true, 0);
        house.put(blob, ONE);
        house.snapshot(blob);
        assertThat(listed(ListInclude.VERSIONS, ListInclude.SNAPSHOTS))
                .containsExactlyInAnyOrder("version 3", "snapshot 3", "blob 3")
                .last()
                .isEqualTo("blob 3");
        assertThat(stored()).isEqualTo(9);
    }

    @Test
    void whatWasWrittenBeforeVersionsWereOffStaysAVersion() {
        house.safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        house.safeguard(false, 0);
        assertThat(house.put(blob, TWO).version()).isEqualTo(VersionId.NONE);
        house.put(blob, THREE);
        assertThat(house.get(blob.at(first))).isEqualTo(ONE);
        assertThat(listed(ListInclude.VERSIONS)).containsExactly("version 3", "blob 5");
    }

    @Test
    void aDeletedVersionIsKeptWhereDeletedBlobsAre() {
        house.keepDeletedBlobs(7);
        house.safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        house.put(blob, TWO);
        house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob.at(first)));
        assertThat(listed(ListInclude.VERSIONS, ListInclude.DELETED)).containsExactly("deleted version 3", "blob 11");
        assertThat(house.undelete(blob)).isEqualTo(new Undeleted(0, 1));
        assertThat(house.get(blob.at(first))).isEqualTo(ONE);

        house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED);
        clock.advance(Duration.ofDays(8));
        house.round();
        assertThat(stored()).isEqualTo(11);
    }
}
