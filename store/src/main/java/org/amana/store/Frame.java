package org.amana.store;

/// The framed piece of an extent; see `docs/formats/extent.md`.
final class Frame {
    /// Bytes before the encrypted payload.
    static final int HEADER = 48;
    /// Most bytes of payload in a frame: 1 MiB.
    static final int MOST_PAYLOAD = 1 << 20;
    /// Bytes of payload that are encrypted and authenticated together.
    static final int CHUNK = 64 << 10;
    /// Bytes of the authentication tag behind each chunk.
    static final int TAG = 16;

    private Frame() {}

    /// How many chunks a payload of `length` bytes has.
    static int chunks(int length) {
        return (length + CHUNK - 1) / CHUNK;
    }

    /// Bytes that a frame with `length` bytes of payload takes up.
    static int size(int length) {
        return HEADER + length + TAG * chunks(length);
    }
}
