package org.amana.web.console.view;

import java.util.Locale;

/// Quantities as the console writes them: digits 0 to 9 in both languages (identifiers, hashes and file names have
/// them, and a page should have one set), grouped by comma, a space that does not break before the unit.
public final class Numbers {
    private static final char NO_BREAK = '\u00a0';
    private static final String[] UNITS_EN = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    /// The signs of multiples of 1,024 have no Arabic form: they are written as they are everywhere.
    private static final String[] UNITS_AR = {"بايت", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final char MINUS = '\u2212';

    private Numbers() {}

    /// `48,213,109`.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace('-', MINUS);
    }

    /// `+514`, `−17`, `0`.
    public static String signed(long number) {
        return number > 0 ? "+" + count(number) : count(number);
    }

    /// A share as a percentage: `71%`, and `0.47%` where whole numbers would hide it.
    public static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 10 && percent != Math.rint(percent)) {
            return String.format(Locale.ROOT, percent < 1 ? "%.2f%%" : "%.1f%%", percent);
        }
        return String.format(Locale.ROOT, "%.0f%%", percent);
    }

    /// A certainty as a whole percentage; only certainty itself is 100%.
    public static int percentage(double confidence) {
        int rounded = (int) Math.round(confidence * 100);
        return rounded == 100 && confidence < 1 ? 99 : Math.clamp(rounded, 0, 100);
    }

    /// An amount of bytes in powers of 1,024, as in settings and on the command line: `412 GiB`, `4.2 MiB`; the same
    /// in Arabic, from left to right.
    public static String size(long bytes, Lang lang) {
        int power = power(bytes);
        return measured(scaled(bytes, power), power, lang);
    }

    /// `+984 GiB`, `−17 MiB`.
    public static String signedSize(long bytes, Lang lang) {
        int power = power(bytes);
        return measured(signedInUnit(bytes, power), power, lang);
    }

    private static String measured(String number, int power, Lang lang) {
        return power == 0
                ? lang.token(number) + NO_BREAK + unit(power, lang)
                : lang.token(number + NO_BREAK + unit(power, lang));
    }

    /// The largest power of 1,024 in which the amount is at least one: 0 for bytes, 2 for mebibytes.
    public static int power(long bytes) {
        double value = Math.abs((double) bytes);
        int power = 0;
        while (value >= 1023.5 && power < UNITS_EN.length - 1) {
            value /= 1024;
            power++;
        }
        return power;
    }

    /// The amount in a given unit, with one decimal below ten.
    static String scaled(long bytes, int power) {
        double value = bytes / Math.pow(1024, power);
        boolean whole = power == 0 || Math.abs(value) >= 99.95 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", value).replace('-', MINUS);
    }

    /// The amount in a given unit with its sign: `+514`, `−0.3`.
    public static String signedInUnit(long bytes, int power) {
        return bytes > 0 ? "+" + scaled(bytes, power) : scaled(bytes, power);
    }

    public static String unit(int power, Lang lang) {
        return (lang == Lang.AR ? UNITS_AR : UNITS_EN)[power];
    }
}
