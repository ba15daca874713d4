package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// What is known of a blob or snapshot besides its bytes.
///
/// @param contentVersion rises when the content is written, and not when metadata, headers or tags change
/// @param length bytes
/// @param lastModified whole seconds
/// @param committed false for a blob that has uncommitted blocks only
/// @param keeping where it is kept, and until when
/// @param standing which of a blob's states it is
public record BlobProperties(
        ETag etag,
        long contentVersion,
        Instant created,
        Instant lastModified,
        long length,
        BlobKind kind,
        HttpHeaders headers,
        Metadata metadata,
        Tags tags,
        LeaseView lease,
        Optional<CopyState> copy,
        boolean committed,
        Keeping keeping,
        Standing standing) {
    /// Whether its bytes are all there: it is not made of uncommitted blocks only, and no copy is still being carried
    /// to it.
    public boolean isComplete() {
        return committed && copy.filter(CopyState::isPending).isEmpty();
    }
}
