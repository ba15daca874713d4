package org.amana.blob;

import java.util.Optional;

/// What a write of content says of the blob besides its bytes.
record NewBlob(Description description, Optional<CopyState> copy) {
    static NewBlob of(HttpHeaders headers, Metadata metadata, Tags tags) {
        return new NewBlob(new Description(headers, metadata, tags), Optional.empty());
    }
}
