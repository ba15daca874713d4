package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AzCopy as npm has it, Microsoft's own binary: up, down, from container to container, MD5 kept and checked.
class AzCopyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path folder;

    private static StartedServer server;
    private static BlobServiceClient service;
    private static Path program;

    @BeforeAll
    static void start() throws IOException {
        program = folder.resolve("azcopy");
        Files.copy(NpmProject.of("azcopy").module("@azure-tools/azcopy-linux/dist/bin/azcopy_linux_amd64"), program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        server = StartedServer.start(folder.resolve("data"));
        service = serviceWith(server.steward());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static BlobServiceClient serviceWith(StartedServer.Key key) {
        return new BlobServiceClientBuilder()
                .connectionString(key.connectionString())
                .buildClient();
    }

    @Test
    void aTreeGoesUpDownAndFromContainerToContainerWithItsChecksums() throws IOException {
        Path tree = OddTree.writeWithLarge(folder.resolve("tree"));
        BlobContainerClient first = service.createBlobContainer("first");
        BlobContainerClient second = service.createBlobContainer("second");

        copied("copy", tree + "/*", url("first", ""), "--from-to", "LocalBlob", "--recursive", "--put-md5");
        assertThat(first.listBlobs().stream().map(BlobItem::getName))
                .contains("dir/large.bin")
                .containsAll(OddTree.NAMES);
        assertThat(first.getBlobClient("dir/large.bin").getProperties().getContentMd5())
                .hasSize(16);

        copied("copy", url("first", "/*"), url("second", ""), "--from-to", "BlobBlob", "--recursive");
        assertThat(second.listBlobs().stream().map(BlobItem::getName).toList())
                .isEqualTo(first.listBlobs().stream().map(BlobItem::getName).toList());

        Path back = Files.createDirectories(folder.resolve("back"));
        copied(
                "copy",
                url("second", "/*"),
                back.toString(),
                "--from-to",
                "BlobLocal",
                "--recursive",
                "--check-md5",
                "FailIfDifferentOrMissing");
        OddTree.expectSame(tree, back);
    }

    @Test
    void syncFollowsTheFolderAndRemoveEmptiesTheContainer() throws IOException {
        Path tree = OddTree.write(folder.resolve("synced"));
        BlobContainerClient container = service.createBlobContainer("synced");
        String[] sync = {
            "sync", tree.toString(), url("synced", ""), "--from-to", "LocalBlob", "--delete-destination", "true"
        };
        copied(sync);
        Files.delete(tree.resolve("plain.txt"));
        Files.writeString(tree.resolve("new #2.txt"), "new");
        copied(sync);

        String listed = azcopy("list", url("synced", ""), "--location", "Blob")
                .expectSuccess()
                .output();
        assertThat(listed).contains("new #2.txt", "dir/محضر.txt").doesNotContain("plain.txt");

        copied("remove", url("synced", ""), "--from-to", "BlobTrash", "--recursive");
        assertThat(container.listBlobs()).isEmpty();
    }

    @Test
    void bytesThatAreNotWhatTheirChecksumSaysAreNotTaken() throws IOException {
        BlobContainerClient container = service.createBlobContainer("checked");
        container.getBlobClient("wrong.txt").upload(BinaryData.fromString("these bytes"));
        container.getBlobClient("wrong.txt").setHttpHeaders(new BlobHttpHeaders().setContentMd5(new byte[16]));

        Command.Result result = azcopy(
                "copy",
                url("checked", "/wrong.txt"),
                folder.resolve("wrong.txt").toString(),
                "--from-to",
                "BlobLocal",
                "--check-md5",
                "FailIfDifferentOrMissing");

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("Number of File Transfers Failed: 1");
    }

    @Test
    void refusalsAreToldWithTheirReason() throws IOException {
        service.createBlobContainer("refused");
        String read = signature(server.key("P-2"));
        Path file = Files.writeString(folder.resolve("mine.txt"), "mine");

        Command.Result forbidden = azcopy(
                "copy", file.toString(), server.blobEndpoint() + "/refused/mine.txt?" + read, "--from-to", "LocalBlob");
        assertThat(forbidden.status()).isNotZero();
        assertThat(forbidden.output()).contains("PurposeForbidsAction").contains("P-2");

        Command.Result wrong = azcopy(
                "copy",
                url("refused", "/mine.txt").replace("sig=", "sig=AA"),
                folder.resolve("x").toString(),
                "--from-to",
                "BlobLocal");
        assertThat(wrong.status()).isNotZero();
        assertThat(wrong.output()).contains("403").contains("AuthenticationFailed");

        Command.Result missing = azcopy(
                "copy", url("refused", "/missing.txt"), folder.resolve("x").toString(), "--from-to", "BlobLocal");
        assertThat(missing.status()).isNotZero();
        assertThat(missing.output()).contains("not found");
    }

    private static String url(String container, String rest) {
        return server.blobEndpoint() + "/" + container + rest + "?" + signature(server.steward());
    }

    private static String signature(StartedServer.Key key) {
        return serviceWith(key)
                .generateAccountSas(new AccountSasSignatureValues(
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                        AccountSasPermission.parse("rwdlac"),
                        AccountSasService.parse("b"),
                        AccountSasResourceType.parse("sco")));
    }

    private static void copied(String... arguments) {
        assertThat(azcopy(arguments).expectSuccess().output()).contains("Final Job Status: Completed");
    }

    private static Command.Result azcopy(String... arguments) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(arguments));
        line.add("--skip-version-check");
        Map<String, String> environment = Map.of(
                "AZCOPY_LOG_LOCATION", folder.resolve("azcopy-log").toString(),
                "AZCOPY_JOB_PLAN_LOCATION", folder.resolve("azcopy-plan").toString(),
                "AZCOPY_DISABLE_SYSLOG", "true");
        return Command.run(PATIENCE, environment, line);
    }
}
