package org.amana.analysis;

import java.time.Duration;

/// How long a worker may take, by kind and size; measured on two shared cores, with a margin of about ten.
final class Deadlines {
    private static final long MEBIBYTE = 1 << 20;
    private static final double MEGAPIXEL = 1_000_000;

    private final double patience;

    /// @param patience by how much every deadline is lengthened
    Deadlines(double patience) {
        this.patience = patience;
    }

    /// Handing a file over: the pipe carries hundreds of megabytes a second, the store may be slower.
    Duration opening(long bytes) {
        return scaled(10_000 + 250 * (bytes / MEBIBYTE));
    }

    /// Taking text out. The first mebibytes may be thousands of mails, each of which takes a few milliseconds.
    Duration extracting(long bytes) {
        long mebibytes = bytes / MEBIBYTE;
        return scaled(Math.min(300_000, 30_000 + 10_000 * Math.min(10, mebibytes) + 2_000 * mebibytes));
    }

    /// Decoding and scaling a picture.
    ///
    /// @param pixels 0 for a page of a document, whose size is not known
    Duration drawing(long pixels) {
        return scaled(pixels == 0 ? 30_000 : 10_000 + Math.round(60 * (pixels / MEGAPIXEL)));
    }

    /// Recognising the characters on a page, in up to two languages, three sizes and two scripts.
    Duration reading() {
        return scaled(120_000);
    }

    /// How long somebody waits for a page to be drawn. What is being drawn then goes on, and is there the next time.
    Duration waiting() {
        return scaled(8_000);
    }

    private Duration scaled(long millis) {
        return Duration.ofMillis(Math.round(millis * patience));
    }
}
