package org.amana.web.console;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.amana.analysis.Document;
import org.amana.analysis.Insight;
import org.amana.analysis.Page;
import org.amana.analysis.Picture;
import org.amana.analysis.Reading;
import org.amana.analysis.TaskState;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.Metadata;
import org.amana.blob.ScopeName;
import org.amana.web.console.FilePage.Asked;
import org.amana.web.console.FilePage.Known;
import org.amana.web.console.FilePage.Read;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.FileView.Found;
import org.amana.web.console.view.FileView.Frame;
import org.amana.web.console.view.FileView.NoPages;
import org.amana.web.console.view.FileView.Pages;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Sure;
import org.amana.web.console.view.Words;

/// Turns what is known of a file into what its page shows.
final class FileViews {
    /// Documents inside a file that are named; an archive may hold thousands.
    private static final int MOST_INSIDE = 200;

    private final ConsoleServices services;
    private final Pictures pictures;

    FileViews(ConsoleServices services, Pictures pictures) {
        this.services = services;
        this.pictures = pictures;
    }

    FileView of(Visit visit, Asked asked, Known known, Read read, FileView.Use use) {
        BlobRef blob = asked.blob();
        Optional<Document> document = document(asked, read);
        return new FileView(
                crumbs(visit, asked),
                title(asked, document),
                facts(visit, asked, known, document),
                tags(visit, blob),
                download(blob, known.properties()),
                new FileView.Deletion(
                        known.mayDelete(),
                        blob.container().name().value(),
                        blob.name().value(),
                        known.properties().etag().value()),
                viewer(visit, asked, known, read, document),
                player(asked, known.properties()),
                halted(visit, read),
                found(visit, read, document),
                snapshots(visit, blob, known),
                use,
                properties(visit, known.properties()));
    }

    private static Optional<Document> document(Asked asked, Read read) {
        return read.reading().result().flatMap(reading -> document(asked, reading));
    }

    /// The document that is shown: the file itself, or the part inside it that was asked for.
    static Optional<Document> document(Asked asked, Reading reading) {
        return asked.part().isEmpty()
                ? reading.document()
                : reading.inside().stream()
                        .filter(one -> one.part().equals(asked.part()))
                        .findFirst();
    }

    /// The number of the last page, as far as that is known; else of the page that was asked for.
    static int lastPage(Asked asked, Read read) {
        return document(asked, read)
                .map(one -> Math.max(one.pages(), one.pictures()))
                .filter(pages -> pages > 0)
                .orElse(asked.number());
    }

