package org.amana.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of somebody else's, run to its end with all it prints kept.
public final class Command {
    private Command() {}

    public record Result(int status, String output) {
        /// This result, or a failure that shows what the program printed.
        public Result expectSuccess() {
            if (status != 0) {
                throw new AssertionError("exit status " + status + ":\n" + output);
            }
            return this;
        }
    }

    public static Result run(Duration patience, Map<String, String> environment, List<String> line) {
        return run(patience, environment, Path.of("."), line);
    }

    /// The same for what is fetched from the network, which fails now and then: if it does, once more.
    public static Result fetch(Duration patience, Map<String, String> environment, Path folder, List<String> line) {
        Result first = run(patience, environment, folder, line);
        return first.status() == 0 ? first : run(patience, environment, folder, line);
    }

    public static Result run(Duration patience, Map<String, String> environment, Path folder, List<String> line) {
        try {
            Path output = Files.createTempFile("command", ".out");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(line + " did not end within " + patience + ":\n" + Files.readString(output));
            }
            String text = Files.readString(output);
            Files.delete(output);
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + line, e);
        }
    }
}
