package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// What a write of content says of the blob besides its bytes.
///
/// @param rehydration on its way from the archive, where what it copies is
record NewBlob(Description description, Optional<CopyState> copy, KeepAs keepAs, Optional<Rehydration> rehydration) {
    static NewBlob of(HttpHeaders headers, Metadata metadata, Tags tags) {
        return new NewBlob(new Description(headers, metadata, tags), Optional.empty(), KeepAs.NONE, Optional.empty());
    }

    NewBlob keptAs(KeepAs other) {
        return new NewBlob(description, copy, other, rehydration);
    }

    Keeping keeping(Instant now, Keeping before) {
        Keeping keeping = keepAs.keeping(now, before);
        return rehydration.isEmpty() ? keeping : keeping.withTiering(new Tiering(Tier.ARCHIVE, now, rehydration));
    }
}
