package org.amana.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Cuts English text into the pieces that BERT models were taught with: lower case, no accents, words and marks, and
/// each word into the longest pieces that the vocabulary has.
///
/// Source: Devlin et al., BERT (2018), `tokenization.py`, "uncased". Safe for use by many threads.
final class WordPieces {
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = number("[UNK]");
        this.begin = number("[CLS]");
        this.end = number("[SEP]");
    }

    /// @param lines one piece a line, its number is the line's from 0
    static WordPieces read(InputStream lines) throws IOException {
        Map<String, Integer> vocabulary = new HashMap<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        for (String piece = reader.readLine(); piece != null; piece = reader.readLine()) {
            vocabulary.put(piece, vocabulary.size());
        }
        return new WordPieces(vocabulary);
    }

    private int number(String piece) {
        Integer number = vocabulary.get(piece);
        if (number == null) {
            throw new IllegalArgumentException("the vocabulary lacks " + piece);
        }
        return number;
    }

    /// The numbers of the pieces between a begin and an end mark; what goes beyond `most` is left out.
    long[] numbers(String text, int most) {
        Pieces pieces = new Pieces(most);
        pieces.add(begin);
        int from = -1;
        String plain = plain(text);
        for (int at = 0; at < plain.length() && pieces.hasRoom(); ) {
            int c = plain.codePointAt(at);
            boolean alone = isMark(c) || Character.isIdeographic(c);
            if (alone || Character.isWhitespace(c)) {
                if (from >= 0) {
                    addWord(pieces, plain.substring(from, at));
                    from = -1;
                }
                if (alone) {
                    addWord(pieces, Character.toString(c));
                }
            } else if (from < 0) {
                from = at;
            }
            at += Character.charCount(c);
        }
        if (from >= 0) {
            addWord(pieces, plain.substring(from));
        }
        return pieces.closed(end);
    }

    private static String plain(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(WordPieces::isKept)
                .map(c -> Character.isSpaceChar(c) || Character.isWhitespace(c) ? ' ' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isKept(int c) {
        boolean blank = c == '\t' || c == '\n' || c == '\r';
        int type = Character.getType(c);
        return blank
                || (c != 0
                        && c != 0xFFFD
                        && type != Character.NON_SPACING_MARK
                        && type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.SURROGATE);
    }

    private static boolean isMark(int c) {
        if (c < 128) {
            return c > ' ' && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private void addWord(Pieces pieces, String word) {
        int mark = pieces.size;
        int from = 0;
        while (from < word.length()) {
            int to = word.codePointCount(0, word.length()) > LONGEST_WORD ? from : word.length();
            Integer number = null;
            while (to > from && number == null) {
                String piece = word.substring(from, to);
                number = vocabulary.get(from == 0 ? piece : "##" + piece);
                to = number == null ? to - 1 : to;
            }
            if (number == null) {
                pieces.size = mark;
                pieces.add(unknown);
                return;
            }
            pieces.add(number);
            from = to;
        }
    }

    private static final class Pieces {
        private final long[] numbers;
        private int size;

        Pieces(int most) {
            numbers = new long[most];
        }

        /// The last place is the end mark's.
        boolean hasRoom() {
            return size < numbers.length - 1;
        }

        void add(int number) {
            if (hasRoom()) {
                numbers[size++] = number;
            }
        }

        long[] closed(int end) {
            numbers[size++] = end;
            return Arrays.copyOf(numbers, size);
        }
    }
}
