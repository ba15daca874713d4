package org.amana.web.blob;

import org.amana.blob.UnmetCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Plan;

/// The kinds of operations that copy. They differ in how they tell what is wrong with their source and their target,
/// as recorded answers of the service show.
enum Copying {
    /// Copy Blob, also where it is done when it is answered.
    ASYNCHRONOUS,
    /// Copy Blob From URL.
    SYNCHRONOUS,
    /// Put Blob From URL.
    BLOB_FROM_URL,
    /// Put Block or Page From URL, Append Block From URL.
    PART_FROM_URL,
    /// Incremental Copy Blob.
    INCREMENTAL;

    /// A source that is not there, or cannot be read as it is.
    ///
    /// @param failure of the read
    AmanaException unreadable(SourceUrl url, AmanaException failure) {
        return this == ASYNCHRONOUS && failure.code() == ErrorCode.BLOB_NOT_FOUND
                ? failure
                : CopySources.cannotVerify(url, AzureErrors.of(failure));
    }

    /// A condition that the source does not meet.
    ///
    /// @param failure `SOURCE_CONDITION_NOT_MET`
    AmanaException notMet(SourceUrl url, AmanaException failure) {
        return switch (UnmetCondition.of(failure)) {
            case TAGS -> new AmanaException(ErrorCode.CONDITION_NOT_MET, failure.message(), failure);
            case MODIFIED -> isAsynchronous() ? failure : CopySources.cannotVerify(304, url, failure.message());
            case UNMODIFIED -> isAsynchronous() ? failure : CopySources.cannotVerify(412, url, failure.message());
            case MATCH -> this == PART_FROM_URL ? CopySources.cannotVerify(412, url, failure.message()) : failure;
        };
    }

    private boolean isAsynchronous() {
        return this == ASYNCHRONOUS || this == INCREMENTAL;
    }

    /// The same copy of a whole blob, which tells that a condition is one that the target does not meet.
    <R> Plan<R> onto(Plan<R> target) {
        return permitted -> {
            try {
                return target.plan(permitted);
            } catch (AmanaException e) {
                throw e.code() == ErrorCode.CONDITION_NOT_MET ? notMetByTarget(e) : e;
            }
        };
    }

    private AmanaException notMetByTarget(AmanaException failure) {
        AmanaException told = new AmanaException(ErrorCode.TARGET_CONDITION_NOT_MET, failure.message(), failure);
        return switch (UnmetCondition.of(failure)) {
            case MATCH -> told;
            case MODIFIED, UNMODIFIED -> this == INCREMENTAL || this == BLOB_FROM_URL ? failure : told;
            case TAGS -> failure;
        };
    }
}
