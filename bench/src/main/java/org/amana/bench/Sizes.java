package org.amana.bench;

import java.util.Random;

/// The sizes and numbers of clients that the claims are about.
final class Sizes {
    static final int SMALL = 4 << 10;
    static final int MEDIUM = 4 << 20;
    static final int LARGE = 8 << 20;

    /// At once, for small blobs.
    static final int CLIENTS = 64;

    /// At once, for large blobs.
    static final int LARGE_CLIENTS = 8;

    private Sizes() {}

    /// Content that does not compress, the same every time.
    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
