package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.AccountFacts;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Receipt;
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
    private final List<Long> turnedAway = new ArrayList<>();

    /// An entry and what it stands for.
    private record Cause(long index, Action action, boolean refused) {}

    Visit(Exchange exchange, Request request, Visitor visitor, Words words, Gate gate) {
        this.exchange = exchange;
        this.request = request;
        this.visitor = visitor;
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

    Visitor visitor() {
        return visitor;
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
            case Passage.Denied<R> no -> throw new Refused(no);
        };
    }

    /// Somebody was turned away at the door: the entry that stands for it is on the receipt.
    void turnedAway(org.amana.ledger.Receipt receipt) {
        turnedAway.add(receipt.index());
    }

    /// Whether policy would let it through, counters aside. Nothing is recorded and nothing permitted.
    boolean foresees(AccessRequest access) {
        return gate.foresees(access);
    }

    /// A request on the account as a whole.
    AccessRequest asking(AccountFacts account, org.amana.policy.Service service, Action action) {
        return AccessRequest.on(account, caller(), service, action);
    }

    /// The receipt of this page so far.
    Receipt receipt() {
        if (!turnedAway.isEmpty()) {
            return new Receipt(say("receipt.page"), say("receipt.turned-away"), turnedAway, say("receipt.folded"));
        }
        if (causes.isEmpty()) {
            return visitor instanceof Member
                    ? new Receipt(say("receipt.page"), say("receipt.nothing-read"), List.of(), "")
                    : Receipt.none(words);
        }
        List<Long> entries = causes.stream().map(Cause::index).sorted().toList();
        boolean searched = causes.stream().anyMatch(cause -> cause.action() == Action.SEARCH);
        return new Receipt(
                say(searched ? "receipt.search" : "receipt.page"),
                say(kind(), causes.size(), purpose()),
                entries,
                searched ? say("receipt.sealed") : "");
    }

    private String kind() {
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
