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
    private final Errand errand;
    private final Level level;
    private final Safekeeping safekeeping;
    private final Bounded<Markup> gone = new Bounded<>(line -> line.html().length());
    private final FileByFile files;

    /// @param job   the work that this is
    /// @param level what the names are told from
    FileDeletions(BlobService blobs, Errand errand, Job job, Level level) {
        this.blobs = blobs;
        this.accounts = new Accounts(blobs);
        this.errand = errand;
        this.level = level;
        this.safekeeping = Safekeeping.of(errand, blobs);
        this.files = new FileByFile(errand, job, level);
    }

    /// Deletes them, and says what became of them.
    ///
    /// @return how many are gone
    int all(List<SeenFile> seen) {
        files.all(seen, SeenFile::blob, this::delete, this::reason);
        files.tellLeft("chosen.left");
        if (!gone.isEmpty()) {
            errand.tell(Mark.ALLOW, errand.say("chosen.deleted", gone.count()), gone);
        }
        return gone.count();
    }

    /// How a file is called on the level.
    static Markup named(Level level, BlobRef blob) {
        String name = blob.name().value();
        return FileName.shortened(
                name.startsWith(level.prefix()) ? name.substring(level.prefix().length()) : name);
    }

    /// The same of many, as far as a page names them one by one.
    static List<Markup> names(Errand errand, Level level, Stream<BlobRef> blobs) {
        Bounded<Markup> names = new Bounded<>(name -> name.html().length());
        blobs.forEach(blob -> names.add(named(level, blob)));
        return errand.told(names);
    }

    private void delete(SeenFile one) {
        Conditions unchanged = Conditions.NONE.withIfMatch(one.etag());
        errand.pass(
                accounts.in(errand, one.blob().container(), Service.BLOB, Action.DELETE)
                        .withObject(one.blob().path()),
                blobs.deleteBlob(new DeleteBlob(one.blob(), DeleteSnapshots.INCLUDE, unchanged)));
        gone.add(safekeeping.named(one.blob(), named(level, one.blob())));
    }

    private Markup reason(AmanaException failure) {
        return switch (failure.code()) {
            case CONDITION_NOT_MET -> Markup.text(errand.say("chosen.changed"));
            case BLOB_NOT_FOUND -> Markup.text(errand.say("chosen.gone"));
            default -> FailureWords.html(errand, failure);
        };
    }
}
