package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.NewSession;
import org.amana.web.console.Job.End;
import org.amana.web.console.Job.Halt;
import org.amana.web.console.Job.Task;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Told;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Long work goes on without who asked for it, as long as it may.
final class JobsTest extends OpenHouse {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Level LEVEL = Level.of("box", "");

    private Jobs jobs;

    @BeforeEach
    void begin() {
        jobs = new Jobs(house.access.sessions(), InstantSource.system(), new Random(7));
    }

    @AfterEach
    void end() {
        jobs.close();
    }

    private Errand somebody() {
        NewSession session = house.access.sessions().begin(house.keys.steward().credential());
        return new Errand(
                new Member(session.credential(), session.token()), "test", Words.in(Lang.EN), house.access.gate());
    }

    private static Task task(Job.Deed deed) {
        return new Task("job.deletes", 3, LEVEL, _ -> LEVEL, deed);
    }

    private static BlobRef file(String name) {
        return new ContainerRef(new AccountName(House.ACCOUNT), new ContainerName("box")).blob(name);
    }

    /// Goes through three files, and keeps those that it came to.
    private static Task threeFiles(List<String> reached, Runnable atTheFirst) {
        return task((errand, job) -> {
            FileByFile files = new FileByFile(errand, job, LEVEL);
            files.all(
                    List.of("a", "b", "c"),
                    JobsTest::file,
                    name -> {
                        reached.add(name);
                        atTheFirst.run();
                    },
                    failure -> Markup.text(failure.message()));
            files.tellLeft("chosen.left");
            return reached.size();
        });
    }

    private static String told(End end) {
        Told told = end.outcome().told().getFirst();
        return told.fact() + told.lines();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itSaysHowFarItIsAndIsKnownToItsSessionAlone() {
        Errand errand = somebody();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Job job = jobs.begin(errand, task((_, course) -> {
            course.pass();
            reached.countDown();
            await(go);
            return 3;
        }));
        await(reached);
        assertThat(job.passed()).isEqualTo(1);
        assertThat(job.end()).isEmpty();
        assertThat(jobs.find(errand.credential().id(), job.id())).contains(job);
        assertThat(jobs.unseen(errand.credential().id())).containsExactly(job);
        assertThat(jobs.find(somebody().credential().id(), job.id())).isEmpty();
        go.countDown();
        assertThat(job.await(LONG).orElseThrow().done()).isEqualTo(3);
        job.seen();
        assertThat(jobs.unseen(errand.credential().id())).isEmpty();
        assertThat(jobs.find(errand.credential().id(), job.id())).contains(job);
    }

    @Test
    void whatIsStoppedEndsWithTheFileThatItIsAtAndTellsWhichItDidNotComeTo() {
        List<String> reached = new ArrayList<>();
        List<Job> under = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        under.add(jobs.begin(somebody(), threeFiles(reached, () -> {
            await(begun);
            under.getFirst().halt(Halt.STOPPED);
        })));
        begun.countDown();
        End end = under.getFirst().await(LONG).orElseThrow();
        assertThat(reached).containsExactly("a");
        assertThat(end.done()).isEqualTo(1);
        assertThat(under.getFirst().passed()).isEqualTo(3);
        assertThat(told(end)).contains("2 files were not deleted", ">b<", "the work was stopped before");
    }

    @Test
    void itEndsWithTheSessionInWhoseNameItIsDone() {
        Errand errand = somebody();
        List<String> reached = new ArrayList<>();
        Job job = jobs.begin(
                errand,
                threeFiles(
                        reached,
                        () -> house.access.sessions().end(errand.member().token())));
        End end = job.await(LONG).orElseThrow();
        assertThat(reached).containsExactly("a");
        assertThat(told(end)).contains("2 files were not deleted", "the session ended before");
    }

    @Test
    void theServerStopsOnceEachHasEndedWithItsFile() throws InterruptedException {
        List<String> reached = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        Job job = jobs.begin(somebody(), threeFiles(reached, () -> {
            begun.countDown();
            await(closing);
        }));
        await(begun);
        Thread close = Thread.ofVirtual().start(jobs::close);
        while (job.halted().isEmpty()) {
            Thread.onSpinWait();
        }
        closing.countDown();
        assertThat(told(job.await(LONG).orElseThrow())).contains("the server was stopped before");
        assertThat(reached).containsExactly("a");
        assertThatThrownBy(() -> jobs.begin(somebody(), task((_, _) -> 0))).isInstanceOf(AmanaException.class);
        close.join();
    }

    @Test
    void aLedgerThatCannotBeWrittenEndsIt() {
        List<String> reached = new ArrayList<>();
        Job job = jobs.begin(somebody(), threeFiles(reached, () -> {
            throw new AmanaException(ErrorCode.LEDGER_UNAVAILABLE, "the disk is gone");
        }));
        End end = job.await(LONG).orElseThrow();
        assertThat(reached).containsExactly("a");
        assertThat(told(end)).contains("3 files were not deleted", "The ledger cannot be written");
    }

    @Test
    void whatFailsUnforeseenIsToldAndNotHeldOn() {
        Job job = jobs.begin(somebody(), task((_, _) -> {
            throw new IllegalStateException("seen in the log of this test");
        }));
        assertThat(told(job.await(LONG).orElseThrow())).contains("This failed on our side", job.id());
    }

    @Test
    void aSessionHasNoMoreThanFourAtOnceAndOthersTheirOwn() {
        Errand errand = somebody();
        CountDownLatch go = new CountDownLatch(1);
        Task waiting = task((_, _) -> {
            await(go);
            return 0;
        });
        for (int i = 0; i < 4; i++) {
            jobs.begin(errand, waiting);
        }
        assertThatThrownBy(() -> jobs.begin(errand, waiting))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_BUSY));
        assertThat(jobs.begin(somebody(), waiting).end()).isEmpty();
        go.countDown();
        for (Job job : jobs.unseen(errand.credential().id())) {
            job.await(LONG);
        }
        assertThat(jobs.begin(errand, task((_, _) -> 0)).await(LONG)).isPresent();
    }

    @Test
    void whatIsOverIsForgottenAfterAnHour() {
        Instant[] now = {Instant.parse("2026-12-01T00:00:00Z")};
        try (Jobs timed = new Jobs(house.access.sessions(), () -> now[0], new Random(7))) {
            Errand errand = somebody();
            Job job = timed.begin(errand, task((_, _) -> 3));
            job.await(LONG);
            now[0] = now[0].plus(Duration.ofMinutes(61));
            timed.begin(errand, task((_, _) -> 3)).await(LONG);
            assertThat(timed.find(errand.credential().id(), job.id())).isEmpty();
        }
    }
}
