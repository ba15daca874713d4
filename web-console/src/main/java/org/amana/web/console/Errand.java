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
import org.amana.policy.Service;
import org.amana.web.console.Outcome.Cause;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.ReceiptView;
import org.amana.web.console.view.Told;
import org.amana.web.console.view.Words;

/// What is done in somebody's name: who asks, in which words it is told, and which ledger entries it has caused so
/// far. A request is one ([Visit]); so is long work that goes on when its request was answered ([Job]). Used by one
/// thread.
class Errand {
    private final Visitor visitor;
    private final String client;
    private final Words words;
    private final Gate gate;
    private final List<Cause> causes = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private Outcome carried = Outcome.NONE;

    /// @param client address and user agent
    Errand(Visitor visitor, String client, Words words, Gate gate) {
        this.visitor = visitor;
        this.client = client;
        this.words = words;
        this.gate = gate;
    }

    /// Another in the same name, which has caused nothing yet, for a thread of its own.
    final Errand another() {
        return new Errand(visitor, client, words, gate);
    }

    final Visitor visitor() {
        return visitor;
    }

    final Words words() {
        return words;
    }

    final Lang lang() {
        return words.lang();
    }

    final String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    /// Whoever is signed in. Routes that need somebody are not reached without.
    final Member member() {
        if (visitor instanceof Member member) {
            return member;
        }
        throw new AmanaException(ErrorCode.NO_AUTHENTICATION, "nobody is signed in");
    }

    final Credential credential() {
        return member().credential();
    }

    /// The id of the purpose one works under, as it is printed.
    final String purpose() {
        return credential().purpose().toString();
    }

    final Caller caller() {
        return new Caller(credential(), client);
    }

    /// Through the gate. The entry is on the receipt of this page whatever comes of it.
    ///
    /// @throws Refused if policy says no
    /// @throws AmanaException if it was allowed but could not be done
    final <R> R pass(AccessRequest access, Plan<R> plan) {
        Passage<R> passage = gate.pass(access, plan);
        boolean denied = passage instanceof Passage.Denied;
        causes.add(new Cause(passage.receipt().index(), access.action(), denied));
        return switch (passage) {
            case Passage.Done<R> done -> done.result();
            case Passage.Failed<R> failed -> throw failed.failure();
            case Passage.Denied<R> no -> throw new Refused(no, access);
        };
    }

    /// A change wrote this entry beside that of its request: what it changed.
    final void caused(long index) {
        causes.add(new Cause(index, Action.ADMIN, false));
    }

    /// Says what was done, with the entries that caused so far, on the page that answers or follows.
    final void tell(Mark mark, String fact, List<Markup> lines) {
        List<Long> entries = Outcome.indexes(causes);
        Markup links = entries.isEmpty()
                ? Markup.EMPTY
                : words.html("receipt.entries", entries.size(), ReceiptView.links(entries, lang()));
        told.add(new Told(lang(), mark, fact, lines, links));
    }

    /// The same of very many lines: the first of them, and how many more there are.
    final void tell(Mark mark, String fact, Bounded<Markup> lines) {
        tell(mark, fact, told(lines));
    }

    /// The first of very many lines, and how many more there are.
    final List<Markup> told(Bounded<Markup> lines) {
        List<Markup> told = new ArrayList<>(lines.kept());
        if (lines.left() > 0) {
            told.add(Markup.text(say("told.more", lines.left())));
        }
        return told;
    }

    final void tell(Mark mark, String fact) {
        tell(mark, fact, List.of());
    }

    /// Takes over what the change did that led here, or the work that this waited for.
    final void carry(Outcome before) {
        carried = carried.and(before);
    }

    /// What was done until now, by this and by what led to it.
    final Outcome outcome() {
        return carried.and(new Outcome(told, causes));
    }

    /// Whether policy would let it through, counters aside. Nothing is recorded and nothing permitted.
    final boolean foresees(AccessRequest access) {
        return gate.foresees(access);
    }

    /// A request on the account as a whole.
    final AccessRequest asking(AccountFacts account, Service service, Action action) {
        return AccessRequest.on(account, caller(), service, action);
    }
}
