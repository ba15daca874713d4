package org.amana.changefeed;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.amana.blob.AccountName;
import org.amana.blob.BlobChange;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobName;
import org.amana.blob.BlobProperties;
import org.amana.blob.Cause;
import org.amana.blob.CommitHook;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.HttpHeaders;
import org.amana.blob.Md5;
import org.amana.blob.Snapshot;
import org.amana.blob.Tier;
import org.amana.store.Transaction;

/// Notes a change in the commit that makes it, and crosses out what was noted in the commit that appends it to the
/// feed.
/// What an account without a feed pays is one look into a map in memory.
final class FeedIntake implements CommitHook {
    private static final String CURRENT = "current";
    private static final String PREVIOUS = "previous";
    private static final String NO_REQUEST = new UUID(0, 0).toString();

    private final Feeds feeds;
    private final int shard;

    /// What the scribe is about to append: written by its thread before the append, read by the catalog's.
    private volatile Optional<Batch> batch = Optional.empty();

    /// Events of one account up to this number.
    private record Batch(String account, long upTo) {}

    /// @param shard number of the ledger, 0 to 255, for the names of its entries
    FeedIntake(Feeds feeds, int shard) {
        this.feeds = feeds;
        this.shard = shard;
    }

    /// Says that the next append to the account's feed holds its events up to this one; called by its scribe alone.
    ///
    /// @return to be closed after the append, whatever came of it
    Announced announce(String account, long upTo) {
        batch = Optional.of(new Batch(account, upTo));
        return () -> batch = Optional.empty();
    }

    /// What was announced, until it is closed.
    interface Announced extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void changed(Transaction transaction, BlobChange change, Cause cause) throws SQLException {
        AccountName account = change.container().account();
        if (!feeds.isKnown(account)) {
            return;
        }
        if (ContainerName.SYSTEM.contains(change.container().name())) {
            if (change instanceof BlobChange.Amended amended) {
                crossOut(transaction, amended);
            }
        } else if (feeds.isNoting(account)) {
            Optional<FeedEvent> event = event(change, cause);
            if (event.isPresent()) {
                FeedEvents.add(transaction, event.get());
            }
        }
    }

    private void crossOut(Transaction transaction, BlobChange.Amended amended) throws SQLException {
        Optional<Batch> appended = batch.filter(
                it -> it.account().equals(amended.container().account().value()));
        if (appended.isPresent()
                && amended.container().name().equals(ContainerName.CHANGE_FEED)
                && amended.properties().kind() instanceof BlobKind.Append file) {
            String account = appended.get().account();
            FeedEvents.crossOut(transaction, account, appended.get().upTo());
            Feeds.appended(transaction, account, amended.properties().length(), file.blocks());
        }
    }

    /// Which blob, and whose doing.
    private record Origin(ContainerRef container, BlobName name, Cause cause) {}

    /// What Azure's feed tells: nothing of the parts of append and page blobs, nor of containers.
    private Optional<FeedEvent> event(BlobChange change, Cause cause) {
        return switch (change) {
            case BlobChange.Written it when it.properties().isComplete() -> Optional.of(written(it, cause));
            case BlobChange.Described it -> described(it, cause);
            case BlobChange.Tiered it -> Optional.of(tiered(it, cause));
            case BlobChange.SnapshotMade it ->
                Optional.of(event(
                        new Origin(it.container(), it.name(), cause),
                        FeedEventType.SNAPSHOT_CREATED,
                        "SnapshotBlob",
                        subject(it.properties(), it.snapshot()),
                        Details.NONE));
            case BlobChange.Deleted it ->
                Optional.of(
                        deleted(new Origin(it.container(), it.name(), cause), subject(it.properties(), Snapshot.NONE)));
            case BlobChange.PastDeleted it ->
                Optional.of(
                        deleted(new Origin(it.container(), it.name(), cause), subject(it.properties(), it.snapshot())));
            case BlobChange.Written _,
                    BlobChange.Amended _,
                    BlobChange.ContainerRestored _,
                    BlobChange.ContainerDeleted _ -> Optional.empty();
        };
    }

