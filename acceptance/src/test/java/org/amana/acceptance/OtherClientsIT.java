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

/// Clients in other languages, as npm and Debian have them: @azure/storage-blob and its predecessor azure-storage,
/// python3-azure-storage, azure-cli, rclone.
class OtherClientsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String WELL_KNOWN_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

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
    void theJavaScriptSdksMakeARoundTrip() throws IOException {
        Path project = folder.resolve("js");
        Files.createDirectories(project);
        for (String file : List.of("package.json", "roundtrip.mjs", "legacy.cjs", "development.mjs")) {
            Files.copy(StartedServer.home().resolve("acceptance/src/test/js").resolve(file), project.resolve(file));
        }
        Command.run(
                        PATIENCE,
                        Map.of(),
                        project,
                        List.of("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"))
                .expectSuccess();
        node(project, "roundtrip.mjs", connectionString());
        node(project, "legacy.cjs", connectionString());
        theAccountsOfDevelopmentWork(project);
    }

    private static void node(Path project, String script, Map<String, String> environment) {
        assertThat(Command.run(PATIENCE, environment, project, List.of("node", "--no-warnings", script))
                        .expectSuccess()
                        .output())
                .contains("ok");
    }

    private static void theAccountsOfDevelopmentWork(Path project) {
        Map<String, String> accounts = Map.of("AMANA_DEV_ACCOUNTS", "odd:testing_key;two:a2V5b25l:a2V5dHdv");
        try (StartedServer development = StartedServer.start(folder.resolve("development"), accounts, "--dev")) {
            String endpoint = development.blobEndpoint().replace("/" + development.account(), "/");
            node(
                    project,
                    "development.mjs",
                    Map.of(
                            "WELL_KNOWN",
                            connection(endpoint, "devstoreaccount1", WELL_KNOWN_KEY),
                            "ODD",
                            connection(endpoint, "odd", "testing_key"),
                            "FIRST",
                            connection(endpoint, "two", "a2V5b25l"),
                            "SECOND",
                            connection(endpoint, "two", "a2V5dHdv"),
                            "WRONG",
                            connection(endpoint, "two", "d3Jvbmc=")));
        }
    }

    private static String connection(String endpoint, String account, String key) {
        return "DefaultEndpointsProtocol=http;AccountName=" + account + ";AccountKey=" + key + ";BlobEndpoint="
                + endpoint + account + ";";
    }

    @Test
    void thePythonSdkMakesARoundTrip() {
        String script = StartedServer.home()
                .resolve("acceptance/src/test/python/roundtrip.py")
                .toString();
        assertThat(Command.run(
                                PATIENCE,
                                connectionString(),
                                List.of("/usr/bin/python3", "-W", "ignore::DeprecationWarning", script))
                        .expectSuccess()
                        .output())
                .contains("ok");
    }

    @Test
    void azureCliUploadsListsCopiesAndDownloads() throws IOException {
        Path file = folder.resolve("large.bin");
        byte[] content = new byte[20_000_000];
        new Random(3).nextBytes(content);
        Files.write(file, content);
        Path back = folder.resolve("back.bin");
        String name = "dir/large file.bin";

        az("container create --name azcli");
        az("blob upload --container-name azcli --metadata Box=41", "--name", name, "--file", file.toString());
        assertThat(az("blob list --container-name azcli --query [].name -o tsv"))
                .contains(name);
        az("blob download --container-name azcli", "--name", name, "--file", back.toString());
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);

        az("blob upload-batch --destination azcli --destination-path up", "--source", tree.toString());
        Path down = Files.createDirectories(folder.resolve("down"));
        az("blob download-batch --source azcli --pattern up/*", "--destination", down.toString());
        assertThat(down.resolve("up/dir/محضر.txt")).hasSameBinaryContentAs(tree.resolve("dir/محضر.txt"));

        az("blob copy start --destination-container azcli --destination-blob copy --source-container azcli"
                + " --source-blob up/plain.txt");
        az("blob snapshot --container-name azcli --name copy");
        String lease = az("blob lease acquire --container-name azcli --blob-name copy --lease-duration 15 -o tsv");
        assertThat(tryAz("blob delete --container-name azcli --name copy --delete-snapshots include")
                        .output())
                .contains("LeaseIdMissing");
        az("blob lease release --container-name azcli --blob-name copy --lease-id " + lease.strip());
        az("blob delete-batch --source azcli --delete-snapshots include");
        assertThat(az("blob list --container-name azcli --query [].name -o tsv"))
                .isBlank();
    }

    /// @param command with its arguments that have no spaces in them
    private static String az(String command, String... more) {
        return tryAz(command, more).expectSuccess().output();
    }

    private static Command.Result tryAz(String command, String... more) {
        List<String> line = new ArrayList<>(List.of("az", "storage"));
        line.addAll(List.of(command.split(" ")));
        line.addAll(List.of(more));
        line.add("--only-show-errors");
        Map<String, String> environment = Map.of(
                "AZURE_STORAGE_CONNECTION_STRING", server.steward().connectionString(),
                "AZURE_CORE_COLLECT_TELEMETRY", "false",
                "AZURE_CONFIG_DIR", folder.resolve("az").toString());
        return Command.run(PATIENCE, environment, line);
    }

    @Test
    void rcloneCopiesChecksAndSyncsWithThePrintedConfiguration() throws IOException {
        String printed = server.amana("connect", "rclone").expectSuccess().output();
        Path config = folder.resolve("rclone.conf");
        Files.writeString(config, printed.substring(printed.indexOf('[')));
        String remote = printed.substring(printed.indexOf('[') + 1, printed.indexOf(']'));
        Path own = folder.resolve("rclone");
        oddTree(own);

        rclone(config, "mkdir", remote + ":rclone");
        rclone(config, "copy", own.toString(), remote + ":rclone");
        rclone(config, "check", "--download", own.toString(), remote + ":rclone");
        assertThat(rclone(config, "cat", "--offset", "3", "--count", "7", remote + ":rclone/plain.txt"))
                .isEqualTo("tent of");
        rclone(config, "copyto", remote + ":rclone/dir/large.bin", remote + ":rclone/moved.bin");
        rclone(config, "moveto", remote + ":rclone/moved.bin", remote + ":rclone/copied.bin");
        rclone(
                config,
                "copyto",
                remote + ":rclone/copied.bin",
                folder.resolve("copied.bin").toString());
        assertThat(folder.resolve("copied.bin")).hasSameBinaryContentAs(own.resolve("dir/large.bin"));
        assertThat(rclone(config, "lsjson", "--hash", remote + ":rclone/plain.txt"))
                .contains("\"Tier\":\"Hot\"", "\"md5\"");
        Files.delete(own.resolve("plain.txt"));
        rclone(config, "sync", own.toString(), remote + ":rclone");
        assertThat(rclone(config, "lsf", "-R", remote + ":rclone"))
                .doesNotContain("plain.txt")
                .doesNotContain("copied.bin");
        rclone(config, "check", own.toString(), remote + ":rclone");
    }

    private static String rclone(Path config, String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("rclone", "--config", config.toString(), "--retries", "1", "--low-level-retries", "1"));
        line.addAll(List.of(arguments));
        return Command.run(PATIENCE, Map.of(), line).expectSuccess().output();
    }

    private static Map<String, String> connectionString() {
        return Map.of("CONNECTION_STRING", server.steward().connectionString());
    }

    private static Path oddTree(Path root) throws IOException {
        for (String name : List.of(
                "plain.txt",
                "dir/with space + plus.txt",
                "dir/محضر.txt",
                "dir/deeper/100%.txt",
                "a dir/more + more/file",
                "empty")) {
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
