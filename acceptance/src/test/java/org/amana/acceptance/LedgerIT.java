package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amana.testkit.Command;
import org.amana.testkit.Folders;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an outsider can check: the log of a started server, by our verifier and by Go's `sumdb/tlog`.
class LedgerIT {
    private static final int ACCESSES = 700;

    @TempDir
    static Path folder;

    private static StartedServer server;

    @BeforeAll
    static void start() throws InterruptedException {
        server = StartedServer.start(folder.resolve("data"));
        var container = new BlobServiceClientBuilder()
                .connectionString(server.steward().connectionString())
                .buildClient()
                .createBlobContainer("ledger");
        for (int i = 0; i < ACCESSES; i++) {
            container.getBlobClient("blob-" + i % 40).upload(BinaryData.fromString("content " + i), true);
        }
        server.awaitQuiet();
        log();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ourVerifierFindsEveryAccess() {
        Command.Result result = server.amana("verify").expectSuccess();
        assertThat(result.output()).containsIgnoringCase("sound");
        assertThat(entries(log())).isGreaterThan(ACCESSES);
    }

    @Test
    void theLogCanBeVerifiedOverHttp() {
        Command.run(
                        Duration.ofMinutes(1),
                        Map.of(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                verifierJar(),
                                "--url",
                                server.ledgerUrl(),
                                "--key",
                                server.verifierKey()))
                .expectSuccess();
    }

    @Test
    void goesTlogAgrees() {
        Path program = StartedServer.home().resolve("acceptance/src/test/go/tlog-verify");
        Command.run(
                        Duration.ofMinutes(3),
                        Map.of(
                                "GO111MODULE", "off",
                                "GOFLAGS", "-mod=mod",
                                "GOPATH", "/usr/share/gocode",
                                "GOCACHE", folder.resolve("gocache").toString()),
                        program,
                        List.of("go", "run", ".", log().toString(), server.verifierKey()))
                .expectSuccess();
    }

    /// Twenty flips spread by a seed over every file of the log; the verifier's own test flips every byte of a
    /// small log.
    @Test
    void aFlippedByteInAnyTileOrBundleIsFoundAndNamed() throws IOException {
        Path copy = folder.resolve("flipped");
        Folders.copy(log(), copy);
        Random random = new Random(11);
        List<Path> files = Folders.files(copy);
        for (int i = 0; i < 20; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);

            Command.Result result = verify(copy);

            assertThat(result.status())
                    .as(file + " at " + at + "\n" + result.output())
                    .isEqualTo(2);
            bytes[at] = Files.readAllBytes(log().resolve(copy.relativize(file)))[at];
            Files.write(file, bytes);
        }
    }

    @Test
    void aTruncatedLogIsFound() throws IOException {
        Path copy = folder.resolve("truncated");
        Folders.copy(log(), copy);
        Path bundles = copy.resolve("tile/entries");
        Path last = Folders.files(bundles).getLast();
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(verify(copy).status()).isEqualTo(2);
    }

    private static Command.Result verify(Path log) {
        return Command.run(
                Duration.ofMinutes(1),
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        verifierJar(),
                        "--dir",
                        log.toString(),
                        "--key",
                        server.verifierKey()));
    }

    /// A settled copy of the running server's public folder would change under the test; so it is taken once.
    private static synchronized Path log() {
        Path settled = folder.resolve("settled");
        if (!Files.exists(settled)) {
            Folders.copy(server.data().resolve("ledger/public"), settled);
        }
        return settled;
    }

    private static long entries(Path log) {
        try {
            return Long.parseLong(Files.readAllLines(log.resolve("checkpoint")).get(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String verifierJar() {
        try (var jars = Files.list(StartedServer.home().resolve("verifier/target"))) {
            return jars.map(Path::toString)
                    .filter(name -> name.matches(".*/verifier-[^/]*\\.jar") && !name.contains("sources"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
