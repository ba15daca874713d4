package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListBlobs;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.verifier.Sha256;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.ConfirmationView;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;

/// Deletes a folder: all files whose names begin with its name and a slash, after one confirmation that says how many
/// they are and how much (see [FileDeletions]). Of more than [#MOST] the first by name go, and the rest the next time.
///
/// What goes is what was seen: the form holds a digest of the versions that were listed, and where another is there
/// when it is sent, nothing is deleted and it is asked anew.
final class FolderDeletion {
    /// As many as one form asks for: each has an entry of its own, which is on disk before the next.
    static final int MOST = 1_000;

    private static final String SEEN = "seen";

    private final BlobService blobs;
    private final JobPages jobs;
    private final Accounts accounts;

    FolderDeletion(ConsoleServices services, JobPages jobs) {
        this.blobs = services.blobs();
        this.jobs = jobs;
        this.accounts = new Accounts(services.blobs());
    }

    /// Where the deletion of a folder is asked for.
    static Address address(Level level) {
        return form(level)
                .with("prefix", level.prefix())
                .with("sort", level.order().word())
                .with(Level.DELETED, level.deleted() ? Level.SHOWN : "");
    }

    private static Address form(Level level) {
        return Address.of("/containers").segment(level.container()).segment("folder");
    }

    Answer ask(Visit visit, List<String> parts) {
        Level level = folder(parts.getFirst(), visit.query());
        return asked(visit, 200, level, files(visit, level));
    }

    /// The level above the folder, which says what became of each file; the folder itself while something is in it.
    Answer delete(Visit visit, List<String> parts, Form form) {
        Level level = folder(parts.getFirst(), form);
        Files files = files(visit, level);
        if (!files.digest().equals(form.text(SEEN))) {
            visit.tell(Mark.OPEN, visit.say("folder.delete.changed"));
            return asked(visit, 422, level, files);
        }
        int count = files.seen().size();
        return jobs.answer(
                visit,
                new Job.Task(
                        "job.deletes",
                        count,
                        level,
                        gone -> gone == count && !files.more() ? level.above() : level,
                        (errand, job) -> new FileDeletions(blobs, errand, job, level).all(files.seen())));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND` if it names no folder: not every beginning of a name is one
    private static Level folder(String container, Form form) {
        Level level = Level.of(container, form).whole();
        if (!level.prefix().endsWith("/")) {
            throw new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "no folder is called " + level.prefix());
        }
        return level;
    }

    /// The files of a folder, also of those in it, as they are now.
    ///
    /// @param bytes of all of them together
    /// @param more  whether there are others behind them
    private record Files(List<SeenFile> seen, long bytes, boolean more) {
        Files {
            seen = List.copyOf(seen);
        }

        /// SHA-256 over each version and each name, in their order.
        String digest() {
            String said = seen.stream().map(one -> one.said() + "\n").collect(Collectors.joining());
            return Sha256.hex(said.getBytes(UTF_8));
        }
    }

    /// One look, which is one access; a second where the first brought nothing and others are behind it.
    private Files files(Visit visit, Level level) {
        ContainerRef container = accounts.container(visit, level.container());
        List<SeenFile> seen = new ArrayList<>();
        long bytes = 0;
        String marker = "";
        do {
            BlobPage page = listed(visit, level, container, marker);
            for (BlobItem item : page.items()) {
                if (item instanceof BlobItem.Blob file) {
                    seen.add(SeenFile.of(container, file));
                    bytes += file.properties().length();
                }
            }
            marker = page.nextMarker();
        } while (seen.isEmpty() && !marker.isEmpty());
        return new Files(seen, bytes, !marker.isEmpty());
    }

    private BlobPage listed(Visit visit, Level level, ContainerRef container, String marker) {
        return visit.pass(
                accounts.in(visit, container, Service.BLOB, Action.LIST)
                        .withObject(level.container() + "/" + level.prefix()),
                blobs.listBlobs(ListBlobs.of(container)
                        .withPrefix(level.prefix())
                        .withMarker(marker)
                        .withMaxResults(MOST)));
    }

    private Answer asked(Visit visit, int status, Level level, Files files) {
        if (files.seen().isEmpty()) {
            visit.tell(Mark.NONE, visit.say("folder.delete.none"));
            return Answer.to(level.address());
        }
        int count = files.seen().size();
        String title = visit.say("folder.delete.title", FileName.line(level.name()));
        List<Crumb> crumbs = new ArrayList<>(BrowsePage.crumbs(visit, level));
        crumbs.add(new Crumb(level.here(), level.address().toString()));
        List<Hidden> fields = new ArrayList<>(level.fields());
        fields.add(new Hidden(SEEN, files.digest()));
        ConfirmationView view = new ConfirmationView(
                ConfirmationView.Kind.DELETION,
                crumbs,
                visit.words().html("folder.delete.title", level.here()),
                visit.say(files.more() ? "folder.delete.first" : "folder.delete.told", count) + " "
                        + Safekeeping.of(visit, blobs).ofFile(visit),
                facts(visit, files),
                FileDeletions.names(visit, level, files.seen().stream().map(SeenFile::blob)),
                fields,
                ConfirmationView.Typing.NONE,
                form(level).toString(),
                visit.say("chosen.do", count),
                level.address().toString());
        return new Html(status, "confirmation", title, Section.FILES, view);
    }

    private static List<Fact> facts(Visit visit, Files files) {
        return List.of(
                new Fact(
                        visit.say("files"),
                        Markup.text(Numbers.count(files.seen().size()))),
                new Fact(
                        visit.say("size"),
                        Markup.text(Numbers.size(files.bytes(), visit.lang())).apart()));
    }
}
