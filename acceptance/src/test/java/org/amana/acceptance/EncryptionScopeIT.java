package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobContainerEncryptionScope;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobContainerProperties;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobClientBase;
import com.azure.storage.blob.specialized.PageBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encryption scopes, made by the operator, with the Azure SDK for Java as Maven Central has it, against a started
/// server.
class EncryptionScopeIT {
    @TempDir
    static Path folder;

    private static StartedServer server;
    private static BlobServiceClient service;
    private static int containers;

    private BlobContainerClient container;

    @BeforeAll
    static void start() {
        server = StartedServer.start(folder.resolve("data"));
        service = new BlobServiceClientBuilder()
                .endpoint(server.blobEndpoint())
                .httpClient(new JdkHttpClientBuilder().build())
                .credential(credential())
                .buildClient();
        for (String scope : new String[] {"newsroom", "archive-2"}) {
            server.amana("scope", "add", server.account(), scope).expectSuccess();
        }
    }

    private static StorageSharedKeyCredential credential() {
        return new StorageSharedKeyCredential(server.account(), server.steward().key());
    }

    @AfterAll
    static void stop() {
        Command.Result verified = server.amana("verify");
        server.close();
        verified.expectSuccess();
        server.amana("fsck").expectSuccess();
        server.amana("scrub").expectSuccess();
    }

    @BeforeEach
    void freshContainer() {
        container = service.createBlobContainer("scopes-" + ++containers);
    }

