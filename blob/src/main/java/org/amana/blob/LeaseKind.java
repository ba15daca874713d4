package org.amana.blob;

import org.amana.kernel.ErrorCode;

/// Whose lease it is: the failures of blobs and containers have codes of their own.
enum LeaseKind {
    BLOB(ErrorCode.LEASE_ID_MISMATCH_BLOB, ErrorCode.LEASE_NOT_PRESENT_BLOB),
    CONTAINER(ErrorCode.LEASE_ID_MISMATCH_CONTAINER, ErrorCode.LEASE_NOT_PRESENT_CONTAINER);

    private final ErrorCode mismatch;
    private final ErrorCode notPresent;

    LeaseKind(ErrorCode mismatch, ErrorCode notPresent) {
        this.mismatch = mismatch;
        this.notPresent = notPresent;
    }

    ErrorCode mismatch() {
        return mismatch;
    }

    ErrorCode notPresent() {
        return notPresent;
    }

    @Override
    public String toString() {
        return this == BLOB ? "blob" : "container";
    }
}
