package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amana.soak.Command;
import org.amana.soak.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients in other languages, as npm and Debian have them: @azure/storage-blob, python3-azure-storage,
/// azure-cli, rclone.
class OtherClientsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static StartedServer server;
    private static Path tree;

    @BeforeAll
    static void start() throws IOException {
        server = StartedServer.start(folder.resolve("data"));
        tree = oddTree(folder.resolve("tree"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theJavaScriptSdkMakesARoundTrip() throws IOException {
        Path project = folder.resolve("js");
        Files.createDirectories(project);
        for (String file : List.of("package.json", "roundtrip.mjs")) {
            Files.copy(StartedServer.home().resolve("acceptance/src/test/js").resolve(file), project.resolve(file));
        }
        Command.run(
                        PATIENCE,
                        Map.of(),
                        project,
                        List.of("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"))
                .expectSuccess();
        assertThat(Command.run(PATIENCE, connectionString(), project, List.of("node", "roundtrip.mjs"))
                        .expectSuccess()
                        .output())
                .contains("ok");
    }

    @Test
    void thePythonSdkMakesARoundTrip() {
        String script = StartedServer.home()
                .resolve("acceptance/src/test/python/roundtrip.py")
                .toString();
        assertThat(Command.run(PATIENCE, connectionString(), List.of("/usr/bin/python3", script))
                        .expectSuccess()
                        .output())
                .contains("ok");
    }

    @Test
    void azureCliUploadsListsAndDownloads() throws IOException {
        Map<String, String> environment = Map.of(
                "AZURE_STORAGE_CONNECTION_STRING", server.steward().connectionString(),
                "AZURE_CORE_COLLECT_TELEMETRY", "false",
                "AZURE_CONFIG_DIR", folder.resolve("az").toString());
        Path file = folder.resolve("large.bin");
        byte[] content = new byte[20_000_000];
        new Random(3).nextBytes(content);
        Files.write(file, content);

        az(environment, "storage", "container", "create", "--name", "azcli");
        az(
                environment,
                "storage",
                "blob",
                "upload",
                "--container-name",
                "azcli",
                "--name",
                "dir/large file.bin",
                "--file",
                file.toString());
        assertThat(az(
                        environment,
                        "storage",
                        "blob",
                        "list",
                        "--container-name",
                        "azcli",
                        "--query",
                        "[].name",
                        "-o",
                        "tsv"))
                .contains("dir/large file.bin");
        Path back = folder.resolve("back.bin");
        az(
                environment,
                "storage",
                "blob",
                "download",
                "--container-name",
                "azcli",
                "--name",
                "dir/large file.bin",
                "--file",
                back.toString());
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }

    private static String az(Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(List.of("az"));
        line.addAll(List.of(arguments));
        line.add("--only-show-errors");
        return Command.run(PATIENCE, environment, line).expectSuccess().output();
    }

    @Test
    void rcloneCopiesChecksAndSyncsWithThePrintedConfiguration() throws IOException {
        String printed = server.amana("connect", "rclone").expectSuccess().output();
        Path config = folder.resolve("rclone.conf");
        Files.writeString(config, printed.substring(printed.indexOf('[')));
        String remote = printed.substring(printed.indexOf('[') + 1, printed.indexOf(']'));

        rclone(config, "mkdir", remote + ":rclone");
        rclone(config, "copy", tree.toString(), remote + ":rclone");
        rclone(config, "check", "--download", tree.toString(), remote + ":rclone");
        Files.delete(tree.resolve("plain.txt"));
        rclone(config, "sync", tree.toString(), remote + ":rclone");
        assertThat(rclone(config, "lsf", "-R", remote + ":rclone")).doesNotContain("plain.txt");
        rclone(config, "check", tree.toString(), remote + ":rclone");
    }

    private static String rclone(Path config, String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("rclone", "--config", config.toString(), "--retries", "1", "--low-level-retries", "1"));
        line.addAll(List.of(arguments));
        return Command.run(PATIENCE, Map.of(), line).expectSuccess().output();
    }

    private static Map<String, String> connectionString() {
        return Map.of("CONNECTION_STRING", server.steward().connectionString(), "NODE_NO_WARNINGS", "1");
    }

    private static Path oddTree(Path root) throws IOException {
        for (String name :
                List.of("plain.txt", "dir/with space + plus.txt", "dir/محضر.txt", "dir/deeper/100%.txt", "empty")) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name.equals("empty") ? "" : "content of " + name, StandardCharsets.UTF_8);
        }
        byte[] large = new byte[12_000_000];
        new Random(5).nextBytes(large);
        Files.write(root.resolve("dir/large.bin"), large);
        return root;
    }
}
