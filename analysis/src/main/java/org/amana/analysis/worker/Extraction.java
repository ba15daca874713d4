package org.amana.analysis.worker;

import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Found;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.jspecify.annotations.Nullable;

/// What came out of one document while it is being read, its pages already encoded, because there may be many.
final class Extraction {
    private @Nullable Found found;
    private final List<byte[]> pages = new ArrayList<>();

    void add(Page page) {
        pages.add(PageCodec.encode(page));
    }

    int pages() {
        return pages.size();
    }

    void found(Found whatWasFound) {
        found = whatWasFound;
    }

    Found found() {
        Found known = found;
        if (known == null) {
            throw new IllegalStateException("not finished");
        }
        return known;
    }

    List<byte[]> encodedPages() {
        return pages;
    }
}
