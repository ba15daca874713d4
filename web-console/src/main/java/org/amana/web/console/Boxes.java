package org.amana.web.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.analysis.Page;
import org.amana.analysis.Word;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Sure;

/// What lies over the picture of a page: the words that were searched for, those that were read without certainty, and
/// every word as text for the layer that shows it. All boxes lie under all texts, so that none covers a word of its
/// neighbours. Coordinates are thousandths of the page, whatever its size.
///
/// @param hits   how many words are marked as hits
/// @param unsure how many are marked as unsure
record Boxes(Markup svg, int hits, int unsure) {
    private static final int MOST_WORDS = 4_000;

    static Boxes of(Optional<Page> read, Marking marking) {
        if (read.isEmpty() || read.get().width() == 0 || read.get().height() == 0) {
            return new Boxes(Markup.EMPTY, 0, 0);
        }
        Page page = read.get();
        StringBuilder boxes = new StringBuilder();
        StringBuilder texts = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        List<Word> words = page.words().stream().limit(MOST_WORDS).toList();
        double[] heights = lineHeights(page, words);
        int hits = 0;
        int unsure = 0;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String text = page.text().substring(word.start(), word.end());
            boolean hit = !marking.isEmpty() && marking.hitsAny(text);
            boolean doubtful = word.confidence() < Sure.LIKELY;
            boxes.append(rect(page, word, "word-box"));
            texts.append(text(page, word, text, heights[i]));
            if (hit) {
                marks.append(rect(page, word, "hit-box"));
                hits++;
            }
            if (doubtful) {
                marks.append(rect(page, word, "unsure-box"));
                unsure++;
            }
        }
        return new Boxes(new Markup(boxes.append(texts).append(marks).toString()), hits, unsure);
    }

    /// For each word the median height of the words in its line: a word without tall letters is set as large as its
    /// neighbours.
    private static double[] lineHeights(Page page, List<Word> words) {
        double[] heights = new double[words.size()];
        for (int from = 0; from < heights.length; ) {
            int end = page.text().indexOf('\n', words.get(from).start());
            int to = from + 1;
            while (to < heights.length && (end < 0 || words.get(to).start() < end)) {
                to++;
            }
            int[] line = words.subList(from, to).stream()
                    .mapToInt(word -> word.box().height())
                    .sorted()
                    .toArray();
            Arrays.fill(heights, from, to, 1000.0 * line[line.length / 2] / page.height());
            from = to;
        }
        return heights;
    }

    private static String rect(Page page, Word word, String css) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                css,
                1000.0 * word.box().left() / page.width(),
                1000.0 * word.box().top() / page.height(),
                1000.0 * word.box().width() / page.width(),
                1000.0 * word.box().height() / page.height());
    }

    private static String text(Page page, Word word, String text, double size) {
        double height = 1000.0 * word.box().height() / page.height();
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\">%s</text>",
                1000.0 * word.box().left() / page.width(),
                1000.0 * word.box().top() / page.height() + height * .82,
                Math.max(1, size * .9),
                Math.max(1, 1000.0 * word.box().width() / page.width()),
                Markup.text(text).html());
    }
}
