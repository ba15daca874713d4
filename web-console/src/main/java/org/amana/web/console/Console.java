package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Answer.Raw;
import org.amana.web.console.Answer.Redirect;
import org.amana.web.console.Assets.Asset;
import org.amana.web.console.Route.Door;
import org.amana.web.console.Visitor.Guest;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.amana.web.http.Exchange;
import org.amana.web.http.Failure;
import org.amana.web.http.Handler;

/// The web console: every page, the public log, and the files that pages need. Safe for many threads.
///
/// A request goes one straight way: static file or health; who asks; language; route; for a POST the proof that our own
/// page sent it; the page's handler, which reaches data through the gate alone; and the answer with the headers that
/// every answer has. A refusal or a failure becomes a page with the receipt of what was recorded until then.
public final class Console implements Handler, AutoCloseable {
    private final ConsoleServices services;
    private final Assets assets = new Assets();
    private final Templates templates = new Templates();
    private final Jobs jobs;
    private final Shell shell;
    private final AnswerPages answers;
    private final Outcomes outcomes;
    private final Cookies cookies;
    private final List<Route> routes;
    private volatile Supplier<Optional<String>> health = Optional::empty;
    private volatile boolean ready;

    /// @param random for the names of page pictures and the proofs of forms; must be a cryptographically strong source
    public Console(ConsoleServices services, ConsoleConfig config, InstantSource clock, RandomGenerator random) {
        this.services = services;
        this.cookies = new Cookies(config.secureCookies());
        this.jobs = new Jobs(services.sessions(), clock, random);
        this.shell = new Shell(services, jobs, assets, random);
        this.answers = new AnswerPages(services);
        this.outcomes = new Outcomes(clock);
        this.routes = new Routes(services, config, shell, answers, jobs, clock, random).all();
    }

    /// Says that start-up is over: from now on `/healthz` answers 200, and `ok` while nothing is wrong.
    ///
    /// @param trouble one line that anybody may read, with no path or name in it; empty if nothing is
    ///     wrong. Asked at each request to `/healthz`
    public void ready(Supplier<Optional<String>> trouble) {
        health = trouble;
        ready = true;
    }

    /// Ends the work that goes on without a request, after the file that each is at. Nothing that the console stands on
    /// may be closed before.
    @Override
    public void close() {
        jobs.close();
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        Headers.everywhere(exchange);
        String path = exchange.rawPath();
        if (path.equals("/healthz")) {
            health(exchange);
            return;
        }
        if (path.startsWith("/static/")) {
            asset(exchange, assets.at(path));
            return;
        }
        Request request = Request.of(exchange);
        Visit visit = visit(exchange, request);
        rememberLanguage(visit);
        carry(visit);
        write(visit, answer(visit));
    }

    /// What is not HTTP as we accept it, and what went wrong before a page could answer.
    @Override
    public void fail(Exchange exchange, Failure failure) throws IOException {
        Headers.everywhere(exchange);
        Visit visit = new Visit(
                exchange,
                new Request(exchange.method(), List.of(), Request.Form.EMPTY, Map.of()),
                new Guest(),
                Words.in(Lang.accepted(exchange.header("Accept-Language").orElse(""))),
                services.gate());
        write(visit, answers.failure(visit, failure));
    }

    private void health(Exchange exchange) throws IOException {
        exchange.status(ready ? 200 : 503).set("Content-Type", "text/plain; charset=utf-8");
        exchange.set("Cache-Control", "no-store");
        String state = ready ? health.get().orElse("ok") : "starting";
        exchange.send((state + "\n").getBytes(UTF_8));
    }

    private static void asset(Exchange exchange, Optional<Asset> found) throws IOException {
        if (found.isEmpty()) {
            exchange.status(404).set("Content-Type", "text/plain; charset=utf-8");
            exchange.send("not there\n".getBytes(UTF_8));
            return;
        }
        exchange.status(200).set("Content-Type", found.get().type());
        exchange.set("Cache-Control", "public, max-age=31536000, immutable");
        Optional<byte[]> gzip = found.get().gzip();
        if (gzip.isPresent()) {
            exchange.set("Vary", "Accept-Encoding");
        }
        if (gzip.isPresent() && Gzip.isAccepted(exchange.headerValues("Accept-Encoding"))) {
            exchange.set("Content-Encoding", "gzip");
            exchange.send(gzip.get());
            return;
        }
        exchange.send(found.get().bytes());
    }

    private Visit visit(Exchange exchange, Request request) {
        Visitor visitor = isAskedElsewhere(exchange, request) ? new Guest() : visitor(request);
        return new Visit(exchange, request, visitor, Words.in(Cookies.language(request, exchange)), services.gate());
    }

    private Visitor visitor(Request request) {
        return cookies.session(request)
                .flatMap(token ->
                        services.sessions().find(token).map(credential -> (Visitor) new Member(credential, token)))
                .orElse(new Guest());
    }

    /// Whether another page made the browser ask for what is open to anybody. It has what anybody has.
    private boolean isAskedElsewhere(Exchange exchange, Request request) {
        return !Csrf.isOwn(exchange)
                && !Csrf.isWindow(exchange)
                && routes.stream()
                        .filter(route -> route.door() == Door.OPEN)
                        .anyMatch(route -> route.match(request.path()).isPresent());
    }

