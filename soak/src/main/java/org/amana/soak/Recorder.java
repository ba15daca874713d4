package org.amana.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amana.testkit.Command;

/// `strace`, which writes down every system call of a server that changes the disk or answers a client: those of SQLite
/// and of the JVM too.
record Recorder(Path folder) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Why a server cannot be recorded here; "" if it can.
    static String obstacle() {
        try {
            Command.Result result = Command.run(
                    Duration.ofSeconds(30),
                    Map.of(),
                    List.of("strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "true"));
            return result.status() == 0 ? "" : "strace does not work here: " + result.output();
        } catch (AssertionError | java.io.UncheckedIOException e) {
            return "strace is not there: " + e.getMessage();
        }
    }

    /// The program under which a server is to be started. It becomes the server; the recorder itself is a process
    /// beside it.
    List<String> program(int number) {
        return List.of(
                "strace",
                "-D",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-y",
                "-xx",
                "-s",
                "33554432",
                "-e",
                "signal=none",
                "-e",
                "trace=" + String.join(",", SystemCall.TRACED),
                "-o",
                file(number).toString());
    }

    private Path file(int number) {
        return folder.resolve("trace-" + number);
    }

    /// What was recorded, once the recorder of that number has ended.
    List<SystemCall> recorded(int number) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (isRunning(file(number)) && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        List<SystemCall> calls = TraceReader.read(file(number));
        Files.delete(file(number));
        return new ArrayList<>(calls);
    }

    private static boolean isRunning(Path file) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(file.toString()))
                        .orElse(false));
    }
}
