package org.amana.web.console;

import java.util.List;
import org.amana.blob.BlobService;
import org.amana.blob.Undeleted;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// Restores deleted files one by one, and keeps what became of each, as [FileDeletions] does of those that
/// it deletes.
///
/// A file whose name another has by now is not put in its place: what was deleted comes back among the past
/// of that one. Used by one thread.
final class Restorations {
    private final Restoring restoring;
    private final Visit visit;
    private final Level level;
    private final Bounded<Markup> back = new Bounded<>(line -> line.html().length());
    private final Bounded<Markup> beside = new Bounded<>(line -> line.html().length());
    private final Bounded<Markup> left = new Bounded<>(line -> line.html().length());

    /// @param level what the names are told from
    Restorations(BlobService blobs, Visit visit, Level level) {
        this.restoring = new Restoring(blobs);
        this.visit = visit;
        this.level = level;
    }

    /// Restores them, and says on the page that answers or follows what became of them.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE`, when nothing more can be done
    void all(List<DeletedFile> files) {
        Markup limit = Markup.EMPTY;
        for (DeletedFile one : files) {
            limit = limit.html().isEmpty() ? restore(one) : left(one, limit);
        }
        if (!left.isEmpty()) {
            visit.tell(Mark.REFUSE, visit.say("restored.left", left.count()), left);
        }
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

    /// @return why no other can be restored today, empty if there is nothing of that kind
    private Markup restore(DeletedFile one) {
        try {
            if (one.version().isPresent()) {
                restoring.copy(visit, one.blob().at(one.version()), Restoring.ABSENT);
                back.add(link(one));
            } else {
                undelete(one);
            }
        } catch (Refused e) {
            Markup reason = Markup.text(
                    RuleWords.reason(visit, e.rules().stream().findFirst().orElse("")));
            left(one, reason);
            return e.isOfDay() ? reason : Markup.EMPTY;
        } catch (AmanaException e) {
            if (e.code() == ErrorCode.LEDGER_UNAVAILABLE) {
                throw e;
            }
            left(one, reason(e));
        }
        return Markup.EMPTY;
    }

    private void undelete(DeletedFile one) {
        Undeleted undeleted = restoring.undelete(visit, one.blob());
        if (undeleted.blobs() > 0) {
            back.add(link(one));
        } else if (undeleted.others() > 0) {
            beside.add(link(one));
        } else {
            left(one, Markup.text(visit.say("restored.over")));
        }
    }

    private Markup reason(AmanaException failure) {
        return switch (failure.code()) {
            case BLOB_EXISTS, CONDITION_NOT_MET -> Markup.text(visit.say("restored.there"));
            case BLOB_NOT_FOUND -> Markup.text(visit.say("restored.over"));
            default -> FailureWords.html(visit, failure);
        };
    }

    private Markup left(DeletedFile one, Markup reason) {
        left.add(link(one).and(Markup.text(": ")).and(reason));
        return reason;
    }

    private Markup link(DeletedFile one) {
        return Markup.link(BrowsePage.file(one.blob()).toString(), FileDeletions.named(level, one.blob()));
    }
}
