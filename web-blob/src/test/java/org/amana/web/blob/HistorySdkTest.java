package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.ArchiveStatus;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobContainerListDetails;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobImmutabilityPolicyMode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRetentionPolicy;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.RehydratePriority;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobSetAccessTierOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a blob's past and its keeping are to the Azure SDK for Java, unmodified.
@Tag("slow")
class HistorySdkTest {
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
        container = service.createBlobContainer("history-" + ++containers);
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

    // Tiers

    @Test
    void aBlobIsMovedToATierAndToldSo() {
        BlobClient blob = upload("minutes", "kept");
        assertThat(blob.getProperties().getAccessTier()).isEqualTo(AccessTier.HOT);
        assertThat(blob.getProperties().isAccessTierInferred()).isTrue();

        blob.setAccessTier(AccessTier.COOL);

        BlobProperties properties = blob.getProperties();
        assertThat(properties.getAccessTier()).isEqualTo(AccessTier.COOL);
        assertThat(properties.isAccessTierInferred()).isNotEqualTo(true);
        assertThat(properties.getAccessTierChangeTime()).isNotNull();
        BlobItem listed = container.listBlobs().iterator().next();
        assertThat(listed.getProperties().getAccessTier()).isEqualTo(AccessTier.COOL);
        assertThat(listed.getProperties().getAccessTierChangeTime()).isNotNull();
    }

