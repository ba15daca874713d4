package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Directory;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import org.amana.store.Compaction;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.verifier.LogSource;
import org.amana.verifier.LogVerification;
import org.amana.verifier.Report;
import org.amana.verifier.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Soft deletion, versions, immutability, legal holds and expiry.
class PastTest {
    private static final byte[] ONE = bytes("one");
    private static final byte[] TWO = bytes("two, longer");
    private static final byte[] THREE = bytes("three");

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

    private <R> R onAccount(Action action, Plan<R> plan) {
        return house.control
                .gate()
                .pass(
                        AccessRequest.on(
                                house.blobs.facts().of(House.ACCOUNT).orElseThrow(),
                                house.caller,
                                Service.BLOB,
                                action),
                        plan)
                .orThrow();
    }

    private void keepDeletedBlobs(int days) {
        ServiceProperties old = ServiceProperties.DEFAULT;
        onAccount(
                Action.WRITE,
                house.blobs.setServiceProperties(new SetServiceProperties(
                        House.ACCOUNT,
                        new ServiceProperties(
                                old.logging(),
                                old.hourMetrics(),
                                old.minuteMetrics(),
                                old.cors(),
                                old.defaultServiceVersion(),
                                new ServiceProperties.Retention(true, days),
                                old.permanentDelete(),
                                old.staticWebsite()))));
    }

