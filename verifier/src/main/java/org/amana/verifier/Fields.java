package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The values whose inner form is checked on every entry: commitments and metered units. Each method answers
/// what is wrong, or null (a hot path: no `Optional`).
final class Fields {
    private static final int DIGESTS = 4;
    private static final int DIGEST_LENGTH = 43;
    private static final int STEP = DIGEST_LENGTH + 3;
    private static final boolean[] BASE64URL =
            alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// The last of 43 characters carries four bits; its other two are zero.
    private static final boolean[] LAST = alphabet("AEIMQUYcgkosw048");

    private static final byte[] OBJECT = "\"object:".getBytes(StandardCharsets.US_ASCII);

    private Fields() {}

    /// What is wrong with the commitments in the field at `position` of what `entry` has just read.
    static @Nullable String commitments(EntryParser entry, int position) {
        return commitments(entry.source(), entry.valueFrom(position), entry.valueTo(position));
    }

    /// Exactly four different digests of 32 bytes, in base64url; `bytes[from, to)` is the inside of the array.
    static @Nullable String commitments(byte[] bytes, int from, int to) {
        if (to - from != DIGESTS * STEP - 1) {
            return "sd has not four digests";
        }
        for (int digest = 0; digest < DIGESTS; digest++) {
            int first = from + digest * STEP + 1;
            int last = first + DIGEST_LENGTH - 1;
            if (bytes[last + 1] != '"' || !LAST[bytes[last] & 0xff]) {
                return "sd has something that is no digest";
            }
            for (int at = first; at < last; at++) {
                if (!BASE64URL[bytes[at] & 0xff]) {
                    return "sd has something that is no digest";
                }
            }
            for (int other = from + 1; other < first; other += STEP) {
                if (Arrays.equals(bytes, first, last, bytes, other, other + DIGEST_LENGTH - 1)) {
                    return "sd has the same digest twice";
                }
            }
        }
        return null;
    }

    /// Adds up the `name:count` units in the field at `position` of what `entry` has just read.
    static @Nullable String units(EntryParser entry, int position, TextTable<long[]> sums) {
        return units(entry.source(), entry.valueFrom(position), entry.valueTo(position), sums);
    }

    /// Adds up `name:count` units; `bytes[from, to)` is the inside of the array.
    static @Nullable String units(byte[] bytes, int from, int to, TextTable<long[]> sums) {
        int at = from;
        while (at < to) {
            int name = at + 1;
            int colon = name;
            while (bytes[colon] != ':' && bytes[colon] != '"') {
                colon++;
            }
            long count = 0;
            int digit = colon + 1;
            while (digit < to && bytes[digit] >= '0' && bytes[digit] <= '9' && digit - colon <= 16) {
                count = count * 10 + (bytes[digit] - '0');
                digit++;
            }
            boolean zeroLed = digit > colon + 2 && bytes[colon + 1] == '0';
            if (colon == name || bytes[colon] != ':' || digit == colon + 1 || bytes[digit] != '"' || zeroLed) {
                return "units has something that is not name:count";
            }
            if (!add(sums, bytes, name, colon, count)) {
                return "a sum of units grows beyond 63 bits";
            }
            at = digit + 2;
        }
        return null;
    }

    /// How many objects well-formed `name:count` units name; `bytes[from, to)` is the inside of the array.
    static long objects(byte[] bytes, int from, int to) {
        long objects = 0;
        int at = from;
        while (at < to) {
            int close = at + 1;
            while (bytes[close] != '"') {
                close++;
            }
            if (close - at > OBJECT.length && Arrays.equals(bytes, at, at + OBJECT.length, OBJECT, 0, OBJECT.length)) {
                long count = 0;
                for (int digit = at + OBJECT.length; digit < close; digit++) {
                    count = count * 10 + (bytes[digit] - '0');
                }
                objects += count;
            }
            at = close + 2;
        }
        return objects;
    }

    private static boolean add(TextTable<long[]> sums, byte[] bytes, int from, int to, long count) {
        long[] sum = sums.find(bytes, from, to);
        if (sum == null) {
            sum = new long[1];
            sums.put(bytes, from, to, sum);
        }
        sum[0] += count;
        return sum[0] >= 0;
    }

    private static boolean[] alphabet(String characters) {
        boolean[] alphabet = new boolean[256];
        characters.chars().forEach(c -> alphabet[c] = true);
        return alphabet;
    }
}
