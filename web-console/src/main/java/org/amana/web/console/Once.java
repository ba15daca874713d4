package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.CredentialId;
import org.amana.verifier.Sha256;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Answer.Raw;
import org.amana.web.console.Answer.Redirect;
import org.amana.web.console.Request.Form;
import org.amana.web.console.Route.FormAction;
import org.amana.web.console.view.Mark;

/// Keeps a form from doing its thing twice, however often it is sent: by a double click, a reload, a browser that tries
/// again. Every page draws a proof of its own for its forms (see [Csrf]), so the same form is the same session, address
/// and fields, that proof among them. The second waits for the first and is led to where the first led, with what it
/// did. Whatever came to nothing, by a mistake, a refusal or a failure, may be sent again.
///
/// Bounded: of those that are done, the eldest is forgotten first. Safe for many threads.
final class Once {
    private static final int MOST = 4_096;

    /// How long the second waits for the first.
    private static final int PATIENCE_SECONDS = 10;

    private final AnswerPages answers;
    private final Claims<Wish, Optional<Done>> wishes = new Claims<>(MOST);

    /// A form as one page sent it.
    ///
    /// @param fields SHA-256 of all that stands in it
    private record Wish(CredentialId session, String address, String fields) {}

    /// What a form did.
    ///
    /// @param to where it led; empty where the answer to it was a page, which is not kept
    private record Done(String to, Outcome outcome) {}

    /// Does what a form asks for.
    @FunctionalInterface
    interface Deed {
        Answer answer() throws IOException;
    }

    Once(AnswerPages answers) {
        this.answers = answers;
    }

    FormAction guarded(FormAction action) {
        return (visit, parts, form) -> once(visit, form, () -> action.answer(visit, parts, form));
    }

    /// @param form every field that makes the form the one that it is
    private Answer once(Visit visit, Form form, Deed deed) throws IOException {
        Wish wish = new Wish(visit.credential().id(), visit.exchange().rawPath(), digest(form));
        CompletableFuture<Optional<Done>> mine = new CompletableFuture<>();
        while (true) {
            Optional<CompletableFuture<Optional<Done>>> first = wishes.claim(wish, mine);
            if (first.isEmpty()) {
                return done(visit, wish, mine, deed);
            }
            Optional<Done> done = await(first.get());
            if (done.isPresent()) {
                return again(visit, done.get());
            }
        }
    }

    private Answer done(Visit visit, Wish wish, CompletableFuture<Optional<Done>> mine, Deed deed) throws IOException {
        Optional<Done> done = Optional.empty();
        try {
            Answer answer = deed.answer();
            done = what(visit, answer);
            return answer;
        } finally {
            if (done.isEmpty()) {
                wishes.giveUp(wish);
            }
            mine.complete(done);
        }
    }

    private static Optional<Done> what(Visit visit, Answer answer) {
        return switch (answer) {
            case Redirect(String address) ->
                Optional.of(new Done(address, visit.outcome().lasting()));
            case Html html ->
                html.status() < 300 ? Optional.of(new Done("", visit.outcome().lasting())) : Optional.empty();
            case Raw _ -> Optional.empty();
        };
    }

    private Answer again(Visit visit, Done done) {
        visit.carry(done.outcome());
        if (done.to().isEmpty()) {
            return answers.twice(visit);
        }
        visit.tell(Mark.NONE, visit.say("done.once"));
        return Answer.to(done.to());
    }

    private static Optional<Done> await(CompletableFuture<Optional<Done>> first) {
        try {
            return first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "the same form is still at work");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AmanaException(ErrorCode.SERVER_BUSY, "the wait for the same form was broken off");
        } catch (ExecutionException e) {
            throw new IllegalStateException("what a form came to is completed with a value alone", e);
        }
    }

    private static String digest(Form form) {
        StringBuilder fields = new StringBuilder();
        form.values()
                .forEach((name, values) -> values.forEach(value -> fields.append(Address.encoded(name))
                        .append('=')
                        .append(Address.encoded(value))
                        .append('&')));
        return Sha256.hex(fields.toString().getBytes(UTF_8));
    }
}
