package org.amana.search;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts long text where a reader would pause: between paragraphs, else sentences, else words.
final class TextPieces {
    /// A piece of text.
    ///
    /// @param from its first character
    /// @param to behind its last character
    record Piece(int from, int to) {
        String of(String text) {
            return text.substring(from, to);
        }
    }

    private TextPieces() {}

    /// Pieces of at most `most` characters that follow one another without a gap and are together the whole text; none
    /// for an empty text.
    static List<Piece> cut(String text, int most) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (text.length() - from > most) {
            int to = pause(text, from + most / 2, from + most);
            pieces.add(new Piece(from, to));
            from = to;
        }
        if (from < text.length()) {
            pieces.add(new Piece(from, text.length()));
        }
        return pieces;
    }

    /// The last good place to cut after `earliest` and not after `latest`.
    private static int pause(String text, int earliest, int latest) {
        int paragraph = text.lastIndexOf("\n\n", latest - 2);
        if (paragraph > earliest) {
            return paragraph + 2;
        }
        String window = text.substring(earliest, latest);
        int sentence = lastBoundary(BreakIterator.getSentenceInstance(Locale.ROOT), window);
        if (sentence > 0) {
            return earliest + sentence;
        }
        int word = lastBoundary(BreakIterator.getWordInstance(Locale.ROOT), window);
        int cut = word > 0 ? earliest + word : latest;
        return Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut;
    }

    private static int lastBoundary(BreakIterator boundaries, String window) {
        boundaries.setText(window);
        return boundaries.preceding(window.length());
    }
}
