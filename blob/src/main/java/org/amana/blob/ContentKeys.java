package org.amana.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.store.Appending;
import org.amana.store.ContainerKey;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.Sink;

/// The keys under which the bytes of a blob lie: always the container's, and inside that perhaps the customer's or that
/// of an encryption scope. [EncryptionScopes] tells which.
record ContentKeys(ContainerKey container, Optional<InnerKey> inner) {

    /// The customer's, if it is one.
    Optional<CustomerKey> customer() {
        return inner.flatMap(key -> switch (key) {
            case CustomerKey customer -> Optional.of(customer);
            case ScopeKey _ -> Optional.empty();
        });
    }

    /// The scope whose key it is, if it is one.
    ScopeName scope() {
        return inner.map(key -> switch (key) {
                    case CustomerKey _ -> ScopeName.ACCOUNT_KEY;
                    case ScopeKey scope -> scope.name();
                })
                .orElse(ScopeName.ACCOUNT_KEY);
    }

    /// Whether content of the same container under these keys can be read with the others.
    boolean areThoseOf(ContentKeys other) {
        return customer().map(CustomerKey::hash).equals(other.customer().map(CustomerKey::hash))
                && scope().equals(other.scope());
    }

    /// That a blob, or the blocks that wait for it, lie under these keys.
    ///
    /// @param customerKey that they are encrypted with, if they are
    /// @param scope that they are in
    /// @param what the blob, for messages
    /// @throws org.amana.kernel.AmanaException `BLOB_USES_CUSTOMER_ENCRYPTION`, `CUSTOMER_ENCRYPTION_MISMATCH`,
    ///     `BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION`
    void requireThoseOf(Optional<CustomerKeyHash> customerKey, ScopeName scope, Object what) {
        CustomerEncryption.require(customerKey, customer(), what);
        scope().requireSame(scope, what);
    }

    /// Begins a body.
    ///
    /// @param expected how many bytes it is said to have, 0 if that is not known; a hint
    Appending append(Extents extents, long expected) {
        Appending appending = extents.append(container, expected);
        return inner.isEmpty() ? appending : new CustomerAppending(appending, inner.get(), expected);
    }

    /// Gives `length` bytes from `from` of the content in `places`.
    ///
    /// @throws IOException what the sink threw
    /// @throws org.amana.kernel.AmanaException `CORRUPT`, as [Extents#read]
    void read(Extents extents, Places places, long from, long length, Sink sink) throws IOException {
        if (inner.isEmpty()) {
            extents.read(container, places, from, length, sink);
        } else {
            new CustomerReader(extents, container, inner.get()).read(places, from, length, sink);
        }
    }
}
