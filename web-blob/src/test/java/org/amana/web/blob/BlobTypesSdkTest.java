package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.AppendBlobItem;
import com.azure.storage.blob.models.AppendBlobRequestConditions;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.PageBlobItem;
import com.azure.storage.blob.models.PageBlobRequestConditions;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.models.PageRangeItem;
import com.azure.storage.blob.models.SequenceNumberActionType;
import com.azure.storage.blob.options.AppendBlobAppendBlockOptions;
import com.azure.storage.blob.options.AppendBlobCreateOptions;
import com.azure.storage.blob.options.AppendBlobSealOptions;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.options.ListPageRangesDiffOptions;
import com.azure.storage.blob.options.ListPageRangesOptions;
import com.azure.storage.blob.options.PageBlobUploadPagesOptions;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobClientBase;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Append and page blobs with the Azure SDK for Java, unmodified.
@Tag("slow")
class BlobTypesSdkTest {
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
        container = service.createBlobContainer("types-" + ++containers);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static void assertFails(BlobErrorCode code, int status, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(BlobStorageException.class, e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getStatusCode()).isEqualTo(status);
        });
    }

    private AppendBlobClient log(String name) {
        AppendBlobClient log = container.getBlobClient(name).getAppendBlobClient();
        log.create();
        return log;
    }

    private static Response<AppendBlobItem> append(
            AppendBlobClient log, byte[] bytes, UnaryOperator<AppendBlobAppendBlockOptions> options) {
        return log.appendBlockWithResponse(
                options.apply(new AppendBlobAppendBlockOptions(BinaryData.fromBytes(bytes))), null, Context.NONE);
    }

    private PageBlobClient disk(String name, long length) {
        PageBlobClient disk = container.getBlobClient(name).getPageBlobClient();
        disk.create(length);
        return disk;
    }

    private BlobItem listed(BlobClientBase blob) {
        return container.listBlobs().stream()
                .filter(item -> item.getName().equals(blob.getBlobName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLogGrowsUntilItIsSealed() throws Exception {
        AppendBlobClient log = container.getBlobClient("dir/a log").getAppendBlobClient();
        log.createWithResponse(
                new BlobHttpHeaders().setContentType("text/x-log"), Map.of("key", "v"), null, null, Context.NONE);
        AppendBlobItem first = log.appendBlock(stream(new byte[] {'a', 'b'}), 2);
        assertThat(first.getBlobAppendOffset()).isEqualTo("0");
        assertThat(first.getBlobCommittedBlockCount()).isEqualTo(1);
        assertThat(first.isServerEncrypted()).isTrue();
        byte[] md5 = MessageDigest.getInstance("MD5").digest(new byte[] {'c'});
        Response<AppendBlobItem> second = append(log, new byte[] {'c'}, it -> it.setContentMd5(md5));
        assertThat(second.getStatusCode()).isEqualTo(201);
        assertThat(second.getValue().getBlobAppendOffset()).isEqualTo("2");
        assertThat(second.getValue().getContentMd5()).isEqualTo(md5);
        assertFails(BlobErrorCode.MD5MISMATCH, 400, () -> append(log, new byte[] {'d'}, it -> it.setContentMd5(md5)));
        assertThat(log.downloadContent().toString()).isEqualTo("abc");

        log.seal();
        log.sealWithResponse(new AppendBlobSealOptions(), null, Context.NONE);
        BlobProperties properties = log.getProperties();
        assertThat(properties.isSealed()).isTrue();
        assertThat(properties.getBlobType()).isEqualTo(BlobType.APPEND_BLOB);
        assertThat(properties.getCommittedBlockCount()).isEqualTo(2);
        assertThat(properties.getContentType()).isEqualTo("text/x-log");
        assertThat(properties.getAccessTier()).isNull();
        assertFails(BlobErrorCode.fromString("BlobIsSealed"), 409, () -> log.appendBlock(stream(new byte[] {'d'}), 1));
        BlobItem listed = listed(log);
        assertThat(listed.getProperties().getBlobType()).isEqualTo(BlobType.APPEND_BLOB);
        assertThat(listed.getProperties().getContentLength()).isEqualTo(3);
        assertThat(listed.getProperties().isSealed()).isTrue();
    }

    /// The stream of the SDK sends `If-None-Match: *` with each block: it is to overwrite nothing.
    @Test
    void aStreamThatOverwritesNothingAppends() throws Exception {
        AppendBlobClient log = log("streamed");
        for (String line : List.of("one ", "two ")) {
            try (OutputStream out = log.getBlobOutputStream(false)) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(log.downloadContent().toString()).isEqualTo("one two ");
        String etag = log.getProperties().getETag();
        assertFails(
                BlobErrorCode.CONDITION_NOT_MET,
                412,
                () -> append(
                        log,
                        new byte[1],
                        it -> it.setRequestConditions(new AppendBlobRequestConditions().setIfNoneMatch(etag))));
    }

    @Test
    void appendsHaveConditionsOfTheirOwn() {
        AppendBlobClient log = log("log");
        log.appendBlock(stream(new byte[5]), 5);
        assertFails(
                BlobErrorCode.APPEND_POSITION_CONDITION_NOT_MET,
                412,
                () -> append(
                        log,
                        new byte[1],
                        it -> it.setRequestConditions(new AppendBlobRequestConditions().setAppendPosition(4L))));
        assertFails(
                BlobErrorCode.MAX_BLOB_SIZE_CONDITION_NOT_MET,
                412,
                () -> append(
                        log,
                        new byte[1],
                        it -> it.setRequestConditions(new AppendBlobRequestConditions().setMaxSize(5L))));
        assertFails(
                BlobErrorCode.CONDITION_NOT_MET,
                412,
                () -> append(
                        log,
                        new byte[1],
                        it -> it.setRequestConditions(new AppendBlobRequestConditions().setIfMatch("\"0x1\""))));
        assertFails(
                BlobErrorCode.APPEND_POSITION_CONDITION_NOT_MET,
                412,
                () -> log.sealWithResponse(
                        new AppendBlobSealOptions()
                                .setRequestConditions(new AppendBlobRequestConditions().setAppendPosition(4L)),
                        null,
                        Context.NONE));
        assertFails(BlobErrorCode.BLOB_ALREADY_EXISTS, 409, () -> log.create(false));
        assertThat(log.createIfNotExistsWithResponse(new AppendBlobCreateOptions(), null, Context.NONE)
                        .getStatusCode())
                .isEqualTo(409);
    }

    @Test
    void theOutputStreamOfALogAppends() throws Exception {
        AppendBlobClient log = log("log");
        try (OutputStream out = log.getBlobOutputStream()) {
            out.write("one ".getBytes(StandardCharsets.UTF_8));
            out.write(random(200_000));
        }
        assertThat(log.getProperties().getBlobSize()).isEqualTo(200_004);
        byte[] all = log.downloadContent().toBytes();
        assertThat(Arrays.copyOfRange(all, 4, all.length)).isEqualTo(random(200_000));
    }

    @Test
    void typesAreToldApart() {
        AppendBlobClient log = log("log");
        PageBlobClient disk = disk("disk", 1024);
        container.getBlobClient("file").upload(BinaryData.fromString("x"));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container
                        .getBlobClient("log")
                        .getBlockBlobClient()
                        .stageBlock("QUFB", BinaryData.fromString("x")));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container.getBlobClient("disk").getBlockBlobClient().commitBlockList(List.of(), true));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container.getBlobClient("file").getAppendBlobClient().appendBlock(stream(new byte[1]), 1));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container
                        .getBlobClient("file")
                        .getPageBlobClient()
                        .uploadPages(new PageRange().setStart(0).setEnd(511), stream(new byte[512])));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container.getBlobClient("log").getPageBlobClient().resize(512));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container.getBlobClient("log").upload(BinaryData.fromString("x"), true));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container.getBlobClient("file").getAppendBlobClient().create(true));
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> container.getBlobClient("log").getPageBlobClient().create(512, true));
        assertThat(container.listBlobs().stream()
                        .map(item -> item.getProperties().getBlobType())
                        .toList())
                .containsExactly(BlobType.PAGE_BLOB, BlobType.BLOCK_BLOB, BlobType.APPEND_BLOB);
        log.delete();
        disk.delete();
    }

    @Test
    void pagesAreWrittenClearedAndRead() {
        PageBlobClient disk = disk("disk", 8 * 512);
        byte[] data = random(1024);
        PageBlobItem written = disk.uploadPages(new PageRange().setStart(512).setEnd(1535), stream(data));
        assertThat(written.getBlobSequenceNumber()).isZero();
        assertThat(written.isServerEncrypted()).isTrue();
        byte[] expected = new byte[8 * 512];
        System.arraycopy(data, 0, expected, 512, 1024);
        assertThat(disk.downloadContent().toBytes()).isEqualTo(expected);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Response<?> part =
                disk.downloadStreamWithResponse(out, new BlobRange(1530, 20L), null, null, true, null, Context.NONE);
        assertThat(part.getStatusCode()).isEqualTo(206);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(expected, 1530, 1550));
        disk.clearPages(new PageRange().setStart(512).setEnd(1023));
        Arrays.fill(expected, 512, 1024, (byte) 0);
        assertThat(disk.downloadContent().toBytes()).isEqualTo(expected);
        assertThat(disk.listPageRanges(new BlobRange(0)).stream().toList())
                .singleElement()
                .satisfies(range -> assertThat(range.getRange().getOffset()).isEqualTo(1024));
        assertFails(
                BlobErrorCode.INVALID_PAGE_RANGE,
                416,
                () -> disk.uploadPages(new PageRange().setStart(8 * 512).setEnd(9 * 512 - 1), stream(new byte[512])));
        BlobProperties properties = disk.getProperties();
        assertThat(properties.getBlobType()).isEqualTo(BlobType.PAGE_BLOB);
        assertThat(properties.getBlobSize()).isEqualTo(8 * 512);
        assertThat(properties.getBlobSequenceNumber()).isZero();
        BlobItem listed = listed(disk);
        assertThat(listed.getProperties().getContentLength()).isEqualTo(8 * 512);
        assertThat(listed.getProperties().getBlobSequenceNumber()).isZero();
    }

    @Test
    void rangesComeInPagesAndAgainstASnapshot() {
        PageBlobClient disk = disk("disk", 16 * 512);
        for (int page = 0; page < 10; page += 2) {
            disk.uploadPages(page(page), stream(random(512)));
        }
        var listed = disk.listPageRanges(
                new ListPageRangesOptions(new BlobRange(0)).setMaxResultsPerPage(2), null, Context.NONE);
        assertThat(listed.streamByPage().map(page -> page.getValue().size()).toList())
                .containsExactly(2, 2, 1);
        assertThat(listed.stream().map(item -> item.getRange().getOffset()).toList())
                .containsExactly(0L, 1024L, 2048L, 3072L, 4096L);
        assertThat(disk.listPageRanges(new BlobRange(1024, 2048L)).stream().toList())
                .hasSize(2);

        String snapshot = disk.createSnapshot().getSnapshotId();
        disk.uploadPages(page(0), stream(random(512)));
        disk.uploadPages(page(1), stream(random(512)));
        disk.clearPages(page(4));
        assertThat(disk.listPageRangesDiff(new BlobRange(0), snapshot).stream()
                        .map(item -> item.getRange() + (item.isClear() ? " cleared" : ""))
                        .toList())
                .containsExactly("bytes=0-1023", "bytes=2048-2559 cleared");
        assertThat(disk
                        .listPageRangesDiff(
                                new ListPageRangesDiffOptions(new BlobRange(0), snapshot).setMaxResultsPerPage(1),
                                null,
                                Context.NONE)
                        .stream()
                        .map(PageRangeItem::isClear)
                        .toList())
                .containsExactly(false, true);
        assertFails(
                BlobErrorCode.PREVIOUS_SNAPSHOT_NOT_FOUND,
                409,
                () -> disk.listPageRangesDiff(new BlobRange(0), "2020-01-01T00:00:00.0000000Z")
                        .forEach(_ -> {}));
        disk.create(1024, true);
        assertFails(
                BlobErrorCode.BLOB_OVERWRITTEN,
                409,
                () -> disk.listPageRangesDiff(new BlobRange(0), snapshot).forEach(_ -> {}));
        assertThat(disk.getSnapshotClient(snapshot).downloadContent().toBytes()).hasSize(16 * 512);
    }

    private static PageRange page(int page) {
        return new PageRange().setStart(page * 512L).setEnd(page * 512L + 511);
    }

    @Test
    void lengthsAndSequenceNumbersAreChanged() {
        PageBlobClient disk = disk("disk", 1024);
        disk.uploadPages(new PageRange().setStart(0).setEnd(1023), stream(random(1024)));
        disk.setHttpHeaders(new BlobHttpHeaders().setContentType("x/y"));
        disk.resize(512);
        PageBlobItem resized = disk.resize(1024);
        assertThat(resized.getBlobSequenceNumber()).isZero();
        byte[] expected = Arrays.copyOf(random(1024), 512);
        assertThat(disk.downloadContent().toBytes()).isEqualTo(Arrays.copyOf(expected, 1024));
        assertThat(disk.getProperties().getContentType()).isEqualTo("x/y");
        assertThat(disk.updateSequenceNumber(SequenceNumberActionType.UPDATE, 5L)
                        .getBlobSequenceNumber())
                .isEqualTo(5);
        assertThat(disk.updateSequenceNumber(SequenceNumberActionType.INCREMENT, null)
                        .getBlobSequenceNumber())
                .isEqualTo(6);
        assertThat(disk.updateSequenceNumber(SequenceNumberActionType.MAX, 2L).getBlobSequenceNumber())
                .isEqualTo(6);
        assertFails(
                BlobErrorCode.SEQUENCE_NUMBER_CONDITION_NOT_MET,
                412,
                () -> disk.uploadPagesWithResponse(
                        new PageBlobUploadPagesOptions(page(0), BinaryData.fromBytes(random(512)))
                                .setRequestConditions(new PageBlobRequestConditions().setIfSequenceNumberLessThan(6L)),
                        null,
                        Context.NONE));
        disk.clearPagesWithResponse(
                page(0), new PageBlobRequestConditions().setIfSequenceNumberEqualTo(6L), null, Context.NONE);
        assertFails(
                BlobErrorCode.CONDITION_NOT_MET,
                412,
                () -> disk.resizeWithResponse(
                        512, new BlobRequestConditions().setIfMatch("\"0x1\""), null, Context.NONE));
    }

    @Test
    void piecesComeFromUrls() {
        var file = container.getBlobClient("file");
        byte[] data = random(4096);
        file.upload(BinaryData.fromBytes(data));
        AppendBlobClient log = log("log");
        AppendBlobItem appended = log.appendBlockFromUrl(file.getBlobUrl(), new BlobRange(10, 100L));
        assertThat(appended.getBlobAppendOffset()).isEqualTo("0");
        assertThat(log.downloadContent().toBytes()).isEqualTo(Arrays.copyOfRange(data, 10, 110));
        PageBlobClient disk = disk("disk", 2048);
        disk.uploadPagesFromUrl(new PageRange().setStart(512).setEnd(1535), file.getBlobUrl(), 1024L);
        assertThat(Arrays.copyOfRange(disk.downloadContent().toBytes(), 512, 1536))
                .isEqualTo(Arrays.copyOfRange(data, 1024, 2048));
        assertFails(
                BlobErrorCode.CANNOT_VERIFY_COPY_SOURCE,
                404,
                () -> log.appendBlockFromUrl(file.getBlobUrl() + "x", new BlobRange(0)));
    }

    @Test
    void copiesKeepTheirTypeAndTheSeal() {
        AppendBlobClient log = log("log");
        log.appendBlock(stream(new byte[] {1, 2}), 2);
        log.seal();
        AppendBlobClient copy = container.getBlobClient("log copy").getAppendBlobClient();
        copy.beginCopy(new BlobBeginCopyOptions(log.getBlobUrl()).setSealDestination(true))
                .waitForCompletion();
        assertThat(copy.getProperties().isSealed()).isTrue();
        copy.beginCopy(new BlobBeginCopyOptions(log.getBlobUrl()).setSealDestination(false))
                .waitForCompletion();
        assertThat(copy.getProperties().isSealed()).isNotEqualTo(true);
        assertThat(copy.getProperties().getBlobType()).isEqualTo(BlobType.APPEND_BLOB);
        PageBlobClient disk = disk("disk", 1024);
        disk.uploadPages(page(1), stream(random(512)));
        PageBlobClient other = container.getBlobClient("disk copy").getPageBlobClient();
        other.beginCopy(disk.getBlobUrl(), null).waitForCompletion();
        assertThat(other.downloadContent().toBytes())
                .isEqualTo(disk.downloadContent().toBytes());
        assertThat(other.listPageRanges(new BlobRange(0)).stream().toList()).hasSize(1);
        assertFails(
                BlobErrorCode.INVALID_BLOB_TYPE,
                409,
                () -> copy.beginCopy(disk.getBlobUrl(), null).waitForCompletion());
    }

    @Test
    void anIncrementalCopyBringsSnapshots() {
        PageBlobClient disk = disk("disk", 2048);
        disk.uploadPages(page(0), stream(random(512)));
        PageBlobClient copy = container.getBlobClient("follower").getPageBlobClient();
        String first = disk.createSnapshot().getSnapshotId();
        assertThat(copy.copyIncremental(disk.getBlobUrl(), first)).isEqualTo(CopyStatusType.SUCCESS);
        disk.uploadPages(page(3), stream(random(512)));
        String second = disk.createSnapshot().getSnapshotId();
        copy.copyIncremental(disk.getBlobUrl(), second);
        BlobProperties properties = copy.getProperties();
        assertThat(properties.isIncrementalCopy()).isTrue();
        assertThat(copy.getSnapshotClient(properties.getCopyDestinationSnapshot())
                        .downloadContent()
                        .toBytes())
                .isEqualTo(disk.getSnapshotClient(second).downloadContent().toBytes());
        assertFails(BlobErrorCode.fromString("OperationNotAllowedOnIncrementalCopyBlob"), 409, copy::downloadContent);
        assertFails(
                BlobErrorCode.fromString("IncrementalCopyOfEarlierVersionSnapshotNotAllowed"),
                409,
                () -> copy.copyIncremental(disk.getBlobUrl(), first));
    }
}
