package org.amana.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Whole numbers from 0 on in as few bytes as they need: unsigned LEB128, base 128, the lowest seven bits first, the
/// high bit set on all bytes but the last.
public final class Varint {
    private static final int MOST_BITS = 63;

    private Varint() {}

    /// Writes a number that is not negative.
    public static void write(long number, ByteArrayOutputStream out) {
        if (number < 0) {
            throw new IllegalArgumentException("a negative number: " + number);
        }
        long rest = number;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /// Reads a number from where `in` stands.
    ///
    /// @throws java.nio.BufferUnderflowException if it is cut short
    /// @throws IllegalArgumentException if it is beyond 63 bits
    public static long read(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < MOST_BITS; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    /// Reads a number of at most `most`, such as a length that cannot exceed what there is.
    ///
    /// @throws IllegalArgumentException if it is larger
    public static int read(ByteBuffer in, int most) {
        long number = read(in);
        if (number > most) {
            throw new IllegalArgumentException("a number of " + number + "; the most is " + most);
        }
        return (int) number;
    }
}
