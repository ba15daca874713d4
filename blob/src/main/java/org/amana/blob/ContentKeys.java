package org.amana.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.store.Appending;
import org.amana.store.ContainerKey;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.Sink;

/// The keys under which the bytes of a blob lie: always the container's, and inside that perhaps the customer's.
record ContentKeys(ContainerKey container, Optional<CustomerKey> customer) {
    /// Those of a container alone.
    static ContentKeys of(Box box) {
        return new ContentKeys(box.key(), Optional.empty());
    }

    /// Those for what a request writes into a container or reads from it.
    static ContentKeys of(Box box, Conditions conditions) {
        return new ContentKeys(box.key(), conditions.customerKey());
    }

    /// Begins a body.
    ///
    /// @param expected how many bytes it is said to have, 0 if that is not known; a hint
    Appending append(Extents extents, long expected) {
        Appending appending = extents.append(container, expected);
        return customer.isEmpty() ? appending : new CustomerAppending(appending, customer.get(), expected);
    }

    /// Gives `length` bytes from `from` of the content in `places`.
    ///
    /// @throws IOException what the sink threw
    /// @throws org.amana.kernel.AmanaException `CORRUPT`, as [Extents#read]
    void read(Extents extents, Places places, long from, long length, Sink sink) throws IOException {
        if (customer.isEmpty()) {
            extents.read(container, places, from, length, sink);
        } else {
            new CustomerReader(extents, container, customer.get()).read(places, from, length, sink);
        }
    }
}
