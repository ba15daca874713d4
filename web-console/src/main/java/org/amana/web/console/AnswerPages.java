package org.amana.web.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Purpose;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.view.AnswerView;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Way;
import org.amana.web.http.Failure;

/// Refusals and failures as pages: what was decided, by which rule, what to do. Never an apology.
final class AnswerPages {
    private static final System.Logger LOG = System.getLogger(AnswerPages.class.getName());

    private final ConsoleServices services;

    AnswerPages(ConsoleServices services) {
        this.services = services;
    }

    /// The gate said no.
    Html refusal(Visit visit, Refused refused) {
        String code =
                "refusal.code." + refused.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String title =
                visit.words().knows(code) ? visit.say("refusal.because", visit.say(code)) : visit.say("refusal.title");
        Markup told = visit.words().html("refusal.read-none", entry(refused));
        return page(
                Failure.status(refused.code()),
                visit.say("refusal.title"),
                new AnswerView(
                        Mark.REFUSE,
                        title,
                        told.and(day(visit, refused)),
                        refused.rules().stream()
                                .map(rule -> new AnswerView.Rule(told(visit, rule, refused), rule))
                                .toList(),
                        way(visit, refused),
                        visit.say(
                                switch (next(refused)) {
                                    case MORE -> "refusal.more";
                                    case ELSEWHERE -> "refusal.other";
                                    case BACK -> "failure.csrf.way";
                                })));
    }

    /// What somebody can do who was refused.
    private enum Next {
        MORE,
        ELSEWHERE,
        BACK
    }

    private static Next next(Refused refused) {
        return refused.isOfDay() ? Next.MORE : refused.isOfAllPurposes() ? Next.BACK : Next.ELSEWHERE;
    }

    private static String way(Visit visit, Refused refused) {
        return switch (next(refused)) {
            case MORE -> "/purposes/" + visit.credential().purpose() + "#more";
            case ELSEWHERE ->
                Address.of("/session")
                        .with("back", visit.isForm() ? visit.cameFrom() : visit.place())
                        .toString();
            case BACK -> visit.cameFrom();
        };
    }

    private Markup told(Visit visit, String rule, Refused refused) {
        return services.directory()
                .purpose(visit.credential().purpose())
                .map(purpose -> RefusalWords.told(visit, rule, refused.access(), purpose))
                .orElseGet(() -> Markup.text(RuleWords.reason(visit, rule)));
    }

    /// Where the day's limit is reached: what it is, what was used of it, and when it is free again.
    private Markup day(Visit visit, Refused refused) {
        Optional<Purpose> purpose = refused.isOfDay()
                ? services.directory().purpose(visit.credential().purpose())
                : Optional.empty();
        return purpose.map(one -> {
                    var used = services.use().today(one.id());
                    return Markup.text(" ")
                            .and(visit.words()
                                    .html(
                                            "refusal.day",
                                            Numbers.size(one.scope().bytesPerDay(), visit.lang()),
                                            one.scope().objectsPerDay(),
                                            Numbers.size(used.bytes(), visit.lang()),
                                            used.objects()));
                })
                .orElse(Markup.EMPTY);
    }

    /// A file is no longer the one that the form was made for.
    ///
    /// @param told what was not done, therefore
    static Html changed(Visit visit, String told, Address file) {
        return page(
                Failure.status(ErrorCode.CONDITION_NOT_MET),
                visit.say("failure.conflict"),
                new AnswerView(
                        Mark.OPEN,
                        visit.say("failure.conflict"),
                        Markup.text(told),
                        List.of(),
                        file.toString(),
                        visit.say("failure.changed.way")));
    }

    /// It was allowed, but it could not be done; or it was wrong to begin with.
    Html failure(Visit visit, AmanaException failure) {
        return switch (failure.code().category()) {
            case NOT_FOUND -> notFound(visit, failure);
            case INVALID, TOO_LARGE, RANGE -> said(visit, failure, "failure.invalid");
            case CONFLICT, PRECONDITION ->
                said(visit, failure, FailureWords.knows(failure.code()) ? "failure.invalid" : "failure.conflict");
            case UNSUPPORTED -> said(visit, failure, "failure.invalid");
            case FULL -> told(visit, failure, "failure.full");
            case UNAVAILABLE ->
                told(
                        visit,
                        failure,
                        failure.code() == ErrorCode.LEDGER_UNAVAILABLE ? "failure.ledger" : "failure.busy");
            case UNAUTHENTICATED, REFUSED ->
                page(
                        403,
                        visit.say("refusal.title"),
                        answer(
                                visit,
                                Mark.REFUSE,
                                "refusal.title",
                                ServerWords.html(visit.words(), failure.message())));
            case CORRUPT, INTERNAL -> internal(visit, failure);
        };
    }

