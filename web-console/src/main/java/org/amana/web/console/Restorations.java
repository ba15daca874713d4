package org.amana.web.console;

import java.util.List;
import org.amana.blob.BlobService;
import org.amana.blob.Undeleted;
import org.amana.kernel.AmanaException;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// Restores deleted files one by one, and keeps what became of each (see [FileByFile]).
///
/// A file whose name another has by now is not put in its place: what was deleted comes back among the past
/// of that one. Used by one thread.
final class Restorations {
    private final Restoring restoring;
    private final Visit visit;
    private final FileByFile files;
    private final Bounded<Markup> back = new Bounded<>(line -> line.html().length());
    private final Bounded<Markup> beside = new Bounded<>(line -> line.html().length());

    /// @param level what the names are told from
    Restorations(BlobService blobs, Visit visit, Level level) {
        this.restoring = new Restoring(blobs);
        this.visit = visit;
        this.files = new FileByFile(visit, level);
    }

    /// Restores them, and says on the page that answers or follows what became of them.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE`, when nothing more can be done
    void all(List<DeletedFile> deleted) {
        files.all(deleted, DeletedFile::blob, this::restore, this::reason);
        files.tellLeft("restored.left");
        if (!beside.isEmpty()) {
            visit.tell(Mark.OPEN, visit.say("restored.beside", beside.count()), beside);
        }
        if (!back.isEmpty()) {
            visit.tell(Mark.ALLOW, visit.say("restored.back", back.count()), back);
        }
    }

    /// How many are not deleted any more.
    int done() {
        return back.count() + beside.count();
    }

    private void restore(DeletedFile one) {
        if (one.version().isPresent()) {
            restoring.copy(visit, one.blob().at(one.version()), Restoring.ABSENT);
            back.add(files.link(one.blob()));
        } else {
            undelete(one);
        }
    }

    private void undelete(DeletedFile one) {
        Undeleted undeleted = restoring.undelete(visit, one.blob());
        if (undeleted.blobs() > 0) {
            back.add(files.link(one.blob()));
        } else if (undeleted.others() > 0) {
            beside.add(files.link(one.blob()));
        } else {
            files.left(one.blob(), Markup.text(visit.say("restored.over")));
        }
    }

    private Markup reason(AmanaException failure) {
        return switch (failure.code()) {
            case BLOB_EXISTS, CONDITION_NOT_MET -> Markup.text(visit.say("restored.there"));
            case BLOB_NOT_FOUND -> Markup.text(visit.say("restored.over"));
            default -> FailureWords.html(visit, failure);
        };
    }
}