    @Test
    void anArchivedBlobIsRefusedAndRehydratedWithItsStateTold() {
        BlobClient blob = container.getBlobClient("minutes");
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromString("kept")).setTier(AccessTier.ARCHIVE),
                null,
                Context.NONE);
        assertFails(BlobErrorCode.BLOB_ARCHIVED, blob::downloadContent);

        int status = blob.getBlockBlobClient()
                .setAccessTierWithResponse(
                        new BlobSetAccessTierOptions(AccessTier.HOT).setPriority(RehydratePriority.HIGH),
                        null,
                        Context.NONE)
                .getStatusCode();

        assertThat(status).isEqualTo(202);
        BlobProperties properties = blob.getProperties();
        assertThat(properties.getAccessTier()).isEqualTo(AccessTier.ARCHIVE);
        assertThat(properties.getArchiveStatus()).isEqualTo(ArchiveStatus.REHYDRATE_PENDING_TO_HOT);
        assertThat(properties.getRehydratePriority()).isEqualTo(RehydratePriority.HIGH);
        BlobItem listed = container.listBlobs().iterator().next();
        assertThat(listed.getProperties().getArchiveStatus()).isEqualTo(ArchiveStatus.REHYDRATE_PENDING_TO_HOT);
        assertFails(BlobErrorCode.BLOB_BEING_REHYDRATED, () -> blob.setAccessTier(AccessTier.COOL));
    }

    @Test
    void aTierOfPageBlobsAndAnUnknownOneAreRefused() {
        BlobClient blob = upload("minutes", "kept");
        assertFails(
                BlobErrorCode.fromString("AccessTierNotSupportedForBlobType"),
                () -> blob.setAccessTier(AccessTier.P10));
        assertFails(BlobErrorCode.INVALID_HEADER_VALUE, () -> blob.setAccessTier(AccessTier.fromString("Lukewarm")));
    }

    // Soft deletion

    private static void keepDeletedBlobs(boolean on) {
        BlobRetentionPolicy policy = new BlobRetentionPolicy().setEnabled(on);
        service.setProperties(new BlobServiceProperties().setDeleteRetentionPolicy(on ? policy.setDays(7) : policy));
    }

    private List<BlobItem> list(BlobListDetails details) {
        return container.listBlobs(new ListBlobsOptions().setDetails(details), null).stream()
                .toList();
    }

    @Test
    void aDeletedBlobIsListedWithTheDaysItHasLeftAndComesBack() {
        keepDeletedBlobs(true);
        try {
            BlobClient blob = upload("minutes", "kept");
            blob.delete();
            assertThat(blob.exists()).isFalse();
            assertThat(container.listBlobs()).isEmpty();

            BlobItem deleted =
                    list(new BlobListDetails().setRetrieveDeletedBlobs(true)).getFirst();
            assertThat(deleted.isDeleted()).isTrue();
            assertThat(deleted.getProperties().getDeletedTime()).isNotNull();
            assertThat(deleted.getProperties().getRemainingRetentionDays()).isEqualTo(6);

            blob.undelete();
            assertThat(blob.downloadContent()).hasToString("kept");
            assertFails(
                    BlobErrorCode.BLOB_NOT_FOUND,
                    () -> container.getBlobClient("never").undelete());
        } finally {
            keepDeletedBlobs(false);
        }
    }

    @Test
    void whatAnOverwriteReplacedIsADeletedSnapshot() {
        keepDeletedBlobs(true);
        try {
            BlobClient blob = upload("minutes", "first");
            upload("minutes", "second");
            List<BlobItem> all =
                    list(new BlobListDetails().setRetrieveDeletedBlobs(true).setRetrieveSnapshots(true));
            assertThat(all).hasSize(2);
            assertThat(all.getFirst().isDeleted()).isTrue();
            blob.undelete();
            assertThat(blob.getSnapshotClient(all.getFirst().getSnapshot()).downloadContent())
                    .hasToString("first");
        } finally {
            keepDeletedBlobs(false);
        }
    }

    @Test
    void aDeletedContainerIsListedAndRestored() {
        house.safeguard(false, Duration.ofDays(7));
        try {
            upload("minutes", "kept");
            String name = container.getBlobContainerName();
            container.delete();
            assertThat(container.exists()).isFalse();

            BlobContainerItem deleted = service
                    .listBlobContainers(
                            new ListBlobContainersOptions()
                                    .setPrefix(name)
                                    .setDetails(new BlobContainerListDetails().setRetrieveDeleted(true)),
                            null)
                    .stream()
                    .findFirst()
                    .orElseThrow();
            assertThat(deleted.isDeleted()).isTrue();
            assertThat(deleted.getProperties().getRemainingRetentionDays()).isEqualTo(6);

            BlobContainerClient restored = service.undeleteBlobContainer(name, deleted.getVersion());
            assertThat(restored.getBlobClient("minutes").downloadContent()).hasToString("kept");
        } finally {
            house.safeguard(false, Duration.ZERO);
        }
    }

    // Versions

    @Test
    void versionsAreNamedReadListedAndDeleted() {
        house.safeguard(true, Duration.ZERO);
        try {
            BlobClient blob = container.getBlobClient("minutes");
            String first = upload(blob, "first");
            String second = upload(blob, "second");
            assertThat(first).isNotEqualTo(second);
            assertThat(blob.getVersionClient(first).downloadContent()).hasToString("first");
            assertThat(blob.getProperties().getVersionId()).isEqualTo(second);
            assertThat(blob.getProperties().isCurrentVersion()).isTrue();
            assertThat(blob.getVersionClient(first).getProperties().isCurrentVersion())
                    .isNotEqualTo(true);

            List<BlobItem> all = list(new BlobListDetails().setRetrieveVersions(true));
            assertThat(all).extracting(BlobItem::getVersionId).containsExactly(first, second);
            assertThat(all.getLast().isCurrentVersion()).isTrue();
            BlobItem current = list(new BlobListDetails()).getFirst();
            assertThat(current.getVersionId()).isEqualTo(second);
            assertThat(current.isCurrentVersion()).isTrue();

            assertThatThrownBy(() -> blob.getVersionClient(second).delete())
                    .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                        assertThat(e.getStatusCode()).isEqualTo(403);
                        assertThat(e.getErrorCode()).hasToString("OperationNotAllowedOnRootBlob");
                    });
            blob.delete();
            assertThat(list(new BlobListDetails().setRetrieveDeletedBlobsWithVersions(true))
                            .getFirst()
                            .hasVersionsOnly())
                    .isTrue();

            blob.copyFromUrl(blob.getVersionClient(first).getBlobUrl());
            assertThat(blob.downloadContent()).hasToString("first");
            blob.getVersionClient(first).delete();
            assertFails(
                    BlobErrorCode.BLOB_NOT_FOUND,
                    () -> blob.getVersionClient(first).downloadContent());
            assertThat(blob.createSnapshot().getSnapshotId()).isNotNull();
            assertThat(blob.setMetadataWithResponse(Map.of("a", "b"), null, null, Context.NONE)
                            .getHeaders()
                            .getValue(HttpHeaderName.fromString("x-ms-version-id")))
                    .isNotNull();
        } finally {
            house.safeguard(false, Duration.ZERO);
        }
    }

    private static String upload(BlobClient blob, String text) {
        return blob.uploadWithResponse(new BlobParallelUploadOptions(BinaryData.fromString(text)), null, Context.NONE)
                .getValue()
                .getVersionId();
    }

    // Immutability and legal holds

    @Test
    void aBlobUnderAPolicyIsKept() {
        BlobClient blob = upload("minutes", "kept");
        OffsetDateTime until = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.SECONDS);
        BlobImmutabilityPolicy set = blob.setImmutabilityPolicy(
                new BlobImmutabilityPolicy().setExpiryTime(until).setPolicyMode(BlobImmutabilityPolicyMode.UNLOCKED));
        assertThat(set.getExpiryTime()).isEqualTo(until);
        assertThat(set.getPolicyMode()).isEqualTo(BlobImmutabilityPolicyMode.UNLOCKED);
        assertThat(blob.getProperties().getImmutabilityPolicy().getExpiryTime()).isEqualTo(until);
        assertFails(BlobErrorCode.BLOB_IMMUTABLE_DUE_TO_POLICY, blob::delete);
        assertFails(BlobErrorCode.BLOB_IMMUTABLE_DUE_TO_POLICY, () -> upload("minutes", "changed"));
        BlobItem listed =
                list(new BlobListDetails().setRetrieveImmutabilityPolicy(true)).getFirst();
        assertThat(listed.getProperties().getImmutabilityPolicy().getExpiryTime())
                .isEqualTo(until);

        blob.deleteImmutabilityPolicy();
        blob.delete();
    }

    @Test
    void aBlobOnLegalHoldIsKept() {
        BlobClient blob = container.getBlobClient("minutes");
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromString("kept")).setLegalHold(true), null, Context.NONE);
        assertThat(blob.getProperties().hasLegalHold()).isTrue();
        assertThat(list(new BlobListDetails().setRetrieveLegalHold(true))
                        .getFirst()
                        .getProperties()
                        .hasLegalHold())
                .isTrue();
        assertThatThrownBy(blob::delete)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(409));
        assertThat(blob.setLegalHold(false).hasLegalHold()).isFalse();
        blob.delete();
    }

    @Test
    void aHoldThatWasTakenOffIsToldApartFromNone() {
        BlobClient blob = upload("minutes", "free");
        assertThat(blob.getProperties().hasLegalHold()).isNull();
        assertThat(listedHold()).isNull();

        blob.setLegalHold(false);
        assertThat(blob.getProperties().hasLegalHold()).isFalse();
        assertThat(blob.downloadContentWithResponse(null, null, null, Context.NONE)
                        .getDeserializedHeaders()
                        .hasLegalHold())
                .isFalse();
        assertThat(listedHold()).isFalse();
        assertThat(list(new BlobListDetails()).getFirst().getProperties().hasLegalHold())
                .isNull();

        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromString("said")).setLegalHold(false), null, Context.NONE);
        assertThat(blob.getProperties().hasLegalHold()).isFalse();
        upload("minutes", "anew");
        assertThat(blob.getProperties().hasLegalHold()).isNull();
    }

    private Boolean listedHold() {
        return list(new BlobListDetails().setRetrieveLegalHold(true))
                .getFirst()
                .getProperties()
                .hasLegalHold();
    }
}
