package org.amana.web.console;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.amana.analysis.Page;
import org.amana.analysis.Picture;
import org.amana.analysis.Reading;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.Content;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.blob.ETagCondition;
import org.amana.blob.GetBlob;
import org.amana.blob.ReadBlob;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Feature;
import org.amana.policy.Service;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Page.Section;

/// One file: its pages as the reader saw them, what was found in it, its past, and who used it when for what; the
/// original to take along; and taking it away.
///
/// A view is at most four entries: one for what is known of the blob, one for the list of its past, one for what
/// was read in it, with the bytes of the pictures and text that the page shows, and one for looking at who used it.
final class FilePage {
    /// Thumbnails in the film strip, around the page that is shown.
    static final int FILM = 12;

    private static final int MOST_PAGES = 100_000;

    private final ConsoleServices services;
    private final Accounts accounts;
    private final FileViews views;
    private final FileVersions versions;
    private final FileUse use;
    private final LegalHolds holds;
    private final DeletedFilePage deleted;

    FilePage(ConsoleServices services, Pictures pictures, LegalHolds holds, InstantSource clock) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.versions = new FileVersions(services);
        this.views = new FileViews(services, pictures, versions);
        this.use = new FileUse(services, clock);
        this.holds = holds;
        this.deleted = new DeletedFilePage(services, versions, use);
    }

    /// What one view of a file was asked for.
    ///
    /// @param part   a document inside the file, empty for the file itself
    /// @param number the page, from 1
    /// @param words  what was searched for, to be marked
    record Asked(BlobRef blob, String part, int number, String words) {
        Asked at(int page) {
            return new Asked(blob, part, page, words);
        }
    }

    Answer show(Visit visit, List<String> parts) {
        Optional<Answer> elsewhere = Vetted.of(visit)
                .number("page", 1, MOST_PAGES)
                .number("accesses", 0, Long.MAX_VALUE)
                .elsewhere();
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Asked wanted = asked(visit);
        Optional<BlobProperties> properties = properties(visit, wanted.blob());
        return properties.isPresent()
                ? page(visit, wanted, known(visit, wanted, properties.get()))
                : gone(visit, wanted.blob());
    }

    private Answer page(Visit visit, Asked wanted, Known known) {
        Read read = read(visit, wanted);
        if (read.reading().result().filter(reading -> lacks(wanted, reading)).isPresent()) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "blob " + wanted.blob().path() + ": there is no part " + wanted.part());
        }
        boolean beyond = read.page().result().isEmpty() && read.image().result().isEmpty();
        int last = beyond ? ShownDocument.lastPage(wanted, read) : wanted.number();
        Asked asked = wanted.at(Math.min(wanted.number(), last));
        if (!asked.equals(wanted)) {
            read = read(visit, asked);
            visit.tell(Mark.OPEN, visit.say("file.page.beyond", wanted.number(), last));
        }
        FileView view = views.of(visit, asked, known, read, use.of(visit, asked.blob()));
        return Answer.page("file", FileName.text(asked.blob().name().value()), Section.FILES, view);
    }

    /// The original, byte for byte, to be saved: never shown or run by the browser.
    Answer download(Visit visit, List<String> parts) {
        Asked asked = asked(visit);
        Content content = visit.pass(
                request(visit, asked.blob(), Service.BLOB, Action.READ),
                services.blobs().getBlob(GetBlob.of(asked.blob())));
        return new Answer.Raw(exchange -> {
            try (content) {
                Headers.uploaded(exchange);
                exchange.status(200).set("Content-Type", "application/octet-stream");
                exchange.set(
                        "Content-Disposition",
                        Disposition.attachment(asked.blob().name().value()));
                write(content, exchange.stream(content.length()));
            }
        });
    }

    private static void write(Content content, OutputStream out) throws IOException {
        try (out) {
            content.writeTo(out);
        }
    }

    /// Deletes the version that the form was made for, and no later one.
    Answer delete(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, form.text("container"));
        BlobRef blob = container.blob(form.raw("name"));
        Conditions unchanged = Conditions.NONE.withIfMatch(ETagCondition.parse(form.text("etag")));
        String name = blob.name().value();
        try {
            visit.pass(
                    request(visit, blob, Service.BLOB, Action.DELETE),
                    services.blobs().deleteBlob(new DeleteBlob(blob, DeleteSnapshots.INCLUDE, unchanged)));
        } catch (AmanaException e) {
            if (e.code() == ErrorCode.CONDITION_NOT_MET) {
                return AnswerPages.changed(
                        visit,
                        visit.say("failure.changed"),
                        BrowsePage.file(container.name().value(), name));
            }
            throw e;
        }
        Safekeeping safekeeping = Safekeeping.of(visit, services.blobs());
        visit.tell(Mark.ALLOW, visit.say("done.deleted"), List.of(safekeeping.named(blob, FileName.html(name))));
        return Answer.to(level(blob));
    }

    private Asked asked(Visit visit) {
        Form query = visit.query();
        return new Asked(
                accounts.blob(visit),
                query.text("part"),
                (int) query.number("page", 1, MOST_PAGES, 1),
                query.text("q"));
    }

    /// What is known of the blob.
    ///
    /// @param versions  itself and its past
    /// @param mayDelete never from the page of a part: what would go is all that is around it; nor what is on hold
    /// @param mayHold   whether a hold can be put on it, or lifted if there is one
    record Known(BlobProperties properties, FileVersions.Listed versions, boolean mayDelete, boolean mayHold) {}

    private Known known(Visit visit, Asked asked, BlobProperties properties) {
        BlobRef blob = asked.blob();
        boolean isItself = asked.part().isEmpty() && blob.isBase();
        boolean isHeld = properties.keeping().legalHold().isOn();
        return new Known(
                properties,
                versions.of(visit, blob),
                isItself && !isHeld && visit.foresees(request(visit, blob, Service.BLOB, Action.DELETE)),
                isItself && holds.may(visit, blob, !isHeld));
    }

    /// Empty if there is none.
    private Optional<BlobProperties> properties(Visit visit, BlobRef blob) {
        try {
            return Optional.of(visit.pass(
                    request(visit, blob, Service.BLOB, Action.READ),
                    services.blobs().listedProperties(ReadBlob.of(blob))));
        } catch (AmanaException e) {
            if (e.code() == ErrorCode.BLOB_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// @throws NotThere with the way to where the file was, or of which it was a state
    private Answer gone(Visit visit, BlobRef blob) {
        Optional<Answer> kept = blob.isBase() ? deleted.find(visit, blob) : Optional.empty();
        return kept.orElseThrow(() -> new NotThere(
                visit.say("failure.not-found.then"),
                (blob.isBase() ? level(blob) : BrowsePage.file(blob.base())).toString(),
                visit.say(blob.isBase() ? "failure.not-found.way" : "failure.changed.way")));
    }

    /// The level of its container that a blob stands on.
    private static Address level(BlobRef blob) {
        String name = blob.name().value();
        return Address.of("/containers")
                .segment(blob.container().name().value())
                .with("prefix", name.substring(0, name.lastIndexOf('/') + 1));
    }

    /// What was read in the file; everything is empty where the purpose does not cover it, or nothing was read.
    ///
    /// @param film thumbnails by page number, from `filmFrom`
    record Read(
            Bundle.Part<Reading> reading,
            Bundle.Part<Page> page,
            Bundle.Part<Picture> image,
            int filmFrom,
            List<Bundle.Part<Picture>> film) {
        Read {
            film = List.copyOf(film);
        }
    }

    /// Whether the file was read through and has no such part.
    static boolean lacks(Asked asked, Reading reading) {
        return !asked.part().isEmpty()
                && !reading.inProgress()
                && ShownDocument.of(asked, reading).isEmpty();
    }

    private Read read(Visit visit, Asked asked) {
        Bundle look = new Bundle();
        BlobRef blob = asked.blob();
        int from = Math.max(1, asked.number() - FILM / 2);
        Read read = new Read(
                look.takes(services.analysis().reading(blob)),
                look.takes(services.analysis().page(blob, asked.part(), asked.number())),
                look.takes(services.analysis().pageImage(blob, asked.part(), asked.number())),
                from,
                film(look, asked, from));
        AccessRequest request = request(visit, blob, Service.DOCUMENT, Action.READ)
                .withFeatures(java.util.Set.of(Feature.TEXT, Feature.THUMBNAIL));
        if (visit.foresees(request)) {
            visit.pass(request, look);
        }
        return read;
    }

    private List<Bundle.Part<Picture>> film(Bundle look, Asked asked, int from) {
        List<Bundle.Part<Picture>> film = new java.util.ArrayList<>();
        for (int number = from; number < from + FILM; number++) {
            film.add(look.takes(services.analysis().thumbnail(asked.blob(), asked.part(), number)));
        }
        return film;
    }

    private AccessRequest request(Visit visit, BlobRef blob, Service service, Action action) {
        return accounts.in(visit, blob.container(), service, action).withObject(blob.path());
    }
}
