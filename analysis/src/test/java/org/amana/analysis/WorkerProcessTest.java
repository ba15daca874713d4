package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.amana.kernel.ByteSize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The server's side of a worker, against workers that behave as badly as they can.
@Tag("slow")
class WorkerProcessTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final ScheduledExecutorService watchdog =
            Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
    private final List<WorkerProcess> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(WorkerProcess::kill);
        started.forEach(WorkerProcess::close);
        watchdog.shutdownNow();
    }

    private WorkerCommand command(Sandbox sandbox, String mainClass) {
        return new WorkerCommand(
                sandbox,
                mainClass,
                WorkerCommand.ownClassPath(),
                ByteSize.ofMebibytes(64),
                ByteSize.ofGibibytes(4),
                ByteSize.ofMebibytes(64),
                List.of(),
                List.of());
    }

    private WorkerProcess start(WorkerCommand command, Path temporary) throws WorkerRefusal {
        WorkerProcess worker = WorkerProcess.start(command, temporary, WorkerLimits.DEFAULT, watchdog, 8);
        started.add(worker);
        return worker;
    }

    private WorkerProcess rascal(String how) throws Exception {
        WorkerProcess worker = start(command(Sandbox.NONE, Rascal.class.getName()), folder);
        worker.open(how, 0, out -> {}, LONG);
        return worker;
    }

    @Test
    void theFirstReadingOfSomethingInsideMayTakeAsLongAsTakingTheFileApartToo() throws Exception {
        Deadlines deadlines = new Deadlines(0.05);
        for (String part : List.of("", "1")) {
            WorkerCalls calls = new WorkerCalls(rascal("hang"), deadlines);
            WorkerRefusal refusal = catchThrowableOfType(WorkerRefusal.class, () -> calls.read(part, 1));
            Duration expected =
                    part.isEmpty() ? deadlines.reading() : deadlines.reading().plus(deadlines.extracting(0));
            assertThat(refusal.reason()).isEqualTo(Reason.of(Reason.Kind.LATE, expected.toSeconds()));
        }
    }

    private static WorkerRefusal refusal(WorkerProcess worker, Duration deadline) {
        return catchThrowableOfType(
                WorkerRefusal.class, () -> worker.call(Op.EXTRACT, new byte[0], deadline, (type, payload) -> {}));
    }

    @ParameterizedTest
    @CsvSource({"hang", "spin"})
    void aWorkerThatHangsIsKilledAtItsDeadline(String how) throws Exception {
        WorkerProcess worker = rascal(how);
        long begin = System.nanoTime();
        WorkerRefusal refusal = refusal(worker, Duration.ofSeconds(2));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
        assertThat(refusal.reason()).isEqualTo(Reason.of(Reason.Kind.LATE, 2));
        assertThat(refusal.workerLost()).isTrue();
        assertThat(worker.usable()).isFalse();
        Optional<ProcessHandle> process = ProcessHandle.of(worker.pid());
        if (process.isPresent()) {
            assertThat(process.get().onExit()).succeedsWithin(LONG);
        }
    }

    @Test
    void aWorkerThatDiesIsMissed() throws Exception {
        WorkerProcess worker = rascal("die");
        assertThat(refusal(worker, LONG).reason().kind()).isEqualTo(Reason.Kind.DIED);
        assertThat(worker.usable()).isFalse();
    }

    @Test
    void aWorkerThatEatsMemoryDiesAlone() throws Exception {
        WorkerProcess worker = rascal("eat");
        // Its heap is 64 MiB; the thread that eats ends in an OutOfMemoryError, and with it the process.
        assertThat(refusal(worker, LONG).reason().kind()).isEqualTo(Reason.Kind.DIED);
    }

    @ParameterizedTest
    @CsvSource({"babble", "boast", "pour", "other"})
    void aWorkerThatAnswersNonsenseIsNotBelieved(String how) throws Exception {
        WorkerProcess worker = rascal(how);
        WorkerRefusal refusal = refusal(worker, LONG);
        assertThat(refusal.reason().kind()).isEqualTo(Reason.Kind.NONSENSE);
        assertThat(refusal.workerLost()).isTrue();
        assertThat(worker.usable()).isFalse();
    }

    @Test
    void aProgramThatIsNoWorkerIsNoFilesFault() {
        WorkerRefusal refusal = catchThrowableOfType(
                WorkerRefusal.class, () -> start(command(Sandbox.NONE, "org.amana.analysis.NoSuchClass"), folder));
        assertThat(refusal.reason().kind()).isEqualTo(Reason.Kind.NO_WORKER);
        assertThat(refusal.reason().sentence()).contains("NoSuchClass");
    }

    // ---- the fence ----

    private List<String> look(Sandbox sandbox, Path temporary) throws Exception {
        try (ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path secret = Files.writeString(folder.resolve("secret.txt"), "of the house");
            WorkerCommand command = command(sandbox, Rascal.class.getName())
                    .withOption("-Drascal.port=" + here.getLocalPort())
                    .withOption("-Drascal.secret=" + secret);
            WorkerProcess worker = start(command, temporary);
            worker.open("look", 0, out -> {}, LONG);
            List<String> seen = new ArrayList<>();
            worker.call(
                    Op.EXTRACT,
                    new byte[0],
                    LONG,
                    (type, payload) -> seen.addAll(Engines.decode(payload).recognisable()));
            return seen;
        }
    }

    private static void assumeBubblewrapWorks(WorkerCommand command) {
        assumeThat(SandboxProbe.probe(command))
                .as("bubblewrap is not installed or not permitted here")
                .isEqualTo(Sandbox.BWRAP);
    }

    @Test
    void behindTheFenceThereIsNoNetworkAndNothingOfTheMachine() throws Exception {
        assumeBubblewrapWorks(command(Sandbox.BWRAP, Rascal.class.getName()));
        List<String> seen = look(Sandbox.BWRAP, Path.of("/tmp"));
        assertThat(seen)
                .contains("no network")
                .contains("may not write /usr", "may not write /", "may not write /dev/shm")
                .contains("may not write /proc/sys/kernel", "writes /tmp")
                .contains("CapEff: 0000000000000000", "NoNewPrivs: 1")
                .noneMatch(line -> line.startsWith("sees "));
        // Bubblewrap's own first process, and the worker.
        assertThat(seen).contains("processes 2");
        assertThat(seen)
                .filteredOn(line -> line.startsWith("environment"))
                .allSatisfy(line -> assertThat(line).doesNotContain("HOME").doesNotContain("AMANA"));
    }

    /// So that the test above cannot pass for want of looking.
    @Test
    void withoutAFenceTheSameLookSeesAll() throws Exception {
        List<String> seen = look(Sandbox.NONE, folder);
        assertThat(seen).contains("reached the network", "sees /etc/passwd", "sees the secret");
        assertThat(seen).anySatisfy(line -> assertThat(line).startsWith("processes "));
    }

    @Test
    void whatTheProbeSaysIsWhatTheWorkersGet() throws IOException {
        WorkerCommand wanted = command(Sandbox.BWRAP, Rascal.class.getName());
        Sandbox found = SandboxProbe.probe(wanted);
        List<String> line = wanted.within(found).line(folder);
        assertThat(line.contains("bwrap")).isEqualTo(found == Sandbox.BWRAP);
        assertThat(line.contains("prlimit")).isEqualTo(found != Sandbox.NONE);
        assertThat(SandboxProbe.probe(wanted.within(Sandbox.NONE))).isEqualTo(Sandbox.NONE);
        assertThat(SandboxProbe.probe(wanted.within(Sandbox.RLIMIT))).isNotEqualTo(Sandbox.BWRAP);
    }

    @Test
    void underLimitsAloneAWorkerCannotFillTheDisk() throws Exception {
        assumeThat(SandboxProbe.probe(command(Sandbox.RLIMIT, Rascal.class.getName())))
                .isEqualTo(Sandbox.RLIMIT);
        Process process = new ProcessBuilder(command(Sandbox.RLIMIT, Rascal.class.getName())
                        .fenced("dd", "if=/dev/zero", "of=" + folder.resolve("fill"), "bs=1M", "count=200"))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isNotZero();
        assertThat(Files.size(folder.resolve("fill"))).isLessThanOrEqualTo(64 << 20);
    }
}
