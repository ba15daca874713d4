package org.amana.search;

import java.util.Optional;

/// The text of pages, which the index does not keep. Under the permit of the search that shows it.
@FunctionalInterface
public interface PageTexts {
    /// The text of a page as it was indexed; empty for a page without text.
    ///
    /// @param document identity of the document, see `DocumentId`
    /// @param page from 1, or 0 to ask only whether the document is still there
    /// @return absent if the document is gone, even if the index does not know it yet
    Optional<String> text(long document, int page);
}
