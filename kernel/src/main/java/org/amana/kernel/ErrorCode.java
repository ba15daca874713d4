package org.amana.kernel;

/// What can go wrong, by category. The names are the ones that Azure Blob Storage gives the same failures, so that a
/// client reads a familiar word; what HTTP makes of a code is decided in `web` alone.
public enum ErrorCode {
    // The request cannot be understood.
    INVALID_ARGUMENT(Category.INVALID),
    INVALID_NAME(Category.INVALID),
    INVALID_URI(Category.INVALID),
    OUT_OF_RANGE(Category.INVALID),
    INVALID_HEADER(Category.INVALID),
    MISSING_HEADER(Category.INVALID),
    LENGTH_REQUIRED(Category.INVALID),
    METHOD_NOT_ALLOWED(Category.INVALID),
    INVALID_QUERY_PARAMETER(Category.INVALID),
    OUT_OF_RANGE_QUERY_PARAMETER(Category.INVALID),
    MISSING_QUERY_PARAMETER(Category.INVALID),
    INVALID_XML(Category.INVALID),
    INVALID_METADATA(Category.INVALID),
    METADATA_TOO_LARGE(Category.INVALID),
    INVALID_TAGS(Category.INVALID),
    INVALID_BLOB_OR_BLOCK(Category.INVALID),
    INVALID_BLOCK_ID(Category.INVALID),
    INVALID_BLOCK_LIST(Category.INVALID),
    BLOCK_LIST_TOO_LONG(Category.INVALID),
    BLOCK_COUNT_EXCEEDED(Category.CONFLICT),
    INVALID_MD5(Category.INVALID),
    MD5_MISMATCH(Category.INVALID),
    CRC64_MISMATCH(Category.INVALID),
    INCOMPLETE_BODY(Category.INVALID),
    TOO_MANY_IN_BATCH(Category.INVALID),
    MIXED_BATCH(Category.INVALID),
    UNSUPPORTED_MEDIA(Category.INVALID),
    TOO_LARGE(Category.TOO_LARGE),

    // Who asks is not known.
    AUTHENTICATION_FAILED(Category.UNAUTHENTICATED),
    NO_AUTHENTICATION(Category.UNAUTHENTICATED),

    // Who asks is known, and may not.
    PURPOSE_REQUIRED(Category.REFUSED),
    PURPOSE_INACTIVE(Category.REFUSED),
    PURPOSE_FORBIDS_ACTION(Category.REFUSED),
    VOLUME_LIMIT_REACHED(Category.REFUSED),
    APPROVAL_REQUIRED(Category.REFUSED),
    SIGNATURE_FORBIDS_ACTION(Category.REFUSED),

    // The thing is not there, or there already.
    ACCOUNT_NOT_FOUND(Category.NOT_FOUND),
    CONTAINER_NOT_FOUND(Category.NOT_FOUND),
    BLOB_NOT_FOUND(Category.NOT_FOUND),
    RESOURCE_NOT_FOUND(Category.NOT_FOUND),
    CONTAINER_EXISTS(Category.CONFLICT),
    CONTAINER_BEING_DELETED(Category.CONFLICT),
    BLOB_EXISTS(Category.CONFLICT),
    RESOURCE_EXISTS(Category.CONFLICT),
    SNAPSHOTS_PRESENT(Category.CONFLICT),
    PUBLIC_ACCESS_NOT_PERMITTED(Category.CONFLICT),
    INVALID_BLOB_TYPE(Category.CONFLICT),
    BLOB_IS_SEALED(Category.CONFLICT),
    BLOB_OVERWRITTEN(Category.CONFLICT),
    PREVIOUS_SNAPSHOT_NOT_FOUND(Category.CONFLICT),
    PREVIOUS_SNAPSHOT_NOT_SUPPORTED(Category.CONFLICT),
    PREVIOUS_SNAPSHOT_NEWER(Category.INVALID),
    SEQUENCE_NUMBER_TOO_LARGE(Category.CONFLICT),
    INVALID_SOURCE_BLOB_TYPE(Category.CONFLICT),
    INCREMENTAL_COPY_SOURCE_NOT_SNAPSHOT(Category.CONFLICT),
    INCREMENTAL_COPY_MISMATCH(Category.CONFLICT),
    INCREMENTAL_COPY_EARLIER(Category.CONFLICT),
    INCREMENTAL_COPY_ONLY(Category.CONFLICT),
    INVALID_RANGE(Category.RANGE),
    INVALID_PAGE_RANGE(Category.RANGE),
    CANNOT_VERIFY_COPY_SOURCE(Category.NOT_FOUND),
    NO_PENDING_COPY(Category.CONFLICT),
    PENDING_COPY(Category.CONFLICT),
    COPY_ID_MISMATCH(Category.CONFLICT),

