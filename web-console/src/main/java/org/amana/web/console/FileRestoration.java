package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.BlobRef;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETag;
import org.amana.blob.ETagCondition;
import org.amana.blob.Undeleted;
import org.amana.kernel.AmanaException;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// Restores one file on its page: an earlier version or a snapshot of it as what it is, or all that is
/// deleted of it.
final class FileRestoration {
    private final Accounts accounts;
    private final Restoring restoring;

    FileRestoration(ConsoleServices services) {
        this.accounts = new Accounts(services.blobs());
        this.restoring = new Restoring(services.blobs());
    }

    /// What a form holds that names a file.
    ///
    /// @param now what somebody saw it to be; empty where it was not there
    static List<Hidden> fields(BlobRef blob, Optional<ETag> now) {
        List<Hidden> fields = new ArrayList<>(List.of(
                new Hidden("container", blob.container().name().value()),
                new Hidden("name", blob.name().value())));
        now.ifPresent(etag -> fields.add(new Hidden("etag", etag.value())));
        return fields;
    }

    /// How a form says which state of the file is to be restored.
    static Hidden field(BlobRef past) {
        return past.isSnapshot()
                ? new Hidden("snapshot", past.snapshot().toString())
                : new Hidden("version", past.version().toString());
    }

    /// The file, which says what was done.
    Answer restore(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, form.text("container"));
        BlobRef blob = Accounts.blob(container, form);
        return blob.isBase() ? undeleted(visit, blob) : copied(visit, blob, form.text("etag"));
    }

    private Answer undeleted(Visit visit, BlobRef blob) {
        Undeleted undeleted = restoring.undelete(visit, blob);
        if (undeleted.blobs() > 0) {
            visit.tell(Mark.ALLOW, visit.say("done.restored"), name(blob));
        }
        if (undeleted.others() > 0) {
            visit.tell(Mark.ALLOW, visit.say("done.versions-restored", undeleted.others()), name(blob));
        }
        if (undeleted.blobs() + undeleted.others() == 0) {
            visit.tell(Mark.OPEN, visit.say("restored.over"), name(blob));
        }
        return Answer.to(BrowsePage.file(blob));
    }

    /// @param etag of what somebody saw the file to be, empty where it was not there
    private Answer copied(Visit visit, BlobRef past, String etag) {
        Conditions now = etag.isEmpty() ? Restoring.ABSENT : Conditions.NONE.withIfMatch(ETagCondition.parse(etag));
        Address file = BrowsePage.file(past.base());
        try {
            restoring.copy(visit, past, now);
        } catch (AmanaException e) {
            return switch (e.code()) {
                case CONDITION_NOT_MET, BLOB_EXISTS ->
                    AnswerPages.changed(visit, visit.say("failure.changed.not-restored"), file);
                default -> throw e;
            };
        }
        visit.tell(Mark.ALLOW, visit.say("done.version-restored"), name(past));
        return Answer.to(file);
    }

    private static List<Markup> name(BlobRef blob) {
        return List.of(FileName.html(blob.name().value()));
    }
}
