package org.amana.web.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Approval;
import org.amana.policy.Credential;
import org.amana.policy.Purpose;
import org.amana.policy.Service;
import org.amana.search.Search;
import org.amana.search.SearchRequest;
import org.amana.web.console.Visitor.Guest;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Bar;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page;
import org.amana.web.console.view.Page.CheckpointLine;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.PurposeBar;

/// Puts around a page what every page has: who works under which purpose, how much of its day is used, how far the log
/// is signed, and at the end the receipt.
final class Shell {
    /// A purpose that ends this soon waits for somebody.
    static final Duration SOON = Duration.ofDays(14);

    private final ConsoleServices services;
    private final Accounts accounts;
    private final Jobs jobs;
    private final Assets assets;
    private final InstantSource clock;
    private final RandomGenerator random;

    Shell(ConsoleServices services, Jobs jobs, Assets assets, RandomGenerator random) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.jobs = jobs;
        this.assets = assets;
        this.clock = services.directory().clock();
        this.random = random;
    }

    Page around(Visit visit, String title, Section section) {
        Page.Frame frame = switch (visit.visitor()) {
            case Guest _ -> new Page.Outside(section, visit.receipt());
            case Member member -> signedIn(visit, member.credential(), section);
        };
        String csrf = visit.visitor() instanceof Member member ? Csrf.token(member, random) : "";
        return new Page(
                visit.words(),
                Cookies.theme(visit.request()),
                title,
                here(visit),
                !visit.request().method().equals("GET"),
                assets.prefix(),
                csrf,
                frame);
    }

    /// Whether the purpose of a session is in force.
    boolean inForce(Credential credential) {
        return services.directory()
                .purpose(credential.purpose())
                .filter(purpose -> purpose.inForceAt(clock.instant()))
                .isPresent();
    }

    private Page.SignedIn signedIn(Visit visit, Credential credential, Section section) {
        return new Page.SignedIn(
                section,
                bar(visit, credential),
                Names.of(credential.principal(), visit.words()),
                credential.account(),
                closed(visit, credential),
                new CheckpointLine(checkpointSize()),
                waiting(credential),
                work(visit, credential),
                visit.outcome().told(),
                visit.receipt());
    }

    /// The long work of this session, on every page but its own, until somebody has seen what came of it.
    private List<Page.Work> work(Visit visit, Credential credential) {
        return jobs.unseen(credential.id()).stream()
                .map(job -> new Page.Work(
                        job.end().isEmpty()
                                ? visit.say("job.goes-on", job.task().title(visit), job.passed())
                                : visit.say("job.is-over", job.task().title(visit)),
                        JobPages.address(job).toString()))
                .filter(work -> !work.href().equals(visit.exchange().rawPath()))
                .toList();
    }

    /// What the purpose does not allow. Under one that is over every page leads to the session, so nothing is marked.
    private Set<Section> closed(Visit visit, Credential credential) {
        Set<Section> closed = EnumSet.noneOf(Section.class);
        if (!inForce(credential)) {
            return closed;
        }
        if (!visit.foresees(accounts.on(visit, Service.BLOB, Action.LIST))) {
            closed.add(Section.FILES);
        }
        if (!visit.foresees(Search.asking(accounts.facts(visit), visit.caller(), SearchRequest.of("")))) {
            closed.add(Section.SEARCH);
        }
        return closed;
    }

    private PurposeBar bar(Visit visit, Credential credential) {
        Purpose purpose = services.directory().purpose(credential.purpose()).orElse(null);
        if (purpose == null) {
            return new PurposeBar(credential.purpose().toString(), "", "", Bar.of(0, 0), true);
        }
        long used = services.use().today(purpose.id()).bytes();
        long most = purpose.scope().bytesPerDay();
        String spent = most >= Amounts.MOST
                ? visit.say("purpose.day-unlimited", Numbers.size(used, visit.lang()))
                : visit.say("purpose.day", Numbers.size(used, visit.lang()), Numbers.size(most, visit.lang()));
        return new PurposeBar(
                purpose.id().toString(),
                Names.of(purpose, visit.words()),
                spent,
                Bar.of(used, most >= Amounts.MOST ? 0 : most),
                !purpose.inForceAt(clock.instant()));
    }

    /// How much waits for this person: approvals that he or she may answer.
    int waiting(Credential credential) {
        return (int) services.approvals().open(credential.account()).stream()
                .filter(approval -> mayAnswer(approval, credential))
                .count();
    }

    boolean mayAnswer(Approval approval, Credential credential) {
        return services.approvals().mayVote(approval.id(), credential);
    }

    /// The size of the last signed tree; a dash while none is signed.
    private String checkpointSize() {
        try {
            return Numbers.count(services.ledger().checkpoint().size());
        } catch (AmanaException _) {
            return "\u2013";
        }
    }

    /// This view's address; for the answer to a form that of the page it stands on.
    private static String here(Visit visit) {
        return visit.request().method().equals("GET") ? visit.place() : visit.formPage();
    }
}
