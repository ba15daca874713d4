package org.amana.blob;

import java.util.function.Supplier;
import org.amana.policy.Planned;

/// Something that planning took and that is let go when all is done: a lock, a body in extents. Closing twice
/// is harmless.
interface Hold extends AutoCloseable {
    @Override
    void close();

    /// Plans while this is held, and keeps it until the planned deed is closed. If planning fails, it is let go
    /// at once.
    default <R> Planned<R> during(Supplier<Planned<R>> planning) {
        try {
            return planning.get().releasing(this::close);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }
}
