package org.amana.store;

import java.util.Objects;

/// Bytes in an extent: a frame, and which part of its payload. Copies of ranges refer to parts; what is appended is
/// whole.
///
/// @param extent in which extent
/// @param offset where the frame begins in the extent, in bytes
/// @param frame length of the frame's whole payload, 1 byte to 1 MiB
/// @param from where the part begins in the payload
/// @param length how many bytes of payload the part has, at least 1
public record Place(ExtentId extent, long offset, int frame, int from, int length) {
    public Place {
        if (offset < 0 || frame < 1 || frame > Frame.MOST_PAYLOAD || length < 1) {
            throw new IllegalArgumentException(
                    "no place: extent " + extent + " at " + offset + ", frame of " + frame + ", part of " + length);
        }
        Objects.checkFromIndexSize(from, length, frame);
    }

    /// The whole payload of a frame.
    public static Place whole(ExtentId extent, long offset, int frame) {
        return new Place(extent, offset, frame, 0, frame);
    }

    /// Whether this is all of its frame.
    public boolean isWhole() {
        return length == frame;
    }

    /// The whole frame that this is a part of.
    public Place whole() {
        return isWhole() ? this : whole(extent, offset, frame);
    }

    /// A part of this part: `length` bytes from `from` within it.
    Place part(int from, int length) {
        return new Place(extent, offset, frame, this.from + from, length);
    }

    /// The same part of the same payload at another place.
    Place movedTo(Place whole) {
        return new Place(whole.extent, whole.offset, frame, from, length);
    }

    /// As a person reads it: `bytes 4096 to 5119 of extent 01ab…`, of the file of the extent.
    @Override
    public String toString() {
        return "bytes " + offset + " to " + (offset + sizeOnDisk() - 1) + " of extent " + extent;
    }

    /// Bytes that the frame takes up in its extent.
    long sizeOnDisk() {
        return Frame.size(frame);
    }
}
