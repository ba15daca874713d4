package org.amana.store;

import java.io.IOException;

/// Takes bytes that were read, piece by piece, in order.
@FunctionalInterface
public interface Sink {
    /// Takes `length` bytes from `offset` of `bytes`, which is reused afterwards.
    void accept(byte[] bytes, int offset, int length) throws IOException;
}
