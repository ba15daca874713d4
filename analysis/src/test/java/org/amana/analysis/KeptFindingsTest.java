package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import org.amana.blob.BlobRef;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.KeepAs;
import org.amana.blob.PutBlob;
import org.amana.blob.Rehydration;
import org.amana.blob.ScopeName;
import org.amana.blob.Tier;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of findings and tasks, and what goes: over a restart, with their container, while nobody can read the
/// bytes. Each test has a room of its own.
@Tag("slow")
class KeptFindingsTest {
    @TempDir
    private Path folder;

    private ReadingRoom room;
    private ContainerRef papers;

    @BeforeEach
    void open() {
        room = ReadingRoom.open(folder);
        papers = room.container("papers");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void whatIsDeletedIsUnknownAtOnce() {
        BlobRef blob = room.put(papers, "a.txt", "soon gone".getBytes(UTF_8));
        room.awaitIdle();
        DocumentId id = room.reading(blob).document().orElseThrow().id();
        room.delete(blob);
        assertThat(room.analysis.outbox().document(id)).isEmpty();
        assertThat(room.analysis.outbox().page(id, 1)).isEmpty();
        assertThat(room.analysis.outbox().next(10)).contains(new IndexTask.Drop(2, id));
        Passage<Reading> asked = room.pass(papers, Service.DOCUMENT, Action.READ, room.analysis.reading(blob));
        assertThat(asked)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.BLOB_NOT_FOUND));
    }

    @Test
    void aDeletedContainersFindingsGoWithIt() {
        BlobRef blob = room.put(papers, "a.txt", "soon gone".getBytes(UTF_8));
        room.awaitIdle();
        DocumentId id = room.reading(blob).document().orElseThrow().id();
        room.delete(papers);
        assertThat(room.analysis.outbox().document(id)).isEmpty();
        assertThat(new Sweeper(room.catalog, room.extents).sweep()).isTrue();
        long rows = room.catalog.read(reader -> reader.first(
                        "SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM document_page)"
                                + " + (SELECT count(*) FROM analysis_content) AS n",
                        row -> row.number("n"))
                .orElseThrow());
        assertThat(rows).isZero();
        assertThat(room.analysis.outbox().next(10)).contains(new IndexTask.Drop(2, id));
    }

    @Test
    void everythingIsThereAfterARestartAndIsHandedOutAgain() {
        BlobRef blob = room.put(papers, "a.txt", "kept in the house".getBytes(UTF_8));
        room.awaitIdle();
        Outbox outbox = room.analysis.outbox();
        outbox.done(outbox.next(10).getLast().sequence());
        room.close();
        room = ReadingRoom.open(folder);
        assertThat(room.text(blob, "")).contains("kept in the house");
        assertThat(room.analysis.outbox().next(10)).isEmpty();
        room.analysis.outbox().replay();
        assertThat(room.analysis.outbox().next(10)).hasSize(1);
    }

    @Test
    void nothingIsLostWhenWorkIsCutShort() {
        for (int i = 0; i < 30; i++) {
            room.put(papers, i + ".txt", ("paper number " + i).getBytes(UTF_8));
        }
        room.close();
        room = ReadingRoom.open(folder);
        room.awaitIdle();
        assertThat(room.analysis.parked(ReadingRoom.ACCOUNT.value(), 10)).isEmpty();
        for (int i = 0; i < 30; i++) {
            assertThat(room.text(papers.blob(i + ".txt"), "")).contains("paper number " + i);
        }
    }

    @Test
    void whatIsInADisabledEncryptionScopeIsSetAsideWithThatReasonAndReadWhenItIsEnabled() {
        ScopeName scope = new ScopeName("newsroom");
        onAccount(room.blobs.addEncryptionScope(ReadingRoom.ACCOUNT, scope));
        BlobRef read = inScope("read.txt", scope);
        room.awaitIdle();
        assertThat(room.text(read, "")).contains("content of read.txt");
        room.close();
        room = ReadingRoom.unstaffed(folder, InstantSource.system());
        BlobRef later = inScope("later.txt", scope);
        onAccount(room.blobs.setEncryptionScope(ReadingRoom.ACCOUNT, scope, false));
        room.close();
        room = ReadingRoom.open(folder);
        room.awaitIdle();
        assertThat(room.analysis.parked(ReadingRoom.ACCOUNT.value(), 10))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.blob()).isEqualTo(later);
                    assertThat(task.why()).contains(Reason.of(Reason.Kind.SCOPE_DISABLED, "newsroom"));
                });
        assertThatThrownBy(() -> room.text(read, "")).hasMessageContaining("newsroom", "is disabled");
        DocumentId known = room.reading(read).document().orElseThrow().id();
        assertThat(room.analysis.outbox().page(known, 1)).isEmpty();

        onAccount(room.blobs.setEncryptionScope(ReadingRoom.ACCOUNT, scope, true));
        room.analysis.scopeEnabled();
        room.awaitIdle();
        assertThat(room.analysis.parked(ReadingRoom.ACCOUNT.value(), 10)).isEmpty();
        assertThat(room.text(later, "")).contains("content of later.txt");
        assertThat(room.text(read, "")).contains("content of read.txt");
        assertThat(room.analysis.outbox().page(known, 1)).isPresent();
    }

    @Test
    void whatIsInTheArchiveIsSetAsideWithThatReason() {
        BlobRef blob = papers.blob("old.txt");
        PutBlob put = PutBlob.of(blob).withKeepAs(KeepAs.NONE.withTier(Tier.ARCHIVE, Rehydration.Priority.STANDARD));
        room.run(papers, Service.BLOB, Action.WRITE, room.blobs.putBlob(put, Body.of("old".getBytes(UTF_8))));
        room.awaitIdle();
        assertThat(room.analysis.parked(ReadingRoom.ACCOUNT.value(), 10))
                .singleElement()
                .satisfies(task -> assertThat(task.why()).contains(Reason.of(Reason.Kind.ARCHIVED)));
        assertThat(room.reading(blob).document().orElseThrow().name()).isEqualTo("old.txt");
    }

    private BlobRef inScope(String name, ScopeName scope) {
        BlobRef blob = papers.blob(name);
        PutBlob put = PutBlob.of(blob).withConditions(Conditions.NONE.inScope(scope));
        room.run(
                papers,
                Service.BLOB,
                Action.WRITE,
                room.blobs.putBlob(put, Body.of(("content of " + name).getBytes(UTF_8))));
        return blob;
    }

    private <R> R onAccount(Plan<R> plan) {
        AccessRequest request = AccessRequest.on(
                room.blobs.facts().of(ReadingRoom.ACCOUNT).orElseThrow(), room.caller, Service.BLOB, Action.WRITE);
        return room.control.gate().pass(request, plan).orThrow();
    }
}
