package org.amana.web.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Approval;
import org.amana.policy.Credential;
import org.amana.policy.NewKey;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.Scope;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.KeyForm;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.MoreForm;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.PurposeForm;
import org.amana.web.console.view.PurposeView;
import org.amana.web.console.view.PurposesView;

/// Sets purposes, keys and requests for approval.
final class PurposeViews {
    private final ConsoleServices services;
    private final ConsoleConfig config;
    private final InstantSource clock;

    PurposeViews(ConsoleServices services, ConsoleConfig config, InstantSource clock) {
        this.services = services;
        this.config = config;
        this.clock = clock;
    }

    PurposesView.Row row(Visit visit, Purpose purpose) {
        boolean inForce = purpose.inForceAt(clock.instant());
        return new PurposesView.Row(
                purpose.id().toString(),
                Names.of(purpose, visit.words()),
                mark(purpose),
                visit.say(state(purpose)),
                Dates.shortDate(Dates.within(purpose.expires()), visit.lang()),
                Numbers.count(accessKeys(visit, purpose)),
                Numbers.size(services.use().today(purpose.id()).bytes(), visit.lang()),
                !inForce,
                purpose.id().equals(visit.credential().purpose()));
    }

    /// @param may whether the person may answer it
    /// @param named whether the person may see who asked
    PurposesView.Request request(Visit visit, Approval approval, boolean may, boolean named) {
        boolean own = approval.requester().equals(visit.credential().principal().id());
        boolean done =
                approval.approvedBy().contains(visit.credential().principal().id());
        String why = own
                ? visit.say("approvals.own")
                : done ? visit.say("approvals.done") : visit.say(notAsked(visit, approval));
        return new PurposesView.Request(
                approval.id().toString(),
                what(visit, approval),
                told(visit, approval, named) + (may || named ? " " + reason(visit, approval) : ""),
                may,
                may ? "" : why);
    }

    private static String what(Visit visit, Approval approval) {
        String purpose = approval.purpose().toString();
        String bytes = Numbers.size(approval.bytes(), visit.lang());
        if (approval.bytes() == 0) {
            return visit.say("approvals.what-files", purpose, approval.objects());
        }
        return approval.objects() == 0
                ? visit.say("approvals.what-bytes", purpose, bytes)
                : visit.say("approvals.what", purpose, bytes, approval.objects());
    }

    private String notAsked(Visit visit, Approval approval) {
        return services.directory()
                        .purpose(approval.purpose())
                        .filter(purpose -> purpose.approvers()
                                .contains(visit.credential().principal().id()))
                        .isPresent()
                ? "approvals.key"
                : "approvals.not";
    }

    /// For those who answer, and for those who may know who asked.
    private static String reason(Visit visit, Approval approval) {
        return visit.say("approvals.why", FileName.visible(approval.reason()));
    }

    private String told(Visit visit, Approval approval, boolean named) {
        String purpose = approval.purpose().toString();
        String lapses = Dates.moment(approval.expires(), visit.lang());
        if (!named) {
            return visit.say("approvals.told.unnamed", purpose, lapses);
        }
        String who = services.directory()
                .principal(approval.requester())
                .map(principal -> Names.of(principal, visit.words()))
                .orElse(approval.requester().toString());
        return visit.say("approvals.told", who, purpose, lapses);
    }

    /// @param keys empty where the purpose one works under may not see who holds keys
    PurposeView one(
            Visit visit,
            Purpose purpose,
            Optional<List<Credential>> keys,
            List<PurposeView.Secret> secret,
            boolean mayChange,
            KeyForm form,
            Optional<MoreForm> more) {
        List<PurposeForm.Choice> principals = keys.isEmpty() ? List.of() : principals(visit);
        return new PurposeView(
                purpose.id().toString(),
                Names.of(purpose, visit.words()),
                mark(purpose),
                visit.say(state(purpose)),
                facts(visit, purpose),
                keys.orElse(List.of()).stream().map(key -> key(visit, key)).toList(),
                keys.isPresent(),
                secret,
                mayChange,
                services.directory().mayGiveKeys(visit.credential(), purpose.id()),
                purpose.inForceAt(clock.instant()),
                principals,
                form,
                more);
    }

    /// Who holds something in this account, or held it lately.
    private List<PurposeForm.Choice> principals(Visit visit) {
        return services.directory().principals().stream()
                .filter(one -> one.kind() != Principal.Kind.ANALYSER)
                .filter(one -> services.directory().purposesOf(one.id()).stream()
                        .anyMatch(purpose ->
                                purpose.account().equals(visit.credential().account())))
                .map(one -> new PurposeForm.Choice(one.name(), one.name(), false))
                .toList();
    }

