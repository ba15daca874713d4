package org.amana.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/// The packaged server as a process of its own, as a user starts it, with a data folder and free ports.
/// Everything a test knows of it stands in `connection.json`.
public final class StartedServer implements AutoCloseable {
    private static final Path HOME =
            Path.of(System.getProperty("amana.home", ".")).toAbsolutePath();
    private static final String CONNECTION = "connection.json";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// Tells the launcher to take the server that this very build has packaged.
    private static final Map<String, String> PACKAGED = Map.of("AMANA_NO_BUILD", "1");

    private final Path data;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private List<String> observer = List.of();
    private Process process;
    private FileTime before; // when the last server wrote `connection.json`
    private JsonNode connection = MissingNode.getInstance();

    private StartedServer(Path data, Map<String, String> environment, List<String> observer, List<String> arguments) {
        this.data = data;
        this.arguments = List.copyOf(arguments);
        this.environment = Map.copyOf(environment);
        this.observer = List.copyOf(observer);
        this.before = writtenAt(data);
        this.process = process();
    }

    /// Starts `amana up` with further arguments and waits until it answers.
    public static StartedServer start(Path data, String... arguments) {
        return start(data, Map.of(), arguments);
    }

    public static StartedServer start(Path data, Map<String, String> environment, String... arguments) {
        return observed(data, environment, List.of(), arguments);
    }

    /// Starts it under another program, which must let the server take its own place as a process.
    public static StartedServer observed(
            Path data, Map<String, String> environment, List<String> observer, String... arguments) {
        StartedServer server = new StartedServer(data, environment, observer, List.of(arguments));
        // No server outlives who started it, Ctrl-C included.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.process.destroyForcibly()));
        server.await();
        return server;
    }

    /// Runs one of the operator's commands from the packaged jar on this server's data folder.
    public Command.Result amana(String... command) {
        List<String> line = launcher(command);
        line.addAll(List.of("--data", data.toString()));
        return Command.run(PATIENCE, PACKAGED, line);
    }

    public Path data() {
        return data;
    }

    public static Path home() {
        return HOME;
    }

    public String blobEndpoint() {
        return connection.get("blobEndpoint").asText();
    }

    /// The same with TLS.
    public String blobEndpointHttps() {
        return connection.get("blobEndpointHttps").asText();
    }

    /// The file that tells clients who vouches for its certificate.
    public String certificateFile() {
        return connection.get("certificateFile").asText();
    }

    /// The account's static website, when it has a port.
    public String website() {
        return connection.get("website").asText();
    }

    public String account() {
        return connection.get("account").asText();
    }

    public String console() {
        return connection.get("console").asText();
    }

    public String signIn() {
        return connection.get("signIn").asText();
    }

    public String ledgerUrl() {
        return connection.get("ledgerUrl").asText();
    }

    public String verifierKey() {
        return connection.get("verifierKey").asText();
    }

    public Key steward() {
        return keys().getFirst();
    }

    public Key key(String purpose) {
        return keys().stream()
                .filter(key -> key.purpose().equals(purpose))
                .findFirst()
                .orElseThrow();
    }

    public List<Key> keys() {
        return StreamSupport.stream(connection.get("keys").spliterator(), false)
                .map(key -> new Key(
                        key.get("purpose").asText(),
                        key.get("key").asText(),
                        key.get("connectionString").asText()))
                .toList();
    }

    public record Key(String purpose, String key, String connectionString) {}

    public long pid() {
        return process.pid();
    }

    /// What `kill -9` does. Returns when the process is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM; returns the exit status. If that does not end it, its log has what every thread was at.
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            Command.run(Duration.ofSeconds(5), Map.of(), List.of("kill", "-QUIT", Long.toString(pid())));
            process.waitFor(1, TimeUnit.SECONDS);
            process.destroyForcibly();
            throw new AssertionError("the server did not stop within 60 s of SIGTERM; its log: " + log());
        }
        return process.exitValue();
    }

    /// Waits until the process ends by itself; empty if it does not.
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /// Starts again on the same data folder and waits until it answers.
    public void restart() {
        launch();
        await();
    }

    /// Lets the servers that are started from now on be observed by another program.
    public void observedBy(List<String> program) {
        observer = List.copyOf(program);
    }

    /// Starts again on the same data folder and does not wait.
    public void launch() {
        before = writtenAt(data);
        process = process();
    }

    /// Starts again on the same data folder.
    ///
    /// @return whether it answers; if not, the process has ended, and [#log()] says why
    public boolean comesUp() {
        launch();
        while (process.isAlive() && writtenAt(data).equals(before)) {
            pause();
        }
        if (writtenAt(data).equals(before)) {
            return false;
        }
        await();
        return true;
    }

    /// Waits until the server that was started last answers: then it writes `connection.json` anew.
    public void await() {
        Instant end = Instant.now().plus(PATIENCE);
        while (writtenAt(data).equals(before)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not come up:\n" + log());
            }
            pause();
        }
        try {
            connection = new ObjectMapper().readTree(Files.readString(data.resolve(CONNECTION)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server came up", e);
        }
    }

    /// Waits until its log has not grown for three seconds: what it had to say is published, and a copy of the public
    /// folder is whole.
    public void awaitQuiet() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String last = "";
        for (String now = checkpoint(); !now.equals(last); now = checkpoint()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the log still grows after " + PATIENCE);
            }
            last = now;
            Thread.sleep(Duration.ofSeconds(3));
        }
    }

    private String checkpoint() {
        try {
            return Files.readString(data.resolve("ledger/public/checkpoint"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What its processes have printed so far, earlier ones first.
    public String log() {
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
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private Process process() {
        List<String> line = new ArrayList<>(observer);
        line.addAll(launcher("up"));
        line.addAll(arguments);
        line.addAll(List.of("--data", data.toString()));
        if (!arguments.contains("--port")) {
            line.addAll(List.of("--port", "0"));
        }
        if (!arguments.contains("--blob-port")) {
            line.addAll(List.of("--blob-port", "0"));
        }
        try {
            Files.createDirectories(data);
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
            builder.environment().putAll(PACKAGED);
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime writtenAt(Path data) {
        try {
            return Files.getLastModifiedTime(data.resolve(CONNECTION));
        } catch (NoSuchFileException _) {
            return FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
