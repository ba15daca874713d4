package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.CustomerProvidedKey;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobDownloadToFileOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import com.azure.storage.blob.options.BlobUploadFromUrlOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockFromUrlOptions;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobClientBase;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.blob.specialized.PageBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Blobs under a key of their customer's, with the Azure SDK for Java as Maven Central has it, over HTTPS against a
/// started server.
class CustomerKeyIT {
    private static final byte[] KEY_BYTES = "a key of the customer's, 32 byte".getBytes(StandardCharsets.US_ASCII);
    private static final CustomerProvidedKey KEY = new CustomerProvidedKey(KEY_BYTES);
    private static final CustomerProvidedKey OTHER = new CustomerProvidedKey(new byte[32]);

    private static final String NEEDED = "BlobUsesCustomerSpecifiedEncryption";
    private static final String MISMATCH = "BlobCustomerSpecifiedEncryptionMismatch";
    private static final String NOT_USED = "BlobDoesNotUseCustomerSpecifiedEncryption";

    @TempDir
    static Path folder;

    private static StartedServer server;
    private static BlobServiceClient service;
    private static int containers;

    private BlobContainerClient container;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        server = StartedServer.start(folder.resolve("data"), "--blob-https-port", "0");
        service = builder().buildClient();
    }

    private static BlobServiceClientBuilder builder() throws IOException, GeneralSecurityException {
        HttpClient carrier = new JdkHttpClientBuilder(
                        java.net.http.HttpClient.newBuilder().sslContext(Trust.of(Path.of(server.certificateFile()))))
                .build();
        return new BlobServiceClientBuilder()
                .endpoint(server.blobEndpointHttps())
                .httpClient(carrier)
                .credential(new StorageSharedKeyCredential(
                        server.account(), server.steward().key()));
    }

    /// With the server gone, its folder is looked through: the key is in no file, the log is sound.
    @AfterAll
    static void stop() throws IOException {
        Command.Result verified = server.amana("verify");
        server.close();
        verified.expectSuccess();
        server.amana("fsck").expectSuccess();
        server.amana("scrub").expectSuccess();
        byte[] text = Base64.getEncoder().encode(KEY_BYTES);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content.contains(new String(KEY_BYTES, StandardCharsets.ISO_8859_1)))
                        .as("the key in %s", file)
                        .isFalse();
                assertThat(content.contains(new String(text, StandardCharsets.ISO_8859_1)))
                        .as("the key in %s", file)
                        .isFalse();
            }
        }
    }

    @BeforeEach
    void freshContainer() {
        container = service.createBlobContainer("keys-" + ++containers);
    }

    private BlobClient blob(String name, CustomerProvidedKey key) {
        return container.getBlobClient(name).getCustomerProvidedKeyClient(key);
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void refused(String code, Runnable call) {
        BlobStorageException refused = catchThrowableOfType(BlobStorageException.class, call::run);
        assertThat(refused).as(code).isNotNull();
        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(refused.getErrorCode().toString()).isEqualTo(code);
    }

    /// That a blob is read, and told of, with the key alone.
    private void readWithTheKeyAlone(String name, byte[] content) {
        assertThat(blob(name, KEY).downloadContent().toBytes()).isEqualTo(content);
        assertThat(blob(name, KEY).getProperties().getEncryptionKeySha256()).isEqualTo(KEY.getKeySha256());
        BlobClient without = container.getBlobClient(name);
        refused(NEEDED, without::downloadContent);
        refused(NEEDED, without::getProperties);
        refused(NEEDED, () -> without.setMetadata(Map.of("a", "b")));
        assertThat(without.exists()).isTrue();
        refused(MISMATCH, () -> blob(name, OTHER).downloadContent());
        refused(MISMATCH, () -> blob(name, OTHER).getProperties());
        refused(MISMATCH, () -> blob(name, OTHER).setMetadata(Map.of("a", "b")));
    }

    @Test
    void aBlobIsWrittenAndReadWithAKey() {
        BlobClient blob = blob("محضر جلسة.txt", KEY);
        byte[] content = "for her eyes alone".getBytes(StandardCharsets.UTF_8);
        blob.upload(BinaryData.fromBytes(content));
        readWithTheKeyAlone("محضر جلسة.txt", content);
        blob.setMetadata(Map.of("case", "blue folder"));
        assertThat(blob.getProperties().getMetadata()).containsEntry("case", "blue folder");
        assertThat(blob.getProperties().isServerEncrypted()).isTrue();

        BlobClient open = container.getBlobClient("open");
        open.upload(BinaryData.fromString("for all"));
        refused(NOT_USED, () -> blob("open", KEY).downloadContent());
        refused(NOT_USED, () -> blob("open", KEY).setMetadata(Map.of()));
    }

    @Test
    void aLargeFileGoesUpInBlocksAndComesDownInRangesAtOnce() throws IOException {
        byte[] content = bytes(1, 23_456_789);
        Path file = Files.write(folder.resolve("large"), content);
        ParallelTransferOptions pieces = new ParallelTransferOptions()
                .setBlockSizeLong(3_000_000L)
                .setMaxSingleUploadSizeLong(1_000_000L)
                .setMaxConcurrency(4);
        BlobClient blob = blob("large", KEY);
        blob.uploadFromFileWithResponse(
                new BlobUploadFromFileOptions(file.toString()).setParallelTransferOptions(pieces),
                Duration.ofMinutes(2),
                null);
        Path down = folder.resolve("down");
        blob.downloadToFileWithResponse(
                new BlobDownloadToFileOptions(down.toString())
                        .setParallelTransferOptions(new com.azure.storage.common.ParallelTransferOptions()
                                .setBlockSizeLong(1_234_567L)
                                .setMaxConcurrency(4)),
                Duration.ofMinutes(2),
                null);
        assertThat(Files.mismatch(file, down)).isEqualTo(-1);
        for (int from : new int[] {0, 65_535, 65_536, 1_048_275, 2_999_999, 20_000_000}) {
            ByteArrayOutputStream range = new ByteArrayOutputStream();
            blob.downloadStreamWithResponse(range, new BlobRange(from, 100_001L), null, null, true, null, null);
            assertThat(range.toByteArray()).isEqualTo(Arrays.copyOfRange(content, from, from + 100_001));
        }
        refused(NEEDED, () -> container.getBlobClient("large").downloadContent());
    }

    @Test
    void theBlocksOfABlobHaveOneKey() {
        BlockBlobClient blob = blob("blocks", KEY).getBlockBlobClient();
        byte[] one = bytes(1, 100_000);
        String first = Base64.getEncoder().encodeToString("1".getBytes(StandardCharsets.US_ASCII));
        String second = Base64.getEncoder().encodeToString("2".getBytes(StandardCharsets.US_ASCII));
        blob.stageBlock(first, new ByteArrayInputStream(one), one.length);
        BlockBlobClient other = blob("blocks", OTHER).getBlockBlobClient();
        BlockBlobClient without = container.getBlobClient("blocks").getBlockBlobClient();
        refused(MISMATCH, () -> other.stageBlock(second, new ByteArrayInputStream(one), one.length));
        refused(NEEDED, () -> without.stageBlock(second, new ByteArrayInputStream(one), one.length));
        refused(MISMATCH, () -> other.commitBlockList(List.of(first)));
        refused(NEEDED, () -> without.commitBlockList(List.of(first)));
        blob.commitBlockList(List.of(first));
        readWithTheKeyAlone("blocks", one);
    }

    @Test
    void anAppendBlobGrowsWithItsKey() {
        AppendBlobClient log = blob("log", KEY).getAppendBlobClient();
        log.create();
        byte[] one = bytes(1, 70_000);
        byte[] two = bytes(2, 11);
        log.appendBlock(new ByteArrayInputStream(one), one.length);
        log.appendBlock(new ByteArrayInputStream(two), two.length);
        AppendBlobClient without = container.getBlobClient("log").getAppendBlobClient();
        refused(NEEDED, () -> without.appendBlock(new ByteArrayInputStream(two), two.length));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        readWithTheKeyAlone("log", both);
    }

    @Test
    void aPageBlobIsWrittenClearedAndResizedWithItsKey() {
        PageBlobClient disk = blob("disk", KEY).getPageBlobClient();
        disk.create(1 << 20);
        byte[] pages = bytes(1, 8192);
        disk.uploadPages(new PageRange().setStart(4096).setEnd(12_287), new ByteArrayInputStream(pages));
        disk.clearPages(new PageRange().setStart(8192).setEnd(8703));
        PageBlobClient without = container.getBlobClient("disk").getPageBlobClient();
        refused(NEEDED, () -> without.clearPages(new PageRange().setStart(0).setEnd(511)));
        disk.resize(1 << 14);
        byte[] expected = new byte[1 << 14];
        System.arraycopy(pages, 0, expected, 4096, pages.length);
        Arrays.fill(expected, 8192, 8704, (byte) 0);
        readWithTheKeyAlone("disk", expected);
        assertThat(without.listPageRanges(new BlobRange(0))).hasSize(2);
    }

    @Test
    void aListingTellsTheHashAndASnapshotKeepsItsKey() {
        BlobClient blob = blob("a", KEY);
        blob.upload(BinaryData.fromString("first"));
        blob.setMetadata(Map.of("case", "blue folder"));
        BlobClientBase snapshot = blob.createSnapshot();
        refused(NEEDED, () -> container.getBlobClient("a").createSnapshot());
        blob.upload(BinaryData.fromString("second"), true);
        assertThat(snapshot.downloadContent().toString()).isEqualTo("first");
        assertThat(snapshot.getProperties().getMetadata()).containsEntry("case", "blue folder");
        BlobClient bare = container.getBlobClient("a").getSnapshotClient(snapshot.getSnapshotId());
        refused(NEEDED, bare::downloadContent);
        List<BlobItem> listed = container
                .listBlobs(
                        new ListBlobsOptions()
                                .setDetails(new BlobListDetails()
                                        .setRetrieveMetadata(true)
                                        .setRetrieveSnapshots(true)),
                        null)
                .stream()
                .toList();
        assertThat(listed).hasSize(2).allSatisfy(item -> {
            assertThat(item.getProperties().getCustomerProvidedKeySha256()).isEqualTo(KEY.getKeySha256());
            assertThat(String.valueOf(item.getMetadata())).doesNotContain("blue");
        });
    }

    @Test
    void tagsHeadersAndDeletionNeedNoKeyButTiersDo() {
        blob("a", KEY).upload(BinaryData.fromString("first"));
        BlobClient bare = container.getBlobClient("a");
        bare.setTags(Map.of("state", "open"));
        assertThat(bare.getTags()).containsEntry("state", "open");
        bare.setHttpHeaders(new com.azure.storage.blob.models.BlobHttpHeaders().setContentType("text/plain"));
        refused(NEEDED, () -> bare.setAccessTier(com.azure.storage.blob.models.AccessTier.COOL));
        assertThat(blob("a", KEY).getProperties().getContentType()).isEqualTo("text/plain");
        bare.delete();
        assertThat(bare.exists()).isFalse();
    }

    @Test
    void whatComesFromAUrlIsReadWithTheSourcesKey() {
        byte[] content = bytes(1, 200_000);
        BlobClient source = blob("source", KEY);
        source.upload(BinaryData.fromBytes(content));
        String url = container.getBlobClient("source").getBlobUrl();
        BlockBlobClient target = blob("target", OTHER).getBlockBlobClient();
        refused("CannotVerifyCopySource", () -> target.uploadFromUrl(url));
        target.uploadFromUrlWithResponse(
                new BlobUploadFromUrlOptions(url).setSourceCustomerProvidedKey(KEY), null, null);
        assertThat(target.downloadContent().toBytes()).isEqualTo(content);
        refused(MISMATCH, () -> blob("target", KEY).downloadContent());
        assertThat(target.getProperties().getEncryptionKeySha256()).isEqualTo(OTHER.getKeySha256());

        BlockBlobClient blocks = container.getBlobClient("open").getBlockBlobClient();
        String id = Base64.getEncoder().encodeToString("1".getBytes(StandardCharsets.US_ASCII));
        blocks.stageBlockFromUrlWithResponse(
                new BlockBlobStageBlockFromUrlOptions(id, url)
                        .setSourceRange(new BlobRange(65_000, 1_000L))
                        .setSourceCustomerProvidedKey(KEY),
                null,
                null);
        blocks.commitBlockList(List.of(id));
        assertThat(blocks.downloadContent().toBytes()).isEqualTo(Arrays.copyOfRange(content, 65_000, 66_000));
        refused("CannotVerifyCopySource", () -> container.getBlobClient("copy").copyFromUrl(url));
    }

    @Test
    void aQueryReadsWithTheKey() throws IOException {
        BlobClient rows = blob("rows.csv", KEY);
        rows.upload(BinaryData.fromString("1,one\n2,two\n"));
        String sql = "SELECT _2 FROM BlobStorage WHERE _1 = '2'";
        try (InputStream answer = rows.getBlockBlobClient().openQueryInputStream(sql)) {
            assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("two\n");
        }
        assertThatThrownBy(() -> {
                    try (InputStream answer = container
                            .getBlobClient("rows.csv")
                            .getBlockBlobClient()
                            .openQueryInputStream(sql)) {
                        answer.readAllBytes();
                    }
                })
                .hasStackTraceContaining(NEEDED);
    }
}
