package org.amana.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/// The packaged server as a process of its own, as a user starts it, with a data folder and free ports.
/// Everything a test knows of it stands in `connection.json`.
final class StartedServer implements AutoCloseable {
    private static final Path HOME =
            Path.of(System.getProperty("amana.home", ".")).toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Tells the launcher to take the server that this very build has packaged.
    private static final Map<String, String> PACKAGED = Map.of("AMANA_NO_BUILD", "1");

    private final Path data;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private Process process;
    private JsonNode connection;

    private StartedServer(Path data, List<String> arguments, Map<String, String> environment) {
        this.data = data;
        this.arguments = arguments;
        this.environment = environment;
    }

    /// Starts `amana up` with further arguments and waits until it answers.
    static StartedServer start(Path data, String... arguments) {
        return start(data, Map.of(), arguments);
    }

    static StartedServer start(Path data, Map<String, String> environment, String... arguments) {
        StartedServer server = new StartedServer(data, List.of(arguments), environment);
        server.launch();
        return server;
    }

    /// Runs one of the operator's commands from the packaged jar on this server's data folder.
    Command.Result amana(String... command) {
        List<String> line = launcher(command);
        line.addAll(List.of("--data", data.toString()));
        return Command.run(Duration.ofMinutes(2), PACKAGED, line);
    }

    Path data() {
        return data;
    }

    static Path home() {
        return HOME;
    }

    String blobEndpoint() {
        return connection.get("blobEndpoint").asText();
    }

    String account() {
        return connection.get("account").asText();
    }

    String console() {
        return connection.get("console").asText();
    }

    String signIn() {
        return connection.get("signIn").asText();
    }

    String ledgerUrl() {
        return connection.get("ledgerUrl").asText();
    }

    String verifierKey() {
        return connection.get("verifierKey").asText();
    }

    Key steward() {
        return keys().getFirst();
    }

    Key key(String purpose) {
        return keys().stream()
                .filter(key -> key.purpose().equals(purpose))
                .findFirst()
                .orElseThrow();
    }

    List<Key> keys() {
        return StreamSupport.stream(connection.get("keys").spliterator(), false)
                .map(key -> new Key(
                        key.get("purpose").asText(),
                        key.get("key").asText(),
                        key.get("connectionString").asText()))
                .toList();
    }

    record Key(String purpose, String key, String connectionString) {}

    long pid() {
        return process.pid();
    }

    /// What `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM; returns the exit status.
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not stop within 30 s of SIGTERM; its log: " + log());
        }
        return process.exitValue();
    }

    /// Starts again on the same data folder.
    void restart() {
        launch();
    }

    String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void launch() {
        try {
            Files.createDirectories(data);
            List<String> line = launcher("up");
            line.addAll(arguments);
            line.addAll(List.of("--data", data.toString()));
            if (!arguments.contains("--port")) {
                line.addAll(List.of("--port", "0"));
            }
            if (!arguments.contains("--blob-port")) {
                line.addAll(List.of("--blob-port", "0"));
            }
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
            builder.environment().putAll(PACKAGED);
            builder.environment().putAll(environment);
            FileTime before = writtenAt();
            process = builder.start();
            awaitConnection(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileTime writtenAt() throws IOException {
        Path file = data.resolve("connection.json");
        return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    }

    /// Each start writes the file anew once the server answers.
    private void awaitConnection(FileTime before) throws IOException {
        Path file = data.resolve("connection.json");
        Instant end = Instant.now().plus(PATIENCE);
        while (writtenAt().equals(before)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError("the server did not come up:\n" + log());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while the server came up", e);
            }
        }
        connection = new ObjectMapper().readTree(Files.readString(file, StandardCharsets.UTF_8));
    }

    private Path logFile() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /// The launcher as users call it; it replaces itself with the server's JVM.
    private static List<String> launcher(String... arguments) {
        List<String> line = new ArrayList<>(List.of(HOME.resolve("amana").toString()));
        line.addAll(List.of(arguments));
        return line;
    }
}
