package org.amana.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place for one worker process: started when it is needed, replaced after a failure or many files, stopped when
/// idle.
/// Used by one thread, which must be a platform thread that lives as long (bubblewrap dies with the thread that started
/// it).
final class WorkerSeat implements AutoCloseable {
    /// What the worker sees as its folder for temporary files inside the fence.
    private static final Path PRIVATE_FOLDER = Path.of("/tmp");

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final AnalysisConfig config;
    private final WorkerCommand command;
    private final ScheduledExecutorService watchdog;
    private volatile @Nullable WorkerProcess worker;
    private volatile List<Engine> engines = List.of();
    private @Nullable Path folder;

    WorkerSeat(AnalysisConfig config, WorkerCommand command, ScheduledExecutorService watchdog) {
        this.config = config;
        this.command = command;
        this.watchdog = watchdog;
    }

    /// A worker that is ready.
    ///
    /// @throws WorkerRefusal if none can be started
    WorkerProcess worker() throws WorkerRefusal {
        WorkerProcess known = worker;
        if (known != null && known.usable() && known.served() < config.recycleAfter()) {
            return known;
        }
        stop();
        known = WorkerProcess.start(command, temporary(), config.limits(), watchdog, config.patience());
        worker = known;
        engines = known.engines().engines();
        return known;
    }

    /// What the last worker said it has; empty before there was one.
    List<Engine> engines() {
        return engines;
    }

    boolean running() {
        return worker != null;
    }

    /// The process id of the worker, to be shown and to be killed in tests; -1 without one.
    long pid() {
        WorkerProcess known = worker;
        return known == null ? -1 : known.pid();
    }

    /// Without a fence the worker gets a folder of its own: in memory where that is possible, so that nothing is ever
    /// on a disk in the clear.
    private Path temporary() {
        if (command.sandbox() == Sandbox.BWRAP) {
            return PRIVATE_FOLDER;
        }
        try {
            Path parent =
                    Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Files.createDirectories(config.workFolder());
            folder = Files.createTempDirectory(parent, "amana-worker-");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops the worker, if there is one.
    void stop() {
        WorkerProcess known = worker;
        worker = null;
        if (known != null) {
            known.close();
        }
        Path used = folder;
        folder = null;
        if (used != null) {
            delete(used);
        }
    }

    /// Kills the worker in the middle of its work; may be called from any thread.
    void abort() {
        WorkerProcess known = worker;
        if (known != null) {
            known.kill();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException _) {
            // What a dead worker left behind costs memory until the machine starts anew, nothing else.
            return;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
