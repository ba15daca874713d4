package org.amana.web.console;

import java.util.List;
import java.util.stream.Stream;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Conditions;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.kernel.AmanaException;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// Deletes files one by one, and keeps what became of each (see [FileByFile]). Each is an access of its own:
/// the gate is asked for each, and each has its entry.
///
/// Of each file the version goes that was seen, with its snapshots, and no later one. Used by one thread.
final class FileDeletions {
    private final BlobService blobs;
    private final Accounts accounts;
    private final Visit visit;
    private final Level level;
    private final Safekeeping safekeeping;
    private final Bounded<Markup> gone = new Bounded<>(line -> line.html().length());
    private final FileByFile files;

    /// @param level what the names are told from
    FileDeletions(BlobService blobs, Visit visit, Level level) {
        this.blobs = blobs;
        this.accounts = new Accounts(blobs);
        this.visit = visit;
        this.level = level;
        this.safekeeping = Safekeeping.of(visit, blobs);
        this.files = new FileByFile(visit, level);
    }

    /// Deletes them, and says on the page that answers or follows what became of them.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE`, when nothing more can be done
    void all(List<SeenFile> seen) {
        files.all(seen, SeenFile::blob, this::delete, this::reason);
        files.tellLeft("chosen.left");
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

    /// The same of many, as far as a page names them one by one.
    static List<Markup> names(Visit visit, Level level, Stream<BlobRef> blobs) {
        Bounded<Markup> names = new Bounded<>(name -> name.html().length());
        blobs.forEach(blob -> names.add(named(level, blob)));
        return visit.told(names);
    }

    private void delete(SeenFile one) {
        Conditions unchanged = Conditions.NONE.withIfMatch(one.etag());
        visit.pass(
                accounts.in(visit, one.blob().container(), Service.BLOB, Action.DELETE)
                        .withObject(one.blob().path()),
                blobs.deleteBlob(new DeleteBlob(one.blob(), DeleteSnapshots.INCLUDE, unchanged)));
        gone.add(safekeeping.named(one.blob(), named(level, one.blob())));
    }

    private Markup reason(AmanaException failure) {
        return switch (failure.code()) {
            case CONDITION_NOT_MET -> Markup.text(visit.say("chosen.changed"));
            case BLOB_NOT_FOUND -> Markup.text(visit.say("chosen.gone"));
            default -> FailureWords.html(visit, failure);
        };
    }
}
