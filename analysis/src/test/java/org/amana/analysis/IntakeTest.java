package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.blob.AppendBlock;
import org.amana.blob.BlobRef;
import org.amana.blob.BlockChoice;
import org.amana.blob.BlockId;
import org.amana.blob.BlockSource;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.CopyBlob;
import org.amana.blob.CopySource;
import org.amana.blob.CreateBlob;
import org.amana.blob.CustomerKey;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.blob.Metadata;
import org.amana.blob.OpenCopySource;
import org.amana.blob.PutBlob;
import org.amana.blob.PutBlock;
import org.amana.blob.PutBlockList;
import org.amana.blob.PutPages;
import org.amana.blob.SealBlob;
import org.amana.blob.SetBlobMetadata;
import org.amana.blob.SnapshotTaken;
import org.amana.blob.TakeSnapshot;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever brings new content into a blob brings its task into the queue in the same commit, and whatever
/// takes content away takes the findings with it.
class IntakeTest {
    @TempDir
    private Path folder;

    private ReadingRoom room;
    private ContainerRef papers;

    @BeforeEach
    void open() {
        room = ReadingRoom.unstaffed(folder, InstantSource.system());
        papers = room.container("papers");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private List<Task> tasks() {
        return room
                .catalog
                .read(reader -> reader.list(
                        "SELECT DISTINCT container_id, name FROM analysis_task ORDER BY name",
                        row -> TaskRows.of(reader, row.number("container_id"), row.text("name"))))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /// As if a worker had been there: takes the task and files one page of text.
    private void readEverything() {
        Optional<Claim> claim = room.queue().claim(TaskKind.EXTRACT);
        while (claim.isPresent()) {
            Claim held = claim.get();
            room.catalog.commit(tx -> {
                DocumentRows.New document = new DocumentRows.New(
                        "", "text/plain", Language.UNDETERMINED, 1, 0, 0, held.length(), new Engine("test", "1"));
                long id = DocumentRows.insert(tx, held, document, 0, new Shelf.Spot(0, 0, 0));
                Findings.put(tx, id);
                TaskQueue.finish(tx, held);
                return true;
            });
            claim = room.queue().claim(TaskKind.EXTRACT);
        }
    }

    private long documents(String name) {
        return room.catalog
                .read(reader ->
                        reader.first("SELECT count(*) AS n FROM document WHERE name = ?", row -> row.number("n"), name))
                .orElseThrow();
    }

    private void block(BlobRef blob, String id, String text) {
        room.run(
                papers,
                Service.BLOB,
                Action.WRITE,
                room.blobs.putBlock(PutBlock.of(blob, blockId(id)), Body.of(text.getBytes(UTF_8))));
    }

    private static String blockId(String id) {
        return Base64.getEncoder().encodeToString(id.getBytes(UTF_8));
    }

    private void commit(BlobRef blob, String... ids) {
        List<BlockChoice> choices = Arrays.stream(ids)
                .map(id -> new BlockChoice(BlockSource.LATEST, new BlockId(blockId(id))))
                .toList();
        room.run(papers, Service.BLOB, Action.WRITE, room.blobs.putBlockList(PutBlockList.of(blob, choices)));
    }

    private SnapshotTaken snapshot(BlobRef blob) {
        return room.run(
                papers,
                Service.BLOB,
                Action.WRITE,
                room.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)));
    }

    private void copy(BlobRef source, BlobRef target) {
        CopySource opened =
                room.run(papers, Service.BLOB, Action.READ, room.blobs.openCopySource(OpenCopySource.of(source)));
        room.run(papers, Service.BLOB, Action.WRITE, room.blobs.copyBlob(CopyBlob.of(target, opened)));
    }

    @Test
    void anUploadBringsATask() {
        BlobRef blob = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        assertThat(tasks()).hasSize(1).first().satisfies(task -> {
            assertThat(task.blob()).isEqualTo(blob);
            assertThat(task.kind()).isEqualTo(TaskKind.EXTRACT);
            assertThat(task.state()).isEqualTo(TaskState.WAITING);
        });
    }

