package org.amana.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.blob.Snapshot;
import org.amana.blob.Standing;
import org.amana.blob.Tier;
import org.amana.blob.Tiering;

/// What a rule looks at of a blob, a snapshot or a previous version.
///
/// @param created of a snapshot or version, when it became one
record Aged(
        BlobRef ref,
        Part part,
        BlobProperties properties,
        Instant created,
        Instant modified,
        Tier tier,
        Optional<Instant> tierChanged) {
    /// Rules have steps of their own for each.
    enum Part {
        BASE("baseBlob"),
        SNAPSHOT("snapshot"),
        VERSION("version");

        private final String azure;

        Part(String azure) {
            this.azure = azure;
        }

        /// As a management policy calls it.
        String azure() {
            return azure;
        }
    }

    static Aged of(ContainerRef container, BlobItem.Blob item) {
        BlobProperties properties = item.properties();
        BlobRef base = container.blob(item.blob().value());
        Optional<Instant> tierChanged = properties.keeping().tiering().map(Tiering::since);
        Tier tier = properties.keeping().tier();
        Instant modified = properties.lastModified();
        if (properties.standing().kind() == Standing.Kind.VERSION) {
            BlobRef version = base.at(properties.standing().version());
            Instant since = properties.standing().version().time();
            return new Aged(version, Part.VERSION, properties, since, modified, tier, tierChanged);
        }
        if (!item.snapshot().equals(Snapshot.NONE)) {
            BlobRef snapshot = base.at(item.snapshot());
            return new Aged(snapshot, Part.SNAPSHOT, properties, item.snapshot().time(), modified, tier, tierChanged);
        }
        return new Aged(base, Part.BASE, properties, properties.created(), modified, tier, tierChanged);
    }

    boolean isBlockBlob() {
        return properties.kind() instanceof BlobKind.Block;
    }

    boolean isAppendBlob() {
        return properties.kind() instanceof BlobKind.Append;
    }
}