    /// A key just made, with the connection string that every Azure client reads.
    PurposeView.Secret secret(Visit visit, NewKey key) {
        String account = key.credential().account();
        return new PurposeView.Secret(
                key.credential().id().toString(),
                account,
                key.base64(),
                Endpoint.of(config, account).connectionString(key.base64()));
    }

    /// What Amana holds itself, to do something under the purpose, is nobody's key.
    private long accessKeys(Visit visit, Purpose purpose) {
        return services.directory().credentials(visit.credential().account()).stream()
                .filter(one -> one.purpose().equals(purpose.id()))
                .filter(one -> one.kind() == Credential.Kind.ACCESS_KEY)
                .count();
    }

    private PurposeView.Key key(Visit visit, Credential key) {
        Instant now = clock.instant();
        boolean live = now.isBefore(key.expires());
        return new PurposeView.Key(
                key.id().toString(),
                visit.words().named("key.kind", key.kind()),
                Names.of(key.principal(), visit.words()),
                live ? Mark.ALLOW : Mark.NONE,
                visit.say(live ? "key.state.live" : "key.state.ended"),
                visit.say("key.until", Dates.shortDate(Dates.within(key.expires()), visit.lang())),
                live && key.kind() == Credential.Kind.ACCESS_KEY);
    }

    private List<Fact> facts(Visit visit, Purpose purpose) {
        Scope scope = purpose.scope();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(visit.say("purpose.field.containers"), containers(visit, scope)));
        facts.add(fact(visit, "services", words(visit, "service", scope.services())));
        facts.add(fact(visit, "actions", words(visit, "action", scope.actions())));
        facts.add(fact(visit, "features", features(visit, scope)));
        facts.add(fact(visit, "classes", words(visit, "class", scope.classes())));
        facts.add(fact(visit, "day", day(visit, scope)));
        if (!purpose.approvers().isEmpty()) {
            String approvers = visit.say(
                    "purpose.field.approvers-value", purpose.approvers().size());
            facts.add(new Fact(visit.say("purpose.field.approvers"), Markup.text(approvers)));
        }
        facts.add(new Fact(visit.say("purpose.field.basis"), Markup.isolated(purpose.legalBasis())));
        facts.add(new Fact(visit.say("purpose.field.term"), Markup.code(purpose.dpv())));
        facts.add(fact(visit, "expires", Dates.date(Dates.within(purpose.expires()), visit.lang())));
        return facts;
    }

    private static Fact fact(Visit visit, String field, String value) {
        return new Fact(visit.say("purpose.field." + field), Markup.text(value));
    }

    private static Markup containers(Visit visit, Scope scope) {
        if (scope.allContainers()) {
            return Markup.text(visit.say("purpose.field.all"));
        }
        Markup names = Markup.EMPTY;
        for (String name : scope.containers().stream().sorted().toList()) {
            names = names.html().isEmpty()
                    ? FileName.html(name)
                    : names.and(Markup.text(" ")).and(FileName.html(name));
        }
        return names;
    }

    static String words(Visit visit, String family, Collection<? extends Enum<?>> constants) {
        List<String> words = constants.stream()
                .sorted(Comparator.comparing(Enum::name))
                .map(one -> visit.words().named(family, one))
                .toList();
        return list(visit, words);
    }

    static String features(Visit visit, Scope scope) {
        return scope.allFeatures() ? visit.say("purpose.field.all") : features(visit, scope.features());
    }

    static String features(Visit visit, Collection<String> features) {
        return list(
                visit,
                features.stream()
                        .sorted()
                        .map(word -> EntryWords.word(visit, "feature", word))
                        .toList());
    }

    private static String list(Visit visit, List<String> words) {
        return words.isEmpty()
                ? visit.say("purpose.field.none")
                : String.join(visit.lang().comma(), words);
    }

    private static String day(Visit visit, Scope scope) {
        if (isUnlimited(scope)) {
            return visit.say("purpose.field.unlimited");
        }
        return visit.say(
                "purpose.field.day-value", Numbers.size(scope.bytesPerDay(), visit.lang()), scope.objectsPerDay());
    }

    static boolean isUnlimited(Scope scope) {
        return scope.bytesPerDay() >= Amounts.MOST && scope.objectsPerDay() >= Amounts.MOST;
    }

    private Mark mark(Purpose purpose) {
        return switch (purpose.state()) {
            case PROPOSED -> Mark.OPEN;
            case ACTIVE -> purpose.expiredAt(clock.instant()) ? Mark.NONE : Mark.ALLOW;
            case ENDED -> Mark.NONE;
        };
    }

    private String state(Purpose purpose) {
        return switch (purpose.state()) {
            case PROPOSED -> "purposes.state.proposed";
            case ACTIVE -> purpose.expiredAt(clock.instant()) ? "purposes.state.expired" : "purposes.state.active";
            case ENDED -> "purposes.state.ended";
        };
    }
}
