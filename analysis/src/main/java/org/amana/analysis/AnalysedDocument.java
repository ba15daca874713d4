package org.amana.analysis;

import java.util.List;

/// A document with its text: what search takes in.
///
/// @param around the documents that it stands in, the nearest first; empty for a blob itself
public record AnalysedDocument(Document document, List<Document> around, List<Page> pages) {
    public AnalysedDocument {
        around = List.copyOf(around);
        pages = List.copyOf(pages);
    }
}
