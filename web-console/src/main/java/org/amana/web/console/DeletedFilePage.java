package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.web.console.view.DeletedView;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;

/// The page of a file that is deleted, as long as something of it is kept: what that is, how it is
/// restored, and who used it, the deletion among that.
final class DeletedFilePage {
    private final FileVersions versions;
    private final FileUse use;
    private final Restoring restoring;

    DeletedFilePage(ConsoleServices services, FileVersions versions, FileUse use) {
        this.versions = versions;
        this.use = use;
        this.restoring = new Restoring(services.blobs());
    }

    /// How a deleted file is restored.
    ///
    /// @param as   the newest state that is kept
    /// @param fact since when it is deleted, as far as that is known
    /// @param told what restoring it does
    /// @param form what the form holds beside the name, empty to undelete
    private record Way(BlobProperties as, String fact, String told, List<Hidden> form) {}

    /// Empty where nothing of it is kept, or the purpose may not see that.
    Optional<Answer> find(Visit visit, BlobRef blob) {
        FileVersions.Listed listed = versions.of(visit, blob);
        return way(visit, blob, listed).map(way -> page(visit, blob, listed, way));
    }

    private static Optional<Way> way(Visit visit, BlobRef blob, FileVersions.Listed listed) {
        Optional<Way> asItWas = listed.deleted()
                .map(one -> new Way(one, DeletedFile.told(visit, one), visit.say("file.deleted.undelete"), List.of()));
        Supplier<Optional<Way>> fromVersion = () -> listed.lastVersion()
                .map(one -> new Way(
                        one,
                        visit.say("file.deleted"),
                        visit.say("file.deleted.version"),
                        List.of(FileRestoration.field(blob.at(one.standing().version())))));
        Supplier<Optional<Way>> parts = () -> listed.states().stream()
                .findFirst()
                .map(one -> new Way(
                        one.properties(),
                        DeletedFile.told(visit, one.properties()),
                        visit.say("file.deleted.parts"),
                        List.of()));
        return asItWas.or(fromVersion).or(parts);
    }

    private Answer page(Visit visit, BlobRef blob, FileVersions.Listed listed, Way way) {
        boolean may = way.form().isEmpty() ? restoring.mayUndelete(visit, blob) : restoring.mayCopy(visit, blob);
        List<Hidden> form = new ArrayList<>(FileRestoration.fields(blob, Optional.empty()));
        form.addAll(way.form());
        String name = blob.name().value();
        DeletedView view = new DeletedView(
                FileViews.crumbs(visit, blob),
                FileName.html(name.substring(name.lastIndexOf('/') + 1)),
                facts(visit, blob, way.as()),
                way.fact(),
                may ? way.told() : visit.say("file.deleted.closed", visit.purpose()),
                may ? form : List.of(),
                versions.view(visit, blob, listed),
                use.of(visit, blob));
        return Answer.page("deleted", FileName.text(name), Section.FILES, view);
    }

    private static Markup facts(Visit visit, BlobRef blob, BlobProperties as) {
        return Markup.text(visit.say(Kinds.key(as.headers().contentType())))
                .apart()
                .and(Markup.text(" · "))
                .and(Markup.text(Numbers.size(as.length(), visit.lang())).apart())
                .and(Markup.text(" · "))
                .and(FileViews.container(visit, blob));
    }
}
