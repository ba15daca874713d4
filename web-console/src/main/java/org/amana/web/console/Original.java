package org.amana.web.console;

import java.util.List;
import org.amana.blob.BlobFacts;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.ScopeName;
import org.amana.blob.Tier;
import org.amana.web.console.view.FileView;

/// The original of a file, and whether it can be had here.
///
/// @param disabled whether its encryption scope is, so that what is in it is not shown
record Original(BlobRef blob, BlobProperties properties, boolean disabled) {

    static Original of(BlobRef blob, BlobProperties properties, BlobFacts facts) {
        ScopeName scope = properties.keeping().scope();
        boolean disabled = !scope.isAccountKey()
                && facts.encryptionScopes(blob.container().account()).stream()
                        .anyMatch(it -> it.name().equals(scope) && !it.enabled());
        return new Original(blob, properties, disabled);
    }

    /// Whether only its customer has the key.
    boolean hasCustomerKey() {
        return properties.keeping().encryption().isPresent();
    }

    /// Whether it must be brought back from the Archive tier before it can be read.
    boolean isArchived() {
        return properties.keeping().tier() == Tier.ARCHIVE;
    }

    /// Whether the server has its bytes at hand, and all that opens them.
    boolean canBeRead() {
        return !hasCustomerKey() && !disabled && !isArchived();
    }

    /// What a client that stored it said that it is.
    String contentType() {
        return properties.headers().contentType();
    }

    /// Where it is taken along from; empty where it cannot be had.
    String download() {
        return canBeRead() ? BrowsePage.naming("/file/download", blob).toString() : "";
    }

    /// What the browser can play of it; none where it cannot be had.
    List<FileView.Player> player() {
        String type = Player.type(properties);
        return type.isEmpty() || download().isEmpty()
                ? List.of()
                : List.of(new FileView.Player(Player.address(blob).toString(), type.startsWith("video/")));
    }
}
