package org.amana.blob;

import org.amana.kernel.ErrorCode;

/// Whose lease it is: the failures of blobs and containers have codes or words of their own.
enum LeaseKind {
    BLOB(
            ErrorCode.LEASE_ID_MISSING_BLOB,
            ErrorCode.LEASE_ID_MISMATCH_BLOB,
            ErrorCode.LEASE_LOST_BLOB,
            ErrorCode.LEASE_NOT_PRESENT_BLOB),
    CONTAINER(
            ErrorCode.LEASE_ID_MISSING_CONTAINER,
            ErrorCode.LEASE_ID_MISMATCH_CONTAINER,
            ErrorCode.LEASE_LOST_CONTAINER,
            ErrorCode.LEASE_NOT_PRESENT_CONTAINER);

    private final ErrorCode missing;
    private final ErrorCode mismatch;
    private final ErrorCode lost;
    private final ErrorCode notPresent;

    LeaseKind(ErrorCode missing, ErrorCode mismatch, ErrorCode lost, ErrorCode notPresent) {
        this.missing = missing;
        this.mismatch = mismatch;
        this.lost = lost;
        this.notPresent = notPresent;
    }

    ErrorCode missing() {
        return missing;
    }

    ErrorCode mismatch() {
        return mismatch;
    }

    ErrorCode lost() {
        return lost;
    }

    ErrorCode notPresent() {
        return notPresent;
    }

    @Override
    public String toString() {
        return this == BLOB ? "blob" : "container";
    }
}