    private void rememberLanguage(Visit visit) {
        Lang.of(visit.query().text("lang")).ifPresent(lang -> cookies.language(visit.exchange(), lang));
    }

    /// What the change did that led here.
    private void carry(Visit visit) {
        if (visit.visitor() instanceof Member member && visit.request().method().equals("GET")) {
            visit.carry(outcomes.take(member.credential().id(), address(visit)));
        }
    }

    private Answer answer(Visit visit) throws IOException {
        try {
            return routed(visit);
        } catch (Refused refused) {
            return answers.refusal(visit, refused);
        } catch (NotThere none) {
            return answers.notThere(visit, none);
        } catch (Forms.StaleForm _) {
            return answers.staleForm(visit);
        } catch (AmanaException e) {
            return answers.failure(visit, e);
        }
    }

    private Answer routed(Visit visit) throws IOException {
        String method = visit.request().method().equals("HEAD")
                ? "GET"
                : visit.request().method();
        boolean known = false;
        for (Route route : routes) {
            Optional<List<String>> parts = route.match(visit.request().path());
            if (parts.isPresent() && route.method().equals(method)) {
                if (method.equals("POST")) {
                    visit.answersFormOn(pageOfForm(visit.request().path()));
                }
                return admitted(visit, route, parts.get());
            }
            known |= parts.isPresent();
        }
        return known ? answers.wrongMethod(visit) : answers.notFound(visit);
    }

    /// Of the beginnings of a form's address the longest that is a page.
    private String pageOfForm(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            List<String> beginning = path.subList(0, length);
            if (routes.stream().anyMatch(route -> route.isPage(beginning))) {
                Address page = Address.of("");
                beginning.forEach(page::segment);
                return page.toString();
            }
        }
        return "/";
    }

    private Answer admitted(Visit visit, Route route, List<String> parts) throws IOException {
        if (route.method().equals("POST") && !Csrf.isOwn(visit.exchange())) {
            return answers.foreign(visit);
        }
        if (route.door() == Door.OPEN) {
            return answered(visit, route, parts);
        }
        if (visit.visitor() instanceof Guest) {
            return Answer.to(Address.of("/sign-in").with("back", back(visit)).with("why", why(visit)));
        }
        if (!isAskedHere(visit, route)) {
            return answers.foreign(visit);
        }
        if (!shell.inForce(visit.credential())
                && !SessionPages.PATHS.contains(visit.exchange().rawPath())) {
            return Answer.to("/session?why=over");
        }
        return answered(visit, route, parts);
    }

    /// A form that looks for something comes with all its fields. The address of what it found has those alone that
    /// somebody filled in; a search asked with no word at all is one for everything.
    private static Answer answered(Visit visit, Route route, List<String> parts) throws IOException {
        boolean everything = visit.query().values().keySet().equals(Set.of(SearchAddress.WORDS));
        return route.method().equals("GET") && visit.query().hasEmpty() && !everything
                ? Answer.to(visit.addressWithout((_, value) -> value.isEmpty()))
                : route.action().answer(visit, parts);
    }

    /// Cookies go to every port of a host, and other ports may serve other people's pages. What those make
    /// a browser ask for is not answered in the name of who is signed in; a page opens in a window, where
    /// its address is seen.
    private static boolean isAskedHere(Visit visit, Route route) {
        boolean page = route.door() == Door.SIGNED_IN && route.method().equals("GET");
        return Csrf.isOwn(visit.exchange()) || (page && Csrf.isWindow(visit.exchange()));
    }

    /// The page that somebody was on.
    private static String back(Visit visit) {
        return visit.isForm() ? visit.cameFrom() : address(visit);
    }

    /// Why somebody stands before the door: with a form that was not done, or with a session that is over.
    private String why(Visit visit) {
        boolean over = cookies.session(visit.request()).isPresent();
        return visit.isForm() ? "form" : over ? "ended" : "";
    }

    private static String address(Visit visit) {
        String query = visit.exchange().rawQuery();
        return visit.exchange().rawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    private void write(Visit visit, Answer answer) throws IOException {
        Exchange exchange = visit.exchange();
        switch (answer) {
            case Html html -> {
                exchange.status(html.status()).set("Content-Type", "text/html; charset=utf-8");
                exchange.set("Cache-Control", visit.visitor() instanceof Member ? "no-store" : "no-cache");
                exchange.set("Vary", "Cookie, Accept-Language");
                String title = html.status() == 422 ? visit.mistaken(html.title()) : html.title();
                exchange.send(
                        templates.render(html.template(), shell.around(visit, title, html.section()), html.view()));
            }
            case Redirect redirect -> {
                if (visit.next() instanceof Member member && !visit.outcome().isEmpty()) {
                    outcomes.keep(member.credential().id(), redirect.address(), visit.outcome());
                }
                exchange.status(303).set("Location", redirect.address());
                exchange.set("Cache-Control", "no-store");
                exchange.send();
            }
            case Raw raw -> raw.writer().write(exchange);
        }
    }
}
