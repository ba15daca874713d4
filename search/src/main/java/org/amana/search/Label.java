package org.amana.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.amana.search.Snippet.Segment;

/// What stands on a hit beside its text, with what was searched for marked. Each is plain text in segments, and empty
/// if there is nothing to show.
///
/// @param name the blob's name, whole
/// @param partName the name of a document inside, whole
/// @param title the document's own title, a mail's subject
/// @param authors who wrote or sent it: of a mail always, of others if that was found
/// @param recipients whom a mail was sent to
/// @param about a piece of its subject, description and keywords, if that was found
public record Label(
        List<Segment> name,
        List<Segment> partName,
        List<Segment> title,
        List<Segment> authors,
        List<Segment> recipients,
        List<Segment> about) {
    public Label {
        name = List.copyOf(name);
        partName = List.copyOf(partName);
        title = List.copyOf(title);
        authors = List.copyOf(authors);
        recipients = List.copyOf(recipients);
        about = List.copyOf(about);
    }

    /// Bytes that it releases of what the document says of itself, in UTF-8.
    public long bytes() {
        return Stream.of(title, authors, recipients, about)
                .flatMap(List::stream)
                .mapToLong(segment -> segment.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
