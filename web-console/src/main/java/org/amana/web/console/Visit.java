package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Receipt;
import org.amana.policy.AccessRequest;
import org.amana.policy.AccountFacts;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.amana.web.console.Outcome.Cause;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.ReceiptView;
import org.amana.web.console.view.Told;
import org.amana.web.console.view.Words;
import org.amana.web.http.Exchange;

/// One request on its way through the console: who asks for what, in which words, and which ledger entries it has
/// caused so far. Used by one thread.
final class Visit {
    private final Exchange exchange;
    private final Request request;
    private final Visitor visitor;
    private final Words words;
    private final Gate gate;
    private final List<Cause> causes = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Long> turnedAway = new ArrayList<>();
    private Outcome carried = Outcome.NONE;
    private String formPage = "/";
    private Visitor next;

    Visit(Exchange exchange, Request request, Visitor visitor, Words words, Gate gate) {
        this.exchange = exchange;
        this.request = request;
        this.visitor = visitor;
        this.next = visitor;
        this.words = words;
        this.gate = gate;
    }

    Exchange exchange() {
        return exchange;
    }

    Request request() {
        return request;
    }

    Request.Form query() {
        return request.query();
    }

    /// The address that was asked for without some fields of its query.
    ///
    /// @param dropped whether a field of this name and value is left out
    Address addressWithout(BiPredicate<String, String> dropped) {
        Address address = Address.of(exchange.rawPath());
        query().values()
                .forEach((name, values) -> values.stream()
                        .filter(value -> !dropped.test(name, value))
                        .forEach(value -> address.with(Address.encoded(name), value)));
        return address;
    }

    /// Whether the address that was asked for has this name in it, as a whole.
    boolean names(String container) {
        return request.path().contains(container)
                || query().values().values().stream().anyMatch(values -> values.contains(container));
    }

    Visitor visitor() {
        return visitor;
    }

    /// Whether a form was sent.
    boolean isForm() {
        return request.method().equals("POST");
    }

    /// The address that was asked for without the choice of language, which is a cookie by now, and without
    /// the token of a link.
    String place() {
        String local = addressWithout((name, _) -> name.equals("lang") || name.equals("token"))
                .toString();
        return Address.isLocal(local) ? local : "/";
    }

    /// The page that a form stands on which this visit answers.
    String formPage() {
        return formPage;
    }

    /// The page that a form was sent from, as the browser tells it of pages of the console; else [#formPage].
    String cameFrom() {
        String own = exchange.scheme() + "://" + exchange.host();
        return exchange.header("Referer")
                .filter(page -> page.startsWith(own + "/"))
                .map(page -> page.substring(own.length()))
                .filter(Address::isLocal)
                .orElse(formPage);
    }

    void answersFormOn(String page) {
        formPage = page;
    }

    /// Who asks for the page that follows a redirect.
    Visitor next() {
        return next;
    }

    /// Another session begins with this answer.
    void becomes(Member member) {
        next = member;
    }

    Words words() {
        return words;
    }

    Lang lang() {
        return words.lang();
    }

    String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    /// The title of a page that says first that something was wrong with what was sent.
    String mistaken(String title) {
        return say("form.title-wrong", title);
    }

    /// Whoever is signed in. Routes that need somebody are not reached without.
    Member member() {
        if (visitor instanceof Member member) {
            return member;
        }
        throw new AmanaException(ErrorCode.NO_AUTHENTICATION, "nobody is signed in");
    }

    Credential credential() {
        return member().credential();
    }

    /// The id of the purpose one works under, as it is printed.
    String purpose() {
        return credential().purpose().toString();
    }

    Caller caller() {
        String agent = exchange.header("User-Agent").orElse("");
        return new Caller(credential(), exchange.remoteAddress() + (agent.isEmpty() ? "" : " " + agent));
    }

