package org.amana.web.blob;

import org.amana.blob.UnmetCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The kinds of operations that copy. They differ in how they tell what is wrong with their source, as recorded answers
/// of the service show.
enum Copying {
    /// Copy Blob, also where it is done when it is answered.
    ASYNCHRONOUS,
    /// Copy Blob From URL.
    SYNCHRONOUS,
    /// Put Blob, Block or Page From URL, Append Block From URL.
    FROM_URL;

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
            case MODIFIED -> this == ASYNCHRONOUS ? failure : CopySources.cannotVerify(304, url, failure.message());
            case UNMODIFIED -> this == ASYNCHRONOUS ? failure : CopySources.cannotVerify(412, url, failure.message());
            case MATCH -> this == FROM_URL ? CopySources.cannotVerify(412, url, failure.message()) : failure;
        };
    }
}
