package org.amana.analysis.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The boxes of a JPEG 2000 file, of which one tells the size of the picture. Leptonica looks for it in the first bytes
/// only, and files that say first what it takes to read them have it later. ISO/IEC 15444-1, Annex I.
final class Jp2Boxes {
    private static final int HEADER = 0x6A703268; // jp2h, holds the next
    private static final int IMAGE_HEADER = 0x69686472; // ihdr
    private static final int MOST = 1_000;

    /// Length and kind.
    private static final int HEAD = 8;

    private Jp2Boxes() {}

    /// Empty where there are no such boxes, as in a bare codestream.
    static Optional<LeptonicaPictures.Size> size(Path file) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long at = 0;
            for (int box = 0; box < MOST && at + 2 * HEAD <= in.size(); box++) {
                ByteBuffer head = at(in, at);
                long length = Integer.toUnsignedLong(head.getInt());
                int kind = head.getInt();
                if (kind == IMAGE_HEADER) {
                    int height = head.getInt();
                    return Optional.of(new LeptonicaPictures.Size(head.getInt(), height));
                }
                long whole = length == 1 ? head.getLong() : length;
                if (kind == HEADER) {
                    at += length == 1 ? 2 * HEAD : HEAD;
                } else if (whole < HEAD || whole > in.size() - at) {
                    return Optional.empty();
                } else {
                    at += whole;
                }
            }
            return Optional.empty();
        }
    }

    private static ByteBuffer at(SeekableByteChannel in, long position) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(2 * HEAD);
        in.position(position);
        while (head.hasRemaining() && in.read(head) >= 0) {
            // More is to come.
        }
        return head.clear();
    }
}
