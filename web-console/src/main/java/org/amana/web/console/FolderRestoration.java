package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListInclude;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.ConfirmationView;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;

/// Restores all deleted files of a folder, those of the folders in it too, or of a whole container, after
/// one confirmation that says how many they are (see [Restorations]). Of more than [#MOST] the first by
/// name come back, and the rest the next time.
final class FolderRestoration {
    /// As many as one form asks for: each has an entry of its own, which is on disk before the next.
    static final int MOST = 1_000;

    private final BlobService blobs;
    private final BrowsePage browse;
    private final JobPages jobs;
    private final Accounts accounts;

    FolderRestoration(ConsoleServices services, BrowsePage browse, JobPages jobs) {
        this.blobs = services.blobs();
        this.browse = browse;
        this.jobs = jobs;
        this.accounts = new Accounts(services.blobs());
    }

    /// Where it is asked for.
    static Address address(Level level) {
        return form(level)
                .with("prefix", level.prefix())
                .with("sort", level.order().word());
    }

    private static Address form(Level level) {
        return Address.of("/containers")
                .segment(level.container())
                .segment("folder")
                .segment("restore");
    }

    Answer ask(Visit visit, List<String> parts) {
        Level level = folder(parts.getFirst(), visit.query());
        Files files = files(visit, level);
        if (files.deleted().isEmpty()) {
            visit.tell(Mark.NONE, visit.say("folder.restore.none"));
            return Answer.to(level.address());
        }
        int count = files.deleted().size();
        List<Crumb> crumbs = new ArrayList<>(BrowsePage.crumbs(visit, level));
        crumbs.add(new Crumb(level.here(), level.address().toString()));
        ConfirmationView view = new ConfirmationView(
                ConfirmationView.Kind.RESTORATION,
                crumbs,
                visit.words().html("folder.restore.title", level.here()),
                visit.say(files.more() ? "folder.restore.first" : "folder.restore.told", count),
                List.of(new Fact(visit.say("files"), Markup.text(Numbers.count(count)))),
                FileDeletions.names(visit, level, files.deleted().stream().map(DeletedFile::blob)),
                level.fields(),
                ConfirmationView.Typing.NONE,
                form(level).toString(),
                visit.say("folder.restore.do", count),
                level.address().toString());
        return new Html(200, "confirmation", view.title().plain(), Section.FILES, view);
    }

    /// The level, which says what became of each file.
    Answer restore(Visit visit, List<String> parts, Form form) {
        Level level = folder(parts.getFirst(), form);
        Files files = files(visit, level);
        if (files.deleted().isEmpty()) {
            visit.tell(Mark.NONE, visit.say("folder.restore.none"));
            return browse.unchanged(visit, level);
        }
        return jobs.answer(visit, Restorations.task(blobs, level, files.deleted()));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND` if it names no folder: not every beginning of a name is
    /// one
    private static Level folder(String container, Form form) {
        Level level = Level.of(container, form).whole().withDeleted(true);
        if (!level.prefix().isEmpty() && !level.prefix().endsWith("/")) {
            throw new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "no folder is called " + level.prefix());
        }
        return level;
    }

    /// @param more whether others may be deleted behind them
    private record Files(List<DeletedFile> deleted, boolean more) {
        Files {
            deleted = List.copyOf(deleted);
        }
    }

    /// Looks through the names of the folder until there are enough. Each look is an access.
    private Files files(Visit visit, Level level) {
        ContainerRef container = accounts.container(visit, level.container());
        List<DeletedFile> deleted = new ArrayList<>();
        String marker = "";
        do {
            BlobPage page = listed(visit, level, container, marker);
            for (BlobItem item : page.items()) {
                if (deleted.size() == MOST) {
                    return new Files(deleted, true);
                }
                DeletedFile.of(container, item).ifPresent(deleted::add);
            }
            marker = page.nextMarker();
        } while (deleted.size() < MOST && !marker.isEmpty());
        return new Files(deleted, !marker.isEmpty());
    }

    private BlobPage listed(Visit visit, Level level, ContainerRef container, String marker) {
        return visit.pass(
                accounts.in(visit, container, Service.BLOB, Action.LIST)
                        .withObject(level.container() + "/" + level.prefix()),
                blobs.listBlobs(ListBlobs.of(container)
                        .withPrefix(level.prefix())
                        .withMarker(marker)
                        .withInclude(ListInclude.DELETED, ListInclude.DELETED_WITH_VERSIONS)));
    }
}
