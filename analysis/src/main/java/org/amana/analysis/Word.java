package org.amana.analysis;

/// One word on a page: where it stands in the page's text and where on the paper.
///
/// @param start first UTF-16 index in [Page#text()]
/// @param end index after the last; the word is `text.substring(start, end)`
/// @param box where it stands on the page
/// @param confidence how sure the engine is, 0 to 100; 100 for a text layer
public record Word(int start, int end, Box box, int confidence) {
    public Word {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("word from " + start + " to " + end);
        }
        if (confidence < 0 || confidence > 100) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
    }
}
