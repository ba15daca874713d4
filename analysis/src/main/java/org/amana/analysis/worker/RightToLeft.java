package org.amana.analysis.worker;

import java.lang.Character.UnicodeBlock;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.text.TextPosition;

/// Puts a line that has letters of a right-to-left script in it into the order in which it is read. PDFBox does
/// that for each piece of a line by itself, and vowel signs, which are drawn with no width, make pieces of words.
///
/// The line is taken whole as it is seen, from left to right, and the bidirectional algorithm is run over it once;
/// between what is seen and what is read it leads both ways. Unicode UAX #9. The line runs from right to left where
/// most letters do, on it or on its page.
final class RightToLeft {

    /// Blanks are mostly drawn. Where they are not, a gap this wide, in widths of a blank, is one.
    private static final float WIDTHS_OF_A_BLANK = 0.5f;

    /// The same in sizes of the letters, for fonts that do not say how wide their blank is.
    private static final float SIZES_OF_LETTERS = 0.15f;

    /// How far beside its letter a sign may be drawn, in sizes of the letters.
    private static final float REACH_OF_A_SIGN = 0.2f;

    private static final String BRACKETS = "()[]{}<>«»‹›";

    private static final char ANY_LATIN = 'a';

    private static final Set<UnicodeBlock> FORMS =
            Set.of(UnicodeBlock.ARABIC_PRESENTATION_FORMS_A, UnicodeBlock.ARABIC_PRESENTATION_FORMS_B);

    /// Which way the brackets were that could be told: above 0 as they are seen, below as they are read.
    private int seen;

    private boolean mostOfThePage;

    /// What stands between two blanks.
    record Token(String text, List<TextPosition> glyphs) {}

    static boolean isIn(List<TextPosition> line) {
        return line.stream().anyMatch(glyph -> glyph.getUnicode().codePoints().anyMatch(RightToLeft::isRightToLeft));
    }

    private static boolean isRightToLeft(int letter) {
        return switch (Character.getDirectionality(letter)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true;
            default -> false;
        };
    }

    private static boolean isLeftToRight(int letter) {
        return Character.getDirectionality(letter) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }

    /// The page that the next lines stand on.
    void page(Stream<TextPosition> glyphs) {
        mostOfThePage = glyphs.mapToInt(glyph -> side(glyph.getUnicode())).sum() > 0;
    }

    /// How many more letters of a text run from right to left than from left to right.
    private static int side(String text) {
        return text.codePoints()
                .map(c -> isRightToLeft(c) ? 1 : isLeftToRight(c) ? -1 : 0)
                .sum();
    }

    /// @param line its glyphs in the order they are drawn in
    List<Token> tokens(List<TextPosition> line) {
        List<Cluster> seenOrder = withBlanks(withMarks(clusters(line)));
        List<Cluster> readOrder = read(seenOrder);
        List<Token> tokens = new ArrayList<>();
        List<Cluster> token = new ArrayList<>();
        for (Cluster cluster : readOrder) {
            if (cluster.isBlank()) {
                addTo(tokens, token);
                token.clear();
            } else {
                token.add(cluster);
            }
        }
        addTo(tokens, token);
        return tokens;
    }

    private static void addTo(List<Token> tokens, List<Cluster> clusters) {
        String text = TextCollector.tidy(clusters.stream().map(Cluster::text).collect(Collectors.joining()));
        if (!text.isEmpty()) {
            tokens.add(new Token(
                    text,
                    clusters.stream()
                            .flatMap(cluster -> cluster.glyphs().stream())
                            .toList()));
        }
    }

    /// Glyphs that stand for characters together: a letter and its signs.
    ///
    /// @param text in the order it is read
    /// @param place by which it stands before or behind others: the middle of its widest glyph
    private record Cluster(String text, float left, float right, float place, List<TextPosition> glyphs) {

        static Cluster of(TextPosition glyph) {
            float left = glyph.getXDirAdj();
            float right = left + Math.max(0, glyph.getWidthDirAdj());
            return new Cluster(plain(glyph.getUnicode()), left, right, (left + right) / 2, List.of(glyph));
        }

        static Cluster blank(float at) {
            return new Cluster(" ", at, at, at, List.of());
        }

        Cluster with(Cluster other) {
            List<TextPosition> both = new ArrayList<>(glyphs);
            both.addAll(other.glyphs);
            return new Cluster(
                    text + other.text,
                    Math.min(left, other.left),
                    Math.max(right, other.right),
                    other.width() > width() ? other.place : place,
                    both);
        }

        Cluster saying(String other) {
            return new Cluster(other, left, right, place, glyphs);
        }

        /// Where it stands when nothing but a sign of it is known, which is drawn anywhere over the letter.
        Cluster behind(Cluster before) {
            boolean lost = width() == 0
                    && !text.isEmpty()
                    && !isMark()
                    && left <= before.right
                    && left >= before.left - REACH_OF_A_SIGN * glyphs.getFirst().getFontSizeInPt();
            return lost ? new Cluster(text, left, right, Math.nextUp(before.place), glyphs) : this;
        }

        float width() {
            return right - left;
        }

        boolean isBlank() {
            return text.isBlank();
        }

        boolean isMark() {
            return !text.isEmpty()
                    && text.codePoints().allMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK);
        }

        /// Stands for the whole in the algorithm.
        char first() {
            return text.isEmpty() ? ' ' : text.charAt(0);
        }

        float distance(Cluster mark) {
            return Math.max(0, Math.max(left - mark.place, mark.place - right));
        }

