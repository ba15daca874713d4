package org.amana.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        return amana(Map.of());
    }

    /// The same server with [LedgerOff] in its JVM.
    Account amanaWithoutLedger() throws IOException {
        return amana(Map.of("AMANA_JAVA_OPTIONS", "-javaagent:" + home.resolve("bench/target/ledger-off.jar")));
    }

    private Account amana(Map<String, String> environment) throws IOException {
        Path folder = fresh("amana");
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

    /// The data folder of an Amana started here.
    Path dataOf(Account amana) {
        return scratch.resolve("amana-" + started).resolve("data");
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

    /// nginx serving files of the given sizes, by name.
    Peer nginx(Map<String, byte[]> files) throws IOException {
        Path folder = fresh("nginx");
        Path root = Files.createDirectories(folder.resolve("root"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(root.resolve(file.getKey()), file.getValue());
        }
        int port = Peer.freePort();
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, String.format(Locale.ROOT, """
                daemon off; worker_processes 2; error_log %1$s/error.log; pid %1$s/nginx.pid; user root;
                events { worker_connections 1024; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  server { listen 127.0.0.1:%2$d; root %3$s; }
                }
                """, folder, port, root));
        return Peer.start("nginx", folder, port, List.of("nginx", "-c", config.toString(), "-p", folder.toString()));
    }

    Peer filePerObject() throws IOException {
        Path folder = fresh("files");
        int port = Peer.freePort();
        return Peer.start(
                "files",
                folder,
                port,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+UseTransparentHugePages",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FilePerObject.class.getName(),
                        "" + port,
                        folder.resolve("objects").toString()));
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