    @Test
    void blocksBringOneWhenTheyAreCommittedAndNotBefore() {
        BlobRef blob = papers.blob("long.txt");
        block(blob, "1", "the first half, ");
        block(blob, "2", "the second half");
        assertThat(tasks()).isEmpty();
        commit(blob, "1", "2");
        assertThat(tasks()).hasSize(1);
        readEverything();
        block(blob, "3", " and more");
        assertThat(documents("long.txt"))
                .as("uncommitted blocks change nothing")
                .isEqualTo(1);
        commit(blob, "1", "2", "3");
        assertThat(documents("long.txt"))
                .as("what was found in the old content")
                .isZero();
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void aCopyIsReadLikeAnUpload() {
        BlobRef source = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        readEverything();
        copy(source, papers.blob("b.txt"));
        assertThat(tasks()).extracting(task -> task.blob().name().value()).containsExactly("b.txt");
        assertThat(documents("a.txt")).isEqualTo(1);
    }

    @Test
    void overwritingDropsWhatWasFoundInTheSameCommit() {
        room.put(papers, "a.txt", "one".getBytes(UTF_8));
        readEverything();
        room.put(papers, "a.txt", "two".getBytes(UTF_8));
        assertThat(documents("a.txt")).isZero();
        assertThat(tasks()).hasSize(1);
        // And again, before anybody came to read it: one task, for the last version.
        room.put(papers, "a.txt", "three".getBytes(UTF_8));
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void aSnapshotThatBecomesTheBlobAgainIsReadAgain() {
        BlobRef blob = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        SnapshotTaken taken = snapshot(blob);
        readEverything();
        room.put(papers, "a.txt", "two".getBytes(UTF_8));
        readEverything();
        copy(blob.at(taken.snapshot()), blob);
        assertThat(documents("a.txt")).isZero();
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void ofASnapshotIsKnownWhatWasFoundInItsOwnContentOnly() {
        BlobRef blob = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        SnapshotTaken taken = snapshot(blob);
        BlobRef snapshot = blob.at(taken.snapshot());
        assertThat(fails(snapshot)).as("nothing is found yet").isTrue();
        readEverything();
        assertThat(fails(blob)).isFalse();
        assertThat(fails(snapshot)).as("it is the same content").isFalse();
        room.put(papers, "a.txt", "two".getBytes(UTF_8));
        readEverything();
        assertThat(fails(blob)).isFalse();
        assertThat(fails(snapshot)).as("what was found is of other content").isTrue();
    }

    /// Whether nothing at all is known; the pages' own content is not on a shelf in this test.
    private boolean fails(BlobRef blob) {
        Passage<List<Page>> pages = room.pass(papers, Service.DOCUMENT, Action.READ, room.analysis.pages(blob, ""));
        return switch (pages) {
            case Passage.Done<List<Page>> _ -> false;
            case Passage.Denied<List<Page>> denied -> throw new AssertionError(denied.reason());
            case Passage.Failed<List<Page>> failed -> {
                assertThat(failed.failure().code()).isEqualTo(ErrorCode.BLOB_NOT_FOUND);
                yield true;
            }
        };
    }

    @Test
    void aDeletedBlobLeavesNothing() {
        BlobRef read = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        readEverything();
        BlobRef waiting = room.put(papers, "b.txt", "two".getBytes(UTF_8));
        room.delete(read);
        room.delete(waiting);
        assertThat(documents("a.txt")).isZero();
        assertThat(tasks()).isEmpty();
    }

    @Test
    void deletingSnapshotsAloneTouchesNothing() {
        BlobRef blob = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        snapshot(blob);
        readEverything();
        room.run(
                papers,
                Service.BLOB,
                Action.DELETE,
                room.blobs.deleteBlob(new DeleteBlob(blob, DeleteSnapshots.ONLY, Conditions.NONE)));
        assertThat(documents("a.txt")).isEqualTo(1);
    }

    @Test
    void aContainerMadeAnewUnderTheSameNameKnowsNothingOfTheOldOne() {
        room.put(papers, "a.txt", "one".getBytes(UTF_8));
        readEverything();
        room.put(papers, "b.txt", "two".getBytes(UTF_8));
        room.delete(papers);
        papers = room.container("papers");
        BlobRef blob = room.put(papers, "a.txt", "another".getBytes(UTF_8));
        assertThat(room.reading(blob).document()).isEmpty();
        assertThat(room.reading(blob).inProgress()).isTrue();
        new Sweeper(room.catalog, room.extents).sweep();
        assertThat(tasks()).extracting(Task::blob).containsExactly(blob);
        assertThat(documents("a.txt")).isZero();
    }

    @Test
    void newMetadataIsNoNewContent() {
        BlobRef blob = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        readEverything();
        room.run(
                papers,
                Service.BLOB,
                Action.WRITE,
                room.blobs.setBlobMetadata(
                        new SetBlobMetadata(blob, Metadata.of(Map.of("archive", "yes")), Conditions.NONE)));
        assertThat(documents("a.txt")).isEqualTo(1);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void anAppendBlobIsReadWhenItHasRestedOrIsSealed() {
        BlobRef log = papers.blob("log");
        write(room.blobs.createBlob(CreateBlob.append(log)));
        assertThat(tasks()).isEmpty();
        write(room.blobs.appendBlock(AppendBlock.of(log), Body.of("one".getBytes(UTF_8))));
        write(room.blobs.appendBlock(AppendBlock.of(log), Body.of("two".getBytes(UTF_8))));
        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.notBefore())
                        .isAfter(room.catalog.now().plus(AnalysisIntake.REST.minusSeconds(30))));
        assertThat(room.queue().claim(TaskKind.EXTRACT)).isEmpty();

        write(room.blobs.sealBlob(new SealBlob(log, OptionalLong.empty(), Conditions.NONE)));
        readEverything();
        assertThat(documents("log")).isEqualTo(1);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void whatWasFoundInAnAppendBlobGoesWithTheNextAppend() {
        BlobRef log = papers.blob("log");
        write(room.blobs.createBlob(CreateBlob.append(log)));
        write(room.blobs.appendBlock(AppendBlock.of(log), Body.of("one".getBytes(UTF_8))));
        room.catalog.commit(tx -> tx.update("UPDATE analysis_task SET not_before = 0"));
        readEverything();
        assertThat(documents("log")).isEqualTo(1);
        write(room.blobs.appendBlock(AppendBlock.of(log), Body.of("two".getBytes(UTF_8))));
        assertThat(documents("log")).isZero();
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void aPageBlobIsNotRead() {
        BlobRef disk = papers.blob("disk");
        write(room.blobs.createBlob(CreateBlob.page(disk, 1024)));
        write(room.blobs.putPages(PutPages.of(disk, 0, 512), Body.of(new byte[512])));
        assertThat(tasks()).isEmpty();
        assertThat(documents("disk")).isZero();
    }

    @Test
    void whatIsEncryptedWithItsCustomersKeyIsNotRead() {
        BlobRef secret = papers.blob("secret");
        room.put(papers, "secret", "a text".getBytes(UTF_8));
        readEverything();
        assertThat(documents("secret")).isEqualTo(1);
        Conditions key = Conditions.NONE.withCustomerKey(CustomerKey.of(new byte[CustomerKey.BYTES]));
        write(room.blobs.putBlob(PutBlob.of(secret).withConditions(key), Body.of("another".getBytes(UTF_8))));
        assertThat(tasks()).isEmpty();
        assertThat(documents("secret")).isZero();
        BlobRef log = papers.blob("log");
        write(room.blobs.createBlob(CreateBlob.append(log).withConditions(key)));
        write(room.blobs.appendBlock(
                new AppendBlock(log, OptionalLong.empty(), OptionalLong.empty(), key),
                Body.of("more".getBytes(UTF_8))));
        assertThat(tasks()).isEmpty();
        write(room.blobs.setBlobMetadata(new SetBlobMetadata(log, Metadata.of(Map.of("a", "b")), key)));
        assertThat(tasks()).isEmpty();
        room.put(papers, "secret", "open again".getBytes(UTF_8));
        assertThat(tasks()).hasSize(1);
    }

    private void write(Plan<?> plan) {
        room.run(papers, Service.BLOB, Action.WRITE, plan);
    }
}
