package org.amana.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One file that answers a search, with its best pages.
///
/// @param account account name
/// @param container container name
/// @param name the blob's name
/// @param part for a document inside an archive or a mail, where in there, such as `2/3`; else null
/// @param partName its name in there, empty if it has none or is the blob itself
/// @param title the document's own title, empty if it has none
/// @param type media type in lower case
/// @param language ISO 639-1 code of most of it, or `und`
/// @param date the date that the document carries, null if it carries none
/// @param added when the blob was last written
/// @param size bytes of the blob
/// @param pages pages of the document, 0 if it has none
/// @param label its name, title and what it says of itself, marked
/// @param snippets at most three, best page first; empty if the name alone was found or there is no text
/// @param passages pages that answer the search, those of the snippets included
/// @param engine what read the best page, such as `Tesseract 5.5.2, ara`; empty without text
/// @param source where the best page's text came from
/// @param confidence how sure the engine was of the best page, from 0 to 1
/// @param byMeaning true if nearness in meaning found it and no word did
public record Hit(
        String account,
        String container,
        String name,
        @Nullable String part,
        String partName,
        String title,
        String type,
        String language,
        @Nullable Instant date,
        Instant added,
        long size,
        int pages,
        Label label,
        List<Snippet> snippets,
        int passages,
        String engine,
        TextSource source,
        double confidence,
        boolean byMeaning) {
    public Hit {
        snippets = List.copyOf(snippets);
    }

    /// Where inside the archive or mail, for a document that stands in one.
    public Optional<String> inside() {
        return Optional.ofNullable(part);
    }

    /// The date that the document carries; one without has none, whenever it came in.
    public Optional<Instant> dated() {
        return Optional.ofNullable(date);
    }

    /// Pages that answer the search and have no snippet here.
    public int morePassages() {
        long shown = snippets.stream().mapToInt(Snippet::page).distinct().count();
        return (int) Math.max(0, passages - shown);
    }
}
