package org.amana.analysis.worker;

import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Texts of western Europe as DOS and old Macs wrote them. ICU knows neither and takes them for what Windows writes, in
/// which their letters are signs that stand in the middle of words.
final class OldWestern {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final List<Charset> OLD = List.of(Charset.forName("IBM850"), Charset.forName("x-MacRoman"));

    /// Signs that do stand between letters: apostrophes, dashes, hyphens, blanks, the dot of Catalan.
    private static final String AT_HOME_IN_WORDS = "\u2018\u2019\u2013\u2014\u00AD\u00A0\u00B7";

    /// Fewer may be slips.
    private static final int LEAST_ODD = 3;

    /// Of the letters beyond ASCII, one in so many.
    private static final int OFTEN = 5;

    private OldWestern() {}

    /// How a text reads in a charset.
    ///
    /// @param high letters and signs beyond ASCII
    /// @param odd signs in the middle of words, and capitals behind small letters
    /// @param sound letters that go with those beside them
    private record Reading(Charset charset, int high, int odd, int sound) {

        static Reading of(byte[] text, Charset charset) {
            String read = new String(text, charset);
            int high = 0;
            int odd = 0;
            int sound = 0;
            for (int i = 1; i + 1 < read.length(); i++) {
                char c = read.charAt(i);
                if (c > 0x7F) {
                    high++;
                    odd += isOdd(read.charAt(i - 1), c, read.charAt(i + 1)) ? 1 : 0;
                    sound += isSound(read.charAt(i - 1), c, read.charAt(i + 1)) ? 1 : 0;
                }
            }
            return new Reading(charset, high, odd, sound);
        }

        private static boolean isOdd(char before, char c, char behind) {
            if (!isLatin(before)) {
                return false;
            }
            return Character.isLetter(c)
                    ? Character.isUpperCase(c) && Character.isLowerCase(before)
                    : isLatin(behind) && AT_HOME_IN_WORDS.indexOf(c) < 0;
        }

        private static boolean isSound(char before, char c, char behind) {
            return Character.isLowerCase(c) && (isLatin(before) || isLatin(behind));
        }

        private static boolean isLatin(char c) {
            return c < 0x80 && Character.isLetter(c);
        }

        boolean isOften(int count) {
            return count * OFTEN >= high;
        }
    }

    /// Which of them a text is in that is thought to be in another of one byte a letter; empty if it is in none.
    static Optional<Charset> of(byte[] text) {
        Reading windows = Reading.of(text, WINDOWS);
        if (windows.odd() < LEAST_ODD || !windows.isOften(windows.odd())) {
            return Optional.empty();
        }
        return OLD.stream()
                .map(charset -> Reading.of(text, charset))
                .filter(reading -> !reading.isOften(reading.odd()) && reading.sound() > windows.sound())
                .max(Comparator.comparingInt(Reading::sound))
                .map(Reading::charset);
    }
}
