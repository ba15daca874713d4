package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.batch.BlobBatchClient;
import com.azure.storage.blob.batch.BlobBatchClientBuilder;
import com.azure.storage.blob.batch.BlobBatchStorageException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.models.TaggedBlobItem;
import com.azure.storage.blob.options.BlobDownloadToFileOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.blob.specialized.PageBlobClient;
import com.azure.storage.common.ContentValidationAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The Azure SDK for Java as Maven Central has it, at its default service version, over each of the HTTP
/// clients it comes with, against a started server.
@ParameterizedClass(name = "over {0}")
@EnumSource
class AzureSdkForJavaIT {
    private static final List<String> ODD_NAMES = List.of(
            "plain.txt",
            "with space and + plus.txt",
            "محضر جلسة.txt",
            "emoji-🗂️.txt",
            "a//b/./c",
            "trailing.",
            "percent%2Fliteral",
            "deep/er/and/deeper/file.bin",
            "hash#and?question=mark&more.txt",
            "quote'\"<&>.txt",
            "n".repeat(1024));

    @TempDir
    static Path folder;

    private static StartedServer server;
    private static int containers;
    private final HttpCarrier carrier;
    private BlobServiceClient service;
    private BlobContainerClient container;

    AzureSdkForJavaIT(HttpCarrier carrier) {
        this.carrier = carrier;
    }

