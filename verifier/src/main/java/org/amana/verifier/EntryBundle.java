package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;

/// Up to 256 entries one behind the other, each after its length in two bytes, big-endian (C2SP `tlog-tiles`).
public final class EntryBundle {
    private EntryBundle() {}

    /// The bytes of a bundle of these entries.
    public static byte[] encode(List<byte[]> entries) {
        int length = 0;
        for (byte[] entry : entries) {
            length += 2 + entry.length;
        }
        byte[] bundle = new byte[length];
        int at = 0;
        for (byte[] entry : entries) {
            if (entry.length > Entry.MAX_BYTES) {
                throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
            }
            bundle[at++] = (byte) (entry.length >>> 8);
            bundle[at++] = (byte) entry.length;
            System.arraycopy(entry, 0, bundle, at, entry.length);
            at += entry.length;
        }
        return bundle;
    }

    /// The first `count` entries of a bundle.
    ///
    /// @throws MalformedException if there are fewer
    public static List<byte[]> decode(byte[] bundle, int count) {
        int[] bounds = bounds(bundle, count);
        List<byte[]> entries = new ArrayList<>(count);
        for (int position = 0; position < count; position++) {
            int from = bounds[position] + 2;
            byte[] entry = new byte[bounds[position + 1] - from];
            System.arraycopy(bundle, from, entry, 0, entry.length);
            entries.add(entry);
        }
        return entries;
    }

    /// Where each of the first `count` entries begins, its length included, and where the last one ends.
    ///
    /// @throws MalformedException naming the position, if the bundle is shorter
    static int[] bounds(byte[] bundle, int count) {
        int[] bounds = new int[count + 1];
        int at = 0;
        for (int position = 0; position < count; position++) {
            bounds[position] = at;
            if (at + 2 > bundle.length) {
                throw new MalformedException("ends before entry " + position + " of " + count);
            }
            at += 2 + (((bundle[at] & 0xff) << 8) | (bundle[at + 1] & 0xff));
            if (at > bundle.length) {
                throw new MalformedException("ends inside entry " + position + " of " + count);
            }
        }
        bounds[count] = at;
        return bounds;
    }
}
