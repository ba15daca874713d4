package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.changefeed.BlobChangefeedClient;
import com.azure.storage.blob.changefeed.BlobChangefeedClientBuilder;
import com.azure.storage.blob.changefeed.BlobChangefeedPagedResponse;
import com.azure.storage.blob.changefeed.models.BlobChangefeedEvent;
import com.azure.storage.blob.changefeed.models.BlobChangefeedEventType;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobContainerListDetails;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The change feed as Azure's own client for it reads it, unmodified, over hours that pass by hand. It signs by shared
/// access signatures, because a request signed with a key tells the time of this machine.
@Tag("slow")
class ChangeFeedSdkTest {
    private static final String FEED = "$blobchangefeed";

    private final ManualClock clock = new ManualClock();
    private House house;
    private BlobServiceClient service;
    private BlobContainerClient container;
    private BlobChangefeedClient feed;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new House(folder, clock);
        house.noteChanges();
        service = new BlobServiceClientBuilder()
                .endpoint(house.endpoint())
                .httpClient(new JdkHttpClientBuilder().build())
                .retryOptions(
                        new RequestRetryOptions(RetryPolicyType.FIXED, 1, Duration.ofSeconds(60), null, null, null))
                .sasToken(house.sdk()
                        .generateAccountSas(new AccountSasSignatureValues(
                                        hour(0).plusDays(3),
                                        AccountSasPermission.parse("rwdlacupt"),
                                        new AccountSasService().setBlobAccess(true),
                                        new AccountSasResourceType()
                                                .setService(true)
                                                .setContainer(true)
                                                .setObject(true))
                                .setStartTime(hour(0).minusHours(1))))
                .buildClient();
        container = service.createBlobContainer("files");
        feed = new BlobChangefeedClientBuilder(service).buildClient();
    }

    @AfterEach
    void shut() {
        house.close();
    }

    /// So many hours after the first.
    private static OffsetDateTime hour(int number) {
        return ManualClock.START.atOffset(ZoneOffset.UTC).withMinute(0).plusHours(number);
    }

    /// What is written in this hour, before the next one begins.
    private void hourOf(String... names) {
        for (String name : names) {
            container.getBlobClient(name).upload(BinaryData.fromString("content of " + name), true);
        }
        house.writeChanges();
        clock.advance(Duration.ofHours(1));
        house.writeChanges();
    }

    private static List<String> names(Iterable<BlobChangefeedEvent> events) {
        List<String> names = new ArrayList<>();
        events.forEach(event ->
                names.add(event.getSubject().substring(event.getSubject().lastIndexOf('/') + 1)));
        return names;
    }

    @Test
    void theClientReadsWhatHappenedInSeveralHours() {
        hourOf("a", "b");
        hourOf("c");
        BlobClient blob = container.getBlobClient("c");
        blob.setTags(java.util.Map.of("k", "v"));
        blob.createSnapshot();
        blob.getContainerClient().getBlobClient("a").delete();
        hourOf();
        List<BlobChangefeedEvent> events = new ArrayList<>();
        feed.getEvents().forEach(events::add);
        assertThat(names(events)).containsExactly("a", "b", "c", "c", "c", "a");
        assertThat(events.stream().map(BlobChangefeedEvent::getEventType))
                .containsExactly(
                        BlobChangefeedEventType.BLOB_CREATED,
                        BlobChangefeedEventType.BLOB_CREATED,
                        BlobChangefeedEventType.BLOB_CREATED,
                        BlobChangefeedEventType.fromString("BlobPropertiesUpdated"),
                        BlobChangefeedEventType.fromString("BlobSnapshotCreated"),
                        BlobChangefeedEventType.BLOB_DELETED);
        BlobChangefeedEvent first = events.getFirst();
        assertThat(first.getSubject()).isEqualTo("/blobServices/default/containers/files/blobs/a");
        assertThat(first.getEventTime()).isEqualTo(ManualClock.START.atOffset(ZoneOffset.UTC));
        assertThat(first.getData().getApi()).isEqualTo("PutBlob");
        assertThat(first.getData().getBlobType()).isEqualTo(BlobType.BLOCK_BLOB);
        assertThat(first.getData().getContentLength()).isEqualTo("content of a".length());
        assertThat(first.getData().getBlobUrl()).isEqualTo(house.endpoint() + "/files/a");
        assertThat(first.getData().getClientRequestId()).hasSize(36);
        assertThat(events.get(2).getData().getETag())
                .isEqualTo(blob.getProperties().getETag());
    }

    @Test
    void theClientReadsARangeOfTime() {
        hourOf("a");
        hourOf("b");
        hourOf("c");
        assertThat(names(feed.getEvents(hour(1), hour(2)))).containsExactly("b");
        assertThat(names(feed.getEvents(hour(1), hour(9)))).containsExactly("b", "c");
        assertThat(names(feed.getEvents(hour(3), hour(9)))).isEmpty();
    }

    @Test
    void whatIsNotFinalizedYetIsNotReadYet() {
        hourOf("a");
        container.getBlobClient("b").upload(BinaryData.fromString("b"));
        house.writeChanges();
        assertThat(names(feed.getEvents())).containsExactly("a");
    }

    @Test
    void theClientGoesOnWhereItsCursorIs() {
        hourOf("a", "b", "c");
        hourOf("d", "e");
        for (int size = 1; size <= 5; size++) {
            Iterator<BlobChangefeedPagedResponse> pages =
                    feed.getEvents().iterableByPage(size).iterator();
            BlobChangefeedPagedResponse page = pages.next();
            List<String> read = names(page.getValue());
            assertThat(read).hasSize(size);
            read.addAll(names(feed.getEvents(page.getContinuationToken())));
            assertThat(read).as("pages of %d", size).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void aCursorAtTheEndFindsWhatHappensLater() {
        hourOf("a", "b");
        String end = feed.getEvents().iterableByPage(9).iterator().next().getContinuationToken();
        assertThat(names(feed.getEvents(end))).isEmpty();
        hourOf("c");
        assertThat(names(feed.getEvents(end))).containsExactly("c");
    }

    @Test
    void theFeedIsListedAndReadAndNeverChangedByClients() {
        hourOf("a");
        BlobContainerClient own = service.getBlobContainerClient(FEED);
        assertThat(own.listBlobs().stream().map(BlobItem::getName))
                .contains("meta/segments.json", "log/00/2026/03/01/0900/00000.avro");
        BlobClient file = own.getBlobClient("log/00/2026/03/01/0900/00000.avro");
        assertThat(file.downloadContent().toBytes()).startsWith('O', 'b', 'j', 1);
        for (Runnable attempt : List.<Runnable>of(
                file::delete,
                () -> file.upload(BinaryData.fromString("forged"), true),
                () -> file.getAppendBlobClient()
                        .appendBlock(BinaryData.fromString("x").toStream(), 1),
                () -> file.setMetadata(java.util.Map.of("a", "b")),
                own::delete)) {
            assertThatThrownBy(attempt::run).isInstanceOfSatisfying(BlobStorageException.class, e -> {
                assertThat(e.getStatusCode()).isEqualTo(403);
                assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.INSUFFICIENT_ACCOUNT_PERMISSIONS);
            });
        }
    }

    @Test
    void listingsShowItsContainerWhenAskedTo() {
        hourOf("a");
        assertThat(service.listBlobContainers().stream().map(BlobContainerItem::getName))
                .containsExactly("files");
        ListBlobContainersOptions all = new ListBlobContainersOptions()
                .setDetails(new BlobContainerListDetails().setRetrieveSystemContainers(true));
        assertThat(service.listBlobContainers(all, null).stream().map(BlobContainerItem::getName))
                .containsExactly(FEED, "files");
    }
}
