package org.amana.analysis.worker;

import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Box;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.amana.analysis.Word;

/// A scanned page on which a text layer stands as well: a stamp, a page number. What was typed is surer than what was
/// seen, so words that were seen where the layer has one are left out, and the layer's text follows the rest.
final class Layered {
    private final List<Word> typed;
    private final StringBuilder text = new StringBuilder();
    private final List<Word> words = new ArrayList<>();

    private Layered(List<Word> typed) {
        this.typed = typed;
    }

    /// @param seen what was recognised on the page's picture
    /// @param layer the same page's text layer
    static Page of(Page seen, Page layer, Languages languages) {
        Layered both = new Layered(layer.words());
        both.takeSeen(seen);
        if (both.text.isEmpty()) {
            return layer;
        }
        both.takeTyped(layer);
        String text = both.text.toString();
        return new Page(
                seen.number(),
                seen.width(),
                seen.height(),
                text,
                both.words,
                seen.engine(),
                seen.confidence(),
                languages.of(text));
    }

    private void takeSeen(Page seen) {
        int end = 0;
        for (Word word : seen.words()) {
            if (typed.stream().noneMatch(other -> covers(other.box(), word.box()))) {
                text.append(text.isEmpty() ? "" : seen.text().substring(end, word.start()));
                take(word, seen);
            }
            end = word.end();
        }
    }

    private void takeTyped(Page layer) {
        text.append("\n\n");
        int start = text.length();
        text.append(layer.text());
        for (Word word : layer.words()) {
            add(word, start + word.start());
        }
    }

    private void take(Word word, Page page) {
        int start = text.length();
        text.append(page.text(), word.start(), word.end());
        add(word, start);
    }

    private void add(Word word, int start) {
        if (words.size() < PageCodec.MAX_WORDS) {
            words.add(new Word(start, start + word.end() - word.start(), word.box(), word.confidence()));
        }
    }

    /// Whether the middle of `word` lies within `typed`.
    private static boolean covers(Box typed, Box word) {
        int x = word.left() + word.width() / 2;
        int y = word.top() + word.height() / 2;
        return x >= typed.left() && x <= typed.right() && y >= typed.top() && y <= typed.bottom();
    }
}