    // How a blob is kept.
    BLOB_ARCHIVED(Category.CONFLICT),
    BLOB_BEING_REHYDRATED(Category.CONFLICT),
    INVALID_BLOB_TIER(Category.INVALID),
    BLOB_IMMUTABLE(Category.CONFLICT),
    BLOB_ON_LEGAL_HOLD(Category.CONFLICT),
    IMMUTABILITY_POLICY_LOCKED(Category.CONFLICT),
    NOT_SOFT_DELETED(Category.CONFLICT),
    CURRENT_VERSION(Category.REFUSED),

    // Conditions and leases.
    CONDITION_NOT_MET(Category.PRECONDITION),
    NOT_MODIFIED(Category.PRECONDITION),
    MULTIPLE_CONDITIONS(Category.INVALID),
    SOURCE_CONDITION_NOT_MET(Category.PRECONDITION),
    APPEND_POSITION_NOT_MET(Category.PRECONDITION),
    MAX_BLOB_SIZE_NOT_MET(Category.PRECONDITION),
    SEQUENCE_NUMBER_NOT_MET(Category.PRECONDITION),
    LEASE_ID_MISSING(Category.PRECONDITION),
    LEASE_ID_MISMATCH_BLOB(Category.PRECONDITION),
    LEASE_ID_MISMATCH_CONTAINER(Category.PRECONDITION),
    LEASE_LOST(Category.PRECONDITION),
    LEASE_NOT_PRESENT_BLOB(Category.PRECONDITION),
    LEASE_NOT_PRESENT_CONTAINER(Category.PRECONDITION),
    LEASE_ALREADY_PRESENT(Category.CONFLICT),
    LEASE_ID_MISMATCH_LEASE(Category.CONFLICT),
    LEASE_NOT_PRESENT_LEASE(Category.CONFLICT),
    LEASE_IS_BREAKING(Category.CONFLICT),
    LEASE_IS_BREAKING_UNCHANGEABLE(Category.CONFLICT),
    LEASE_IS_BROKEN(Category.CONFLICT),

    // What this build does not do.
    NOT_IMPLEMENTED(Category.UNSUPPORTED),
    FEATURE_NOT_AVAILABLE(Category.UNSUPPORTED),

    // The house itself.
    SERVER_BUSY(Category.UNAVAILABLE),
    LEDGER_UNAVAILABLE(Category.UNAVAILABLE),
    INSUFFICIENT_STORAGE(Category.FULL),
    CORRUPT(Category.CORRUPT),
    DISK_FAILED(Category.INTERNAL),
    CONFIGURATION(Category.INTERNAL),
    INTERNAL(Category.INTERNAL);

    /// The kind of failure, which decides how a caller should react.
    public enum Category {
        INVALID,
        TOO_LARGE,
        UNAUTHENTICATED,
        REFUSED,
        NOT_FOUND,
        CONFLICT,
        RANGE,
        PRECONDITION,
        UNSUPPORTED,
        UNAVAILABLE,
        FULL,
        CORRUPT,
        INTERNAL
    }

    private final Category category;

    ErrorCode(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
