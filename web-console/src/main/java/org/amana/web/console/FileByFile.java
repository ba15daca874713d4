package org.amana.web.console;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.amana.blob.BlobRef;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// Does one thing to many files, one by one, and keeps which were left as they are, and why. What one file cannot do
/// does not stop the next. What would stop all others alike does (a day's limit, a ledger that cannot be written, work
/// that is not to go on): these are left without being asked for. Used by one thread.
final class FileByFile {
    private final Errand errand;
    private final Job job;
    private final Level level;
    private final Bounded<Markup> left = new Bounded<>(line -> line.html().length());

    /// @param job   the work that this is
    /// @param level what the names are told from
    FileByFile(Errand errand, Job job, Level level) {
        this.errand = errand;
        this.job = job;
        this.level = level;
    }

    /// @param reason why a file is left whose deed failed so
    <F> void all(List<F> files, Function<F, BlobRef> blob, Consumer<F> deed, Function<AmanaException, Markup> reason) {
        Markup limit = Markup.EMPTY;
        for (F file : files) {
            if (limit.html().isEmpty()) {
                limit = halt();
            }
            if (limit.html().isEmpty()) {
                limit = one(file, blob.apply(file), deed, reason);
            } else {
                left(blob.apply(file), limit);
            }
            job.pass();
        }
    }

    private Markup halt() {
        return job.halted()
                .map(halt -> Markup.text(errand.words().named("job.halt", halt)))
                .orElse(Markup.EMPTY);
    }

    /// @return why nothing more can be done, empty if there is nothing of that kind
    private <F> Markup one(F file, BlobRef blob, Consumer<F> deed, Function<AmanaException, Markup> reason) {
        try {
            deed.accept(file);
        } catch (Refused e) {
            Markup rule = Markup.text(
                    RuleWords.reason(errand, e.rules().stream().findFirst().orElse("")));
            left(blob, rule);
            return e.isOfDay() ? rule : Markup.EMPTY;
        } catch (AmanaException e) {
            boolean ends = e.code() == ErrorCode.LEDGER_UNAVAILABLE;
            Markup why = ends ? Markup.text(errand.say("failure.ledger")) : reason.apply(e);
            left(blob, why);
            return ends ? why : Markup.EMPTY;
        }
        return Markup.EMPTY;
    }

    /// Keeps that a file is left, and why.
    void left(BlobRef blob, Markup reason) {
        left.add(link(blob).and(Markup.text(": ")).and(reason));
    }

    /// The name of a file, which leads to it.
    Markup link(BlobRef blob) {
        return Markup.link(BrowsePage.file(blob).toString(), FileDeletions.named(level, blob));
    }

    /// Says which were left, if any were.
    ///
    /// @param words the key of what is said, which has their number in it
    void tellLeft(String words) {
        if (!left.isEmpty()) {
            errand.tell(Mark.REFUSE, errand.say(words, left.count()), left);
        }
    }
}
