package org.amana.analysis;

import java.util.List;

/// The text of one page, sheet, slide or (where a document has no pages) section.
///
/// @param number from 1
/// @param width of the page in the unit of the boxes; 0 when the document has no geometry
/// @param height likewise
/// @param text what stands on it, in reading order, lines parted by `\n`; may be empty
/// @param words where each word stands, in reading order; empty when the document has no geometry
/// @param engine what read it
/// @param confidence mean over the words, 0 to 100; of text that was typed 100, unless its encoding was guessed
/// @param language of this page alone
public record Page(
        int number,
        int width,
        int height,
        String text,
        List<Word> words,
        Engine engine,
        int confidence,
        Language language) {

    public Page {
        if (number < 1) {
            throw new IllegalArgumentException("page " + number);
        }
        if (width < 0 || height < 0 || width > Box.MAX_COORDINATE || height > Box.MAX_COORDINATE) {
            throw new IllegalArgumentException("page " + number + " of " + width + "×" + height);
        }
        if (confidence < 0 || confidence > 100) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
        words = List.copyOf(words);
        for (Word word : words) {
            if (word.end() > text.length()) {
                throw new IllegalArgumentException("word beyond the text of page " + number);
            }
        }
    }
}
