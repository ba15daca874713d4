package org.amana.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amana.store.Places;

/// The bytes of a page blob as they come from elsewhere, without the long stretches of zeros among them: those are
/// holes of the copy, however the source kept them.
final class WithoutHoles extends InputStream {
    /// A stretch of zeros that covers this many bytes, counted from a multiple of them, is a hole.
    static final int GRAIN = 64 * 1024;

    private final InputStream source;
    private final List<Stretch> stretches = new ArrayList<>();
    private final byte[] grain = new byte[GRAIN];
    private int filled; // bytes of the grain
    private int given; // of those
    private long read; // bytes of the source

    WithoutHoles(InputStream source) {
        this.source = source;
    }

    private record Stretch(long start, long length) {
        boolean goesOnAt(long position, int more) {
            return start + length == position && length + more <= ContentRange.LONGEST;
        }
    }

    /// How many bytes came, those in holes included.
    long length() {
        return read;
    }

    /// What was read, at its place in the blob.
    ///
    /// @param places where it is now, one behind the other
    List<ContentRange> ranges(Places places) {
        PlaceCutter cutter = new PlaceCutter(places);
        return stretches.stream()
                .map(stretch -> new ContentRange(stretch.start(), cutter.next(stretch.length())))
                .toList();
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? grain[given++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int part = Math.min(length, filled - given);
        System.arraycopy(grain, given, into, offset, part);
        given += part;
        return part;
    }

    /// Goes on to the next grain that has other bytes than zeros, if this one is used up.
    private boolean hasMore() throws IOException {
        while (given == filled) {
            given = 0;
            filled = source.readNBytes(grain, 0, GRAIN);
            if (filled == 0) {
                return false;
            }
            if (isZeros()) {
                given = filled;
            } else {
                note(read);
            }
            read += filled;
        }
        return true;
    }

    private boolean isZeros() {
        return grain[0] == 0 && Arrays.equals(grain, 0, filled - 1, grain, 1, filled);
    }

    private void note(long position) {
        if (!stretches.isEmpty() && stretches.getLast().goesOnAt(position, filled)) {
            Stretch last = stretches.removeLast();
            stretches.add(new Stretch(last.start(), last.length() + filled));
        } else {
            stretches.add(new Stretch(position, filled));
        }
    }
}
