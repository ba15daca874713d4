package org.amana.blob;

import java.util.Optional;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.store.ContainerKey;

/// For modules above that keep something beside a container's blobs, made of their content: under which key, and of
/// which content it was made. Safe for any number of threads.
public final class Vaults {
    private final BlobParts parts;

    Vaults(BlobParts parts) {
        this.parts = parts;
    }

    /// For modules above that keep something beside a container's blobs; empty when there is no container.
    public Optional<Vault> of(ContainerRef container) {
        return parts.containers().find(container).map(Vaults::vault);
    }

    /// The same for the container that the gate decided about, to be called by a plan.
    ///
    /// @throws org.amana.kernel.AmanaException `CONTAINER_NOT_FOUND`, also when another has taken its name
    ///     since
    public Vault of(Permitted permitted, ContainerRef container) {
        return vault(parts.containers().require(permitted, container));
    }

    private static Vault vault(Box box) {
        return new Vault(box.id(), box.ref(), box.key());
    }

    /// Which content a blob or a snapshot has, to be called by a plan: two with the same number have the same
    /// content, so what was found in one holds for the other.
    ///
    /// @throws org.amana.kernel.AmanaException `CONTAINER_NOT_FOUND`, `BLOB_NOT_FOUND`
    public long contentVersion(Permitted permitted, BlobRef blob) {
        Box box = parts.containers().require(permitted, blob.container());
        return parts.require(box, blob).contentVersion();
    }

    /// That the encryption scope that a blob is in, if it is in one, is enabled: for what was made of its content and
    /// is kept apart from it.
    ///
    /// @throws org.amana.kernel.AmanaException `CONTAINER_NOT_FOUND`, `ENCRYPTION_SCOPE_DISABLED`
    public void requireReadable(Permitted permitted, BlobRef blob) {
        Box box = parts.containers().require(permitted, blob.container());
        scope(box, blob).ifPresent(scope -> parts.scopes().require(box.ref().account(), scope));
    }

    /// Whether what was made of a blob's content may be shown, as far as encryption scopes go.
    public boolean isReadable(BlobRef blob) {
        return parts.containers()
                .find(blob.container())
                .flatMap(box -> scope(box, blob))
                .map(scope -> parts.scopes().isEnabled(blob.container().account(), scope))
                .orElse(true);
    }

    /// The encryption scope that a blob is in, if it is there and in one.
    private Optional<ScopeName> scope(Box box, BlobRef blob) {
        return parts.find(box, blob).map(row -> row.keeping().scope()).filter(scope -> !scope.isAccountKey());
    }

    /// The key of a container, for what is derived from its blobs and kept beside them, such as thumbnails.
    ///
    /// @param permit of an access to this very container
    /// @throws org.amana.kernel.AmanaException `CONTAINER_NOT_FOUND` when it is gone
    public ContainerKey key(ContainerRef container, Permit permit) {
        return parts.containers()
                .find(container)
                .filter(box -> permit.request()
                        .box()
                        .filter(facts -> facts.boxPseudonym().equals(box.pseudonym()))
                        .isPresent())
                .map(Box::key)
                .orElseThrow(() -> ChangeContainerPlan.gone(container));
    }
}
