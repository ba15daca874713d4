package org.amana.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A document as the index takes it in: a blob, or one document inside it.
///
/// @param id identity of this version of this document, never used again for another
/// @param part where inside the blob, such as `2/3`; empty for the blob itself
/// @param partName name of a document inside, empty for the blob itself
/// @param type media type
/// @param language ISO 639 code, `und` if unknown
/// @param date the date that the document carries, null if it carries none
/// @param added when the blob was last written
/// @param size bytes
/// @param pageCount pages it has, with or without text
/// @param sayings what the document says of itself, beside its title
/// @param incomplete true if some of it could not be read
/// @param pages those that were read, in order
record IndexedDocument(
        long id,
        String account,
        String container,
        String name,
        String part,
        String partName,
        String title,
        String type,
        String language,
        @Nullable Instant date,
        Instant added,
        long size,
        int pageCount,
        Sayings sayings,
        boolean incomplete,
        List<IndexedPage> pages) {

    /// What a document says of itself; a text that is empty says nothing.
    ///
    /// @param authors who wrote, changed or sent it
    /// @param recipients whom it was sent to
    /// @param about its subject, description and keywords
    record Sayings(String authors, String recipients, String about) {
        static final Sayings NONE = new Sayings("", "", "");
    }

    /// The text of one page.
    ///
    /// @param number from 1
    /// @param engine what read it
    /// @param confidence from 0 to 1
    record IndexedPage(int number, String text, String engine, TextSource source, double confidence, String language) {}

    IndexedDocument {
        pages = List.copyOf(pages);
    }

    Optional<Instant> dated() {
        return Optional.ofNullable(date);
    }
}
