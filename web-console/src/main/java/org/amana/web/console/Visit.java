package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.amana.ledger.Receipt;
import org.amana.policy.Action;
import org.amana.policy.Gate;
import org.amana.web.console.Outcome.Cause;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.ReceiptView;
import org.amana.web.console.view.Words;
import org.amana.web.http.Exchange;

/// One request on its way through the console. Used by one thread.
final class Visit extends Errand {
    private final Exchange exchange;
    private final Request request;
    private final List<Long> turnedAway = new ArrayList<>();
    private String formPage = "/";
    private Visitor next;

    Visit(Exchange exchange, Request request, Visitor visitor, Words words, Gate gate) {
        super(visitor, client(exchange), words, gate);
        this.exchange = exchange;
        this.request = request;
        this.next = visitor;
    }

    private static String client(Exchange exchange) {
        String agent = exchange.header("User-Agent").orElse("");
        return exchange.remoteAddress() + (agent.isEmpty() ? "" : " " + agent);
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

    /// The title of a page that says first that something was wrong with what was sent.
    String mistaken(String title) {
        return say("form.title-wrong", title);
    }

    /// Somebody was turned away at the door: the entry that stands for it is on the receipt.
    void turnedAway(Receipt receipt) {
        turnedAway.add(receipt.index());
    }

    /// The receipt of this page so far.
    ReceiptView receipt() {
        if (!turnedAway.isEmpty()) {
            return new ReceiptView(say("receipt.page"), say("receipt.turned-away"), turnedAway, say("receipt.folded"));
        }
        List<Cause> all = outcome().causes();
        if (all.isEmpty()) {
            return visitor() instanceof Member
                    ? new ReceiptView(say("receipt.page"), say("receipt.nothing-read"), List.of(), "")
                    : ReceiptView.none(words());
        }
        boolean searched = all.stream().anyMatch(cause -> cause.action() == Action.SEARCH);
        return new ReceiptView(
                say(searched ? "receipt.search" : "receipt.page"),
                say(kind(all), all.size(), purpose()),
                Outcome.indexes(all),
                searched ? say("receipt.sealed") : "");
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
