package org.amana.analysis;

import java.util.List;

/// A document with its text: what search takes in.
public record AnalysedDocument(Document document, List<Page> pages) {
    public AnalysedDocument {
        pages = List.copyOf(pages);
    }
}
