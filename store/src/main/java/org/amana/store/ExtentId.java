package org.amana.store;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The name of an extent: 128 random bits, never used twice, on no machine. Its text is 32 hexadecimal digits.
public record ExtentId(long high, long low) implements Comparable<ExtentId> {
    static final int BYTES = 16;

    static ExtentId random(RandomGenerator random) {
        return new ExtentId(random.nextLong(), random.nextLong());
    }

    /// Reads 32 hexadecimal digits.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` if the text is something else
    public static ExtentId parse(String text) {
        if (!text.matches("[0-9a-f]{32}")) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "not an extent id: " + text);
        }
        return new ExtentId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /// In the order of the text.
    @Override
    public int compareTo(ExtentId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
