package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobConfig;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.Janitor;
import org.amana.blob.Rehydration;
import org.amana.blob.SetBlobTier;
import org.amana.blob.Tier;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The queue by itself: nobody reads here.
class TaskQueueTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    private ReadingRoom room;
    private TaskQueue queue;
    private Requeue requeue;
    private ContainerRef papers;

    @BeforeEach
    void open() {
        room = ReadingRoom.unstaffed(folder, clock);
        queue = room.queue();
        requeue = new Requeue(room.catalog);
        papers = room.container("papers");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void put(String name) {
        room.put(papers, name, name.getBytes(UTF_8));
    }

    private boolean holds(Claim claim) {
        return room.catalog.commit(tx -> TaskQueue.holds(tx, claim));
    }

    private Claim claim() {
        return queue.claim(TaskKind.EXTRACT).orElseThrow();
    }

    private Progress progress() {
        return room.catalog.read(TaskRows::progress);
    }

    private Progress progress(String account) {
        return room.catalog.read(reader -> TaskRows.progress(reader, account));
    }

    private List<Task> parked(String account, int most) {
        return room.catalog.read(reader -> TaskRows.parked(reader, account, most));
    }

    private Optional<Task> parked(String account, TaskId task) {
        return room.catalog.read(reader -> TaskRows.parked(reader, account, task));
    }

    @Test
    void tasksAreClaimedInTheOrderTheyCameAndOnlyOnce() {
        put("a.txt");
        put("b.txt");
        assertThat(claim().name()).isEqualTo("a.txt");
        assertThat(claim().name()).isEqualTo("b.txt");
        assertThat(queue.claim(TaskKind.EXTRACT)).isEmpty();
        assertThat(progress().all().running()).isEqualTo(2);
    }

    @Test
    void accountsTakeTurnsHoweverManyFilesOneHas() {
        for (int i = 0; i < 5; i++) {
            put("many-" + i + ".txt");
        }
        ContainerRef others = room.container(new AccountName("zotheraccount"), "letters");
        room.put(others, "first.txt", "first".getBytes(UTF_8));
        room.put(others, "second.txt", "second".getBytes(UTF_8));
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            order.add(claim().name());
        }
        assertThat(order)
                .containsExactly(
                        "many-0.txt",
                        "first.txt",
                        "many-1.txt",
                        "second.txt",
                        "many-2.txt",
                        "many-3.txt",
                        "many-4.txt");
        assertThat(queue.claim(TaskKind.EXTRACT)).isEmpty();
    }

    @Test
    void aClaimThatIsRenewedHoldsAndOneThatIsNotGoesToSomebodyElse() {
        put("a.txt");
        Claim first = claim();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(45));
            queue.renew(List.of(first));
        }
        put("b.txt");
        assertThat(claim().name()).isEqualTo("b.txt");
        assertThat(holds(first)).isTrue();

        clock.advance(TaskQueue.LEASE.plusSeconds(1));
        put("c.txt");
        Claim second = claim();
        assertThat(second.name()).isEqualTo("a.txt");
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(holds(first)).isFalse();
        assertThat(holds(second)).isTrue();
        // Whoever lost it can bring nothing about any more.
        queue.later(first, Duration.ZERO, Reason.of(Reason.Kind.DIED));
        queue.forget(first);
        queue.again(first);
        assertThat(holds(second)).isTrue();
    }

    @Test
    void aClaimEndsWithTheContentThatItIsAbout() {
        put("a.txt");
        Claim claim = claim();
        put("a.txt");
        assertThat(holds(claim)).isFalse();
        assertThat(claim().version()).isNotEqualTo(claim.version());
    }

    @Test
    void whatMayPassIsTriedAgainLater() {
        put("a.txt");
        queue.later(claim(), Duration.ofSeconds(10), Reason.of(Reason.Kind.DIED));
        assertThat(queue.claim(TaskKind.EXTRACT)).isEmpty();
        assertThat(queue.nextTurn()).contains(clock.instant().plusSeconds(10));
        clock.advance(Duration.ofSeconds(11));
        assertThat(claim().attempt()).isEqualTo(2);
    }

    @Test
    void whatIsParkedStaysWithItsReasonUntilSomebodyWantsItAgain() {
        put("a.txt");
        Claim claim = claim();
        Reason reason = Reason.of(Reason.Kind.PAGE_NOT_READ, 3).because(Reason.of(Reason.Kind.LATE, 120));
        room.catalog.commit(tx -> {
            TaskQueue.park(tx, claim, reason);
            return true;
        });
        clock.advance(Duration.ofDays(3));
        assertThat(queue.claim(TaskKind.EXTRACT)).isEmpty();
        Task parked = parked(ReadingRoom.ACCOUNT.value(), 10).getFirst();
        assertThat(parked.why()).contains(reason);
        assertThat(parked.state()).isEqualTo(TaskState.PARKED);
        requeue.parked(parked.id());
        assertThat(claim().attempt()).isEqualTo(1);
    }

    private void finish(Claim claim) {
        room.catalog.commit(tx -> {
            TaskQueue.finish(tx, claim);
            return true;
        });
    }

    private void park(Claim claim) {
        room.catalog.commit(tx -> {
            TaskQueue.park(tx, claim, Reason.of(Reason.Kind.DIED));
            return true;
        });
    }

    @Test
    void whatBecameOfFilesIsCountedForTheirAccount() {
        ContainerRef others = room.container(new AccountName("others"), "papers");
        put("a.txt");
        put("b.txt");
        room.put(others, "c.txt", "theirs".getBytes(UTF_8));
        finish(claim());
        park(claim());
        finish(claim());
        put("d.txt");
        claim();
        room.put(others, "e.txt", "theirs".getBytes(UTF_8));
        assertThat(progress(ReadingRoom.ACCOUNT.value()).of(TaskKind.EXTRACT))
                .isEqualTo(new Progress.Counts(0, 1, 1, 1));
        assertThat(progress("others").of(TaskKind.EXTRACT)).isEqualTo(new Progress.Counts(1, 0, 1, 0));
        assertThat(progress().of(TaskKind.EXTRACT)).isEqualTo(new Progress.Counts(1, 1, 2, 1));
        assertThat(progress("nobody").all()).isEqualTo(Progress.Counts.NONE);
    }

    @Test
    void whatIsParkedIsFoundHoweverMuchOfAnotherAccountWasParkedLater() {
        ContainerRef others = room.container(new AccountName("others"), "papers");
        put("mine.txt");
        park(claim());
        for (String name : List.of("1.txt", "2.txt", "3.txt")) {
            clock.advance(Duration.ofSeconds(1));
            room.put(others, name, "theirs".getBytes(UTF_8));
            park(claim());
        }
        Task mine = parked(ReadingRoom.ACCOUNT.value(), 2).getFirst();
        assertThat(mine.blob().name().value()).isEqualTo("mine.txt");
        assertThat(parked("others", 2))
                .extracting(task -> task.blob().name().value())
                .containsExactly("3.txt", "2.txt");
        assertThat(parked(ReadingRoom.ACCOUNT.value(), mine.id())).contains(mine);
        assertThat(parked("others", mine.id())).isEmpty();
    }

    @Test
    void whatWasParkedForWantOfDataIsTakenUpWhenTheDataIsThere() {
        put("scan.png");
        put("other.png");
        Claim scan = claim();
        Claim other = claim();
        room.catalog.commit(tx -> {
            TaskQueue.park(tx, scan, Reason.of(Reason.Kind.NO_LANGUAGES));
            TaskQueue.park(tx, other, Reason.of(Reason.Kind.NO_PICTURE));
            return true;
        });
        assertThat(requeue.parkedFor(Reason.Kind.NO_LANGUAGES)).isEqualTo(1);
        assertThat(claim().name()).isEqualTo("scan.png");
        assertThat(parked(ReadingRoom.ACCOUNT.value(), 10))
                .extracting(task -> task.blob().name().value())
                .containsExactly("other.png");
    }

    @Test
    void whatWasSetAsideInTheArchiveIsTakenUpWhenItComesBack() {
        put("a.txt");
        move(Tier.ARCHIVE);
        Claim claim = claim();
        room.catalog.commit(tx -> {
            TaskQueue.park(tx, claim, Reason.of(Reason.Kind.ARCHIVED));
            return true;
        });
        move(Tier.HOT);
        assertThat(parked(ReadingRoom.ACCOUNT.value(), 10))
                .as("on its way back")
                .hasSize(1);
        clock.advance(BlobConfig.DEFAULTS.rehydration().plusSeconds(1));
        try (Janitor janitor = room.store.startJanitor(room.control.gate(), _ -> Optional.of(room.caller))) {
            janitor.round();
        }
        assertThat(parked(ReadingRoom.ACCOUNT.value(), 10)).isEmpty();
        assertThat(claim().attempt()).isEqualTo(1);
    }

    private void move(Tier tier) {
        SetBlobTier move = new SetBlobTier(papers.blob("a.txt"), tier, Rehydration.Priority.STANDARD, Conditions.NONE);
        room.run(papers, Service.BLOB, Action.WRITE, room.blobs.setBlobTier(move));
    }

    @Test
    void thatPagesWereToldIsKnownUntilTheTaskIsGoneOrWantedAgain() {
        put("a.tif");
        Claim first = claim();
        assertThat(first.told()).isFalse();
        queue.told(first);
        queue.again(first);
        Claim second = claim();
        assertThat(second.told()).isTrue();
        assertThat(second.attempt()).isEqualTo(1);
        queue.again(second);
        Claim third = claim();
        assertThat(third.told()).isTrue();
        park(third);
        requeue.parked(third.id());
        assertThat(claim().told()).as("what is wanted again is told again").isFalse();
        put("a.tif");
        assertThat(claim().told()).as("of other content").isFalse();
    }

    @Test
    void whatRanWhenTheProcessWasKilledIsTakenUpAtTheNextStart() {
        put("a.txt");
        Claim lost = claim();
        // As after kill -9: nobody gave the claim back.
        room.close();
        room = ReadingRoom.unstaffed(folder, clock);
        queue = room.queue();
        Optional<Claim> again = queue.claim(TaskKind.EXTRACT);
        assertThat(again.map(Claim::name)).contains("a.txt");
        assertThat(holds(lost)).isFalse();
    }
}
