package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients in other languages, as npm and Debian have them: @azure/storage-blob and its predecessor azure-storage,
/// python3-azure-storage, azure-cli, rclone.
class OtherClientsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    static final String WELL_KNOWN_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    @TempDir
    static Path folder;

    private static StartedServer server;
    private static Path tree;

    @BeforeAll
    static void start() throws IOException {
        server = StartedServer.start(folder.resolve("data"));
        tree = OddTree.write(folder.resolve("tree"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theJavaScriptSdksMakeARoundTrip() throws IOException {
        NpmProject project = NpmProject.of("js");
        project.expectOk("roundtrip.mjs", keys());
        project.expectOk("types.mjs", keys());
        project.expectOk("legacy.cjs", keys());
        theAccountsOfDevelopmentWork(project);
    }

    private static void theAccountsOfDevelopmentWork(NpmProject project) {
        Map<String, String> accounts = Map.of("AMANA_DEV_ACCOUNTS", "odd:testing_key;two:a2V5b25l:a2V5dHdv");
        try (StartedServer development = StartedServer.start(folder.resolve("development"), accounts, "--dev")) {
            String endpoint = development.blobEndpoint().replace("/" + development.account(), "/");
            project.expectOk(
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
                                keys(),
                                List.of("/usr/bin/python3", "-W", "ignore::DeprecationWarning", script))
                        .expectSuccess()
                        .output())
                .contains("ok");
    }

    @Test
    void azureCliUploadsListsCopiesAndDownloads() throws IOException {
        Path file = OddTree.large(folder.resolve("large.bin"));
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
        OddTree.expectSame(tree, down.resolve("up"));

        az("blob copy start --destination-container azcli --destination-blob copy --source-container azcli"
                + " --source-blob up/plain.txt");
        az("blob snapshot --container-name azcli --name copy");
        String lease = az("blob lease acquire --container-name azcli --blob-name copy --lease-duration 60 -o tsv");
        assertThat(tryAz(server.steward(), "blob delete --container-name azcli --name copy --delete-snapshots include")
                        .output())
                .contains("LeaseIdMissing");
        az("blob lease release --container-name azcli --blob-name copy --lease-id " + lease.strip());
        az("blob delete-batch --source azcli --delete-snapshots include");
        assertThat(az("blob list --container-name azcli --query [].name -o tsv"))
                .isBlank();

        String missing = "blob download --container-name azcli --name missing --file " + back;
        assertThat(tryAz(server.steward(), missing).output()).contains("BlobNotFound");
        Command.Result refused = tryAz(server.key("P-2"), "container create --name mine");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output()).contains("PurposeForbidsAction").contains("P-2");
        String wrong = keys().get("WRONG");
        assertThat(tryAz(new StartedServer.Key("", "", wrong), "container list").output())
                .contains("Authentication failure");
    }

    /// @param command with its arguments that have no spaces in them
    private static String az(String command, String... more) {
        return tryAz(server.steward(), command, more).expectSuccess().output();
    }

    private static Command.Result tryAz(StartedServer.Key key, String command, String... more) {
        List<String> line = new ArrayList<>(List.of("az", "storage"));
        line.addAll(List.of(command.split(" ")));
        line.addAll(List.of(more));
        line.add("--only-show-errors");
        Map<String, String> environment = Map.of(
                "AZURE_STORAGE_CONNECTION_STRING", key.connectionString(),
                "AZURE_CORE_COLLECT_TELEMETRY", "false",
                "AZURE_CONFIG_DIR", folder.resolve("az").toString());
        return Command.run(PATIENCE, environment, line);
    }

    @Test
    void rcloneCopiesChecksAndSyncsWithThePrintedConfiguration() throws IOException {
        Rclone rclone = Rclone.of(server, server.steward(), folder);
        Path own = OddTree.writeWithLarge(folder.resolve("rclone"));

        rclone.tell("mkdir", "amana:rclone");
        rclone.tell("copy", own.toString(), "amana:rclone");
        rclone.tell("check", "--download", own.toString(), "amana:rclone");
        assertThat(rclone.tell("cat", "--offset", "3", "--count", "7", "amana:rclone/plain.txt"))
                .isEqualTo("tent of");
        rclone.tell("copyto", "amana:rclone/dir/large.bin", "amana:rclone/moved.bin");
        rclone.tell("moveto", "amana:rclone/moved.bin", "amana:rclone/copied.bin");
        Path copied = folder.resolve("copied.bin");
        rclone.tell("copyto", "amana:rclone/copied.bin", copied.toString());
        assertThat(Files.mismatch(copied, own.resolve("dir/large.bin"))).isEqualTo(-1);
        assertThat(rclone.tell("lsjson", "--hash", "amana:rclone/plain.txt")).contains("\"Tier\":\"Hot\"", "\"md5\"");
        Files.delete(own.resolve("plain.txt"));
        rclone.tell("sync", own.toString(), "amana:rclone");
        assertThat(rclone.tell("lsf", "-R", "amana:rclone"))
                .doesNotContain("plain.txt")
                .doesNotContain("copied.bin");
        rclone.tell("check", own.toString(), "amana:rclone");

        assertThat(rclone.run("copyto", "amana:rclone/missing", copied.toString())
                        .output())
                .contains("Source doesn't exist");
        Command.Result refused = Rclone.of(server, server.key("P-2"), folder)
                .run("copyto", own.resolve("empty").toString(), "amana:rclone/mine");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output()).contains("PurposeForbidsAction").contains("P-2");
        rclone.tell("purge", "amana:rclone");
    }

    /// For the scripts: keys of a purpose that may do all, of one that may only read, and of none.
    private static Map<String, String> keys() {
        return Map.of(
                "CONNECTION_STRING", server.steward().connectionString(),
                "READ_ONLY", server.key("P-2").connectionString(),
                "WRONG", server.steward().connectionString().replaceFirst("AccountKey=[^;]*", "AccountKey=d3Jvbmc="));
    }
}
