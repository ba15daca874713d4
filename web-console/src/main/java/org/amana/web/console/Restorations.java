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
    private final Errand errand;
    private final FileByFile files;
    private final Bounded<Markup> back = new Bounded<>(line -> line.html().length());
    private final Bounded<Markup> beside = new Bounded<>(line -> line.html().length());

    /// @param job   the work that this is
    /// @param level what the names are told from
    Restorations(BlobService blobs, Errand errand, Job job, Level level) {
        this.restoring = new Restoring(blobs);
        this.errand = errand;
        this.files = new FileByFile(errand, job, level);
    }

    /// The work of restoring files of a level.
    static Job.Task task(BlobService blobs, Level level, List<DeletedFile> deleted) {
        return new Job.Task(
                "job.restores",
                deleted.size(),
                level,
                _ -> level,
                (errand, job) -> new Restorations(blobs, errand, job, level).all(deleted));
    }

    /// Restores them, and says what became of them.
    ///
    /// @return how many are not deleted any more
    int all(List<DeletedFile> deleted) {
        files.all(deleted, DeletedFile::blob, this::restore, this::reason);
        files.tellLeft("restored.left");
        if (!beside.isEmpty()) {
            errand.tell(Mark.OPEN, errand.say("restored.beside", beside.count()), beside);
        }
        if (!back.isEmpty()) {
            errand.tell(Mark.ALLOW, errand.say("restored.back", back.count()), back);
        }
        return back.count() + beside.count();
    }

    private void restore(DeletedFile one) {
        if (one.version().isPresent()) {
            restoring.copy(errand, one.blob().at(one.version()), Restoring.ABSENT);
            back.add(files.link(one.blob()));
        } else {
            undelete(one);
        }
    }

    private void undelete(DeletedFile one) {
        Undeleted undeleted = restoring.undelete(errand, one.blob());
        if (undeleted.blobs() > 0) {
            back.add(files.link(one.blob()));
        } else if (undeleted.others() > 0) {
            beside.add(files.link(one.blob()));
        } else {
            files.left(one.blob(), Markup.text(errand.say("restored.over")));
        }
    }

    private Markup reason(AmanaException failure) {
        return switch (failure.code()) {
            case BLOB_EXISTS, CONDITION_NOT_MET -> Markup.text(errand.say("restored.there"));
            case BLOB_NOT_FOUND -> Markup.text(errand.say("restored.over"));
            default -> FailureWords.html(errand, failure);
        };
    }
}
