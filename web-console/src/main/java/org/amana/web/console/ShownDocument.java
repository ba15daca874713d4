package org.amana.web.console;

import java.util.Optional;
import org.amana.analysis.Document;
import org.amana.analysis.Reading;
import org.amana.web.console.FilePage.Asked;
import org.amana.web.console.FilePage.Read;

/// Which document a view of a file is of: the file itself, or the part inside it that was asked for; and how
/// many pages it has.
final class ShownDocument {
    private ShownDocument() {}

    static Optional<Document> of(Asked asked, Read read) {
        return read.reading().result().flatMap(reading -> of(asked, reading));
    }

    static Optional<Document> of(Asked asked, Reading reading) {
        return asked.part().isEmpty()
                ? reading.document()
                : reading.inside().stream()
                        .filter(one -> one.part().equals(asked.part()))
                        .findFirst();
    }

    /// The number of the last page, as far as that is known; else of the page that was asked for.
    static int lastPage(Asked asked, Read read) {
        return of(asked, read)
                .map(ShownDocument::pages)
                .filter(pages -> pages > 0)
                .orElse(asked.number());
    }

    /// Whether there are more pages, of which others may have something on them. While the file is being
    /// read, that is not known.
    static boolean isOneOfSeveral(Asked asked, Reading reading) {
        return !reading.inProgress()
                && of(asked, reading).filter(one -> pages(one) > 1).isPresent();
    }

    /// How many documents stand in it.
    static int inside(Asked asked, Read read) {
        return asked.part().isEmpty()
                ? read.reading()
                        .result()
                        .map(reading -> reading.inside().size())
                        .orElse(0)
                : of(asked, read).map(Document::children).orElse(0);
    }

    /// Those with text, or those that a picture can be made of.
    static int pages(Document document) {
        return Math.max(document.pages(), document.pictures());
    }
}
