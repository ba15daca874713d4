package org.amana.kernel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes, never negative. Written in configuration as `64 KiB`, `1GiB` or `512`; units are powers of
/// 1,024.
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*(B|KiB|MiB|GiB|TiB)?");
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    public static ByteSize ofBytes(long bytes) {
        return new ByteSize(bytes);
    }

    public static ByteSize ofKibibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 10));
    }

    public static ByteSize ofMebibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 20));
    }

    public static ByteSize ofGibibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 30));
    }

    /// Reads `64 KiB`, `1GiB` or `512` (bytes).
    ///
    /// @throws IllegalArgumentException if the text has another form or is too large for 63 bits
    public static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size such as 64 KiB: " + text);
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        int power = 0;
        while (!UNITS[power].equals(unit)) {
            power++;
        }
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power)));
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("size is too large: " + text);
        }
    }

    /// This size as a person reads it, with at most one decimal: `4 KiB`, `1.5 GiB`.
    @Override
    public String toString() {
        int power = 0;
        double value = bytes;
        while (value >= 1024 && power < UNITS.length - 1) {
            value /= 1024;
            power++;
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f %s", value, UNITS[power])
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[power]);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }
}
