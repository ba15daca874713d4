package org.amana.changefeed;

/// What happened, as the feed calls it (Azure: *Change feed event records*, schema version 5).
enum FeedEventType {
    CREATED("BlobCreated"),
    DELETED("BlobDeleted"),
    PROPERTIES_UPDATED("BlobPropertiesUpdated"),
    SNAPSHOT_CREATED("BlobSnapshotCreated"),
    TIER_CHANGED("BlobTierChanged"),
    ASYNC_OPERATION_INITIATED("BlobAsyncOperationInitiated");

    private final String azure;

    FeedEventType(String azure) {
        this.azure = azure;
    }

    String azure() {
        return azure;
    }
}
