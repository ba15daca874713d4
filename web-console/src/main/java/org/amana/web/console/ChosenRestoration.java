package org.amana.web.console;

import java.util.List;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Mark;

/// Restores the deleted files that were chosen on a level (see [Restorations]). Nothing is lost by that, so
/// nobody is asked again.
final class ChosenRestoration {
    private final BlobService blobs;
    private final BrowsePage browse;
    private final JobPages jobs;
    private final Accounts accounts;

    ChosenRestoration(ConsoleServices services, BrowsePage browse, JobPages jobs) {
        this.blobs = services.blobs();
        this.browse = browse;
        this.jobs = jobs;
        this.accounts = new Accounts(services.blobs());
    }

    /// Where the deleted files of a container are that were chosen.
    static Address address(String container) {
        return ChosenFiles.address(container).segment("restore");
    }

    /// The level that the files were chosen on, which says what became of each.
    Answer restore(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, parts.getFirst());
        Level level = Level.of(container.name().value(), form);
        List<DeletedFile> chosen = form.values().getOrDefault(ChosenFiles.FIELD, List.of()).stream()
                .distinct()
                .map(said -> DeletedFile.of(container, said))
                .toList();
        if (chosen.isEmpty()) {
            visit.tell(Mark.REFUSE, visit.say("restored.none"));
            return browse.unchanged(visit, level);
        }
        return jobs.answer(visit, Restorations.task(blobs, level, chosen));
    }
}