        /// The letters that shapes of Arabic letters stand for.
        private static String plain(String text) {
            return text.codePoints().anyMatch(c -> FORMS.contains(UnicodeBlock.of(c)))
                    ? Normalizer.normalize(text, Normalizer.Form.NFKC)
                    : text;
        }
    }

    /// A glyph that says nothing is part of what is said by the one that was drawn before it.
    private static List<Cluster> clusters(List<TextPosition> line) {
        List<Cluster> clusters = new ArrayList<>();
        for (TextPosition glyph : line) {
            Cluster cluster = Cluster.of(glyph);
            if (cluster.text().isEmpty() && !clusters.isEmpty()) {
                clusters.add(clusters.removeLast().with(cluster));
            } else {
                clusters.add(cluster);
            }
        }
        for (int i = 1; i < clusters.size(); i++) {
            clusters.set(i, clusters.get(i).behind(clusters.get(i - 1)));
        }
        clusters.sort(Comparator.comparingDouble(Cluster::place));
        return clusters;
    }

    /// Signs that were drawn by themselves are read with the letter that they stand on.
    private static List<Cluster> withMarks(List<Cluster> all) {
        List<Cluster> letters = new ArrayList<>(
                all.stream().filter(cluster -> !cluster.isMark()).toList());
        for (Cluster mark : all) {
            if (mark.isMark()) {
                nearest(letters, mark)
                        .ifPresentOrElse(at -> letters.set(at, letters.get(at).with(mark)), () -> letters.add(mark));
            }
        }
        return letters;
    }

    private static OptionalInt nearest(List<Cluster> letters, Cluster mark) {
        return IntStream.range(0, letters.size())
                .filter(at -> !letters.get(at).isBlank())
                .reduce((one, other) ->
                        letters.get(other).distance(mark) < letters.get(one).distance(mark) ? other : one);
    }

    private static List<Cluster> withBlanks(List<Cluster> all) {
        List<Cluster> parted = new ArrayList<>();
        float right = Float.MAX_VALUE;
        for (Cluster cluster : all) {
            if (cluster.left() - right > blank(cluster)) {
                parted.add(Cluster.blank(right));
            }
            parted.add(cluster);
            right = right == Float.MAX_VALUE ? cluster.right() : Math.max(right, cluster.right());
        }
        return parted;
    }

    private static float blank(Cluster cluster) {
        TextPosition glyph = cluster.glyphs().getFirst();
        float width = glyph.getWidthOfSpace() * WIDTHS_OF_A_BLANK;
        return width > 0 ? width : glyph.getFontSizeInPt() * SIZES_OF_LETTERS;
    }

    private List<Cluster> read(List<Cluster> line) {
        char[] signs = new char[line.size()];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = line.get(i).first();
        }
        boolean rightToLeft = mostOfThePage || side(new String(signs)) >= 0;
        keepLatinBrackets(signs);
        int direction = rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT;
        Bidi bidi = new Bidi(new String(signs), direction);
        byte[] levels = new byte[signs.length];
        Integer[] order = new Integer[signs.length];
        for (int i = 0; i < signs.length; i++) {
            levels[i] = (byte) bidi.getLevelAt(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, order.length);
        List<Cluster> read = new ArrayList<>();
        for (Integer at : order) {
            read.add(line.get(at));
        }
        for (int i = 0; i < order.length; i++) {
            if (levels[order[i]] % 2 == 1 && isBracket(read.get(i))) {
                read.set(i, facing(read, i));
            }
        }
        return read;
    }

    /// Brackets around words of a left-to-right script that stand behind such words belong to these (UAX #9, N0), which
    /// Java's algorithm, being older, does not know.
    private static void keepLatinBrackets(char[] signs) {
        for (int open = 0; open < signs.length; open++) {
            int pair = BRACKETS.indexOf(signs[open]);
            if (pair >= 0 && pair % 2 == 0 && isBehindLatin(signs, open)) {
                int close = closing(signs, open, BRACKETS.charAt(pair + 1));
                if (close > open) {
                    signs[open] = ANY_LATIN;
                    signs[close] = ANY_LATIN;
                }
            }
        }
    }

    private static boolean isBehindLatin(char[] signs, int at) {
        int before = at - 1;
        while (before >= 0 && signs[before] == ' ') {
            before--;
        }
        return before >= 0 && isLeftToRight(signs[before]);
    }

    /// Where the bracket closes; -1 if it does not, or there are letters from right to left before.
    private static int closing(char[] signs, int open, char sign) {
        for (int at = open + 1; at < signs.length && !isRightToLeft(signs[at]); at++) {
            if (signs[at] == sign) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isBracket(Cluster cluster) {
        return cluster.text().length() == 1 && BRACKETS.indexOf(cluster.first()) >= 0;
    }

    /// Some programs write a bracket as it is seen, others as it is read. Where it stands tells which: an opening one
    /// behind a blank, a closing one behind a word. Where it does not, it is as most were.
    private Cluster facing(List<Cluster> read, int at) {
        boolean free = at == 0 || read.get(at - 1).isBlank();
        boolean freeBehind = at == read.size() - 1 || isFree(read.get(at + 1));
        int sign = BRACKETS.indexOf(read.get(at).first());
        if (free != freeBehind) {
            boolean mirrored = free == (sign % 2 == 1);
            seen += mirrored ? 1 : -1;
            return mirrored ? mirrored(read.get(at), sign) : read.get(at);
        }
        return seen >= 0 ? mirrored(read.get(at), sign) : read.get(at);
    }

    private static boolean isFree(Cluster cluster) {
        return cluster.isBlank() || !Character.isLetterOrDigit(cluster.first());
    }

    private static Cluster mirrored(Cluster cluster, int sign) {
        return cluster.saying(String.valueOf(BRACKETS.charAt(sign ^ 1)));
    }
}
