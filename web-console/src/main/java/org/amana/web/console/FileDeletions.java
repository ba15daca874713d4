package org.amana.web.console;

import java.util.List;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Conditions;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// Deletes files one by one, and keeps what became of each. Each is an access of its own: the gate is asked for each,
/// and each has its entry. What one file cannot do does not stop the next, but for a day's limit, which would refuse
/// all others alike: these are left without being asked for.
///
/// Of each file the version goes that was seen, with its snapshots, and no later one. Used by one thread.
final class FileDeletions {
    private final BlobService blobs;
    private final Accounts accounts;
    private final Visit visit;
    private final Level level;
    private final Safekeeping safekeeping;
    private final Bounded<Markup> gone = new Bounded<>(line -> line.html().length());
    private final Bounded<Markup> left = new Bounded<>(line -> line.html().length());

    /// @param level what the names are told from
    FileDeletions(BlobService blobs, Visit visit, Level level) {
        this.blobs = blobs;
        this.accounts = new Accounts(blobs);
        this.visit = visit;
        this.level = level;
        this.safekeeping = Safekeeping.of(visit, blobs);
    }

    /// Deletes them, and says on the page that answers or follows what became of them.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE`, when nothing more can be done
    void all(List<SeenFile> files) {
        Markup limit = Markup.EMPTY;
        for (SeenFile one : files) {
            limit = limit.html().isEmpty() ? delete(one) : left(one, limit);
        }
        if (!left.isEmpty()) {
            visit.tell(Mark.REFUSE, visit.say("chosen.left", left.count()), left);
        }
        if (!gone.isEmpty()) {
            visit.tell(Mark.ALLOW, visit.say("chosen.deleted", gone.count()), gone);
        }
    }

    /// How many are gone.
    int gone() {
        return gone.count();
    }

    /// How a file is called on the level.
    static Markup named(Level level, BlobRef blob) {
        String name = blob.name().value();
        return FileName.shortened(
                name.startsWith(level.prefix()) ? name.substring(level.prefix().length()) : name);
    }

    /// @return why no other can be deleted today, empty if there is nothing of that kind
    private Markup delete(SeenFile one) {
        Conditions unchanged = Conditions.NONE.withIfMatch(one.etag());
        try {
            visit.pass(
                    accounts.in(visit, one.blob().container(), Service.BLOB, Action.DELETE)
                            .withObject(one.blob().path()),
                    blobs.deleteBlob(new DeleteBlob(one.blob(), DeleteSnapshots.INCLUDE, unchanged)));
            gone.add(safekeeping.named(one.blob(), named(level, one.blob())));
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

    private Markup reason(AmanaException failure) {
        return switch (failure.code()) {
            case CONDITION_NOT_MET -> Markup.text(visit.say("chosen.changed"));
            case BLOB_NOT_FOUND -> Markup.text(visit.say("chosen.gone"));
            default -> FailureWords.html(visit, failure);
        };
    }

    private Markup left(SeenFile one, Markup reason) {
        String file =
                BrowsePage.file(level.container(), one.blob().name().value()).toString();
        left.add(Markup.link(file, named(level, one.blob()))
                .and(Markup.text(": "))
                .and(reason));
        return reason;
    }
}
