package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.ConfirmationView;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Page.Section;

/// Deletes the files that were chosen on a level, after one confirmation (see [FileDeletions]). Of each file the
/// version goes that stood on the page where it was chosen.
final class ChosenFiles {
    /// The field of a form that names a file; it comes once for each.
    static final String FIELD = "blob";

    private final BlobService blobs;
    private final BrowsePage browse;
    private final JobPages jobs;
    private final Accounts accounts;

    ChosenFiles(ConsoleServices services, BrowsePage browse, JobPages jobs) {
        this.blobs = services.blobs();
        this.browse = browse;
        this.jobs = jobs;
        this.accounts = new Accounts(services.blobs());
    }

    /// Asks once for all.
    Answer confirm(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, parts.getFirst());
        Level level = Level.of(container.name().value(), form);
        List<SeenFile> chosen = chosen(container, form);
        if (chosen.isEmpty()) {
            return none(visit, level);
        }
        List<Hidden> fields = new ArrayList<>(level.fields());
        List<Markup> names = new ArrayList<>();
        for (SeenFile one : chosen) {
            fields.add(new Hidden(FIELD, one.said()));
            names.add(FileDeletions.named(level, one.blob()));
        }
        List<Crumb> crumbs = new ArrayList<>(BrowsePage.crumbs(visit, level));
        crumbs.add(new Crumb(level.here(), level.address().toString()));
        String title = visit.say("chosen.title", chosen.size());
        return Answer.page(
                "confirmation",
                title,
                Section.FILES,
                new ConfirmationView(
                        ConfirmationView.Kind.DELETION,
                        crumbs,
                        Markup.text(title),
                        visit.say("chosen.told", chosen.size()) + " "
                                + Safekeeping.of(visit, blobs).ofFile(visit),
                        List.of(),
                        names,
                        fields,
                        ConfirmationView.Typing.NONE,
                        address(level.container()).segment("delete").toString(),
                        visit.say("chosen.do", chosen.size()),
                        level.address().toString()));
    }

    /// The level that the files were chosen on, which says what became of each.
    Answer delete(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, parts.getFirst());
        Level level = Level.of(container.name().value(), form);
        List<SeenFile> chosen = chosen(container, form);
        if (chosen.isEmpty()) {
            return none(visit, level);
        }
        return jobs.answer(
                visit,
                new Job.Task(
                        "job.deletes",
                        chosen.size(),
                        level,
                        _ -> level,
                        (errand, job) -> new FileDeletions(blobs, errand, job, level).all(chosen)));
    }

    /// Where the files of a container are that were chosen.
    static Address address(String container) {
        return Address.of("/containers").segment(container).segment("chosen");
    }

    /// Opened by its address, it has nothing that was chosen: it leads to where one chooses.
    static Answer ofLevel(Visit visit, List<String> parts) {
        return Answer.to(Level.of(parts.getFirst(), visit.query()).address());
    }

    private static List<SeenFile> chosen(ContainerRef container, Form form) {
        return form.values().getOrDefault(FIELD, List.of()).stream()
                .distinct()
                .map(said -> SeenFile.of(container, said))
                .toList();
    }

    private Html none(Visit visit, Level level) {
        visit.tell(Mark.REFUSE, visit.say("chosen.none"));
        return browse.unchanged(visit, level);
    }
}
