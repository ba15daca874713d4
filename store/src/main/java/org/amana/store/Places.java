package org.amana.store;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Varint;
import org.jspecify.annotations.Nullable;

/// Where some content is: places in order. Immutable. A row in the catalog keeps it as compact bytes, so that
/// commits, copies, ranges and snapshots move no data.
public record Places(List<Place> list) {
    public static final Places EMPTY = new Places(List.of());

    private static final byte VERSION = 1;
    private static final int SAME_EXTENT = 1;
    private static final int WHOLE = 2;
    private static final int FOLLOWS = 4;

    public Places {
        list = List.copyOf(list);
    }

    /// How many bytes of content there are.
    public long length() {
        long length = 0;
        for (Place place : list) {
            length += place.length();
        }
        return length;
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /// The extents that hold some of it, in the order of their first use.
    public Set<ExtentId> extents() {
        if (list.size() == 1) {
            return Set.of(list.getFirst().extent());
        }
        Set<ExtentId> extents = new LinkedHashSet<>();
        list.forEach(place -> extents.add(place.extent()));
        return extents;
    }

    /// The `length` bytes from `from`.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer
    public Places slice(long from, long length) {
        Objects.checkFromIndexSize(from, length, length());
        List<Place> slice = new ArrayList<>();
        long start = 0; // of the place at hand, within the content
        for (Place place : list) {
            long first = Math.max(from, start);
            long end = Math.min(from + length, start + place.length());
            if (first < end) {
                slice.add(place.part((int) (first - start), (int) (end - first)));
            }
            start += place.length();
        }
        return new Places(slice);
    }

    /// This, and then `more`.
    public Places plus(Places more) {
        List<Place> both = new ArrayList<>(list.size() + more.list.size());
        both.addAll(list);
        both.addAll(more.list);
        return new Places(both);
    }

    /// Whether some of it is in one of these frames.
    ///
    /// @param frames whole ones
    public boolean touchesAny(Set<Place> frames) {
        return list.stream().anyMatch(place -> frames.contains(place.whole()));
    }

    /// The same content after frames have moved.
    ///
    /// @param newFrames where the whole frames are that did move
    public Places moved(Map<Place, Place> newFrames) {
        return new Places(list.stream()
                .map(place -> place.movedTo(newFrames.getOrDefault(place.whole(), place.whole())))
                .toList());
    }

    /// The compact form: version, then for each place a byte of flags and what they leave open, numbers as
    /// base-128 varints. A whole frame right behind the one before takes 4 bytes. See `docs/formats/catalog.md`.
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8 + 5 * list.size());
        out.write(VERSION);
        Place before = null;
        for (Place place : list) {
            encode(place, before, out);
            before = place;
        }
        return out.toByteArray();
    }

    private static void encode(Place place, @Nullable Place before, ByteArrayOutputStream out) {
        boolean sameExtent = before != null && before.extent().equals(place.extent());
        boolean follows = before != null && sameExtent && place.offset() == before.offset() + before.sizeOnDisk();
        out.write((sameExtent ? SAME_EXTENT : 0) | (place.isWhole() ? WHOLE : 0) | (follows ? FOLLOWS : 0));
        if (!sameExtent) {
            out.writeBytes(ByteBuffer.allocate(ExtentId.BYTES)
                    .putLong(place.extent().high())
                    .putLong(place.extent().low())
                    .array());
        }
        if (!follows) {
            Varint.write(place.offset(), out);
        }
        Varint.write(place.frame(), out);
        if (!place.isWhole()) {
            Varint.write(place.from(), out);
            Varint.write(place.length(), out);
        }
    }

    /// Reads what [#encode()] wrote.
    ///
    /// @throws AmanaException `CORRUPT` if it is anything else
    public static Places decode(byte[] encoded) {
        try {
            ByteBuffer in = ByteBuffer.wrap(encoded);
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("unknown version");
            }
            List<Place> places = new ArrayList<>();
            Place before = null;
            while (in.hasRemaining()) {
                before = decode(in, before);
                places.add(before);
            }
            return new Places(places);
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "places in a row cannot be read: " + e.getMessage(), e);
        }
    }

    private static Place decode(ByteBuffer in, @Nullable Place before) {
        int flags = in.get();
        boolean sameExtent = (flags & SAME_EXTENT) != 0;
        if ((flags & ~(SAME_EXTENT | WHOLE | FOLLOWS)) != 0 || (sameExtent && before == null)) {
            throw new IllegalArgumentException("flags " + flags);
        }
        ExtentId extent = sameExtent && before != null ? before.extent() : new ExtentId(in.getLong(), in.getLong());
        long offset = (flags & FOLLOWS) == 0 ? Varint.read(in) : after(before, sameExtent);
        int frame = Math.toIntExact(Varint.read(in));
        if ((flags & WHOLE) != 0) {
            return Place.whole(extent, offset, frame);
        }
        return new Place(extent, offset, frame, Math.toIntExact(Varint.read(in)), Math.toIntExact(Varint.read(in)));
    }

    private static long after(@Nullable Place before, boolean sameExtent) {
        if (before == null || !sameExtent) {
            throw new IllegalArgumentException("a place that follows nothing");
        }
        return before.offset() + before.sizeOnDisk();
    }
}