    private FeedEvent written(BlobChange.Written written, Cause cause) {
        return event(
                new Origin(written.container(), written.name(), cause),
                FeedEventType.CREATED,
                written.origin().operation(),
                subject(written.properties(), Snapshot.NONE),
                Details.NONE);
    }

    private Optional<FeedEvent> described(BlobChange.Described described, Cause cause) {
        BlobProperties now = described.properties();
        BlobProperties before = described.before();
        return switch (described.aspect()) {
            case METADATA -> Optional.of(updated(described, cause, "SetBlobMetadata", Details.NONE));
            case HEADERS ->
                Optional.of(updated(
                        described,
                        cause,
                        "SetBlobProperties",
                        Details.ofProperties(headers(before.headers(), now.headers()))));
            case TAGS ->
                Optional.of(updated(
                        described,
                        cause,
                        "SetBlobTags",
                        Details.ofTags(Map.of(
                                PREVIOUS,
                                before.tags().values(),
                                CURRENT,
                                now.tags().values()))));
            // Azure's feed has no word for it.
            case SEAL -> Optional.empty();
        };
    }

    private FeedEvent updated(BlobChange.Described described, Cause cause, String api, Details details) {
        return event(
                new Origin(described.container(), described.name(), cause),
                FeedEventType.PROPERTIES_UPDATED,
                api,
                subject(described.properties(), Snapshot.NONE),
                details);
    }

    private static Map<String, Map<String, String>> headers(HttpHeaders before, HttpHeaders now) {
        Map<String, Function<HttpHeaders, String>> names = new LinkedHashMap<>();
        names.put("ContentType", HttpHeaders::contentType);
        names.put("ContentEncoding", HttpHeaders::contentEncoding);
        names.put("ContentLanguage", HttpHeaders::contentLanguage);
        names.put("ContentDisposition", HttpHeaders::contentDisposition);
        names.put("CacheControl", HttpHeaders::cacheControl);
        names.put("ContentMD5", it -> it.contentMd5().map(Md5::base64).orElse(""));
        Map<String, Map<String, String>> changed = new TreeMap<>();
        names.forEach((name, value) -> {
            if (!value.apply(before).equals(value.apply(now))) {
                changed.put(name, Map.of(CURRENT, value.apply(now), PREVIOUS, value.apply(before)));
            }
        });
        return changed;
    }

    /// On the way out of the archive first, and in its tier when it has arrived.
    private FeedEvent tiered(BlobChange.Tiered tiered, Cause cause) {
        Origin origin = new Origin(tiered.container(), tiered.name(), cause);
        FeedEvent.Subject subject = subject(tiered.properties(), tiered.snapshot());
        return tiered.properties()
                .keeping()
                .rehydration()
                .map(way -> event(
                        origin,
                        FeedEventType.ASYNC_OPERATION_INITIATED,
                        "SetBlobTier",
                        subject,
                        Details.ofOperation(Map.of("DestinationTier", way.to().word()))))
                .orElseGet(() -> event(
                        origin,
                        FeedEventType.TIER_CHANGED,
                        "SetBlobTier",
                        subject,
                        Details.ofPrevious(
                                Map.of("PreviousTier", tiered.before().word()))));
    }

    private FeedEvent deleted(Origin origin, FeedEvent.Subject subject) {
        return event(origin, FeedEventType.DELETED, "DeleteBlob", subject, Details.NONE);
    }

    private FeedEvent event(Origin origin, FeedEventType type, String api, FeedEvent.Subject subject, Details details) {
        return new FeedEvent(
                UUID.randomUUID().toString(),
                type.azure(),
                api,
                origin.cause().requestId(shard).map(UUID::toString).orElse(NO_REQUEST),
                origin.cause().clientRequestId(),
                origin.container(),
                origin.name(),
                subject,
                details);
    }

    private static FeedEvent.Subject subject(BlobProperties properties, Snapshot snapshot) {
        boolean block = properties.kind() instanceof BlobKind.Block;
        Tier tier = properties.keeping().tier();
        return new FeedEvent.Subject(
                properties.etag().value(),
                properties.length(),
                properties.headers().contentType(),
                properties.kind().word(),
                block ? tier.word() : "",
                properties.standing().version().toString(),
                snapshot.toString());
    }
}