    @BeforeAll
    static void start() {
        server = StartedServer.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void freshContainer() {
        service = clientWith(server.steward());
        container = service.createBlobContainer("java-" + ++containers);
    }

    private BlobServiceClient clientWith(StartedServer.Key key) {
        return carrier.connect(server, key);
    }

    @Test
    void storesAndReturnsBlobsOfOddNames() {
        for (String name : ODD_NAMES) {
            byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
            container.getBlobClient(name).upload(BinaryData.fromBytes(content));
            assertThat(container.getBlobClient(name).downloadContent().toBytes())
                    .as(name)
                    .isEqualTo(content);
        }
        assertThat(container.listBlobs().stream().map(BlobItem::getName))
                .containsExactlyInAnyOrderElementsOf(ODD_NAMES);
    }

    @Test
    void deletesInBatchesAndFindsByTags() {
        List<String> urls = new ArrayList<>();
        for (String name : ODD_NAMES.subList(0, 4)) {
            BlobClient blob = container.getBlobClient(name);
            blob.upload(BinaryData.fromString(name));
            blob.setTags(Map.of("kind", "batch", "place", Integer.toString(urls.size())));
            urls.add(blob.getBlobUrl());
        }
        String where = "@container = '" + container.getBlobContainerName() + "' AND \"place\" >= '2'";
        assertThat(service.findBlobsByTags(where).stream().map(TaggedBlobItem::getName))
                .containsExactlyInAnyOrderElementsOf(ODD_NAMES.subList(2, 4));

        BlobBatchClient batches = new BlobBatchClientBuilder(service).buildClient();
        assertThat(batches.deleteBlobs(urls.subList(0, 3), DeleteSnapshotsOptionType.INCLUDE).stream()
                        .map(Response::getStatusCode))
                .containsExactly(202, 202, 202);
        assertThatThrownBy(() -> batches.deleteBlobs(urls.subList(2, 4), DeleteSnapshotsOptionType.INCLUDE)
                        .forEach(Response::getStatusCode))
                .isInstanceOfSatisfying(
                        BlobBatchStorageException.class,
                        e -> assertThat(e.getBatchExceptions())
                                .singleElement()
                                .satisfies(
                                        one -> assertThat(one.getErrorCode()).isEqualTo(BlobErrorCode.BLOB_NOT_FOUND)));
        assertThat(container.listBlobs()).isEmpty();
        assertThat(container.findBlobsByTags("\"kind\" = 'batch'")).isEmpty();
    }

    @Test
    void uploadsInParallelBlocksAndReadsRanges() {
        byte[] content = new byte[OddTree.LARGE_BYTES];
        new Random(7).nextBytes(content);
        BlobClient blob = container.getBlobClient("big.bin");
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(new ByteArrayInputStream(content))
                        .setParallelTransferOptions(new ParallelTransferOptions()
                                .setBlockSizeLong(4L << 20)
                                .setMaxConcurrency(4)
                                .setMaxSingleUploadSizeLong(4L << 20)),
                null,
                null);

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        blob.downloadStream(all);
        assertThat(all.toByteArray()).isEqualTo(content);

        ByteArrayOutputStream some = new ByteArrayOutputStream();
        blob.downloadStreamWithResponse(some, new BlobRange(1_048_570, 20L), null, null, false, null, null);
        assertThat(some.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 1_048_570, 1_048_590));
    }

    /// With CRC-64, blocks from 4 MiB on go as structured messages.
    @Test
    void parallelTransfersAreValidatedByEitherChecksum() throws IOException {
        byte[] content = new byte[9_000_000];
        new Random(8).nextBytes(content);
        ParallelTransferOptions blocks =
                new ParallelTransferOptions().setBlockSizeLong(4L << 20).setMaxSingleUploadSizeLong(4L << 20);
        BlobClient blob = container.getBlobClient("validated.bin");
        for (BlobParallelUploadOptions options : List.of(
                new BlobParallelUploadOptions(BinaryData.fromBytes(content)).setComputeMd5(true),
                new BlobParallelUploadOptions(BinaryData.fromBytes(content))
                        .setContentValidationAlgorithm(ContentValidationAlgorithm.CRC64))) {
            blob.uploadWithResponse(options.setParallelTransferOptions(blocks), null, null);
            Path file = folder.resolve("validated-" + containers);
            Files.deleteIfExists(file);
            blob.downloadToFileWithResponse(
                    new BlobDownloadToFileOptions(file.toString())
                            .setContentValidationAlgorithm(ContentValidationAlgorithm.CRC64),
                    null,
                    null);
            assertThat(file).hasBinaryContent(content);
        }
    }

    @Test
    void anEmptyBlobIsThereAndAMissingOneIsNot() {
        BlobClient blob = container.getBlobClient("empty");
        blob.upload(BinaryData.fromBytes(new byte[0]));
        assertThat(blob.getProperties().getBlobSize()).isZero();
        assertThat(blob.downloadContent().toBytes()).isEmpty();

        blob.delete();
        assertThat(blob.deleteIfExists()).isFalse();
        assertThatThrownBy(blob::downloadContent).isInstanceOfSatisfying(BlobStorageException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(404);
            assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.BLOB_NOT_FOUND);
        });
    }

    @Test
    void commitsBlockLists() {
        BlockBlobClient blob = container.getBlobClient("blocks").getBlockBlobClient();
        String first = Base64.getEncoder().encodeToString("block-1".getBytes(StandardCharsets.UTF_8));
        String second = Base64.getEncoder().encodeToString("block-2".getBytes(StandardCharsets.UTF_8));
        blob.stageBlock(first, BinaryData.fromString("hello "));
        blob.stageBlock(second, BinaryData.fromString("world"));
        assertThat(blob.exists()).isFalse();
        assertThat(blob.listBlocks(BlockListType.ALL).getUncommittedBlocks()).hasSize(2);

        blob.commitBlockList(List.of(first, second, first));

        assertThat(blob.downloadContent()).hasToString("hello worldhello ");
        assertThat(blob.listBlocks(BlockListType.COMMITTED).getCommittedBlocks())
                .hasSize(3);
    }

    @Test
    void keepsMetadataTagsAndHeaders() {
        BlobClient blob = container.getBlobClient("described.txt");
        blob.upload(BinaryData.fromString("text"));
        blob.setMetadata(Map.of("archive", "harbour", "box", "41"));
        blob.setTags(Map.of("state", "draft"));
        blob.setHttpHeaders(new BlobHttpHeaders().setContentType("text/plain").setContentLanguage("es"));

        assertThat(blob.getProperties().getMetadata())
                .containsEntry("archive", "harbour")
                .containsEntry("box", "41");
        assertThat(blob.getProperties().getContentLanguage()).isEqualTo("es");
        assertThat(blob.getTags()).containsEntry("state", "draft");
    }

    @Test
    void listsByHierarchyAndInPages() {
        for (int i = 0; i < 25; i++) {
            container.getBlobClient("dir-" + i % 5 + "/file-" + i).upload(BinaryData.fromString("x"));
        }
        assertThat(container.listBlobsByHierarchy("/", new ListBlobsOptions(), null).stream()
                        .filter(BlobItem::isPrefix)
                        .count())
                .isEqualTo(5);
        assertThat(container
                        .listBlobs(new ListBlobsOptions().setMaxResultsPerPage(7), null)
                        .streamByPage()
                        .mapToInt(page -> page.getValue().size())
                        .sum())
                .isEqualTo(25);
    }

    @Test
    void leasesGuardWrites() {
        BlobClient blob = container.getBlobClient("leased");
        blob.upload(BinaryData.fromString("one"));
        var lease = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
        String id = lease.acquireLease(15);
        assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseStateType.LEASED);

        assertThatThrownBy(() -> blob.upload(BinaryData.fromString("two"), true))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(412);
                    assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.LEASE_ID_MISSING);
                });
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromString("two"))
                        .setRequestConditions(new BlobRequestConditions().setLeaseId(id)),
                null,
                null);
        lease.releaseLease();
        assertThat(blob.downloadContent()).hasToString("two");
    }

    @Test
    void snapshotsKeepWhatWasThere() {
        BlobClient blob = container.getBlobClient("snap");
        blob.upload(BinaryData.fromString("before"));
        var snapshot = blob.createSnapshot();
        blob.upload(BinaryData.fromString("after"), true);

        assertThat(snapshot.downloadContent()).hasToString("before");
        assertThat(container
                        .listBlobs(
                                new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveSnapshots(true)),
                                null)
                        .stream()
                        .count())
                .isEqualTo(2);
        assertThatThrownBy(blob::delete)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.SNAPSHOTS_PRESENT));
        blob.deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, null, null, null);
        assertThat(blob.exists()).isFalse();
    }

    @Test
    void conditionsAnswerAsAzureDoes() {
        BlobClient blob = container.getBlobClient("conditional");
        blob.upload(BinaryData.fromString("one"));
        assertThatThrownBy(() -> blob.upload(BinaryData.fromString("two")))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(409);
                    assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.BLOB_ALREADY_EXISTS);
                });
        assertThatThrownBy(() -> blob.getPropertiesWithResponse(
                        new BlobRequestConditions().setIfMatch("\"0x8D0000000000000\""), null, null))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(412));
    }

    @Test
    void copiesWithinTheAccount() {
        BlobClient source = container.getBlobClient("source");
        source.upload(BinaryData.fromString("copied"));
        BlobClient target = container.getBlobClient("target");
        target.beginCopy(source.getBlobUrl(), Duration.ofMillis(200)).waitForCompletion(Duration.ofSeconds(30));
        assertThat(target.downloadContent()).hasToString("copied");
    }

    @Test
    void aSharedAccessSignatureInheritsThePurposeOfItsKey() {
        container.getBlobClient("shared.txt").upload(BinaryData.fromString("shared"));
        String sas = container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                new BlobContainerSasPermission().setReadPermission(true)));
        BlobContainerClient reader = new BlobContainerClientBuilder()
                .httpClient(carrier.client())
                .endpoint(container.getBlobContainerUrl() + "?" + sas)
                .buildClient();

        assertThat(reader.getBlobClient("shared.txt").downloadContent()).hasToString("shared");
        assertThatThrownBy(() -> reader.getBlobClient("new.txt").upload(BinaryData.fromString("no")))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(403));
    }

    @Test
    void aKeyOfAReadingPurposeMayNotWriteAndIsToldWhy() {
        container.getBlobClient("read-me.txt").upload(BinaryData.fromString("read me"));
        BlobContainerClient reader =
                clientWith(server.key("P-2")).getBlobContainerClient(container.getBlobContainerName());

        assertThat(reader.getBlobClient("read-me.txt").downloadContent()).hasToString("read me");
        assertThatThrownBy(() -> reader.getBlobClient("mine.txt").upload(BinaryData.fromString("mine")))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(403);
                    assertThat(e.getErrorCode()).hasToString("PurposeForbidsAction");
                    assertThat(e.getServiceMessage()).contains("P-2");
                });
        assertThatThrownBy(() -> clientWith(server.key("P-3"))
                        .getBlobContainerClient(container.getBlobContainerName())
                        .getBlobClient("read-me.txt")
                        .downloadContent())
                .as("administration cannot read data")
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(403));
    }

    @Test
    void appendAndPageBlobsAreWrittenPieceByPiece() {
        AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
        log.create();
        log.appendBlock(BinaryData.fromString("one ").toStream(), 4);
        log.appendBlock(BinaryData.fromString("two").toStream(), 3);
        log.seal();
        assertThat(log.downloadContent()).hasToString("one two");
        PageBlobClient disk = container.getBlobClient("disk").getPageBlobClient();
        disk.create(2048);
        byte[] page = new byte[512];
        Arrays.fill(page, (byte) 7);
        disk.uploadPages(new PageRange().setStart(512).setEnd(1023), new ByteArrayInputStream(page));
        byte[] expected = new byte[2048];
        System.arraycopy(page, 0, expected, 512, 512);
        assertThat(disk.downloadContent().toBytes()).isEqualTo(expected);
    }

    @Test
    void aWrongKeyIsRefusedWithTheStringToSign() {
        BlobServiceClient wrong =
                clientWith(new StartedServer.Key("none", Base64.getEncoder().encodeToString(new byte[64]), ""));
        assertThatThrownBy(() -> wrong.getBlobContainerClient(container.getBlobContainerName())
                        .getProperties())
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(403);
                    assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.AUTHENTICATION_FAILED);
                });
    }
}