    /// Something went wrong before there was a page.
    Html failure(Visit visit, Failure failure) {
        Optional<AmanaException> known = failure.known();
        if (known.isPresent()) {
            return failure(visit, known.get());
        }
        boolean ours = failure.status() >= 500;
        String key = ours ? "failure.internal" : "failure.invalid";
        return page(
                failure.status(),
                visit.say(key),
                answer(
                        visit,
                        Mark.OPEN,
                        key,
                        ours
                                ? Markup.text(visit.say("failure.internal.then", failure.status()))
                                : ServerWords.html(visit.words(), failure.message())));
    }

    private static Markup entry(Refused refused) {
        long index = refused.receipt().index();
        return Markup.link("/ledger/" + index, Markup.token(Numbers.count(index)));
    }

    /// A container that is not there may be a deleted one that is kept.
    private Html notFound(Visit visit, AmanaException failure) {
        if (failure.code() != ErrorCode.CONTAINER_NOT_FOUND || !(visit.visitor() instanceof Visitor.Member)) {
            return notFound(visit);
        }
        boolean kept = Safekeeping.of(visit, services.blobs()).keepsContainers();
        return notThere(
                visit,
                new NotThere(
                        visit.say("failure.not-found.then"),
                        kept ? ContainersPage.withDeleted().toString() : "/containers",
                        visit.say(kept ? "deleted.show-containers" : "containers.all")));
    }

    Html notFound(Visit visit) {
        return page(
                404,
                visit.say("failure.not-found"),
                answer(visit, Mark.NONE, "failure.not-found", Markup.text(visit.say("failure.not-found.then"))));
    }

    Html notThere(Visit visit, NotThere none) {
        return page(
                404,
                visit.say("failure.not-found"),
                new AnswerView(
                        Mark.NONE,
                        visit.say("failure.not-found"),
                        Markup.text(none.sentence()),
                        List.of(),
                        none.href(),
                        none.way()));
    }

    Html wrongMethod(Visit visit) {
        return page(
                405,
                visit.say("failure.invalid"),
                answer(visit, Mark.NONE, "failure.invalid", Markup.text(visit.say("failure.method"))));
    }

    /// A form came twice whose answer was a page that is not kept, such as one with a new key.
    Html twice(Visit visit) {
        return page(
                409,
                visit.say("failure.twice"),
                answer(visit, Mark.OPEN, "failure.twice", Markup.text(visit.say("failure.twice.then"))));
    }

    Html foreign(Visit visit) {
        return page(
                403,
                visit.say("failure.foreign"),
                answer(visit, Mark.REFUSE, "failure.foreign", Markup.text(visit.say("failure.foreign.then"))));
    }

    /// A form of the console that another session's page holds: somebody signed in anew since, or went over
    /// to another purpose.
    Html staleForm(Visit visit) {
        return page(
                403,
                visit.say("failure.csrf"),
                new AnswerView(
                        Mark.REFUSE,
                        visit.say("failure.csrf"),
                        visit.words().html("failure.csrf.then", Markup.purpose(visit.purpose())),
                        List.of(),
                        visit.cameFrom(),
                        visit.say("failure.csrf.way")));
    }

    private static Html internal(Visit visit, AmanaException failure) {
        String mark = Long.toHexString(System.nanoTime());
        LOG.log(System.Logger.Level.ERROR, "console failure " + mark, failure);
        return page(
                Failure.status(failure.code()),
                visit.say("failure.internal"),
                answer(visit, Mark.OPEN, "failure.internal", Markup.text(visit.say("failure.internal.then", mark))));
    }

    /// The message names the thing and the value; it is what the person needs.
    private static Html said(Visit visit, AmanaException failure, String key) {
        return page(
                Failure.status(failure.code()),
                visit.say(key),
                answer(visit, Mark.OPEN, key, FailureWords.html(visit, failure)));
    }

    private static Html told(Visit visit, AmanaException failure, String key) {
        return page(
                Failure.status(failure.code()),
                visit.say(key),
                answer(visit, Mark.OPEN, key, Markup.text(visit.say(key + ".then")), again(visit)));
    }

    private static AnswerView answer(Visit visit, Mark mark, String title, Markup told) {
        return answer(visit, mark, title, told, onwards(visit));
    }

    private static AnswerView answer(Visit visit, Mark mark, String title, Markup told, Way way) {
        return new AnswerView(mark, visit.say(title), told, List.of(), way.href(), way.text());
    }

    /// Back to the page whose form came to nothing, where it can be sent again in another way; else to the
    /// beginning.
    private static Way onwards(Visit visit) {
        return visit.isForm()
                ? new Way(visit.cameFrom(), visit.say("failure.csrf.way"))
                : new Way("/", visit.say("failure.back"));
    }

    /// What may be there in a moment is asked for again.
    private static Way again(Visit visit) {
        return visit.isForm() ? onwards(visit) : new Way(visit.place(), visit.say("unanswered.again"));
    }

    private static Html page(int status, String title, AnswerView view) {
        return new Html(status, "answer", title, Section.NONE, view);
    }
}
