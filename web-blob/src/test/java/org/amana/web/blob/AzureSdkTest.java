package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.batch.BlobBatchClient;
import com.azure.storage.blob.batch.BlobBatchClientBuilder;
import com.azure.storage.blob.batch.BlobBatchStorageException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.models.TaggedBlobItem;
import com.azure.storage.blob.options.BlobDownloadToFileOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.ContentValidationAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Azure SDK for Java, unmodified, with its newest version of the service.
@Tag("slow")
class AzureSdkTest {
    private static House house;
    private static BlobServiceClient service;
    private static int containers;

    private BlobContainerClient container;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
        service = house.sdk();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @BeforeEach
    void createContainer() {
        container = service.createBlobContainer("sdk-" + ++containers);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private BlobClient upload(String name, String text) {
        BlobClient blob = container.getBlobClient(name);
        blob.upload(BinaryData.fromString(text), true);
        return blob;
    }

    private static void assertFails(BlobErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }

    @Test
    void largeUploadsInBlocksComeBackWhole() {
        byte[] data = random(9_000_000);
        BlobClient blob = container.getBlobClient("dir/أمانة +%2F 🌴.bin");
        Response<?> uploaded = blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromBytes(data))
                        .setParallelTransferOptions(new ParallelTransferOptions()
                                .setBlockSizeLong(1L << 20)
                                .setMaxSingleUploadSizeLong(1L << 20)
                                .setMaxConcurrency(4))
                        .setMetadata(Map.of("Key_1", "v", "key2", "w"))
                        .setTags(Map.of("a b", "c/d"))
                        .setHeaders(new BlobHttpHeaders().setContentType("application/x-data")),
                null,
                Context.NONE);
        assertThat(uploaded.getStatusCode()).isEqualTo(201);
        assertThat(blob.downloadContent().toBytes()).isEqualTo(data);
        BlobProperties properties = blob.getProperties();
        assertThat(properties.getBlobSize()).isEqualTo(data.length);
        assertThat(properties.getContentType()).isEqualTo("application/x-data");
        assertThat(properties.getMetadata()).containsEntry("key2", "w");
        assertThat(properties.isServerEncrypted()).isTrue();
        assertThat(blob.getTags()).isEqualTo(Map.of("a b", "c/d"));
        assertThat(blob.getBlockBlobClient().listBlocks(BlockListType.ALL).getCommittedBlocks())
                .hasSize(9);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        blob.downloadStreamWithResponse(out, new BlobRange(1000, 500L), null, null, true, null, Context.NONE);
        assertThat(out.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(data, 1000, 1500));
    }

    /// Blocks from 4 MiB on go as structured messages, smaller ones with a header; downloads come as such messages.
    @ParameterizedTest
    @ValueSource(ints = {5, 100_000, 9_000_000})
    void uploadsAndDownloadsCheckCrc64(int size, @TempDir Path folder) throws IOException {
        byte[] data = random(size);
        BlobClient blob = container.getBlobClient("checked-" + size);
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromBytes(data))
                        .setContentValidationAlgorithm(ContentValidationAlgorithm.CRC64)
                        .setParallelTransferOptions(new ParallelTransferOptions()
                                .setBlockSizeLong(4L << 20)
                                .setMaxSingleUploadSizeLong(4L << 20)),
                null,
                Context.NONE);
        Path file = folder.resolve("file");
        blob.downloadToFileWithResponse(
                new BlobDownloadToFileOptions(file.toString())
                        .setContentValidationAlgorithm(ContentValidationAlgorithm.CRC64),
                null,
                Context.NONE);
        assertThat(file).hasBinaryContent(data);
    }

    @Test
    void uploadsAndDownloadsCheckMd5() {
        byte[] data = random(100_000);
        BlockBlobClient blob = container.getBlobClient("checked").getBlockBlobClient();
        byte[] wrong = new byte[16];
        assertFails(
                BlobErrorCode.MD5MISMATCH,
                () -> blob.uploadWithResponse(
                        new ByteArrayInputStream(data),
                        data.length,
                        null,
                        null,
                        null,
                        wrong,
                        null,
                        null,
                        Context.NONE));
    }

    @Test
    void listingsShowWhatIsThere() {
        upload("a/1", "x");
        upload("a/2", "x");
        upload("b", "x").createSnapshot();
        container.getBlobClient("staged").getBlockBlobClient().stageBlock("AAAA", BinaryData.fromString("x"));
        assertThat(container.listBlobs().stream().map(BlobItem::getName)).containsExactly("a/1", "a/2", "b");
        assertThat(container.listBlobsByHierarchy("").stream().map(BlobItem::getName))
                .containsExactlyInAnyOrder("a/", "b");
        ListBlobsOptions all = new ListBlobsOptions()
                .setMaxResultsPerPage(2)
                .setDetails(new BlobListDetails()
                        .setRetrieveSnapshots(true)
                        .setRetrieveMetadata(true)
                        .setRetrieveTags(true)
                        .setRetrieveUncommittedBlobs(true)
                        .setRetrieveCopy(true)
                        .setRetrieveVersions(false));
        assertThat(container.listBlobs(all, null).stream()
                        .map(item -> item.getName() + (item.getSnapshot() == null ? "" : "@"))
                        .collect(Collectors.toList()))
                .containsExactly("a/1", "a/2", "b@", "b", "staged");
        assertThat(service.listBlobContainers().stream().map(item -> item.getName()))
                .contains(container.getBlobContainerName());
    }

    @Test
    void propertiesMetadataAndTagsChange() {
        BlobClient blob = upload("a", "hello");
        String before = blob.getProperties().getETag();
        blob.setMetadata(Map.of("k", "v"));
        blob.setHttpHeaders(new BlobHttpHeaders()
                .setContentType("text/plain")
                .setContentLanguage("ar")
                .setContentDisposition("inline")
                .setCacheControl("no-store"));
        blob.setTags(Map.of("t", "u"));
        BlobProperties after = blob.getProperties();
        assertThat(after.getETag()).isNotEqualTo(before);
        assertThat(after.getMetadata()).isEqualTo(Map.of("k", "v"));
        assertThat(after.getContentLanguage()).isEqualTo("ar");
        assertThat(after.getTagCount()).isEqualTo(1);
        assertFails(
                BlobErrorCode.CONDITION_NOT_MET,
                () -> blob.getPropertiesWithResponse(
                        new BlobRequestConditions().setTagsConditions("\"t\" = 'x'"), null, Context.NONE));
        assertFails(BlobErrorCode.BLOB_ALREADY_EXISTS, () -> blob.upload(BinaryData.fromString("x"), false));
    }

    @Test
    void leasesKeepOthersOut() {
        BlobClient blob = upload("a", "hello");
        BlobLeaseClient lease = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
        lease.acquireLease(15);
        assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseStateType.LEASED);
        assertFails(BlobErrorCode.LEASE_ID_MISSING, () -> blob.setMetadata(Map.of()));
        assertFails(BlobErrorCode.LEASE_ID_MISSING, blob::delete);
        blob.setMetadataWithResponse(
                Map.of("k", "v"), new BlobRequestConditions().setLeaseId(lease.getLeaseId()), null, Context.NONE);
        lease.renewLease();
        lease.changeLease("11111111-2222-3333-4444-555555555555");
        lease.releaseLease();
        lease.acquireLease(-1);
        assertThat(lease.breakLease()).isZero();
        BlobLeaseClient ofContainer =
                new BlobLeaseClientBuilder().containerClient(container).buildClient();
        ofContainer.acquireLease(60);
        assertFails(BlobErrorCode.LEASE_ID_MISSING, container::delete);
        ofContainer.releaseLease();
    }

    @Test
    void snapshotsStay() {
        BlobClient blob = upload("a", "one");
        var snapshot = blob.createSnapshot();
        upload("a", "two");
        assertThat(blob.getSnapshotClient(snapshot.getSnapshotId())
                        .downloadContent()
                        .toString())
                .isEqualTo("one");
        assertFails(BlobErrorCode.SNAPSHOTS_PRESENT, blob::delete);
        blob.deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, null, null, Context.NONE);
        assertThat(blob.exists()).isFalse();
    }

    @Test
    void copiesOfEveryKind() {
        BlobClient source = upload("source", "hello");
        source.setMetadata(Map.of("k", "v"));
        BlobClient target = container.getBlobClient("target");
        var poll = target.beginCopy(source.getBlobUrl(), Duration.ofMillis(100)).waitForCompletion();
        assertThat(poll.getValue().getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
        assertThat(target.getProperties().getMetadata()).isEqualTo(Map.of("k", "v"));
        target.copyFromUrl(source.getBlobUrl());
        BlobContainerClient elsewhere = service.createBlobContainer(container.getBlobContainerName() + "-other");
        elsewhere.getBlobClient("x").getBlockBlobClient().uploadFromUrl(source.getBlobUrl());
        assertThat(elsewhere.getBlobClient("x").downloadContent().toString()).isEqualTo("hello");
        BlockBlobClient blocks = elsewhere.getBlobClient("blocks").getBlockBlobClient();
        String id = Base64.getEncoder().encodeToString("block".getBytes(UTF_8));
        blocks.stageBlockFromUrl(id, source.getBlobUrl(), new BlobRange(1, 3L));
        blocks.commitBlockList(List.of(id));
        assertThat(blocks.downloadContent().toString()).isEqualTo("ell");
        assertFails(
                BlobErrorCode.CANNOT_VERIFY_COPY_SOURCE,
                () -> target.copyFromUrl(container.getBlobClient("missing").getBlobUrl()));
        assertFails(BlobErrorCode.NO_PENDING_COPY_OPERATION, () -> target.abortCopyFromUrl(new UUID(0, 1).toString()));
    }

    @Test
    void servicePropertiesAreKeptPartByPart() {
        BlobServiceProperties properties = service.getProperties();
        properties.setDefaultServiceVersion("2021-12-02");
        service.setProperties(properties);
        assertThat(service.getProperties().getDefaultServiceVersion()).isEqualTo("2021-12-02");
        assertThat(service.getAccountInfo().isHierarchicalNamespaceEnabled()).isFalse();
    }

    @Test
    void missingThingsAreCalledByTheirNames() {
        assertFails(
                BlobErrorCode.BLOB_NOT_FOUND,
                () -> container.getBlobClient("missing").downloadContent());
        assertFails(
                BlobErrorCode.CONTAINER_NOT_FOUND,
                () -> service.getBlobContainerClient("missing").getProperties());
        assertFails(BlobErrorCode.CONTAINER_ALREADY_EXISTS, container::create);
        assertThat(container.exists()).isTrue();
        container.delete();
        assertThat(container.exists()).isFalse();
    }

    @Test
    void batchesDeleteAndSearchesFindByTags() {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            BlobClient blob = container.getBlobClient("tagged/" + i);
            blob.upload(BinaryData.fromString("x"));
            blob.setTags(Map.of("kind", "batch", "rank", "0" + i));
            urls.add(blob.getBlobUrl());
        }
        String where =
                "@container = '" + container.getBlobContainerName() + "' AND \"kind\" = 'batch' AND \"rank\" > '00'";
        assertThat(service.findBlobsByTags(where).stream().map(TaggedBlobItem::getName))
                .containsExactly("tagged/1", "tagged/2", "tagged/3");
        assertThat(container.findBlobsByTags("rank <= '01'").stream().map(TaggedBlobItem::getTags))
                .containsExactly(Map.of("rank", "00"), Map.of("rank", "01"));

        BlobBatchClient batches = new BlobBatchClientBuilder(service).buildClient();
        assertThat(batches.deleteBlobs(urls.subList(0, 2), DeleteSnapshotsOptionType.INCLUDE).stream()
                        .map(Response::getStatusCode))
                .containsExactly(202, 202);
        assertThatThrownBy(() -> batches.deleteBlobs(urls.subList(1, 3), DeleteSnapshotsOptionType.INCLUDE)
                        .forEach(Response::getStatusCode))
                .isInstanceOfSatisfying(
                        BlobBatchStorageException.class,
                        e -> assertThat(e.getBatchExceptions())
                                .singleElement()
                                .satisfies(
                                        one -> assertThat(one.getErrorCode()).isEqualTo(BlobErrorCode.BLOB_NOT_FOUND)));
        assertThat(container.listBlobs().stream().map(BlobItem::getName)).containsExactly("tagged/3");
        BlobBatchClient ofContainer = new BlobBatchClientBuilder(container).buildClient();
        ofContainer
                .deleteBlobs(urls.subList(3, 4), DeleteSnapshotsOptionType.INCLUDE)
                .forEach(Response::getStatusCode);
        assertThat(container.listBlobs()).isEmpty();
    }
}
