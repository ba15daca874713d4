package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobName;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.blob.ETagCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.DeletionView;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Page.Section;

/// Deletes the files that were chosen on a level, after one confirmation. Each is an access of its own: the gate is
/// asked for each, and each has its entry. What one file cannot do does not stop the next, and what was not deleted is
/// told with the reason.
///
/// Of each file the version goes that stood on the page where it was chosen, with its snapshots, and no later one.
final class ChosenFiles {
    /// The field of a form that names a file; it comes once for each.
    static final String FIELD = "blob";

    private final BlobService blobs;
    private final BrowsePage browse;
    private final Accounts accounts;

    ChosenFiles(ConsoleServices services, BrowsePage browse) {
        this.blobs = services.blobs();
        this.browse = browse;
        this.accounts = new Accounts(services.blobs());
    }

    /// A file as it was seen.
    ///
    /// @param etag of the version
    private record Seen(ETagCondition etag, String said, BlobRef blob) {
        /// @param said the ETag, a blank, and the name
        static Seen of(ContainerRef container, String said) {
            int blank = said.indexOf(' ');
            if (blank < 1) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "not the ETag and the name of a file: " + said);
            }
            return new Seen(
                    ETagCondition.parse(said.substring(0, blank)), said, container.blob(said.substring(blank + 1)));
        }
    }

    /// How a form says which version of a file was seen.
    static String seen(BlobItem.Blob file) {
        return file.properties().etag().value() + " " + file.name();
    }

    /// Asks once for all.
    Answer confirm(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, parts.getFirst());
        Level level = Level.of(container.name().value(), form);
        List<Seen> chosen = chosen(container, form);
        if (chosen.isEmpty()) {
            return none(visit, level);
        }
        List<Hidden> fields = new ArrayList<>(level.fields());
        List<Markup> names = new ArrayList<>();
        for (Seen one : chosen) {
            fields.add(new Hidden(FIELD, one.said()));
            names.add(named(level, one.blob()));
        }
        List<Crumb> crumbs = new ArrayList<>(BrowsePage.crumbs(visit, level.container(), level.prefix()));
        crumbs.add(new Crumb(
                BrowsePage.here(level.container(), level.prefix()),
                level.address().toString()));
        String title = visit.say("chosen.title", chosen.size());
        return Answer.page(
                "deletion",
                title,
                Section.FILES,
                new DeletionView(
                        crumbs,
                        title,
                        visit.say("chosen.told", chosen.size()),
                        List.of(),
                        names,
                        fields,
                        DeletionView.Typing.NONE,
                        address(level.container()).segment("delete").toString(),
                        visit.say("chosen.do", chosen.size()),
                        level.address().toString()));
    }

    /// The level that the files were chosen on, which says what became of each. Where none was deleted, it is this very
    /// answer: nothing has changed, and the form may be sent again.
    Answer delete(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, parts.getFirst());
        Level level = Level.of(container.name().value(), form);
        List<Seen> chosen = chosen(container, form);
        if (chosen.isEmpty()) {
            return none(visit, level);
        }
        Bounded<Markup> gone = new Bounded<>(line -> line.html().length());
        Bounded<Markup> left = new Bounded<>(line -> line.html().length());
        for (Seen one : chosen) {
            delete(visit, level, one, gone, left);
        }
        if (!gone.isEmpty()) {
            visit.tell(Mark.ALLOW, visit.say("chosen.deleted", gone.count()), gone);
        }
        if (!left.isEmpty()) {
            visit.tell(Mark.REFUSE, visit.say("chosen.left", left.count()), left);
        }
        return gone.isEmpty() ? unchanged(visit, level) : Answer.to(level.address());
    }

    /// Where the files of a container are that were chosen.
    static Address address(String container) {
        return Address.of("/containers").segment(container).segment("chosen");
    }

    /// Opened by its address, it has nothing that was chosen: it leads to where one chooses.
    static Answer ofLevel(Visit visit, List<String> parts) {
        return Answer.to(Level.of(parts.getFirst(), visit.query()).address());
    }

    private static List<Seen> chosen(ContainerRef container, Form form) {
        return form.values().getOrDefault(FIELD, List.of()).stream()
                .distinct()
                .map(said -> Seen.of(container, said))
                .toList();
    }

    private void delete(Visit visit, Level level, Seen one, Bounded<Markup> gone, Bounded<Markup> left) {
        Conditions unchanged = Conditions.NONE.withIfMatch(one.etag());
        try {
            visit.pass(
                    accounts.in(visit, one.blob().container(), Service.BLOB, Action.DELETE)
                            .withObject(one.blob().path()),
                    blobs.deleteBlob(new DeleteBlob(one.blob(), DeleteSnapshots.INCLUDE, unchanged)));
            gone.add(named(level, one.blob()));
        } catch (Refused e) {
            left.add(because(
                    level,
                    one,
                    Markup.text(RuleWords.reason(
                            visit, e.rules().stream().findFirst().orElse("")))));
        } catch (AmanaException e) {
            if (e.code() == ErrorCode.LEDGER_UNAVAILABLE) {
                throw e;
            }
            left.add(because(level, one, reason(visit, e)));
        }
    }

    private static Markup reason(Visit visit, AmanaException failure) {
        return switch (failure.code()) {
            case CONDITION_NOT_MET -> Markup.text(visit.say("chosen.changed"));
            case BLOB_NOT_FOUND -> Markup.text(visit.say("chosen.gone"));
            default -> ServerWords.html(visit.words(), failure.message());
        };
    }

    private static Markup because(Level level, Seen one, Markup reason) {
        BlobName name = one.blob().name();
        return Markup.link(
                        BrowsePage.file(level.container(), name.value()).toString(),
                        FileName.shortened(below(level, one.blob())))
                .and(Markup.text(": "))
                .and(reason);
    }

    private static Markup named(Level level, BlobRef blob) {
        return FileName.shortened(below(level, blob));
    }

    private static String below(Level level, BlobRef blob) {
        String name = blob.name().value();
        return name.startsWith(level.prefix()) ? name.substring(level.prefix().length()) : name;
    }

    private Html none(Visit visit, Level level) {
        visit.tell(Mark.REFUSE, visit.say("chosen.none"));
        return unchanged(visit, level);
    }

    private Html unchanged(Visit visit, Level level) {
        Html page = browse.page(visit, level);
        return new Html(422, page.template(), page.title(), page.section(), page.view());
    }
}
