package org.amana.search;

import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The text of documents, which the index does not keep. Read under the permit of the search that shows it.
interface PageTexts {
    /// Finds the text of each page of a document by its number from 1, empty for a page without text.
    ///
    /// @param document identity of the document, see [IndexedDocument#id]
    /// @return absent if the document is gone, even if the index does not know it yet. A page is read when it is
    ///     asked for, and may be lost ([#isLost])
    Optional<IntFunction<String>> of(long document);

    /// Documents that are gone and that the index was not yet told of, or not of all if they are very many.
    Set<Long> leaving();

    /// True if a failure says that this one text is damaged, or that the disk does not hand it out. It says
    /// nothing of other texts, nor of the index.
    static boolean isLost(AmanaException failure) {
        return failure.code() == ErrorCode.CORRUPT || failure.code() == ErrorCode.DISK_FAILED;
    }
}
