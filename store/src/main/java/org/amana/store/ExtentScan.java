package org.amana.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.amana.durable.DurableFile;

/// Walks the frames of one extent from the first to the last, checking every byte, without any key. What is between
/// two sound frames and is not the zeros after a sync is damage; the walk goes on behind it, since a frame names its
/// extent and its own offset and so cannot be mistaken.
final class ExtentScan {
    private static final int WINDOW = 4 << 20; // holds the largest frame several times

    private final DurableFile file;
    private final ExtentId extent;
    private final long end;

    private byte[] window = {}; // as large as what was ever read at once
    private long windowAt; // offset of window[0] in the file
    private int filled;

    /// @param end where the frames end: the file's length, or what its footer or its writer says
    ExtentScan(DurableFile file, ExtentId extent, long end) {
        this.file = file;
        this.extent = extent;
        this.end = Math.min(end, file.size());
    }

    /// Sees what the walk meets, in order.
    interface Visitor {
        /// A sound frame.
        void frame(Frame frame);

        /// Bytes that are neither a sound frame nor the zeros between two, up to the next sound frame or the end.
        void bad(long offset, long length);
    }

    void walk(Visitor visitor) {
        long at = ExtentFormat.HEADER;
        while (at < end) {
            Optional<Frame> frame = frameAt(at);
            if (frame.isPresent()) {
                visitor.frame(frame.get());
                at += frame.get().size();
            } else if (isGap(at)) {
                at = Math.min(end, ExtentFormat.align(at));
            } else {
                long next = nextFrame(at + 1);
                visitor.bad(at, next - at);
                at = next;
            }
        }
    }

    /// Whether the frame that `place` is in is there and sound; nothing else is read.
    ///
    /// @param end where the frames of the extent end
    static boolean hasFrame(DurableFile file, Place place, long end) {
        ExtentScan scan = new ExtentScan(file, place.extent(), Math.min(end, place.offset() + place.sizeOnDisk()));
        return place.offset() < scan.end
                && scan.frameAt(place.offset())
                        .filter(frame -> frame.length() == place.frame())
                        .isPresent();
    }

    private Optional<Frame> frameAt(long offset) {
        load(offset, Frame.HEADER);
        int at = (int) (offset - windowAt);
        Optional<Frame> header = Frame.parse(ByteBuffer.wrap(window, at, filled - at), extent, offset);
        if (header.isEmpty() || offset + header.get().size() > end) {
            return Optional.empty();
        }
        load(offset, header.get().size());
        return Frame.parseWhole(window, (int) (offset - windowAt), filled, extent, offset);
    }

    /// Whether nothing but zeros lies from `offset` to the next multiple of 4 KiB.
    private boolean isGap(long offset) {
        long next = Math.min(end, ExtentFormat.align(offset));
        if (next == offset) {
            return false;
        }
        load(offset, (int) (next - offset));
        for (int i = (int) (offset - windowAt); i < (int) (next - windowAt); i++) {
            if (i >= filled || window[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /// The offset of the first sound frame at or behind `offset`, or the end.
    private long nextFrame(long offset) {
        for (long at = offset; at < end; at++) {
            load(at, Frame.HEADER);
            int in = (int) (at - windowAt);
            int lastStart = filled - Frame.HEADER;
            while (in <= lastStart && window[in] != (byte) (Frame.MAGIC >>> 24)) {
                in++;
            }
            at = windowAt + in;
            boolean endsHere = windowAt + filled >= end || filled < Math.min(WINDOW, end - windowAt);
            if (in > lastStart && endsHere) {
                return end; // or the file ends before
            }
            if (at < end && frameAt(at).isPresent()) {
                return at;
            }
        }
        return end;
    }

    /// Makes sure that `length` bytes from `offset` are in the window, as far as the file has them.
    private void load(long offset, int length) {
        boolean inside = offset >= windowAt && offset + length <= windowAt + filled;
        boolean allThereIs = offset >= windowAt && offset <= windowAt + filled && windowAt + filled >= end;
        if (!inside && !allThereIs) {
            int most = (int) Math.min(WINDOW, end - offset);
            window = window.length < most ? new byte[most] : window;
            filled = file.read(ByteBuffer.wrap(window, 0, most), offset);
            windowAt = offset;
        }
    }
}
