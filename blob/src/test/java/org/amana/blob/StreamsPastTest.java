package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Append and page blobs together with versions, soft deletion, holds and policies: what is written in place is no
/// version, so nothing could be kept of what must stay.
final class StreamsPastTest extends OpenHouse {
    private static final int PAGE = PutPages.PAGE;

    private BlobRef log;
    private BlobRef disk;

    @BeforeEach
    void nameThem() {
        log = box.blob("log");
        disk = box.blob("disk");
    }

    private <R> R write(Plan<R> plan) {
        return house.run(box, Action.WRITE, plan);
    }

    private Plan<BlockAppended> appending(String text) {
        return house.blobs.appendBlock(AppendBlock.of(log), Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Plan<PagesWritten> pages(int page, char with) {
        return house.blobs.putPages(PutPages.of(disk, (long) page * PAGE, PAGE), Body.of(page(with)));
    }

    private static byte[] page(char with) {
        byte[] page = new byte[PAGE];
        Arrays.fill(page, (byte) with);
        return page;
    }

    private Plan<PagesWritten> clearing(int page) {
        return house.blobs.clearPages(PutPages.of(disk, (long) page * PAGE, PAGE));
    }

    private Plan<Changed> resizing(int pages) {
        return house.blobs.changePageBlob(new ChangePageBlob(
                disk,
                OptionalLong.of((long) pages * PAGE),
                new SequenceAction.Keep(),
                Optional.empty(),
                Conditions.NONE));
    }

    private Plan<Changed> sealing() {
        return house.blobs.sealBlob(new SealBlob(log, OptionalLong.empty(), Conditions.NONE));
    }

    private VersionId createLog() {
        return write(house.blobs.createBlob(CreateBlob.append(log))).version();
    }

    private VersionId createDisk() {
        return write(house.blobs.createBlob(CreateBlob.page(disk, 2L * PAGE))).version();
    }

    private String text(BlobRef blob) {
        return new String(house.get(blob), StandardCharsets.UTF_8);
    }

    private String pagesOf(BlobRef blob) {
        byte[] bytes = house.get(blob);
        StringBuilder pages = new StringBuilder();
        for (int i = 0; i < bytes.length; i += PAGE) {
            pages.append(bytes[i] == 0 ? '-' : (char) bytes[i]);
        }
        return pages.toString();
    }

    private VersionId describe(BlobRef blob) {
        Metadata metadata = new Metadata(List.of(new Metadata.Entry("k", "v" + clock.instant())));
        write(house.blobs.setBlobMetadata(new SetBlobMetadata(blob, metadata, Conditions.NONE)));
        return house.properties(blob).standing().version();
    }

    @Test
    void whatIsAppendedAfterAVersionIsNotInIt() {
        house.safeguard(true, 0);
        VersionId first = createLog();
        write(appending("one "));
        assertThat(house.properties(log).standing().version()).isEqualTo(first);
        VersionId second = describe(log);
        assertThat(second).isNotEqualTo(first);
        write(appending("two "));
        write(sealing());
        assertThat(text(log.at(first))).isEqualTo("one ");
        assertThat(text(log)).isEqualTo("one two ");
        house.delete(log, DeleteSnapshots.UNSPECIFIED);
        assertThat(text(log.at(second))).isEqualTo("one two ");
        house.delete(log.at(first), DeleteSnapshots.UNSPECIFIED);
        assertThat(text(log.at(second))).isEqualTo("one two ");
    }

    @Test
    void pagesWrittenAfterAVersionAreNotInIt() {
        house.safeguard(true, 0);
        VersionId first = createDisk();
        write(pages(0, 'a'));
        write(pages(1, 'b'));
        VersionId second = describe(disk);
        write(pages(0, 'c'));
        write(clearing(1));
        write(resizing(3));
        assertThat(pagesOf(disk.at(first))).isEqualTo("ab");
        assertThat(pagesOf(disk)).isEqualTo("c--");
        createDisk();
        assertThat(pagesOf(disk.at(second))).isEqualTo("c--");
        house.delete(disk.at(second), DeleteSnapshots.UNSPECIFIED);
        assertThat(pagesOf(disk.at(first))).isEqualTo("ab");
        house.delete(disk.at(first), DeleteSnapshots.UNSPECIFIED);
        house.delete(disk, DeleteSnapshots.UNSPECIFIED);
    }

    @Test
    void deletedOnesComeBackAndCanBeWrittenOn() {
        house.keepDeletedBlobs(7);
        createLog();
        write(appending("one "));
        createDisk();
        write(pages(1, 'b'));
        house.delete(log, DeleteSnapshots.UNSPECIFIED);
        house.delete(disk, DeleteSnapshots.UNSPECIFIED);
        write(house.blobs.undeleteBlob(new UndeleteBlob(log)));
        write(house.blobs.undeleteBlob(new UndeleteBlob(disk)));
        write(appending("two"));
        write(pages(0, 'a'));
        assertThat(text(log)).isEqualTo("one two");
        assertThat(pagesOf(disk)).isEqualTo("ab");
    }

    @Test
    void whatIsKeptOfThemGoesForGoodWhenItsTimeIsOver() {
        house.keepDeletedBlobs(7);
        createLog();
        write(appending("one "));
        createDisk();
        write(pages(1, 'b'));
        createLog();
        write(appending("two"));
        house.delete(disk, DeleteSnapshots.UNSPECIFIED);
        assertThat(house.properties(box).storedBytes()).isEqualTo(4 + PAGE + 3);
        clock.advance(Duration.ofDays(7));
        try (Janitor janitor = house.janitor(BlobConfig.DEFAULTS)) {
            janitor.round();
        }
        assertThat(house.properties(box).storedBytes()).isEqualTo(3);
    }

    private List<Plan<?>> writesInPlace() {
        BlobRef donor = box.blob("donor");
        house.put(donor, page('d'));
        return List.of(
                appending("more"),
                sealing(),
                house.blobs.appendBlockFrom(
                        new AppendBlockFrom(AppendBlock.of(log), house.source(donor), SourceSums.NONE)),
                pages(0, 'c'),
                clearing(0),
                resizing(1),
                house.blobs.putPagesFrom(
                        new PutPagesFrom(PutPages.of(disk, 0, PAGE), house.source(donor), SourceSums.NONE)));
    }

    @Test
    void aHeldOneIsNotWrittenInPlaceAndTheLedgerSaysSo() {
        createLog();
        createDisk();
        write(pages(0, 'a'));
        write(house.blobs.setLegalHold(new SetLegalHold(log, true)));
        write(house.blobs.setLegalHold(new SetLegalHold(disk, true)));
        for (Plan<?> plan : writesInPlace()) {
            refused(ErrorCode.BLOB_ON_LEGAL_HOLD, "engine/legal-hold", Action.WRITE, plan);
        }
        assertThat(house.get(log)).isEmpty();
        assertThat(pagesOf(disk)).isEqualTo("a-");
        write(house.blobs.setLegalHold(new SetLegalHold(log, false)));
        write(appending("more"));
        assertThat(text(log)).isEqualTo("more");
    }

    @Test
    void evenWhereVersionsAreOnAnImmutableOneIsNotWrittenInPlaceUntilItsTimeHasPassed() {
        house.safeguard(true, 0);
        createLog();
        createDisk();
        for (BlobRef blob : List.of(log, disk)) {
            write(house.blobs.setImmutabilityPolicy(new SetImmutabilityPolicy(
                    blob,
                    new ImmutabilityPolicy(clock.instant().plus(Duration.ofDays(1)), ImmutabilityPolicy.Mode.UNLOCKED),
                    Conditions.NONE)));
        }
        for (Plan<?> plan : writesInPlace()) {
            refused(ErrorCode.BLOB_IMMUTABLE, "engine/immutability-policy", Action.WRITE, plan);
        }
        clock.advance(Duration.ofDays(1));
        write(appending("more"));
        write(pages(1, 'b'));
        assertThat(pagesOf(disk)).isEqualTo("-b");
    }

    @Test
    void whatIsDeletedStaysOfItsTypeUntilItsVersionsAreDeletedToo() {
        house.safeguard(true, 0);
        VersionId first = createLog();
        VersionId second = describe(log);
        house.delete(log, DeleteSnapshots.UNSPECIFIED);
        staysALog();
        house.safeguard(false, 0);
        staysALog();

        createLog();
        house.delete(log, DeleteSnapshots.UNSPECIFIED);
        house.delete(log.at(second), DeleteSnapshots.UNSPECIFIED);
        staysALog();
        house.delete(log.at(first), DeleteSnapshots.UNSPECIFIED);
        house.put(log, new byte[] {1, 2, 3});
        assertThat(house.get(log)).hasSize(3);
    }

    private void staysALog() {
        house.put(disk, new byte[] {1});
        House.fails(ErrorCode.INVALID_BLOB_TYPE, () -> house.put(log, new byte[] {1}));
        House.fails(ErrorCode.INVALID_BLOB_TYPE, () -> house.commit(log));
        House.fails(ErrorCode.INVALID_BLOB_TYPE, () -> write(house.blobs.createBlob(CreateBlob.page(log, PAGE))));
        House.fails(
                ErrorCode.INVALID_BLOB_TYPE, () -> write(house.blobs.copyBlob(CopyBlob.of(log, house.source(disk)))));
    }

    @Test
    void whatHasExpiredStaysOfItsTypeWhereItIsGoingToBeAVersion() {
        house.safeguard(true, 0);
        createLog();
        Expiry soon = new Expiry.RelativeToNow(Duration.ofMinutes(1));
        write(house.blobs.setBlobExpiry(new SetBlobExpiry(log, soon, Conditions.NONE)));
        clock.advance(Duration.ofMinutes(2));
        House.fails(ErrorCode.INVALID_BLOB_TYPE, () -> house.put(log, new byte[] {1}));
        createLog();
    }

    @Test
    void anIncrementalCopyThatWasDeletedIsMadeAgain() {
        house.safeguard(true, 0);
        createDisk();
        BlobRef copy = box.blob("copy");
        follow(copy, snapshot());
        house.delete(copy, DeleteSnapshots.INCLUDE);
        follow(copy, snapshot());
    }

    @Test
    void aHeldIncrementalCopyFollowsNoMoreSnapshots() {
        createDisk();
        write(pages(0, 'a'));
        BlobRef copy = box.blob("copy");
        follow(copy, snapshot());
        write(house.blobs.setLegalHold(new SetLegalHold(copy, true)));
        write(pages(1, 'b'));
        Snapshot second = snapshot();
        refused(ErrorCode.BLOB_ON_LEGAL_HOLD, "engine/legal-hold", Action.WRITE, following(copy, second));
        write(house.blobs.setLegalHold(new SetLegalHold(copy, false)));
        follow(copy, second);
    }

    private Snapshot snapshot() {
        clock.advance(Duration.ofMillis(5));
        return write(house.blobs.snapshotBlob(new TakeSnapshot(disk, Metadata.NONE, Conditions.NONE)))
                .snapshot();
    }

    private Plan<Copied> following(BlobRef copy, Snapshot taken) {
        return house.blobs.copyChanges(
                new CopyChanges(copy, house.source(disk.at(taken)), disk.path(), Conditions.NONE));
    }

    private void follow(BlobRef copy, Snapshot taken) {
        write(following(copy, taken));
    }
}