    private void safeguard(boolean versions, int containerDays) {
        onAccount(
                Action.WRITE,
                house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, versions, Duration.ofDays(containerDays))));
    }

    private Undeleted undelete() {
        return house.run(box, Action.WRITE, house.blobs.undeleteBlob(new UndeleteBlob(blob)));
    }

    private Snapshot snapshot() {
        return house.run(
                        box,
                        Action.WRITE,
                        house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)))
                .snapshot();
    }

    private Deleted deletePermanently(BlobRef ref) {
        return house.run(
                box,
                Action.DELETE,
                house.blobs.deleteBlob(
                        new DeleteBlob(ref, DeleteSnapshots.UNSPECIFIED, true, Conditions.NONE, TierCondition.none())));
    }

    private void round() {
        try (Janitor janitor = house.janitor(BlobConfig.DEFAULTS)) {
            janitor.round();
        }
    }

    private long stored() {
        return house.properties(box).storedBytes();
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

    private List<String> told() {
        return house.changes.stream().map(it -> it.getClass().getSimpleName()).toList();
    }

    // Soft deletion

    @Test
    void aDeletedBlobIsKeptAndComesBackAsItWas() {
        keepDeletedBlobs(7);
        BlobWritten written = house.put(blob, ONE);
        assertThat(house.delete(blob, DeleteSnapshots.UNSPECIFIED).permanent()).isFalse();

        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        assertThat(stored()).isEqualTo(3);
        assertThat(house.properties(box).blobCount()).isZero();
        assertThat(listed()).isEmpty();
        assertThat(listed(ListInclude.DELETED)).containsExactly("deleted blob 3");

        house.changes.clear();
        assertThat(undelete()).isEqualTo(new Undeleted(1, 0));
        assertThat(told()).containsExactly("Written");
        assertThat(house.get(blob)).isEqualTo(ONE);
        assertThat(house.properties(blob).etag()).isEqualTo(written.etag());
        assertThat(house.properties(box).blobCount()).isEqualTo(1);
        assertThat(listed(ListInclude.DELETED)).containsExactly("blob 3");
    }

    @Test
    void whatIsKeptGoesForGoodWhenItsTimeIsOver() {
        keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        round();
        assertThat(stored()).isEqualTo(3);

        clock.advance(Duration.ofSeconds(1));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> {
            round();
            undelete();
        });
        assertThat(stored()).isZero();
        assertThat(listed(ListInclude.DELETED)).isEmpty();
    }

    @Test
    void anOverwrittenBlobIsKeptAsADeletedSnapshot() {
        keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.put(blob, TWO);
        house.commit(blob);
        assertThat(stored()).isEqualTo(3 + 11);
        assertThat(listed(ListInclude.DELETED)).containsExactly("blob 0");
        assertThat(listed(ListInclude.DELETED, ListInclude.SNAPSHOTS))
                .containsExactly("deleted snapshot 3", "deleted snapshot 11", "blob 0");

        assertThat(undelete()).isEqualTo(new Undeleted(0, 2));
        assertThat(listed(ListInclude.SNAPSHOTS)).containsExactly("snapshot 3", "snapshot 11", "blob 0");
        house.delete(blob, DeleteSnapshots.INCLUDE);
        assertThat(undelete()).isEqualTo(new Undeleted(1, 2));
    }

    @Test
    void aBlobThatWasDeletedIsASnapshotOfTheOneThatTookItsName() {
        keepDeletedBlobs(7);
        house.put(blob, ONE);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.put(blob, TWO);
        assertThat(listed(ListInclude.DELETED)).containsExactly("blob 11");
        assertThat(listed(ListInclude.DELETED, ListInclude.SNAPSHOTS)).containsExactly("deleted snapshot 3", "blob 11");
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(listed(ListInclude.DELETED)).containsExactly("deleted blob 11");

        assertThat(undelete()).isEqualTo(new Undeleted(1, 1));
        assertThat(house.get(blob)).isEqualTo(TWO);
    }

    @Test
    void aDeletedSnapshotIsKeptAndCanBeDeletedForGood() {
        keepDeletedBlobs(7);
        house.put(blob, ONE);
        Snapshot taken = snapshot();
        fails(ErrorCode.NOT_SOFT_DELETED, () -> deletePermanently(blob.at(taken)));
        fails(ErrorCode.NOT_SOFT_DELETED, () -> deletePermanently(blob));

        house.delete(blob.at(taken), DeleteSnapshots.UNSPECIFIED);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob.at(taken)));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.delete(blob.at(taken), DeleteSnapshots.UNSPECIFIED));
        assertThat(stored()).isEqualTo(6);
        assertThat(deletePermanently(blob.at(taken)).permanent()).isTrue();
        assertThat(stored()).isEqualTo(3);
        assertThat(undelete()).isEqualTo(new Undeleted(0, 0));
    }

    @Test
    void bytesOfWhatIsKeptAreReadAfterTheyWereMoved() {
        keepDeletedBlobs(7);
        byte[] large = Seeds.bytes(Seeds.random(3), 200_000);
        house.put(blob, large);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.put(box.blob("other"), ONE);
        house.delete(box.blob("other"), DeleteSnapshots.UNSPECIFIED);
        new Compaction(house.extents, List.of(house.store.liveRanges()), ByteSize.ofMebibytes(8), Courtesy.none())
                .run();
        undelete();
        assertThat(house.get(blob)).isEqualTo(large);
    }

    @Test
    void somethingDeletedThatHasNoDeadlineIsAFinding() {
        keepDeletedBlobs(7);
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
        safeguard(true, 0);
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
        safeguard(true, 0);
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
        assertThat(told()).containsExactly("Written");
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
        safeguard(true, 0);
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
        keepDeletedBlobs(7);
        safeguard(true, 0);
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
        safeguard(true, 0);
        house.put(blob, ONE);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        house.putBlock(blob, BlobServiceTest.id(1), TWO);
        assertThat(pages(1, ListInclude.VERSIONS, ListInclude.DELETED_WITH_VERSIONS, ListInclude.UNCOMMITTED_BLOBS))
                .containsExactly("version 3", "versions only", "blob 0");
    }

    @Test
    void thePastIsListedByHierarchy() {
        safeguard(true, 0);
        house.put(box.blob("a/gone"), ONE);
        house.put(box.blob("b"), ONE);
        house.put(box.blob("b"), TWO);
        house.put(box.blob("c/there"), ONE);
        house.put(box.blob("c/there"), TWO);
        house.put(box.blob("d"), THREE);
        house.delete(box.blob("a/gone"), DeleteSnapshots.UNSPECIFIED);
        house.delete(box.blob("d"), DeleteSnapshots.UNSPECIFIED);
        blob = box.blob("b");
        snapshot();

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
        safeguard(true, 0);
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
        safeguard(true, 0);
        house.put(blob, ONE);
        snapshot();
        assertThat(listed(ListInclude.VERSIONS, ListInclude.SNAPSHOTS))
                .containsExactlyInAnyOrder("version 3", "snapshot 3", "blob 3")
                .last()
                .isEqualTo("blob 3");
        assertThat(stored()).isEqualTo(9);
    }

    @Test
    void whatWasWrittenBeforeVersionsWereOffStaysAVersion() {
        safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        safeguard(false, 0);
        assertThat(house.put(blob, TWO).version()).isEqualTo(VersionId.NONE);
        house.put(blob, THREE);
        assertThat(house.get(blob.at(first))).isEqualTo(ONE);
        assertThat(listed(ListInclude.VERSIONS)).containsExactly("version 3", "blob 5");
    }

    @Test
    void aDeletedVersionIsKeptWhereDeletedBlobsAre() {
        keepDeletedBlobs(7);
        safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        house.put(blob, TWO);
        house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob.at(first)));
        assertThat(listed(ListInclude.VERSIONS, ListInclude.DELETED)).containsExactly("deleted version 3", "blob 11");
        assertThat(undelete()).isEqualTo(new Undeleted(0, 1));
        assertThat(house.get(blob.at(first))).isEqualTo(ONE);

        house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED);
        clock.advance(Duration.ofDays(8));
        round();
        assertThat(stored()).isEqualTo(11);
    }

    // Immutability and legal holds

    private void policy(BlobRef ref, Duration life, ImmutabilityPolicy.Mode mode) {
        house.run(
                box,
                Action.WRITE,
                house.blobs.setImmutabilityPolicy(new SetImmutabilityPolicy(
                        ref, new ImmutabilityPolicy(clock.instant().plus(life), mode), Conditions.NONE)));
    }

    private void hold(BlobRef ref, boolean on) {
        house.run(box, Action.WRITE, house.blobs.setLegalHold(new SetLegalHold(ref, on)));
    }

    private <R> void refused(ErrorCode code, String rule, Action action, Plan<R> plan) {
        Passage<R> passage = house.pass(box, action, plan);
        if (!(passage instanceof Passage.Denied<R> denied)) {
            throw new AssertionError("not denied: " + passage);
        }
        assertThat(denied.code()).isEqualTo(code);
        assertThat(denied.rules()).containsExactly(rule);
        assertThat(house.ledger.entry(passage.receipt().index()).text("dec")).isEqualTo("deny");
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
        keepDeletedBlobs(1);
        refused(ErrorCode.BLOB_IMMUTABLE, rule, Action.DELETE, house.blobs.deleteBlob(DeleteBlob.of(blob)));
        assertThat(house.get(blob)).isEqualTo(ONE);

        clock.advance(Duration.ofDays(1));
        house.put(blob, TWO);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
    }

    @Test
    void noRowUnderAHoldIsDeletedWhateverThePlanForgotToSay() {
        house.put(blob, ONE);
        hold(blob, true);
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
        hold(blob, true);
        clock.advance(Duration.ofDays(60));
        refused(
                ErrorCode.BLOB_ON_LEGAL_HOLD,
                "engine/legal-hold",
                Action.DELETE,
                house.blobs.deleteBlob(DeleteBlob.of(blob)));
        hold(blob, false);
        house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        house.container("box");
    }

    @Test
    void evenWhereVersionsAreOnAHeldBlobIsNotDeleted() {
        safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        hold(blob, true);
        for (DeleteSnapshots snapshots : List.of(DeleteSnapshots.UNSPECIFIED, DeleteSnapshots.INCLUDE)) {
            refused(
                    ErrorCode.BLOB_ON_LEGAL_HOLD,
                    "engine/legal-hold",
                    Action.DELETE,
                    house.blobs.deleteBlob(new DeleteBlob(blob, snapshots, Conditions.NONE)));
        }
        hold(blob, false);
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
        safeguard(true, 0);
        house.put(blob, ONE);
        hold(blob, true);
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
        safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        hold(blob, true);
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
        hold(blob.at(first), false);
        house.delete(blob.at(first), DeleteSnapshots.UNSPECIFIED);
    }

    private LegalHold holdOf(BlobRef ref) {
        return house.properties(ref).keeping().legalHold();
    }

    @Test
    void aHoldThatWasTakenOffStaysSoWithWhatItWasOn() {
        safeguard(true, 0);
        VersionId first = house.put(blob, ONE).version();
        assertThat(holdOf(blob)).isEqualTo(LegalHold.NEVER_SET);
        hold(blob, true);
        assertThat(holdOf(blob)).isEqualTo(LegalHold.ON);
        hold(blob, false);
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
        keepDeletedBlobs(7);
        house.put(blob, ONE);
        hold(blob, false);
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        undelete();
        assertThat(holdOf(blob)).isEqualTo(LegalHold.OFF);
    }

    // Expiry

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
        assertThat(listed()).isEmpty();
        assertThat(stored()).isEqualTo(3);
        round();
        assertThat(stored()).isZero();
        assertThat(house.properties(box).blobCount()).isZero();
    }

    private PageRanges pages(ListPages command) {
        return house.run(box, Action.READ, house.blobs.listPages(command));
    }

    @Test
    void anExpiredPageBlobTellsNoPages() {
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.page(blob, 1024)));
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        assertThat(pages(ListPages.of(blob)).ranges()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> pages(ListPages.of(blob)));
    }

    @Test
    void aDeletedSnapshotOfAPageBlobTellsNoPagesAndNoDifference() {
        keepDeletedBlobs(7);
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.page(blob, 1024)));
        Snapshot taken = snapshot();
        assertThat(pages(ListPages.of(blob.at(taken))).ranges()).isEmpty();
        assertThat(pages(ListPages.of(blob).before(taken)).ranges()).isEmpty();
        house.delete(blob.at(taken), DeleteSnapshots.UNSPECIFIED);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> pages(ListPages.of(blob.at(taken))));
        fails(
                ErrorCode.PREVIOUS_SNAPSHOT_NOT_FOUND,
                () -> pages(ListPages.of(blob).before(taken)));
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
        round();
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
        round();
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
        keepDeletedBlobs(7);
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(6));
        fails(ErrorCode.SERVER_BUSY, this::undelete);
        round();
        assertThat(undelete().blobs()).isEqualTo(1);
        assertThat(house.get(blob)).isEqualTo(ONE);
        assertThat(house.properties(blob).keeping().expires()).isEmpty();
    }

    @Test
    void whatHasExpiredIsKeptAsWhatIsDeletedIs() {
        safeguard(true, 0);
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(6));
        assertThat(house.blobs.facts().isOver(blob))
                .as("before it is cleared away")
                .isTrue();
        round();
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
        hold(blob, true);
        SetBlobExpiry soon = new SetBlobExpiry(blob, new Expiry.RelativeToNow(Duration.ofMinutes(1)), Conditions.NONE);
        assertThat(house.pass(box, Action.WRITE, house.blobs.setBlobExpiry(soon)))
                .isInstanceOfSatisfying(
                        Passage.Denied.class,
                        denied -> assertThat(denied.code()).isEqualTo(ErrorCode.BLOB_ON_LEGAL_HOLD));
        clock.advance(Duration.ofMinutes(6));
        round();
        assertThat(house.get(blob)).isEqualTo(ONE);
        hold(blob, false);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        round();
        assertThat(stored()).isZero();
    }

    @Test
    void whatIsImmutableForATimeExpiresWhenThatIsOver() {
        house.put(blob, ONE);
        expire(new Expiry.RelativeToNow(Duration.ofMinutes(5)));
        policy(blob, Duration.ofHours(1), ImmutabilityPolicy.Mode.LOCKED);
        clock.advance(Duration.ofMinutes(30));
        round();
        assertThat(house.get(blob)).isEqualTo(ONE);
        clock.advance(Duration.ofMinutes(31));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
        round();
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

    // Containers

    private ContainerPage containers() {
        return onAccount(
                Action.LIST,
                house.blobs.listContainers(new ListContainers(House.ACCOUNT, "", "", 100, false, false, true)));
    }

    private Optional<ContainerProperties> deletedBox() {
        return containers().items().stream()
                .filter(it -> it.deletion().isPresent())
                .findFirst();
    }

    private ContainerProperties restore(ContainerRef target) {
        return house.run(
                target,
                Action.WRITE,
                house.blobs.restoreContainer(new RestoreContainer(
                        target,
                        box.name(),
                        deletedBox().map(ContainerProperties::deletedVersion).orElse("0"))));
    }

    @Test
    void aDeletedContainerIsKeptWithItsKeyAndComesBack() {
        safeguard(false, 7);
        house.put(blob, ONE);
        house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        assertThat(house.blobs.facts().exists(box)).isFalse();
        round();
        house.container("box");
        fails(ErrorCode.CONTAINER_EXISTS, () -> restore(box));
        house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));

        house.changes.clear();
        assertThat(restore(box).storedBytes()).isEqualTo(3);
        assertThat(house.get(blob)).isEqualTo(ONE);
        round();
        assertThat(told()).containsExactly("ContainerRestored", "Written");
    }

    @Test
    void theKeyOfADeletedContainerIsDestroyedWhenItsTimeIsOver() {
        safeguard(false, 7);
        house.put(blob, ONE);
        house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        clock.advance(Duration.ofDays(7));
        assertThat(deletedBox()).isEmpty();
        fails(ErrorCode.CONTAINER_NOT_FOUND, () -> restore(box));
        round();
        assertThat(house.catalog.<Optional<Long>>read(
                        reader -> reader.first("SELECT id FROM container", row -> row.number("id"))))
                .isEmpty();
    }

    /// A body may take long to come, and its container be deleted meanwhile.
    @Test
    void nothingComesIntoADeletedContainerThatIsStillKept() {
        safeguard(false, 7);
        house.put(blob, ONE);
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(TWO)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                if (house.blobs.facts().exists(box)) {
                    house.run(
                            box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
                }
                return super.read(buffer, from, length);
            }
        };
        Body body = new Body(slow, OptionalLong.of(TWO.length), Optional.empty(), Optional.empty());
        fails(
                ErrorCode.CONTAINER_NOT_FOUND,
                () -> house.run(box, Action.WRITE, house.blobs.putBlob(PutBlob.of(blob), body)));
        assertThat(restore(box).storedBytes()).isEqualTo(3);
        assertThat(house.get(blob)).isEqualTo(ONE);
    }

    /// Its name may belong to another container by then.
    @Test
    void aBodyThatOutlastsItsContainerCountsForNothing() {
        Caller caller = limitedToTheBox();
        List<Plan<?>> writes = List.of(
                house.blobs.putBlob(PutBlob.of(blob), outlasting()),
                house.blobs.putBlock(PutBlock.of(blob, "AAAA"), outlasting()));
        for (Plan<?> write : writes) {
            house.put(blob, THREE);
            Passage<?> passage = pass(caller, write);
            assertThat(passage)
                    .isInstanceOfSatisfying(
                            Passage.Failed.class,
                            failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.CONTAINER_NOT_FOUND));
            Entry entry = house.ledger.entry(passage.receipt().index());
            assertThat(entry.number("in")).isZero();
            assertThat(entry.number("dst")).isZero();
            assertThat(pass(caller, house.blobs.putBlob(PutBlob.of(blob), Body.of(ONE))))
                    .isInstanceOf(Passage.Done.class);
        }
        assertThat(house.ledger.entries(0, 1_000)).extracting(Entry::kind).doesNotContain(Kind.VOID);
        house.ledger.publish();
        Report report =
                LogVerification.verify(LogSource.folder(house.ledger.publicFolder()), house.ledger.verifierKey());
        assertThat(report.verdict()).as(report.text()).isEqualTo(Verdict.SOUND);
    }

    private Caller limitedToTheBox() {
        Directory directory = house.control.directory();
        Purpose purpose = directory.propose(
                new PurposeDraft(
                        House.ACCOUNT.value(),
                        new Text("One box", "صندوق واحد"),
                        "dpv:LegalCompliance",
                        "eu-gdpr:A6-1-c",
                        Scope.everythingOnData().withContainers(Set.of("box")),
                        Duration.ofDays(100),
                        List.of()),
                Authority.operator("test"));
        directory.activate(purpose.id(), Authority.operator("test"));
        clock.advance(Duration.ofMinutes(2));
        PrincipalId steward = house.caller.credential().principal().id();
        return new Caller(
                directory
                        .issueKey(purpose.id(), steward, Duration.ofDays(30), Authority.operator("test"))
                        .credential(),
                "test");
    }

    private <R> Passage<R> pass(Caller caller, Plan<R> plan) {
        return house.control
                .gate()
                .pass(AccessRequest.in(() -> house.blobs.facts().of(box), caller, Service.BLOB, Action.WRITE), plan);
    }

    /// Before it ends, its container is deleted, another takes the name, and over a minute passes.
    private Body outlasting() {
        AtomicBoolean replaced = new AtomicBoolean();
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(TWO)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                if (!replaced.getAndSet(true)) {
                    house.run(
                            box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
                    clock.advance(Duration.ofMinutes(1));
                    house.container("box");
                    house.put(box.blob("n"), ONE);
                    clock.advance(Duration.ofSeconds(61));
                }
                return super.read(buffer, from, length);
            }
        };
        return new Body(slow, OptionalLong.of(TWO.length), Optional.empty(), Optional.empty());
    }
}