    private static List<org.amana.web.console.view.Crumb> crumbs(Visit visit, Asked asked) {
        BlobRef blob = asked.blob();
        String name = blob.name().value();
        String container = blob.container().name().value();
        List<org.amana.web.console.view.Crumb> crumbs =
                new ArrayList<>(BrowsePage.crumbs(visit, container, name.substring(0, name.lastIndexOf('/') + 1)));
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            crumbs.add(crumb(container, Address.of("/containers").segment(container)));
        } else {
            String prefix = name.substring(0, slash + 1);
            String level = prefix.substring(0, prefix.length() - 1);
            crumbs.add(crumb(
                    level.substring(level.lastIndexOf('/') + 1),
                    Address.of("/containers").segment(container).with("prefix", prefix)));
        }
        if (!asked.part().isEmpty()) {
            crumbs.add(crumb(
                    name.substring(slash + 1),
                    BrowsePage.file(container, name)
                            .with("snapshot", blob.snapshot().toString())));
        }
        return crumbs;
    }

    private static org.amana.web.console.view.Crumb crumb(String name, Address address) {
        return new org.amana.web.console.view.Crumb(FileName.html(name), address.toString());
    }

    private static Markup title(Asked asked, Optional<Document> document) {
        String name = asked.blob().name().value();
        String shown = asked.part().isEmpty()
                ? name.substring(name.lastIndexOf('/') + 1)
                : document.map(Document::name).filter(one -> !one.isEmpty()).orElse(asked.part());
        return FileName.html(shown);
    }

    private static Markup facts(Visit visit, Asked asked, Known known, Optional<Document> document) {
        List<String> facts = new ArrayList<>();
        long length = asked.part().isEmpty()
                ? known.properties().length()
                : document.map(Document::length).orElse(0L);
        facts.add(visit.say(Kinds.key(
                document.map(Document::type).orElse(known.properties().headers().contentType()))));
        document.map(Document::pages)
                .filter(pages -> pages > 0
                        && document.map(Document::type).filter(Kinds::hasPages).isPresent())
                .ifPresent(pages -> facts.add(visit.say("file.pages", pages)));
        if (asked.part().isEmpty() || length > 0) {
            facts.add(Numbers.size(length, visit.lang()));
        }
        facts.add(visit.say("file.added", Dates.shortDate(known.properties().lastModified(), visit.lang())));
        Markup line = Markup.EMPTY;
        for (String fact : facts) {
            line = line.and(Markup.text(fact).apart()).and(Markup.text(" · "));
        }
        String container = asked.blob().container().name().value();
        return line.and(visit.words()
                .html(
                        "file.in-container",
                        Markup.link(Address.of("/containers").segment(container).toString(), Markup.code(container))));
    }

    private List<FileView.Tag> tags(Visit visit, BlobRef blob) {
        List<FileView.Tag> tags = new ArrayList<>();
        var facts = services.blobs().facts().of(blob.container());
        facts.classes().stream()
                .sorted()
                .forEach(one -> tags.add(new FileView.Tag(visit.words().named("class", one), false)));
        if (facts.held()) {
            tags.add(new FileView.Tag(visit.say("file.held"), true));
        }
        return tags;
    }

    /// Whether a scope is disabled, so that what is in it is not shown.
    private boolean isDisabled(BlobRef blob, ScopeName scope) {
        return !scope.isAccountKey()
                && services.blobs().facts().encryptionScopes(blob.container().account()).stream()
                        .anyMatch(it -> it.name().equals(scope) && !it.enabled());
    }

    /// Nothing where the original cannot be had here, because only its customer has the key, or its encryption scope is
    /// disabled.
    private String download(BlobRef blob, BlobProperties properties) {
        return properties.keeping().encryption().isPresent()
                        || isDisabled(blob, properties.keeping().scope())
                ? ""
                : BrowsePage.file(blob.container().name().value(), blob.name().value())
                        .with("snapshot", blob.snapshot().toString())
                        .toString()
                        .replaceFirst("^/file", "/file/download");
    }

    /// What the browser can play of the original, where the original can be had here.
    private List<FileView.Player> player(Asked asked, BlobProperties properties) {
        String type = Player.type(properties);
        if (type.isEmpty()
                || !asked.part().isEmpty()
                || download(asked.blob(), properties).isEmpty()) {
            return List.of();
        }
        return List.of(new FileView.Player(Player.address(asked.blob()).toString(), type.startsWith("video/")));
    }

    private FileView.Viewer viewer(Visit visit, Asked asked, Known known, Read read, Optional<Document> document) {
        if (known.properties().keeping().encryption().isPresent()) {
            return new NoPages(visit.say("file.customer-key"), visit.say("file.customer-key.then"));
        }
        if (isDisabled(asked.blob(), known.properties().keeping().scope())) {
            return new NoPages(visit.say("file.scope.disabled"), visit.say("file.scope.disabled.then"));
        }
        Optional<Page> page = read.page().result();
        Optional<Picture> image = image(asked, read);
        boolean blank = page.isEmpty() && image.isEmpty();
        if (blank
                && read.reading()
                        .result()
                        .filter(reading -> isOneOfSeveral(asked, reading))
                        .isEmpty()) {
            int inside = inside(asked, read, document);
            if (inside > 0) {
                return new NoPages(visit.say("file.holds", inside), visit.say("file.holds.then"));
            }
            String key = read.reading()
                    .result()
                    .map(reading -> reading.inProgress() ? "file.reading" : "file.no-pages")
                    .orElse("file.unread");
            return new NoPages(visit.say(key), visit.say(key + ".then"));
        }
        int of = Math.max(
                asked.number(),
                document.map(one -> Math.max(one.pages(), one.pictures())).orElse(1));
        String type =
                document.map(Document::type).orElse(known.properties().headers().contentType());
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
                document.map(Document::type).filter(FileViews::isCode).isPresent(),
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

    /// Whether there are more pages, of which others may have something on them. While the file is being read, that is
    /// not known.
    static boolean isOneOfSeveral(Asked asked, Reading reading) {
        return !reading.inProgress()
                && document(asked, reading)
                        .filter(one -> Math.max(one.pages(), one.pictures()) > 1)
                        .isPresent();
    }

    /// How many documents stand in what is shown.
    private static int inside(Asked asked, Read read, Optional<Document> document) {
        return asked.part().isEmpty()
                ? read.reading()
                        .result()
                        .map(reading -> reading.inside().size())
                        .orElse(0)
                : document.map(Document::children).orElse(0);
    }

    private static List<FileView.Hidden> keep(Asked asked) {
        List<FileView.Hidden> keep = new ArrayList<>();
        keep.add(
                new FileView.Hidden("container", asked.blob().container().name().value()));
        keep.add(new FileView.Hidden("name", asked.blob().name().value()));
        keep.add(new FileView.Hidden("snapshot", asked.blob().snapshot().toString()));
        keep.add(new FileView.Hidden("part", asked.part()));
        keep.add(new FileView.Hidden("q", asked.words()));
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
        return BrowsePage.file(
                        asked.blob().container().name().value(),
                        asked.blob().name().value())
                .with("snapshot", asked.blob().snapshot().toString())
                .with("part", asked.part())
                .with("q", asked.words())
                .with("page", Integer.toString(number))
                .toString();
    }

    /// Why reading was given up.
    private static Markup halted(Visit visit, Read read) {
        return read.reading().result().stream()
                .flatMap(reading -> reading.tasks().stream())
                .filter(task -> task.state() == TaskState.PARKED)
                .flatMap(task -> task.why().stream())
                .map(reason -> ReasonWords.html(visit, reason))
                .findFirst()
                .orElse(Markup.EMPTY);
    }

    private static List<Found> found(Visit visit, Read read, Optional<Document> document) {
        List<Found> found = new ArrayList<>();
        document.ifPresent(one -> one.insights().forEach(insight -> found.add(found(visit, insight))));
        document.ifPresent(one -> found.addAll(FactWords.of(visit.words(), one)));
        List<Document> inside = read.reading().result().map(Reading::inside).orElse(List.of());
        inside.stream().limit(MOST_INSIDE).forEach(one -> found.add(inside(visit, one)));
        if (inside.size() > MOST_INSIDE) {
            found.add(new Found(
                    visit.say("insight.inside"),
                    "",
                    Markup.quiet(visit.say("insight.inside-more", MOST_INSIDE, inside.size())),
                    List.of()));
        }
        return found;
    }

    private static Found found(Visit visit, Insight insight) {
        Markup value = InsightWords.value(visit, insight);
        Markup note = insight.why()
                .map(reason -> new Markup("<span class=\"sub\">")
                        .and(ReasonWords.html(visit, reason))
                        .and(new Markup("</span>")))
                .orElse(Markup.EMPTY);
        return new Found(
                visit.words().named("insight", insight.kind()),
                insight.engine().toString(),
                value.and(note),
                insight.certainty().stream().mapToObj(Sure::new).toList());
    }

    private static Found inside(Visit visit, Document inside) {
        String name = inside.name().isEmpty() ? inside.part() : inside.name();
        String address = BrowsePage.file(
                        inside.blob().container().name().value(),
                        inside.blob().name().value())
                .with("part", inside.part())
                .toString();
        return new Found(
                visit.say("insight.inside"),
                visit.say(Kinds.key(inside.type())),
                Markup.link(address, FileName.html(name)),
                List.of());
    }

    private static List<FileView.Snapshot> snapshots(Visit visit, BlobRef blob, Known known) {
        List<FileView.Snapshot> snapshots = new ArrayList<>();
        for (BlobItem.Blob version : known.versions()) {
            boolean current = version.snapshot().equals(blob.snapshot());
            boolean base = version.snapshot().toString().isEmpty();
            snapshots.add(new FileView.Snapshot(
                    visit.say(base ? "file.version.current" : "file.version.snapshot"),
                    BrowsePage.file(blob.container().name().value(), blob.name().value())
                            .with("snapshot", version.snapshot().toString())
                            .toString(),
                    Dates.moment(
                            base
                                    ? version.properties().lastModified()
                                    : version.snapshot().time(),
                            visit.lang()),
                    Numbers.size(version.properties().length(), visit.lang()),
                    version.properties().etag().value(),
                    current));
        }
        return snapshots;
    }

    private static List<Fact> properties(Visit visit, BlobProperties properties) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                visit.say("file.type.told"), Markup.code(properties.headers().contentType())));
        facts.add(new Fact(visit.say("file.created"), Markup.text(Dates.moment(properties.created(), visit.lang()))));
        facts.add(new Fact(
                visit.say("file.modified"), Markup.text(Dates.moment(properties.lastModified(), visit.lang()))));
        properties
                .headers()
                .contentMd5()
                .ifPresent(md5 -> facts.add(new Fact(
                        visit.say("file.md5"), Markup.code(HexFormat.of().formatHex(md5.bytes())))));
        properties.keeping().encryption().ifPresent(encryption -> {
            facts.add(new Fact(
                    visit.say("file.key-hash"), Markup.code(encryption.key().base64())));
            if (encryption.hasMetadata()) {
                facts.add(new Fact(
                        visit.say("file.metadata.sealed"), Markup.quiet(visit.say("file.metadata.sealed.value"))));
            }
        });
        ScopeName scope = properties.keeping().scope();
        if (!scope.isAccountKey()) {
            facts.add(new Fact(visit.say("file.scope"), Markup.code(scope.value())));
        }
        for (Metadata.Entry entry : properties.metadata().entries()) {
            facts.add(new Fact(visit.say("file.metadata", entry.name()), Markup.isolated(entry.value())));
        }
        return facts;
    }
}