    private BlobClient blob(String name, String scope) {
        return new BlobClientBuilder()
                .endpoint(server.blobEndpoint())
                .httpClient(new JdkHttpClientBuilder().build())
                .credential(credential())
                .containerName(container.getBlobContainerName())
                .blobName(name)
                .encryptionScope(scope)
                .buildClient();
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void refused(int status, String code, Runnable call) {
        BlobStorageException refused = catchThrowableOfType(BlobStorageException.class, call::run);
        assertThat(refused).as(code).isNotNull();
        assertThat(refused.getStatusCode()).as(refused.getMessage()).isEqualTo(status);
        assertThat(refused.getErrorCode().toString()).isEqualTo(code);
    }

    @Test
    void aBlobIsWrittenInAScopeAndReadByWhoeverMayReadIt() throws IOException {
        BlobClient blob = blob("محضر جلسة.txt", "newsroom");
        blob.upload(BinaryData.fromString("for the desk"));
        blob.setMetadata(Map.of("case", "blue folder"));
        BlobClient plain = container.getBlobClient("محضر جلسة.txt");
        assertThat(plain.downloadContent().toString()).isEqualTo("for the desk");
        assertThat(plain.getProperties().getEncryptionScope()).isEqualTo("newsroom");
        assertThat(plain.getProperties().getMetadata()).containsEntry("case", "blue folder");
        assertThat(container.listBlobs().stream().map(BlobItem::getProperties))
                .singleElement()
                .satisfies(it -> assertThat(it.getEncryptionScope()).isEqualTo("newsroom"));

        byte[] content = bytes(1, 9_876_543);
        Path file = Files.write(folder.resolve("large"), content);
        BlobClient large = blob("large", "newsroom");
        large.uploadFromFileWithResponse(
                new BlobUploadFromFileOptions(file.toString())
                        .setParallelTransferOptions(new ParallelTransferOptions()
                                .setBlockSizeLong(2_000_000L)
                                .setMaxSingleUploadSizeLong(1_000_000L)
                                .setMaxConcurrency(4)),
                Duration.ofMinutes(2),
                null);
        Path down = folder.resolve("down");
        container.getBlobClient("large").downloadToFile(down.toString());
        assertThat(Files.mismatch(file, down)).isEqualTo(-1);
        assertThat(large.getProperties().getEncryptionScope()).isEqualTo("newsroom");
    }

    @Test
    void appendsPagesSnapshotsAndMetadataNameTheScope() {
        AppendBlobClient log = blob("log", "newsroom").getAppendBlobClient();
        log.create();
        byte[] one = bytes(1, 70_000);
        assertThat(log.appendBlock(new ByteArrayInputStream(one), one.length).getEncryptionScope())
                .isEqualTo("newsroom");
        refused(
                409,
                "BlobUsesCustomerSpecifiedEncryption",
                () -> container
                        .getBlobClient("log")
                        .getAppendBlobClient()
                        .appendBlock(new ByteArrayInputStream(one), one.length));
        PageBlobClient disk = blob("disk", "newsroom").getPageBlobClient();
        disk.create(1 << 14);
        byte[] pages = bytes(2, 4096);
        disk.uploadPages(new PageRange().setStart(4096).setEnd(8191), new ByteArrayInputStream(pages));
        assertThat(Arrays.copyOfRange(disk.downloadContent().toBytes(), 4096, 8192))
                .isEqualTo(pages);
        BlobClientBase snapshot = blob("log", "newsroom").createSnapshot();
        assertThat(snapshot.downloadContent().toBytes()).isEqualTo(one);
        refused(
                409,
                "BlobCustomerSpecifiedEncryptionMismatch",
                () -> blob("log", "archive-2").createSnapshot());
        refused(
                409,
                "BlobUsesCustomerSpecifiedEncryption",
                () -> container.getBlobClient("log").setMetadata(Map.of("a", "b")));
    }

    @Test
    void aContainerHasADefaultScopeThatMayNotBeLeft() {
        String name = "strict-" + ++containers;
        BlobContainerClient strict = new BlobContainerClientBuilder()
                .endpoint(server.blobEndpoint())
                .httpClient(new JdkHttpClientBuilder().build())
                .credential(credential())
                .containerName(name)
                .blobContainerEncryptionScope(new BlobContainerEncryptionScope()
                        .setDefaultEncryptionScope("archive-2")
                        .setEncryptionScopeOverridePrevented(true))
                .buildClient();
        strict.create();
        BlobContainerProperties properties = strict.getProperties();
        assertThat(properties.getDefaultEncryptionScope()).isEqualTo("archive-2");
        assertThat(properties.isEncryptionScopeOverridePrevented()).isTrue();
        assertThat(service.listBlobContainers().stream()
                        .filter(it -> it.getName().equals(name))
                        .map(BlobContainerItem::getProperties))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getDefaultEncryptionScope()).isEqualTo("archive-2");
                    assertThat(it.isEncryptionScopeOverridePrevented()).isTrue();
                });
        BlobClient plain = strict.getBlobClient("a");
        assertThat(plain.getBlockBlobClient()
                        .uploadWithResponse(
                                new BlockBlobSimpleUploadOptions(BinaryData.fromString("hello")), null, Context.NONE)
                        .getValue()
                        .getEncryptionScope())
                .isEqualTo("archive-2");
        assertThat(plain.downloadContent().toString()).isEqualTo("hello");
        container = strict;
        refused(
                403,
                "RequestForbiddenByContainerEncryptionPolicy",
                () -> blob("a", "newsroom").upload(BinaryData.fromString("no"), true));
    }

    @Test
    void aSignatureCarriesTheScope() {
        BlobClient signing = blob("signed", "archive-2");
        String sas = signing.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), BlobSasPermission.parse("rcw")));
        assertThat(sas).contains("ses=archive-2");
        BlobClient guest = new BlobClientBuilder()
                .endpoint(container.getBlobClient("signed").getBlobUrl() + "?" + sas)
                .httpClient(new JdkHttpClientBuilder().build())
                .buildClient();
        guest.upload(BinaryData.fromString("from outside"));
        assertThat(guest.getProperties().getEncryptionScope()).isEqualTo("archive-2");
        assertThat(guest.downloadContent().toString()).isEqualTo("from outside");
    }

    @Test
    void aCopyIsMadeInTheScopeOfItsTarget() {
        blob("source", "newsroom").upload(BinaryData.fromString("the story"));
        String url = container.getBlobClient("source").getBlobUrl();
        blob("same", "newsroom").copyFromUrl(url);
        blob("other", "archive-2").copyFromUrl(url);
        container.getBlobClient("none").copyFromUrl(url);
        assertThat(container.getBlobClient("other").getProperties().getEncryptionScope())
                .isEqualTo("archive-2");
        for (String name : new String[] {"same", "other", "none"}) {
            assertThat(container.getBlobClient(name).downloadContent().toString())
                    .isEqualTo("the story");
        }
        assertThat(container.getBlobClient("none").getProperties().getEncryptionScope())
                .isNull();
    }

    @Test
    void aScopeThatIsDisabledDeniesWhatIsInItAndNothingElseAlsoAfterAKill() throws InterruptedException {
        String account = server.account();
        server.amana("scope", "add", account, "sealed").expectSuccess();
        blob("in", "sealed").upload(BinaryData.fromString("sealed"));
        container.getBlobClient("out").upload(BinaryData.fromString("open"));
        refused(404, "EncryptionScopeNotFound", () -> blob("x", "nobodys").upload(BinaryData.fromString("x")));

        server.amana("scope", "disable", account, "sealed").expectSuccess();
        BlobClient in = container.getBlobClient("in");
        refused(403, "EncryptionScopeDisabled", in::downloadContent);
        refused(403, "EncryptionScopeDisabled", () -> blob("new", "sealed").upload(BinaryData.fromString("x")));
        assertThat(container.getBlobClient("out").downloadContent().toString()).isEqualTo("open");
        assertThat(container.listBlobs()).hasSize(2);
        server.kill();
        server.restart();
        container = serviceAgain().getBlobContainerClient(container.getBlobContainerName());
        refused(
                403,
                "EncryptionScopeDisabled",
                () -> container.getBlobClient("in").downloadContent());
        server.amana("scope", "enable", account, "sealed").expectSuccess();
        assertThat(container.getBlobClient("in").downloadContent().toString()).isEqualTo("sealed");
    }

    /// The ports are others after a restart.
    private static BlobServiceClient serviceAgain() {
        service = new BlobServiceClientBuilder()
                .endpoint(server.blobEndpoint())
                .httpClient(new JdkHttpClientBuilder().build())
                .credential(credential())
                .buildClient();
        return service;
    }
}
