package org.amana.web.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Approval;
import org.amana.policy.ApprovalId;
import org.amana.policy.Authority;
import org.amana.policy.Credential;
import org.amana.policy.CredentialId;
import org.amana.policy.NewKey;
import org.amana.policy.Planned;
import org.amana.policy.Principal;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.KeyForm;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.MoreForm;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.PurposeForm;
import org.amana.web.console.view.PurposeView;
import org.amana.web.console.view.PurposesView;

/// Purposes and keys: to see them, and for a purpose that covers administration to make and end them. Every change goes
/// through the gate as an administration request, whose permit is the authority for it.
final class PurposePages {
    private final ConsoleServices services;
    private final Accounts accounts;
    private final Shell shell;
    private final InstantSource clock;
    private final Changes changes;
    private final PurposeViews views;
    private final PurposeFormReader reader;

    /// Where a new key was shown once is no page to come back to: it leads to that of its purpose.
    static Answer ofKeys(Visit visit, List<String> parts) {
        return Answer.to(Address.of("/purposes").segment(parts.getFirst()));
    }

    PurposePages(ConsoleServices services, ConsoleConfig config, Shell shell, InstantSource clock) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.shell = shell;
        this.clock = clock;
        this.changes = new Changes(services.ledger());
        this.views = new PurposeViews(services, config, clock);
        this.reader = new PurposeFormReader(clock);
    }

    Answer list(Visit visit, List<String> parts) {
        return list(visit, 200, reader.empty(visit));
    }

    Answer make(Visit visit, List<String> parts, Form form) {
        PurposeForm typed = reader.typed(visit, form);
        if (!typed.wrong().isEmpty()) {
            return list(visit, 422, typed);
        }
        Purpose made = changes.recorded(
                visit,
                () -> administer(visit, authority -> {
                    Purpose proposed =
                            services.directory().propose(reader.draft(visit, form, approvers(form)), authority);
                    return services.directory().activate(proposed.id(), authority);
                }),
                (purpose, entry) -> isOf(entry, purpose) && entry.number("ver") <= purpose.version());
        visit.tell(Mark.ALLOW, visit.say("done.purpose", made.id().toString()));
        return Answer.to("/purposes/" + made.id());
    }

    Answer show(Visit visit, List<String> parts) {
        return show(visit, 200, purpose(visit, parts.getFirst()), List.of(), KeyForm.EMPTY);
    }

    /// Asks for more than the day's volume, for who is signed in and under the purpose of the session.
    Answer ask(Visit visit, List<String> parts, Form form) {
        Purpose purpose = purpose(visit, visit.credential().purpose().toString());
        visit.answersFormOn("/purposes/" + purpose.id());
        MoreForm typed = MoreFormReader.typed(visit, purpose, form);
        if (!typed.wrong().isEmpty()) {
            return show(visit, 422, purpose, List.of(), KeyForm.EMPTY, Optional.of(typed));
        }
        changes.recorded(
                visit,
                () -> services.approvals()
                        .ask(
                                purpose.id(),
                                visit.credential().principal().id(),
                                MoreFormReader.bytes(form),
                                MoreFormReader.objects(form),
                                typed.reason(),
                                MoreFormReader.life(form)),
                (asked, entry) -> isOf(entry, asked.id()));
        visit.tell(Mark.OPEN, visit.say("done.approval-asked", purpose.id().toString()));
        return Answer.to("/purposes");
    }

    Answer end(Visit visit, List<String> parts, Form form) {
        Purpose purpose = purpose(visit, parts.getFirst());
        changes.recorded(
                visit,
                () -> administer(visit, authority -> services.directory().end(purpose.id(), authority)),
                (ended, entry) -> isOf(entry, ended) && entry.number("ver") == ended.version());
        visit.tell(Mark.ALLOW, visit.say("done.purpose-ended", purpose.id().toString()));
        return Answer.to("/purposes/" + purpose.id());
    }

    /// The answer to this very request holds the secret; it is never shown again.
    Answer makeKey(Visit visit, List<String> parts, Form form) {
        Purpose purpose = purpose(visit, parts.getFirst());
        KeyForm typed = KeyFormReader.typed(visit, form);
        if (!typed.wrong().isEmpty()) {
            return show(visit, 422, purpose, List.of(), typed);
        }
        long days = KeyFormReader.days(form);
        String name = typed.principal();
        Instant now = clock.instant();
        Duration left = Duration.between(now, purpose.expires());
        Duration asked = Duration.ofDays(days);
        NewKey key = changes.recorded(
                visit,
                () -> administer(
                        visit,
                        authority -> services.directory()
                                .issueKey(
                                        purpose.id(),
                                        services.directory()
                                                .principalNamed(name, Principal.Kind.PERSON)
                                                .id(),
                                        asked.compareTo(left) < 0 ? asked : left,
                                        authority)),
                (made, entry) -> isOf(entry, made.credential().id()));
        return show(visit, 200, purpose, List.of(views.secret(visit, key)), KeyForm.EMPTY);
    }

    Answer endKey(Visit visit, List<String> parts, Form form) {
        CredentialId id = Named.by(() -> CredentialId.parse(parts.getFirst()));
        boolean ours = services.directory().credentials(visit.credential().account()).stream()
                .anyMatch(one -> one.id().equals(id));
        if (!ours) {
            throw new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "no key " + id + " is active in this account");
        }
        changes.recorded(
                visit,
                () -> administer(visit, authority -> services.directory().end(id, authority)),
                (ended, entry) -> isOf(entry, id));
        visit.tell(Mark.ALLOW, visit.say("done.key-ended", id.toString()));
        return Answer.to("/purposes/" + PurposeId.parse(form.text("purpose")));
    }

    Answer approve(Visit visit, List<String> parts, Form form) {
        ApprovalId id = Named.by(() -> ApprovalId.parse(parts.getFirst()));
        Credential self = visit.credential();
        Approval approval = services.approvals().open(self.account()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "no approval " + id + " is open"));
        boolean grant = form.text("answer").equals("grant");
        Approval answered = changes.recorded(
                visit,
                () -> grant
                        ? services.approvals().approve(id, self)
                        : services.approvals().refuse(id, self),
                (any, entry) -> isOf(entry, id));
        visit.tell(
                Mark.ALLOW,
                visit.say(
                        switch (answered.state()) {
                            case ASKED -> "done.approval-waits";
                            case GRANTED -> "done.approval-granted";
                            case REFUSED -> "done.approval-declined";
                        },
                        approval.purpose().toString()));
        return Answer.to("/purposes");
    }

    private Html list(Visit visit, int status, PurposeForm form) {
        Instant now = clock.instant();
        List<PurposesView.Row> rows = services
                .directory()
                .purposes(visit.credential().account())
                .stream()
                .sorted(Comparator.comparing((Purpose one) -> !one.inForceAt(now))
                        .thenComparing(Purpose::id))
                .map(one -> views.row(visit, one))
                .toList();
        PurposesView view = new PurposesView(rows, requests(visit), mayAdminister(visit), form);
        return new Html(status, "purposes", visit.say("nav.purposes"), Section.PURPOSES, view);
    }

    private List<PurposesView.Request> requests(Visit visit) {
        List<Approval> asked = services.approvals().open(visit.credential().account()).stream()
                .filter(approval -> approval.state() == Approval.State.ASKED)
                .toList();
        boolean named = oversees(
                visit,
                asked.stream().filter(approval -> !isToOrFrom(visit, approval)).count());
        return asked.stream()
                .map(approval -> views.request(
                        visit,
                        approval,
                        shell.mayAnswer(approval, visit.credential()),
                        named || isToOrFrom(visit, approval)))
                .toList();
    }

    /// Whoever asked knows it, and whoever is to answer is told.
    private boolean isToOrFrom(Visit visit, Approval approval) {
        return approval.requester().equals(visit.credential().principal().id())
                || shell.mayAnswer(approval, visit.credential());
    }

    /// Who asked for what others are to answer is, like who holds keys, an access of its own.
    private boolean oversees(Visit visit, long others) {
        AccessRequest request = accounts.on(visit, Service.OVERSIGHT, Action.LIST);
        return others > 0
                && visit.foresees(request)
                && visit.pass(request, permitted -> Planned.of(Amounts.touched(others), permit -> true));
    }

    private Html show(Visit visit, int status, Purpose purpose, List<PurposeView.Secret> secret, KeyForm form) {
        boolean limited = purpose.id().equals(visit.credential().purpose())
                && purpose.inForceAt(clock.instant())
                && !PurposeViews.isUnlimited(purpose.scope());
        return show(
                visit,
                status,
                purpose,
                secret,
                form,
                limited ? Optional.of(MoreFormReader.empty(visit, purpose)) : Optional.empty());
    }

    private Html show(
            Visit visit,
            int status,
            Purpose purpose,
            List<PurposeView.Secret> secret,
            KeyForm form,
            Optional<MoreForm> more) {
        String title = Names.of(purpose, visit.words());
        PurposeView view = views.one(visit, purpose, keys(visit, purpose), secret, mayAdminister(visit), form, more);
        return new Html(status, "purpose", title, Section.PURPOSES, view);
    }

    /// The keys of a purpose name the people who hold them: an access of its own, for purposes that cover oversight.
    private Optional<List<Credential>> keys(Visit visit, Purpose purpose) {
        AccessRequest request = accounts.on(visit, Service.OVERSIGHT, Action.LIST);
        if (!visit.foresees(request)) {
            return Optional.empty();
        }
        List<Credential> keys = services
                .directory()
                .credentials(visit.credential().account())
                .stream()
                .filter(one -> one.purpose().equals(purpose.id()))
                .toList();
        return Optional.of(visit.pass(request, permitted -> Planned.of(Amounts.touched(keys.size()), permit -> keys)));
    }

    private Purpose purpose(Visit visit, String id) {
        return known(id)
                .filter(one -> one.account().equals(visit.credential().account()))
                .orElseThrow(
                        () -> new NotThere(visit.say("purpose.unknown", id), "/purposes", visit.say("purposes.all")));
    }

    private Optional<Purpose> known(String id) {
        try {
            return services.directory().purpose(PurposeId.parse(id));
        } catch (AmanaException _) {
            return Optional.empty();
        }
    }

    private List<PrincipalId> approvers(Form form) {
        return PurposeFormReader.approvers(form).stream()
                .map(name -> services.directory()
                        .principalNamed(name, Principal.Kind.PERSON)
                        .id())
                .toList();
    }

    private static boolean isOf(Entry entry, Purpose purpose) {
        return entry.kind() == Kind.PURPOSE
                && entry.text("pur").equals(purpose.id().toString());
    }

    private static boolean isOf(Entry entry, ApprovalId approval) {
        return entry.kind() == Kind.APPROVAL && entry.text("apr").equals(approval.toString());
    }

    private static boolean isOf(Entry entry, CredentialId key) {
        return entry.kind() == Kind.CREDENTIAL && entry.text("cred").equals(key.toString());
    }

    private boolean mayAdminister(Visit visit) {
        return visit.foresees(administration(visit));
    }

    private AccessRequest administration(Visit visit) {
        return accounts.on(visit, Service.ADMIN, Action.ADMIN);
    }

    private <R> R administer(Visit visit, Function<Authority, R> change) {
        return visit.pass(
                administration(visit),
                permitted -> Planned.of(Amounts.NONE, permit -> change.apply(Authority.of(permit))));
    }
}
