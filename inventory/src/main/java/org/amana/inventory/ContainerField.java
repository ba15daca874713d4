package org.amana.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.ContainerProperties;

/// A column of an inventory of containers (Azure: *Custom schema fields supported for container inventory*). What does
/// not apply is empty.
enum ContainerField {
    NAME("Name", it -> it.name().value()),
    LAST_MODIFIED("Last-Modified", it -> Csv.time(it.lastModified())),
    ETAG("ETag", it -> it.etag().value()),
    LEASE_STATUS("LeaseStatus", it -> Csv.word(it.lease().status())),
    LEASE_STATE("LeaseState", it -> Csv.word(it.lease().state())),
    LEASE_DURATION("LeaseDuration", it -> Csv.word(it.lease().duration())),
    METADATA("Metadata", it -> BlobField.metadata(it.metadata())),
    PUBLIC_ACCESS(
            "PublicAccess",
            it -> it.anonymous() == AnonymousAccess.NONE ? "" : it.anonymous().word()),
    DEFAULT_ENCRYPTION_SCOPE(
            "DefaultEncryptionScope", it -> it.encryption().defaultScope().value()),
    DENY_ENCRYPTION_SCOPE_OVERRIDE(
            "DenyEncryptionScopeOverride",
            it -> Boolean.toString(it.encryption().overrideDenied())),
    HAS_IMMUTABILITY_POLICY("HasImmutabilityPolicy", _ -> "false"),
    HAS_LEGAL_HOLD("HasLegalHold", _ -> "false"),
    IMMUTABLE_STORAGE_WITH_VERSIONING_ENABLED("ImmutableStorageWithVersioningEnabled", _ -> "false"),
    DELETED("Deleted", it -> it.deletion().isPresent() ? "true" : ""),
    VERSION("Version", ContainerProperties::deletedVersion),
    DELETED_TIME(
            "DeletedTime",
            it -> it.deletion().map(deletion -> Csv.time(deletion.at())).orElse(""));

    private static final Map<String, ContainerField> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(field -> plain(field.azure), field -> field));

    private final String azure;

    @SuppressWarnings("ImmutableEnumChecker") // all are lambdas that hold nothing
    private final Function<ContainerProperties, String> value;

    ContainerField(String azure, Function<ContainerProperties, String> value) {
        this.azure = azure;
        this.value = value;
    }

    static Optional<ContainerField> of(String word) {
        return Optional.ofNullable(BY_WORD.get(plain(word)));
    }

    private static String plain(String word) {
        return word.replace("-", "").toLowerCase(Locale.ROOT);
    }

    String azure() {
        return azure;
    }

    String value(ContainerProperties container) {
        return value.apply(container);
    }
}
