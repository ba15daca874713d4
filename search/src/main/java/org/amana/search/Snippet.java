package org.amana.search;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A piece of a page around what was searched for. It is plain text in segments, never markup.
///
/// @param page the page it stands on, from 1
/// @param language ISO 639-1 code of the page, `und` if it is not known
/// @param segments the text in reading order; joined they are the piece
/// @param from the first character of the piece in the page's text, in UTF-16 units
/// @param opens true if the page's text goes on before the piece
/// @param closes true if the page's text goes on after the piece
public record Snippet(int page, String language, List<Segment> segments, int from, boolean opens, boolean closes) {
    /// A run of text.
    ///
    /// @param marked true if it is what was searched for
    public record Segment(String text, boolean marked) {}

    public Snippet {
        segments = List.copyOf(segments);
    }

    /// The piece without its marks.
    public String text() {
        StringBuilder text = new StringBuilder();
        segments.forEach(segment -> text.append(segment.text()));
        return text.toString();
    }

    /// Bytes of text that the snippet releases, in UTF-8.
    public long bytes() {
        return segments.stream()
                .mapToLong(segment -> segment.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
