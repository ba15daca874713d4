package org.amana.blob;

import java.util.Optional;

/// What a write of content says of the blob besides its bytes.
record NewBlob(HttpHeaders headers, Metadata metadata, Tags tags, Optional<CopyState> copy) {}
