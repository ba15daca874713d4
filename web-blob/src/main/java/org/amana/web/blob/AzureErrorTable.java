package org.amana.web.blob;

import java.util.Locale;
import org.amana.kernel.ErrorCode;
import org.amana.web.http.Failure;

/// What Azure calls our failures: status, code and the sentence that goes with it (Azure REST: *Common REST API
/// error codes*, *Blob Storage error codes*).
final class AzureErrorTable {
    private AzureErrorTable() {}

    static AzureError of(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT -> error(code, "InvalidInput", "One of the request inputs is not valid.");
            case INVALID_NAME ->
                error(code, "InvalidResourceName", "The specifed resource name contains invalid characters."); // sic
            case INVALID_URI ->
                error(code, "InvalidUri", "The requested URI does not represent any resource on the server.");
            case NAME_LENGTH ->
                error(
                        code,
                        "OutOfRangeInput",
                        "The specified resource name length is not within the permissible limits.");
            case OUT_OF_RANGE -> error(code, "OutOfRangeInput", "One of the request inputs is out of range.");
            case INVALID_HEADER ->
                error(
                        code,
                        "InvalidHeaderValue",
                        "The value for one of the HTTP headers is not in the correct format.");
            case UNSUPPORTED_HEADER ->
                error(code, "UnsupportedHeader", "One of the HTTP headers specified in the request isn't supported.");
            case MISSING_HEADER ->
                error(
                        code,
                        "MissingRequiredHeader",
                        "An HTTP header that's mandatory for this request is not specified.");
            case LENGTH_REQUIRED ->
                error(411, "MissingContentLengthHeader", "The Content-Length header was not specified.");
            case METHOD_NOT_ALLOWED ->
                error(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.");
            case UNSUPPORTED_QUERY_PARAMETER ->
                error(
                        code,
                        "UnsupportedQueryParameter",
                        "One of the query parameters specified in the request URI is not supported.");
            case INVALID_QUERY_PARAMETER ->
                error(
                        code,
                        "InvalidQueryParameterValue",
                        "Value for one of the query parameters specified in the request URI is invalid.");
            case TIER_NOT_FOR_BLOB_TYPE ->
                error(
                        code,
                        "AccessTierNotSupportedForBlobType",
                        "The access tier is not supported for this blob type.");
            case EXCLUSIVE_QUERY_PARAMETERS ->
                error(
                        code,
                        "MutuallyExclusiveQueryParameters",
                        "Query parameters that exclude each other are specified in the request URI.");
            case OUT_OF_RANGE_QUERY_PARAMETER ->
                error(
                        code,
                        "OutOfRangeQueryParameterValue",
                        "One of the query parameters specified in the request URI is outside the permissible range.");
            case MISSING_QUERY_PARAMETER ->
                error(
                        code,
                        "MissingRequiredQueryParameter",
                        "A query parameter that's mandatory for this request is not specified.");
            case INVALID_XML -> error(code, "InvalidXmlDocument", "XML specified is not syntactically valid.");
            case INVALID_XML_VALUE ->
                error(code, "InvalidXmlNodeValue", "The value for one of the XML nodes is not in the correct format.");
            case INVALID_METADATA ->
                error(
                        code,
                        "InvalidMetadata",
                        "The specified metadata is invalid. It includes characters that are not permitted.");
            case EMPTY_METADATA_KEY ->
                error(code, "EmptyMetadataKey", "The key for one of the metadata key-value pairs is empty.");
            case METADATA_TOO_LARGE ->
                error(code, "MetadataTooLarge", "The metadata specified exceeds the maximum permissible limit.");
            case INVALID_TAGS -> error(code, "InvalidTag", "The tags specified are invalid.");
            case INVALID_TAG_SEARCH -> error(code, "InvalidQueryParameterValue", "Error parsing query.");
            case INVALID_BLOB_OR_BLOCK ->
                error(code, "InvalidBlobOrBlock", "The specified blob or block content is invalid.");
            case INVALID_BLOCK_ID ->
                error(
                        code,
                        "InvalidBlockId",
                        "The specified block ID is invalid. The block ID must be Base64-encoded.");
            case INVALID_BLOCK_LIST -> error(code, "InvalidBlockList", "The specified block list is invalid.");
            case BLOCK_LIST_TOO_LONG ->
                error(code, "BlockListTooLong", "The block list may not contain more than 50,000 blocks.");
            case BLOCK_COUNT_EXCEEDED ->
                error(
                        code,
                        "BlockCountExceedsLimit",
                        "The uncommitted block count cannot exceed the maximum limit of 100,000 blocks.");
            case COMMITTED_BLOCK_COUNT_EXCEEDED ->
                error(
                        code,
                        "BlockCountExceedsLimit",
                        "The committed block count cannot exceed the maximum limit of 50,000 blocks.");
            case INVALID_MD5 ->
                error(
                        code,
                        "InvalidMd5",
                        "The MD5 value specified in the request is invalid. The MD5 value must be 128 bits and"
                                + " Base64-encoded.");
            case MD5_MISMATCH ->
                error(
                        code,
                        "Md5Mismatch",
                        "The MD5 value specified in the request did not match with the MD5 value calculated by the"
                                + " server.");
            case BOTH_SUMS ->
                error(
                        code,
                        "BothCrc64AndMd5HeaderPresent",
                        "Both x-ms-content-crc64 header and content-md5 header are present.");
            case BOTH_RANGE_SUMS ->
                error(
                        code,
                        "BothCrc64AndMd5RangeHeaderPresent",
                        "Both x-ms-range-get-content-crc64 header and x-ms-range-get-content-md5 header are present.");
            case CRC64_MISMATCH ->
                error(
                        code,
                        "Crc64Mismatch",
                        "The CRC64 value specified in the request did not match with the CRC64 value calculated by the"
                                + " server.");
            case INCOMPLETE_BODY ->
                error(
                        code,
                        "IncompleteBody",
                        "The number of bytes sent is less than the Content-Length header states.");
            case TOO_MANY_IN_BATCH ->
                error(
                        code,
                        "ExceedsMaxBatchRequestCount",
                        "The batch operation exceeds maximum number of allowed subrequests.");
            case MIXED_BATCH ->
                error(code, "AllBatchSubRequestsShouldBeSameApi", "All batch subrequests should be the same api.");
            case UNSUPPORTED_MEDIA -> error(code, "UnsupportedMediaType", "The media type is not supported.");
            case TOO_LARGE ->
                error(
                        code,
                        "RequestBodyTooLarge",
                        "The request body is too large and exceeds the maximum permissible limit.");
            case AUTHENTICATION_FAILED ->
                error(
                        code,
                        "AuthenticationFailed",
                        "Server failed to authenticate the request. Make sure the value of Authorization header is"
                                + " formed correctly including the signature.");
            case NO_AUTHENTICATION ->
                error(401, "NoAuthenticationInformation", "Server failed to authenticate the request.");
            case PURPOSE_REQUIRED, PURPOSE_INACTIVE, PURPOSE_FORBIDS_ACTION, VOLUME_LIMIT_REACHED, APPROVAL_REQUIRED ->
                error(code, camelCase(code), "The purpose of this credential does not allow this access.");
            case SIGNATURE_FORBIDS_ACTION ->
                error(
                        code,
                        "AuthorizationPermissionMismatch",
                        "This request is not authorized to perform this operation using this permission.");
            case UNAUTHORIZED_OVERWRITE ->
                error(code, "UnauthorizedBlobOverwrite", "This request is not authorized to perform blob overwrites.");
            case INSUFFICIENT_ACCOUNT_PERMISSIONS ->
                error(
                        code,
                        "InsufficientAccountPermissions",
                        "The account being accessed does not have sufficient permissions to execute this operation.");
            case ACCOUNT_NOT_FOUND, RESOURCE_NOT_FOUND ->
                error(code, "ResourceNotFound", "The specified resource does not exist.");
            case CONTAINER_NOT_FOUND -> error(code, "ContainerNotFound", "The specified container does not exist.");
            case BLOB_NOT_FOUND -> error(code, "BlobNotFound", "The specified blob does not exist.");
            case CONTAINER_EXISTS -> error(code, "ContainerAlreadyExists", "The specified container already exists.");
            case CONTAINER_BEING_DELETED ->
                error(code, "ContainerBeingDeleted", "The specified container is being deleted. Try operation later.");
            case BLOB_EXISTS -> error(code, "BlobAlreadyExists", "The specified blob already exists.");
            case RESOURCE_EXISTS -> error(code, "ResourceAlreadyExists", "The specified resource already exists.");
            case SNAPSHOTS_PRESENT ->
                error(code, "SnapshotsPresent", "This operation is not permitted while the blob has snapshots.");
            case PUBLIC_ACCESS_NOT_PERMITTED ->
                error(code, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.");
            case INVALID_BLOB_TYPE -> error(code, "InvalidBlobType", "The blob type is invalid for this operation.");
            case BLOB_IS_SEALED ->
                error(code, "BlobIsSealed", "The blob is sealed and its contents cannot be modified.");
            case BLOB_OVERWRITTEN ->
                error(code, "BlobOverwritten", "The blob has been recreated since the previous snapshot was taken.");
            case PREVIOUS_SNAPSHOT_NOT_FOUND ->
                error(code, "PreviousSnapshotNotFound", "The previous snapshot is not found.");
            case PREVIOUS_SNAPSHOT_NOT_SUPPORTED ->
                error(
                        code,
                        "PreviousSnapshotOperationNotSupported",
                        "Differential Get Page Ranges is not supported on the previous snapshot.");
            case PREVIOUS_SNAPSHOT_NEWER ->
                error(
                        code,
                        "PreviousSnapshotCannotBeNewer",
                        "The prevsnapshot query parameter value cannot be newer than snapshot query parameter value.");
            case SEQUENCE_NUMBER_TOO_LARGE ->
                error(
                        code,
                        "SequenceNumberIncrementTooLarge",
                        "The sequence number increment cannot be performed because it would result in overflow of the"
                                + " sequence number.");
            case INVALID_SOURCE_BLOB_TYPE ->
                error(code, "InvalidSourceBlobType", "The copy source blob type is invalid for this operation.");
            case INCREMENTAL_COPY_SOURCE_NOT_SNAPSHOT ->
                error(
                        code,
                        "IncrementalCopySourceMustBeSnapshot",
                        "The source for incremental copy request must be a snapshot.");
            case INCREMENTAL_COPY_MISMATCH ->
                error(
                        code,
                        "IncrementalCopyBlobMismatch",
                        "The specified source blob is different than the copy source of the existing incremental copy"
                                + " blob.");
            case INCREMENTAL_COPY_EARLIER ->
                error(
                        code,
                        "IncrementalCopyOfEarlierVersionSnapshotNotAllowed",
                        "The specified snapshot is earlier than the last snapshot copied into the incremental copy"
                                + " blob.");
            case INCREMENTAL_COPY_ONLY ->
                error(
                        code,
                        "OperationNotAllowedOnIncrementalCopyBlob",
                        "The specified operation is not allowed on an incremental copy blob.");
            case INVALID_PAGE_RANGE -> error(code, "InvalidPageRange", "The page range specified is invalid.");
            case INVALID_RANGE ->
                error(code, "InvalidRange", "The range specified is invalid for the current size of the resource.");
            case CANNOT_VERIFY_COPY_SOURCE ->
                error(code, "CannotVerifyCopySource", "Could not verify the copy source.");
            case NO_PENDING_COPY ->
                error(code, "NoPendingCopyOperation", "There is currently no pending copy operation.");
            case BLOB_ARCHIVED -> error(code, "BlobArchived", "This operation is not permitted on an archived blob.");
            case BLOB_BEING_REHYDRATED ->
                error(
                        code,
                        "BlobBeingRehydrated",
                        "This operation is not permitted because the blob is being rehydrated.");
            case BLOB_IMMUTABLE ->
                error(
                        code,
                        "BlobImmutableDueToPolicy",
                        "This operation is not permitted as the blob is immutable due to a policy.");
            case BLOB_ON_LEGAL_HOLD ->
                error(
                        code,
                        "BlobImmutableDueToLegalHold",
                        "This operation is not permitted as the blob is immutable due to a legal hold.");
            case IMMUTABILITY_POLICY_LOCKED ->
                error(
                        code,
                        "ImmutabilityPolicyDeleteOnLockedPolicy",
                        "This operation is not permitted as the immutability policy is locked.");
            case NOT_SOFT_DELETED ->
                error(
                        code,
                        "BlobSnapshotNotSoftDeleted",
                        "The specified snapshot or version is not soft-deleted, and cannot be deleted for good.");
            case CURRENT_VERSION ->
                error(code, "OperationNotAllowedOnRootBlob", "The specified operation is not allowed on root blob.");
            case BLOB_USES_CUSTOMER_ENCRYPTION ->
                error(
                        code,
                        "BlobUsesCustomerSpecifiedEncryption",
                        "The blob is encrypted with customer specified encryption, but it was not provided in the"
                                + " request.");
            case BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION ->
                error(
                        code,
                        "BlobDoesNotUseCustomerSpecifiedEncryption",
                        "The blob is not encrypted with customer specified encryption, but one was provided in the"
                                + " request.");
            case CUSTOMER_ENCRYPTION_MISMATCH ->
                error(
                        code,
                        "BlobCustomerSpecifiedEncryptionMismatch",
                        "The given customer specified encryption does not match the encryption used to encrypt the"
                                + " blob.");
            // Azure's words for these two are documented nowhere; that the second is a 403 is.
            case ENCRYPTION_SCOPE_NOT_FOUND ->
                error(code, "EncryptionScopeNotFound", "The specified encryption scope does not exist.");
            case ENCRYPTION_SCOPE_DISABLED ->
                error(code, "EncryptionScopeDisabled", "The encryption scope is disabled.");
            case CONTAINER_ENCRYPTION_POLICY ->
                error(
                        code,
                        "RequestForbiddenByContainerEncryptionPolicy",
                        "The request is forbidden by the container encryption policy.");
            case PENDING_COPY -> error(code, "PendingCopyOperation", "There is currently a pending copy operation.");
            case COPY_ID_MISMATCH ->
                error(
                        code,
                        "CopyIdMismatch",
                        "The specified copy ID did not match the copy ID for the pending copy operation.");
            case CONDITION_NOT_MET ->
                error(code, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
            case NOT_MODIFIED ->
                error(304, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
            case MULTIPLE_CONDITIONS ->
                error(code, "MultipleConditionHeadersNotSupported", "Multiple condition headers are not supported.");
            case UNSATISFIABLE_CONDITION ->
                error(
                        code,
                        "UnsatisfiableCondition",
                        "The request includes an unsatisfiable condition for this operation.");
            case SOURCE_CONDITION_NOT_MET ->
                error(
                        code,
                        "SourceConditionNotMet",
                        "The source condition specified using HTTP conditional header(s) is not met.");
            case TARGET_CONDITION_NOT_MET ->
                error(
                        code,
                        "TargetConditionNotMet",
                        "The target condition specified using HTTP conditional header(s) is not met.");
            case TIER_CONDITION_NOT_MET ->
                error(
                        code,
                        "AccessTierChangeTimeConditionNotMet",
                        "The condition specified on the time of the last change of the access tier is not met.");
            case APPEND_POSITION_NOT_MET ->
                error(code, "AppendPositionConditionNotMet", "The append position condition specified was not met.");
            case MAX_BLOB_SIZE_NOT_MET ->
                error(code, "MaxBlobSizeConditionNotMet", "The max blob size condition specified was not met.");
            case SEQUENCE_NUMBER_NOT_MET ->
                error(code, "SequenceNumberConditionNotMet", "The sequence number condition specified was not met.");
            case LEASE_ID_MISSING_BLOB ->
                error(
                        code,
                        "LeaseIdMissing",
                        "There is currently a lease on the blob and no lease ID was specified in the request.");
            case LEASE_ID_MISSING_CONTAINER ->
                error(
                        code,
                        "LeaseIdMissing",
                        "There is currently a lease on the container and no lease ID was specified in the request.");
            case LEASE_ID_MISMATCH_BLOB ->
                error(
                        code,
                        "LeaseIdMismatchWithBlobOperation",
                        "The lease ID specified did not match the lease ID for the blob.");
            case LEASE_ID_MISMATCH_CONTAINER ->
                error(
                        code,
                        "LeaseIdMismatchWithContainerOperation",
                        "The lease ID specified did not match the lease ID for the container.");
            case LEASE_LOST_BLOB ->
                error(code, "LeaseLost", "A lease ID was specified, but the lease for the blob has expired.");
            case LEASE_LOST_CONTAINER ->
                error(code, "LeaseLost", "A lease ID was specified, but the lease for the container has expired.");
            case INFINITE_LEASE_REQUIRED ->
                error(
                        code,
                        "InfiniteLeaseDurationRequired",
                        "The lease ID matched, but the specified lease must be an infinite-duration lease.");
            case LEASE_NOT_PRESENT_BLOB ->
                error(code, "LeaseNotPresentWithBlobOperation", "There is currently no lease on the blob.");
            case LEASE_NOT_PRESENT_CONTAINER ->
                error(code, "LeaseNotPresentWithContainerOperation", "There is currently no lease on the container.");
            case LEASE_ALREADY_PRESENT -> error(code, "LeaseAlreadyPresent", "There is already a lease present.");
            case LEASE_ID_MISMATCH_LEASE_BLOB ->
                error(
                        code,
                        "LeaseIdMismatchWithLeaseOperation",
                        "The lease ID specified did not match the lease ID for the blob.");
            case LEASE_ID_MISMATCH_LEASE_CONTAINER ->
                error(
                        code,
                        "LeaseIdMismatchWithLeaseOperation",
                        "The lease ID specified did not match the lease ID for the container.");
            case LEASE_NOT_PRESENT_LEASE_BLOB ->
                error(code, "LeaseNotPresentWithLeaseOperation", "There is currently no lease on the blob.");
            case LEASE_NOT_PRESENT_LEASE_CONTAINER ->
                error(code, "LeaseNotPresentWithLeaseOperation", "There is currently no lease on the container.");
            case LEASE_IS_BREAKING ->
                error(
                        code,
                        "LeaseIsBreakingAndCannotBeAcquired",
                        "The lease ID matched, but the lease is currently in breaking state and cannot be acquired"
                                + " until it is broken.");
            case LEASE_IS_BREAKING_UNCHANGEABLE ->
                error(
                        code,
                        "LeaseIsBreakingAndCannotBeChanged",
                        "The lease ID matched, but the lease is currently in breaking state and cannot be changed.");
            case LEASE_IS_BROKEN ->
                error(
                        code,
                        "LeaseIsBrokenAndCannotBeRenewed",
                        "The lease ID matched, but the lease has been broken explicitly and cannot be renewed.");
            case NOT_IMPLEMENTED -> error(code, "NotImplemented", "The requested operation is not implemented.");
            case FEATURE_NOT_AVAILABLE ->
                error(code, "FeatureNotAvailable", "The requested feature is not available on this server.");
            case SERVER_BUSY, LEDGER_UNAVAILABLE ->
                error(
                        code,
                        "ServerBusy",
                        "The server is currently unable to receive requests. Please retry your request.");
            case INSUFFICIENT_STORAGE ->
                error(code, "InsufficientStorage", "The server has no space left for this request.");
            case CORRUPT -> error(code, "DataCorrupted", "The stored data is damaged and was not served.");
            case DISK_FAILED, CONFIGURATION, INTERNAL ->
                error(code, "InternalError", "The server encountered an internal error. Please retry the request.");
        };
    }

    private static AzureError error(ErrorCode code, String azureCode, String summary) {
        return new AzureError(Failure.status(code), azureCode, summary);
    }

    private static AzureError error(int status, String azureCode, String summary) {
        return new AzureError(status, azureCode, summary);
    }

    /// `PURPOSE_FORBIDS_ACTION` as `PurposeForbidsAction`.
    private static String camelCase(ErrorCode code) {
        StringBuilder camel = new StringBuilder();
        for (String word : code.name().split("_")) {
            camel.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return camel.toString();
    }
}
