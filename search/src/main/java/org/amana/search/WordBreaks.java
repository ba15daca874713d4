package org.amana.search;

import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.charfilter.BaseCharFilter;
import org.jspecify.annotations.Nullable;

/// Text whose words begin and end where a reader sees it, before ICU looks for their boundaries.
///
/// - A mark between two letters parts them, where Unicode's own rule glues: `Name:Karamazov`, `d’Alembert`,
///   `www.example.org`. Between digits it stays, so numbers are whole; and so does the English `'s`. An underscore
///   always parts.
/// - A word that was divided at the end of a line is one: `contrac-⏎tor`. Both parts must be in lower case, unless the
///   hyphen is one that is only there to divide.
///
/// A mark becomes a blank, so nothing moves but what stands behind a divided word; Lucene is told how far. The text is
/// held whole: it is a page, or a piece of one.
final class WordBreaks extends BaseCharFilter {
    private static final String GLUE = ".:'’‘․‧﹒﹕＇．：";
    private static final String APOSTROPHES = "'’＇";
    private static final String ALWAYS_PARTS = "_＿";
    private static final String HYPHENS = "-‐¬";
    private static final char SOFT_HYPHEN = '\u00AD';

    private @Nullable StringBuilder broken;
    private int at;

    WordBreaks(Reader text) {
        super(text);
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        StringBuilder text = broken;
        if (text == null) {
            text = broken(input.readAllAsString());
            broken = text;
        }
        if (at >= text.length()) {
            return -1;
        }
        int count = Math.min(length, text.length() - at);
        text.getChars(at, at + count, into, offset);
        at += count;
        return count;
    }

    private StringBuilder broken(String text) {
        StringBuilder broken = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int next = nextPart(text, i);
            if (next > i) {
                addOffCorrectMap(broken.length(), next - broken.length());
                i = next;
            } else {
                broken.append(parts(text, i) ? ' ' : c);
                i++;
            }
        }
        return broken;
    }

    /// Where a word goes on that is divided at `i`; -1 if none is.
    private static int nextPart(String text, int i) {
        char c = text.charAt(i);
        boolean soft = c == SOFT_HYPHEN;
        if (i == 0 || !(soft || HYPHENS.indexOf(c) >= 0)) {
            return -1;
        }
        int next = nextLine(text, i + 1);
        if (next < 0) {
            return -1;
        }
        int before = text.codePointBefore(i);
        int behind = text.codePointAt(next);
        boolean divided = soft
                ? isOfAWord(before) && Character.isLetter(behind)
                : Character.isLowerCase(before) && Character.isLowerCase(behind);
        return divided ? next : -1;
    }

    /// The first character of the next line, if there is nothing but blanks and one end of a line before it; else -1.
    private static int nextLine(String text, int from) {
        int i = pastBlanks(text, from);
        if (i < text.length() && text.charAt(i) == '\r') {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != '\n') {
            return -1;
        }
        i = pastBlanks(text, i + 1);
        return i < text.length() ? i : -1;
    }

    private static int pastBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private static boolean parts(String text, int i) {
        char c = text.charAt(i);
        if (ALWAYS_PARTS.indexOf(c) >= 0) {
            return true;
        }
        return GLUE.indexOf(c) >= 0
                && i > 0
                && i + 1 < text.length()
                && isOfAWord(text.codePointBefore(i))
                && Character.isLetter(text.codePointAt(i + 1))
                && !(APOSTROPHES.indexOf(c) >= 0 && isPossessive(text, i + 1));
    }

    /// An `s` at the end of a word.
    private static boolean isPossessive(String text, int i) {
        boolean last = i + 1 == text.length() || !Character.isLetterOrDigit(text.codePointAt(i + 1));
        return last && (text.charAt(i) == 's' || text.charAt(i) == 'S');
    }

    /// Marks over and under a letter stand behind it.
    private static boolean isOfAWord(int c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
