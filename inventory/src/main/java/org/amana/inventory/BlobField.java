package org.amana.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobProperties;
import org.amana.blob.CopyState;
import org.amana.blob.LegalHold;
import org.amana.blob.Md5;
import org.amana.blob.Metadata;
import org.amana.blob.Rehydration;
import org.amana.blob.Snapshot;
import org.amana.blob.Standing;
import org.amana.blob.Tiering;

/// A column of an inventory of blobs (Azure: *Custom schema fields supported for blob inventory*). What does not
/// apply is empty.
enum BlobField {
    NAME("Name", it -> it.path()),
    CREATION_TIME("Creation-Time", it -> time(it.properties().created())),
    LAST_MODIFIED("Last-Modified", it -> time(it.properties().lastModified())),
    ETAG("ETag", it -> it.properties().etag().value()),
    CONTENT_LENGTH("Content-Length", it -> Long.toString(it.properties().length())),
    CONTENT_TYPE("Content-Type", it -> it.properties().headers().contentType()),
    CONTENT_ENCODING("Content-Encoding", it -> it.properties().headers().contentEncoding()),
    CONTENT_LANGUAGE("Content-Language", it -> it.properties().headers().contentLanguage()),
    CONTENT_MD5(
            "Content-MD5",
            it -> it.properties().headers().contentMd5().map(Md5::base64).orElse("")),
    CACHE_CONTROL("Cache-Control", it -> it.properties().headers().cacheControl()),
    /// Azure's documentation also calls it `Cache-Disposition`.
    CONTENT_DISPOSITION(
            "Content-Disposition", it -> it.properties().headers().contentDisposition(), "Cache-Disposition"),
    BLOB_TYPE("BlobType", it -> it.properties().kind().word()),
    ACCESS_TIER(
            "AccessTier", it -> isTiered(it) ? it.properties().keeping().tier().word() : ""),
    ACCESS_TIER_CHANGE_TIME(
            "AccessTierChangeTime",
            it -> it.properties()
                    .keeping()
                    .tiering()
                    .map(Tiering::since)
                    .map(BlobField::time)
                    .orElse("")),
    ACCESS_TIER_INFERRED(
            "AccessTierInferred",
            it -> isTiered(it) && it.properties().keeping().tiering().isEmpty() ? "true" : ""),
    LEASE_STATUS("LeaseStatus", it -> lower(it.properties().lease().status())),
    LEASE_STATE("LeaseState", it -> lower(it.properties().lease().state())),
    LEASE_DURATION("LeaseDuration", it -> Csv.word(it.properties().lease().duration())),
    SERVER_ENCRYPTED("ServerEncrypted", _ -> "true"),
    CUSTOMER_PROVIDED_KEY_SHA256(
            "CustomerProvidedKeySHA256",
            it -> it.properties()
                    .keeping()
                    .encryption()
                    .map(encryption -> encryption.key().base64())
                    .orElse("")),
    METADATA("Metadata", it -> metadata(it.properties().metadata())),
    TAG_COUNT(
            "TagCount",
            it -> it.properties().tags().isEmpty()
                    ? ""
                    : Integer.toString(it.properties().tags().count())),
    TAGS(
            "Tags",
            it -> it.properties().tags().isEmpty()
                    ? ""
                    : json(it.properties().tags().values())),
    SNAPSHOT("Snapshot", it -> isSnapshot(it) ? it.blob().snapshot().toString() : ""),
    VERSION_ID("VersionId", it -> it.properties().standing().version().toString()),
    IS_CURRENT_VERSION("IsCurrentVersion", it -> it.properties().standing().isCurrentVersion() ? "true" : ""),
    DELETED("Deleted", it -> it.properties().standing().isDeleted() ? "true" : ""),
    REMAINING_RETENTION_DAYS(
            "RemainingRetentionDays",
            it -> it.properties()
                    .standing()
                    .deletion()
                    .map(deletion -> Csv.remainingDays(deletion, it.now()))
                    .orElse("")),
    COPY_ID("CopyId", it -> copy(it, CopyState::id)),
    COPY_SOURCE("CopySource", it -> copy(it, CopyState::source)),
    COPY_STATUS("CopyStatus", it -> copy(it, copy -> lower(copy.status()))),
    COPY_PROGRESS("CopyProgress", it -> copy(it, copy -> copy.copied() + "/" + copy.total())),
    COPY_COMPLETION_TIME("CopyCompletionTime", it -> copy(it, copy -> copy.isPending() ? "" : time(copy.completed()))),
    COPY_STATUS_DESCRIPTION("CopyStatusDescription", it -> copy(it, CopyState::description)),
    /// Nothing for what is in no scope.
    ENCRYPTION_SCOPE(
            "EncryptionScope",
            it -> it.properties().keeping().scope().isAccountKey()
                    ? ""
                    : it.properties().keeping().scope().value()),
    INCREMENTAL_COPY("IncrementalCopy", it -> it.properties().kind() instanceof BlobKind.IncrementalCopy ? "true" : ""),
    IMMUTABILITY_POLICY_UNTIL_DATE(
            "ImmutabilityPolicyUntilDate",
            it -> it.properties()
                    .keeping()
                    .immutability()
                    .map(policy -> time(policy.until()))
                    .orElse("")),
    IMMUTABILITY_POLICY_MODE(
            "ImmutabilityPolicyMode",
            it -> it.properties()
                    .keeping()
                    .immutability()
                    .map(policy -> policy.mode().word())
                    .orElse("")),
    LEGAL_HOLD("LegalHold", it -> hold(it.properties().keeping().legalHold())),
    REHYDRATE_PRIORITY(
            "RehydratePriority",
            it -> rehydration(it).map(way -> way.priority().word()).orElse("")),
    ARCHIVE_STATUS(
            "ArchiveStatus", it -> rehydration(it).map(Rehydration::status).orElse("")),
    EXPIRY_TIME(
            "Expiry-Time",
            it -> it.properties().keeping().expires().map(BlobField::time).orElse("")),
    SEQUENCE_NUMBER(
            "x-ms-blob-sequence-number",
            it -> it.properties().kind() instanceof BlobKind.Page page ? Long.toString(page.sequenceNumber()) : "");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, BlobField> BY_WORD = Arrays.stream(values())
            .flatMap(field -> field.words().map(word -> Map.entry(plain(word), field)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /// A line of the inventory.
    ///
    /// @param path container and name
    record Line(String path, BlobItem.Blob blob, Instant now) {
        BlobProperties properties() {
            return blob.properties();
        }
    }

    private final String azure;

    @SuppressWarnings("ImmutableEnumChecker") // all are lambdas that hold nothing
    private final Function<Line, String> value;

    private final String other;

    BlobField(String azure, Function<Line, String> value) {
        this(azure, value, azure);
    }

    /// @param other how Azure's resource manager spells it, beyond hyphens and letter case
    BlobField(String azure, Function<Line, String> value, String other) {
        this.azure = azure;
        this.value = value;
        this.other = other;
    }

    private Stream<String> words() {
        return Stream.of(azure, other).distinct();
    }

    /// Azure's documentation and its resource manager spell the same field with and without hyphens.
    static Optional<BlobField> of(String word) {
        return Optional.ofNullable(BY_WORD.get(plain(word)));
    }

    private static String plain(String word) {
        return word.replace("-", "").toLowerCase(Locale.ROOT);
    }

    String azure() {
        return azure;
    }

    String value(Line line) {
        return value.apply(line);
    }

    private static String time(Instant instant) {
        return Csv.time(instant);
    }

    private static String lower(Enum<?> word) {
        return Csv.word(word);
    }

    private static boolean isTiered(Line line) {
        return line.properties().kind() instanceof BlobKind.Block;
    }

    private static boolean isSnapshot(Line line) {
        return line.properties().standing().kind() == Standing.Kind.SNAPSHOT
                && !line.blob().snapshot().equals(Snapshot.NONE);
    }

    private static Optional<Rehydration> rehydration(Line line) {
        return line.properties().keeping().rehydration();
    }

    private static String hold(LegalHold hold) {
        return hold.isTold() ? Boolean.toString(hold.isOn()) : "";
    }

    private static String copy(Line line, Function<CopyState, String> told) {
        return line.properties().copy().map(told).orElse("");
    }

    static String metadata(Metadata metadata) {
        Map<String, String> pairs = new LinkedHashMap<>();
        metadata.entries().forEach(entry -> pairs.put(entry.name(), entry.value()));
        return pairs.isEmpty() ? "" : json(pairs);
    }

    private static String json(Map<String, String> pairs) {
        try {
            return JSON.writeValueAsString(pairs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }
}
