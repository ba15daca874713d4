package org.amana.blob;

import org.amana.kernel.ErrorCode;

/// Whose lease it is: the failures of blobs and containers have codes or words of their own.
enum LeaseKind {
    BLOB(
            ErrorCode.LEASE_ID_MISSING_BLOB,
            ErrorCode.LEASE_ID_MISMATCH_BLOB,
            ErrorCode.LEASE_LOST_BLOB,
            ErrorCode.LEASE_NOT_PRESENT_BLOB,
            ErrorCode.LEASE_ID_MISMATCH_LEASE_BLOB,
            ErrorCode.LEASE_NOT_PRESENT_LEASE_BLOB),
    CONTAINER(
            ErrorCode.LEASE_ID_MISSING_CONTAINER,
            ErrorCode.LEASE_ID_MISMATCH_CONTAINER,
            ErrorCode.LEASE_LOST_CONTAINER,
            ErrorCode.LEASE_NOT_PRESENT_CONTAINER,
            ErrorCode.LEASE_ID_MISMATCH_LEASE_CONTAINER,
            ErrorCode.LEASE_NOT_PRESENT_LEASE_CONTAINER);

    private final ErrorCode missing;
    private final ErrorCode mismatch;
    private final ErrorCode lost;
    private final ErrorCode notPresent;
    private final ErrorCode mismatchOfLease;
    private final ErrorCode notPresentToLease;

    LeaseKind(
            ErrorCode missing,
            ErrorCode mismatch,
            ErrorCode lost,
            ErrorCode notPresent,
            ErrorCode mismatchOfLease,
            ErrorCode notPresentToLease) {
        this.missing = missing;
        this.mismatch = mismatch;
        this.lost = lost;
        this.notPresent = notPresent;
        this.mismatchOfLease = mismatchOfLease;
        this.notPresentToLease = notPresentToLease;
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

    /// That an action on the lease shows another id than its own.
    ErrorCode mismatchOfLease() {
        return mismatchOfLease;
    }

    /// That there is no lease for an action to be done to.
    ErrorCode notPresentToLease() {
        return notPresentToLease;
    }

    @Override
    public String toString() {
        return this == BLOB ? "blob" : "container";
    }
}
