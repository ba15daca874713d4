package org.amana.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.web.blob.IssuedSas;

/// Starts Amana and its peers, each in a folder of its own below one scratch folder.
final class Servers {
    private static final String EMULATOR_ACCOUNT = "devstoreaccount1";
    private static final String EMULATOR_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final Path home;
    private final Path scratch;
    private int started;

    /// @param home    the checkout, with the packaged server
    /// @param scratch on the disk to measure
    Servers(Path home, Path scratch) {
        this.home = home;
        this.scratch = scratch;
    }

    /// A server with an account that a SAS opens.
    ///
    /// @param account the path of the account, such as `/archive`
    record Account(Peer peer, String account, String sas) implements AutoCloseable {
        String url(String path) {
            return peer.origin() + account + path;
        }

        /// Path and query of a request line.
        String target(String path) {
            return account + path + (path.contains("?") ? "&" : "?") + sas;
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    Account amana() throws IOException {
        return amana(fresh("amana"), Map.of());
    }

    /// @param settings the content of its `amana.conf`
    Account amana(String settings) throws IOException {
        Path folder = fresh("amana");
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("amana.conf"), settings);
        return amana(folder, Map.of());
    }

    /// The same server with [LedgerOff] in its JVM.
    Account amanaWithoutLedger() throws IOException {
        String agent = "-javaagent:" + home.resolve("bench/target/ledger-off.jar");
        return amana(fresh("amana"), Map.of("AMANA_JAVA_OPTIONS", agent));
    }

    /// A server over what another one has left in this folder.
    Account reopened(Path folder) throws IOException {
        return amana(folder, Map.of());
    }

    private Account amana(Path folder, Map<String, String> environment) throws IOException {
        Path data = folder.resolve("data");
        int port = Peer.freePort();
        List<String> line = List.of(
                home.resolve("amana").toString(),
                "up",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--blob-port",
                "" + port);
        Peer peer = Peer.start("amana", folder, port, line, environment);
        JsonNode connection = awaitConnection(data);
        String account = connection.get("account").asText();
        String key = connection.get("keys").get(0).get("key").asText();
        return new Account(peer, "/" + account, signature(account, key));
    }

    /// Runs one of the operator's commands to its end. What the server does for it is measured; the JVM of the command
    /// is not, and gives way.
    void command(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("nice", "-n", "19", home.resolve("amana").toString()));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", line) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The data folder of the Amana that was the last to be started here.
    Path dataOf(Account amana) {
        return folderOf(amana).resolve("data");
    }

    /// The folder that [#reopened] takes.
    Path folderOf(Account amana) {
        return scratch.resolve("amana-" + started);
    }

    static String verifierKey(Path data) throws IOException {
        return awaitConnection(data).get("verifierKey").asText();
    }

    Account azurite(Path program) throws IOException {
        Path folder = fresh("azurite");
        int port = Peer.freePort();
        Peer peer = Peer.start(
                "azurite",
                folder,
                port,
                List.of(
                        "node",
                        program.toString(),
                        "--silent",
                        "--skipApiVersionCheck",
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        "" + port,
                        "--location",
                        folder.resolve("data").toString()));
        return new Account(peer, "/" + EMULATOR_ACCOUNT, signature(EMULATOR_ACCOUNT, EMULATOR_KEY));
    }

    /// A signature with all rights on blobs, so that a plain load generator can be used against any server that speaks
    /// the API.
    private static String signature(String account, String key) {
        Instant now = Instant.now();
        return IssuedSas.query(
                account,
                Base64.getDecoder().decode(key),
                "rwdlac",
                now.minus(Duration.ofMinutes(10)),
                now.plus(Duration.ofDays(1)));
    }

    /// nginx with these files, by name.
    Nginx nginx(Map<String, byte[]> files, boolean sendfile) throws IOException {
        return Nginx.start(fresh("nginx"), files, sendfile);
    }

    Peer filePerObject() throws IOException {
        return java(FilePerObject.class, scratch.resolve("objects-" + started).toString());
    }

    /// A server of ours to compare with, in a JVM with the options of Amana's.
    ///
    /// @param main is given the port to listen on, then `arguments`
    Peer java(Class<?> main, String... arguments) throws IOException {
        Path folder = fresh(main.getSimpleName().toLowerCase(Locale.ROOT));
        int port = Peer.freePort();
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseTransparentHugePages",
                "-Xmn256m",
                "-XX:SurvivorRatio=6",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "" + port));
        line.addAll(List.of(arguments));
        return Peer.start(main.getSimpleName(), folder, port, line);
    }

    private Path fresh(String name) throws IOException {
        return Files.createDirectories(scratch.resolve(name + "-" + ++started));
    }

    private static JsonNode awaitConnection(Path data) throws IOException {
        Path file = data.resolve("connection.json");
        for (int i = 0; i < 1200 && !Files.exists(file); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
