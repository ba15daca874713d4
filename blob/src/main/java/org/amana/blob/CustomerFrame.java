package org.amana.blob;

import java.nio.ByteBuffer;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Appending;
import org.amana.store.Place;

/// How the payload of a frame is laid out when its bytes are encrypted with a customer's key, inside the encryption
/// that every frame has. The layout is in `docs/formats/customer-frame.md`:
///
/// ```
///  0  4  magic "AMCF"             8  4  bytes of content
///  4  1  version 1               12 32  salt
///  5  1  cipher 1                44     a tag of 16 bytes for each segment
///  6  2  zero                           the segments: 64 KiB of content each but the last, encrypted
/// ```
///
/// The encrypted content is as long as the content and lies in one piece behind the head; so places refer to it as
/// they refer to any bytes, and ranges, blocks, copies, snapshots and compaction need not know of it.
///
/// @param content bytes of content
record CustomerFrame(int content) {
    /// Bytes that are encrypted and authenticated together.
    static final int SEGMENT = 64 << 10;
    /// Bytes of the head that are authenticated with every segment.
    static final int AUTHENTICATED = 12 + CustomerSeal.SALT;
    /// Most bytes of content in a frame: with the head they fill one.
    static final int MOST_CONTENT = Appending.FRAME - AUTHENTICATED - 16 * CustomerSeal.TAG;
    /// What the keys are for that are made of the customer's.
    static final String USE = "amana customer frame 1";

    private static final int MAGIC = 0x414D4346;
    private static final int VERSION_AND_CIPHER = 0x01_01_00_00;
    private static final int SALT_AT = 12;

    CustomerFrame {
        if (content < 1 || content > MOST_CONTENT) {
            throw new IllegalArgumentException("no frame has " + content + " bytes of content");
        }
    }

    /// The frame that this place is a part of.
    ///
    /// @throws AmanaException `CORRUPT` if it cannot be one with a head, or the place begins in the head
    static CustomerFrame around(Place place) {
        int behind = place.frame() - AUTHENTICATED;
        int segments = Math.ceilDiv(behind, SEGMENT + CustomerSeal.TAG);
        int content = behind - segments * CustomerSeal.TAG;
        if (behind < 1 || content < 1 || content > MOST_CONTENT) {
            throw corrupt(place, "it has " + place.frame() + " bytes");
        }
        CustomerFrame frame = new CustomerFrame(content);
        if (frame.size() != place.frame() || place.from() < frame.head()) {
            throw corrupt(place, "bytes from " + place.from() + " of " + place.frame());
        }
        return frame;
    }

    static AmanaException corrupt(Place place, String why) {
        return new AmanaException(
                ErrorCode.CORRUPT,
                "extent " + place.extent() + " offset " + place.offset() + ": no frame of a customer's key, " + why);
    }

    int segments() {
        return Math.ceilDiv(content, SEGMENT);
    }

    /// Bytes before the content.
    int head() {
        return AUTHENTICATED + segments() * CustomerSeal.TAG;
    }

    int size() {
        return head() + content;
    }

    /// Where in the frame a segment begins.
    int at(int segment) {
        return head() + segment * SEGMENT;
    }

    /// Bytes of a segment.
    int length(int segment) {
        return Math.min(SEGMENT, content - segment * SEGMENT);
    }

    /// Where the tag of a segment is.
    int tagAt(int segment) {
        return AUTHENTICATED + segment * CustomerSeal.TAG;
    }

    /// Where the content is when the frame lies there.
    Place contentOf(Place whole) {
        if (!whole.isWhole() || whole.frame() != size()) {
            throw new IllegalStateException("a frame of " + size() + " bytes was written as " + whole);
        }
        return new Place(whole.extent(), whole.offset(), whole.frame(), head(), content);
    }

    /// Writes the head but its tags.
    void putHead(byte[] frame, byte[] salt) {
        ByteBuffer.wrap(frame)
                .putInt(MAGIC)
                .putInt(VERSION_AND_CIPHER)
                .putInt(content)
                .put(salt);
    }

    /// Whether these bytes begin with the head of this frame.
    boolean isHead(byte[] bytes) {
        ByteBuffer head = ByteBuffer.wrap(bytes);
        return head.getInt() == MAGIC && head.getInt() == VERSION_AND_CIPHER && head.getInt() == content;
    }

    static byte[] salt(byte[] head) {
        byte[] salt = new byte[CustomerSeal.SALT];
        System.arraycopy(head, SALT_AT, salt, 0, salt.length);
        return salt;
    }
}
