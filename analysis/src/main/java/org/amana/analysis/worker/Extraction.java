package org.amana.analysis.worker;

import java.util.List;
import org.amana.analysis.Found;
import org.amana.analysis.Reason;

/// What came out of one document.
///
/// @param encodedPages as [PageCodec] encodes them, because there may be many
record Extraction(Found found, List<byte[]> encodedPages) {
    Extraction {
        encodedPages = List.copyOf(encodedPages);
    }

    Extraction with(Reason note) {
        return new Extraction(found.with(note), encodedPages);
    }
}