    /// Through the gate. The entry is on the receipt of this page whatever comes of it.
    ///
    /// @throws Refused if policy says no
    /// @throws AmanaException if it was allowed but could not be done
    <R> R pass(AccessRequest access, Plan<R> plan) {
        Passage<R> passage = gate.pass(access, plan);
        boolean denied = passage instanceof Passage.Denied;
        causes.add(new Cause(passage.receipt().index(), access.action(), denied));
        return switch (passage) {
            case Passage.Done<R> done -> done.result();
            case Passage.Failed<R> failed -> throw failed.failure();
            case Passage.Denied<R> no -> throw new Refused(no, access);
        };
    }

    /// Somebody was turned away at the door: the entry that stands for it is on the receipt.
    void turnedAway(Receipt receipt) {
        turnedAway.add(receipt.index());
    }

    /// A change wrote this entry beside that of its request: what it changed.
    void caused(long index) {
        causes.add(new Cause(index, Action.ADMIN, false));
    }

    /// Says what this request did, with the entries it has caused so far, on the page that answers it or follows it.
    void tell(Mark mark, String fact, List<Markup> lines) {
        List<Long> entries = indexes(causes);
        Markup links = entries.isEmpty()
                ? Markup.EMPTY
                : words.html("receipt.entries", entries.size(), ReceiptView.links(entries, lang()));
        told.add(new Told(mark, fact, lines, links));
    }

    /// The same of very many lines: the first of them, and how many more there are.
    void tell(Mark mark, String fact, Bounded<Markup> lines) {
        tell(mark, fact, told(lines));
    }

    /// The first of very many lines, and how many more there are.
    List<Markup> told(Bounded<Markup> lines) {
        List<Markup> told = new ArrayList<>(lines.kept());
        if (lines.left() > 0) {
            told.add(Markup.text(say("told.more", lines.left())));
        }
        return told;
    }

    void tell(Mark mark, String fact) {
        tell(mark, fact, List.of());
    }

    /// Takes over what the change did that led here.
    void carry(Outcome before) {
        carried = carried.and(before);
    }

    /// What was done until now, by this request and by the change that led to it.
    Outcome outcome() {
        return carried.and(new Outcome(told, causes));
    }

    /// Whether policy would let it through, counters aside. Nothing is recorded and nothing permitted.
    boolean foresees(AccessRequest access) {
        return gate.foresees(access);
    }

    /// A request on the account as a whole.
    AccessRequest asking(AccountFacts account, Service service, Action action) {
        return AccessRequest.on(account, caller(), service, action);
    }

    /// The receipt of this page so far.
    ReceiptView receipt() {
        if (!turnedAway.isEmpty()) {
            return new ReceiptView(say("receipt.page"), say("receipt.turned-away"), turnedAway, say("receipt.folded"));
        }
        List<Cause> all = outcome().causes();
        if (all.isEmpty()) {
            return visitor instanceof Member
                    ? new ReceiptView(say("receipt.page"), say("receipt.nothing-read"), List.of(), "")
                    : ReceiptView.none(words);
        }
        boolean searched = all.stream().anyMatch(cause -> cause.action() == Action.SEARCH);
        return new ReceiptView(
                say(searched ? "receipt.search" : "receipt.page"),
                say(kind(all), all.size(), purpose()),
                indexes(all),
                searched ? say("receipt.sealed") : "");
    }

    private static List<Long> indexes(List<Cause> causes) {
        return causes.stream().map(Cause::index).sorted().toList();
    }

    private static String kind(List<Cause> causes) {
        if (causes.stream().allMatch(Cause::refused)) {
            return "receipt.refused";
        }
        Action first = causes.getFirst().action();
        if (causes.stream().anyMatch(cause -> cause.action() != first)) {
            return "receipt.many";
        }
        return switch (first) {
            case READ, EXPORT -> "receipt.reads";
            case LIST -> "receipt.lists";
            case SEARCH -> "receipt.searches";
            case WRITE, DELETE, ADMIN -> "receipt.writes";
            case ANALYZE -> "receipt.many";
        };
    }
}
