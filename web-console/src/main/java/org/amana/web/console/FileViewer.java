package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.analysis.Document;
import org.amana.analysis.Page;
import org.amana.analysis.Picture;
import org.amana.analysis.Reading;
import org.amana.web.console.FilePage.Asked;
import org.amana.web.console.FilePage.Read;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileView;
import org.amana.web.console.view.FileView.Frame;
import org.amana.web.console.view.FileView.NoPages;
import org.amana.web.console.view.FileView.Pages;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Way;
import org.amana.web.console.view.Words;

/// What of a file is looked at: a page as the reader saw it, with its text beside it and the strip of pages
/// around it; or why there is nothing to look at.
final class FileViewer {
    private final Pictures pictures;

    FileViewer(Pictures pictures) {
        this.pictures = pictures;
    }

    FileView.Viewer of(Visit visit, Asked asked, Original original, Read read) {
        if (original.hasCustomerKey()) {
            return new NoPages(visit.say("file.customer-key"), visit.say("file.customer-key.then"));
        }
        if (original.disabled()) {
            return new NoPages(visit.say("file.scope.disabled"), visit.say("file.scope.disabled.then"));
        }
        Optional<Reading> reading = read.reading().result();
        boolean blank = read.page().result().isEmpty() && image(asked, read).isEmpty();
        if (!blank
                || reading.filter(one -> ShownDocument.isOneOfSeveral(asked, one))
                        .isPresent()) {
            return pages(visit, asked, original, read, blank);
        }
        int inside = ShownDocument.inside(asked, read);
        if (inside > 0) {
            return new NoPages(visit.say("file.holds", inside), visit.say("file.holds.then"));
        }
        if (original.isArchived()) {
            return new NoPages(visit.say("file.archived"), archived(visit, original));
        }
        if (reading.isEmpty() && !asked.blob().isBase()) {
            return new NoPages(visit.say("file.past"), visit.say("file.past.then"));
        }
        if (reading.filter(Reading::inProgress).isPresent()) {
            return new NoPages(
                    visit.say("file.reading"),
                    visit.say("file.reading.then"),
                    new Way(visit.place(), visit.say("file.reading.again")));
        }
        String key = reading.isPresent() ? "file.no-pages" : "file.unread";
        return new NoPages(visit.say(key), visit.say(key + ".then"));
    }

    /// How an archived original can be read again.
    private static String archived(Visit visit, Original original) {
        return original.properties()
                .keeping()
                .rehydration()
                .map(way -> visit.say("file.archived.coming", Dates.moment(way.done(), visit.lang())))
                .orElseGet(() -> visit.say("failure.archived"));
    }

    private Pages pages(Visit visit, Asked asked, Original original, Read read, boolean blank) {
        Optional<Document> document = ShownDocument.of(asked, read);
        Optional<Page> page = read.page().result();
        Optional<Picture> image = image(asked, read);
        int of = Math.max(asked.number(), document.map(ShownDocument::pages).orElse(1));
        String type = document.map(Document::type).orElse(original.contentType());
        Marking marking = new Marking(asked.words());
        Boxes boxes = Boxes.of(page, marking);
        return new Pages(
                asked.number(),
                of,
                told(visit.words(), type, asked.number(), of),
                asked.number() > 1 ? page(asked, asked.number() - 1) : "",
                asked.number() < of ? page(asked, asked.number() + 1) : "",
                film(visit, asked, read, of),
                image.map(one -> pictures.keep(visit, one)).orElse(""),
                image.map(Picture::width).orElse(0),
                image.map(Picture::height).orElse(0),
                boxes.svg(),
                blank
                        ? Markup.quiet(visit.say("file.page.blank"))
                        : page.map(one -> marking.html(one.text())).orElse(Markup.EMPTY),
                page.map(one -> one.language().code())
                        .filter(code -> !code.equals("und"))
                        .orElse(""),
                document.map(Document::type).filter(FileViewer::isCode).isPresent(),
                boxes.hits() > 0,
                boxes.unsure() > 0,
                caption(visit.words(), type, asked.number(), of),
                keep(asked));
    }

    /// What stands above the page: which it is, or of a film that its picture is one of many.
    private static String told(Words words, String type, int number, int of) {
        String place = place(words, type, number, of);
        return place.isEmpty() && type.startsWith("video/") ? words.say("viewer.still") : place;
    }

    /// Which page it is; nothing where people count none.
    static String place(Words words, String type, int number, int of) {
        return isCounted(type, of) ? words.say("viewer.at", number, of) : "";
    }

    /// What the picture shows, for those who do not see it.
    static String caption(Words words, String type, int number, int of) {
        return isCounted(type, of) ? words.say("viewer.caption", number, of) : words.say("viewer.caption.whole");
    }

    private static boolean isCounted(String type, int pages) {
        return pages > 1 || Kinds.hasPages(type);
    }

    private static List<Hidden> keep(Asked asked) {
        List<Hidden> keep = new ArrayList<>();
        keep.add(new Hidden("container", asked.blob().container().name().value()));
        keep.add(new Hidden("name", asked.blob().name().value()));
        keep.add(new Hidden("snapshot", asked.blob().snapshot().toString()));
        keep.add(new Hidden("version", asked.blob().version().toString()));
        keep.add(new Hidden("part", asked.part()));
        keep.add(new Hidden("q", asked.words()));
        return keep;
    }

    /// The page as it was drawn to be read; the thumbnail while there is nothing better.
    private static Optional<Picture> image(Asked asked, Read read) {
        int place = asked.number() - read.filmFrom();
        return read.image()
                .result()
                .or(() -> place < read.film().size() ? read.film().get(place).result() : Optional.empty());
    }

    /// Text whose columns mean something.
    private static boolean isCode(String type) {
        return type.equals("text/csv") || type.endsWith("/json") || type.endsWith("/xml") || type.startsWith("text/x-");
    }

    private List<Frame> film(Visit visit, Asked asked, Read read, int of) {
        List<Frame> film = new ArrayList<>();
        for (int i = 0; i < read.film().size() && read.filmFrom() + i <= of; i++) {
            int number = read.filmFrom() + i;
            String image = read.film()
                    .get(i)
                    .result()
                    .map(one -> pictures.keep(visit, one))
                    .orElse("");
            film.add(new Frame(page(asked, number), Integer.toString(number), image, number == asked.number()));
        }
        return strip(film);
    }

    /// A strip without a picture is a row of empty boxes: the numbers above the page lead on as well.
    static List<Frame> strip(List<Frame> film) {
        return film.stream().allMatch(frame -> frame.image().isEmpty()) ? List.of() : film;
    }

    private static String page(Asked asked, int number) {
        return BrowsePage.file(asked.blob())
                .with("part", asked.part())
                .with("q", asked.words())
                .with("page", Integer.toString(number))
                .toString();
    }
}
