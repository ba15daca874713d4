package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that keep backups in a container, as Debian has them: duplicity, and restic with its own Azure client and
/// through rclone.
class BackupClientsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// restic's own client knows one address without TLS: the emulator's account on its port.
    private static final int EMULATOR_PORT = 10000;

    @TempDir
    static Path folder;

    private static StartedServer server;
    private static Path tree;

    @BeforeAll
    static void start() throws IOException {
        requireFree(EMULATOR_PORT);
        server = StartedServer.start(folder.resolve("data"), "--dev", "--blob-port", Integer.toString(EMULATOR_PORT));
        tree = OddTree.writeWithLarge(folder.resolve("tree"));
    }

    private static void requireFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new AssertionError(
                    "restic's own client needs port " + port + " of this machine, which something else has: stop it",
                    e);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void duplicityBacksUpFullyAndByDifferencesAndRestores() throws IOException {
        Path source = OddTree.writeWithLarge(folder.resolve("source"));
        duplicity(server.steward(), "full", source.toString(), "azure://duplicity")
                .expectSuccess();
        Files.writeString(source.resolve("dir/محضر.txt"), "changed");
        Files.delete(source.resolve("plain.txt"));
        duplicity(server.steward(), "incremental", source.toString(), "azure://duplicity")
                .expectSuccess();

        assertThat(duplicity(server.steward(), "verify", "--compare-data", "azure://duplicity", source.toString())
                        .expectSuccess()
                        .output())
                .contains("0 differences found");
        Path back = folder.resolve("back");
        duplicity(server.steward(), "restore", "azure://duplicity", back.toString())
                .expectSuccess();
        OddTree.expectSame(source, back);

        duplicity(server.steward(), "remove-all-but-n-full", "1", "--force", "azure://duplicity")
                .expectSuccess();
        Command.Result refused = duplicity(server.key("P-2"), "full", source.toString(), "azure://duplicity");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output()).contains("P-2").contains("does not allow");
    }

    private static Command.Result duplicity(StartedServer.Key key, String... arguments) {
        List<String> line = new ArrayList<>(List.of("duplicity"));
        line.addAll(List.of(arguments));
        line.addAll(List.of(
                "--no-encryption",
                "--num-retries",
                "1",
                "--archive-dir",
                folder.resolve("duplicity-" + key.purpose()).toString()));
        return Command.run(PATIENCE, Map.of("AZURE_CONNECTION_STRING", key.connectionString()), line);
    }

    @Test
    void resticBacksUpChecksRestoresAndForgetsWithItsOwnAzureClient() throws IOException {
        Map<String, String> account =
                Map.of("AZURE_ACCOUNT_NAME", "devstoreaccount1", "AZURE_ACCOUNT_KEY", OtherClientsIT.WELL_KNOWN_KEY);
        roundTrip("azure:restic:/", account);

        assertThat(restic("azure:restic:/", account, "init").output()).contains("already initialized");
        Command.Result missing = restic("azure:missing:/", account, "snapshots");
        assertThat(missing.status()).isNotZero();
        assertThat(missing.output()).contains("The specified container does not exist.");
    }

    @Test
    void resticWorksThroughRcloneWithAnyAccountAndIsToldWhyAReaderMayNotWrite() throws IOException {
        Map<String, String> steward =
                Rclone.of(server, server.steward(), folder).environment();
        roundTrip("rclone:amana:restic-rclone", steward);

        Map<String, String> reader =
                Rclone.of(server, server.key("P-2"), folder).environment();
        restic("rclone:amana:restic-rclone", reader, "snapshots", "--no-lock").expectSuccess();
        Command.Result refused = restic("rclone:amana:restic-rclone", reader, "backup", tree.toString());
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output()).contains("PurposeForbidsAction");
    }

    private static void roundTrip(String repository, Map<String, String> environment) throws IOException {
        Path source = OddTree.writeWithLarge(Files.createTempDirectory(folder, "restic"));
        restic(repository, environment, "init").expectSuccess();
        restic(repository, environment, "backup", source.toString()).expectSuccess();
        Files.writeString(source.resolve("dir/محضر.txt"), "changed");
        Files.delete(source.resolve("plain.txt"));
        restic(repository, environment, "backup", source.toString()).expectSuccess();
        assertThat(restic(repository, environment, "check", "--read-data")
                        .expectSuccess()
                        .output())
                .contains("no errors were found");

        Path back = Files.createTempDirectory(folder, "restored");
        restic(repository, environment, "restore", "latest", "--target", back.toString())
                .expectSuccess();
        OddTree.expectSame(source, back.resolve(folder.getRoot().relativize(source)));

        restic(repository, environment, "forget", "--keep-last", "1", "--prune").expectSuccess();
        restic(repository, environment, "check").expectSuccess();
    }

    private static Command.Result restic(String repository, Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(List.of("restic", "--repo", repository, "--no-cache"));
        line.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(environment);
        all.put("RESTIC_PASSWORD", "in the open");
        return Command.run(PATIENCE, all, line);
    }
}
