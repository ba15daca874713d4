package org.amana.web.console;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Credential;
import org.amana.policy.NewSession;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;
import org.amana.verifier.Kind;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.SessionView;
import org.amana.web.console.view.SignInView;

/// Coming, going, and going over to another purpose. A session is bound to one person and one purpose; another purpose
/// is another session with another credential, and needs its own key: one that was shown in this browser session, or
/// any that the person holds if it began with the operator's link.
final class SessionPages {
    /// What somebody may see whose purpose is over: how to choose another.
    static final Set<String> PATHS = Set.of("/session", "/sign-out");

    private static final int LONGEST_KEY = 400;

    private final ConsoleServices services;
    private final InstantSource clock;
    private final Changes changes;
    private final Attempts attempts;
    private final Cookies cookies;

    /// @param timeOfDay for who tries to sign in too often; sessions live by the ledger's clock
    SessionPages(ConsoleServices services, ConsoleConfig config, InstantSource timeOfDay) {
        this.services = services;
        this.clock = services.directory().clock();
        this.changes = new Changes(services.ledger());
        this.cookies = new Cookies(config.secureCookies());
        this.attempts = new Attempts(config.attempts(), timeOfDay);
    }

    /// The door. A one-time link shows a button and is used up by the button alone, so that a program which looks at
    /// links beforehand (mail scanners, chat previews) does no harm.
    Answer door(Visit visit, List<String> parts) {
        String token = visit.query().text("token");
        List<String> link = token.isEmpty() ? List.of() : List.of(token);
        if (visit.visitor() instanceof Member member
                && !visit.query().text("purpose").isEmpty()) {
            return page(
                    visit, 200, keyOf(visit, member.credential(), visit.query().text("purpose"), back(visit.query())));
        }
        String note = visit.visitor() instanceof Visitor.Guest
                ? switch (visit.query().text("why")) {
                    case "ended" -> visit.say("sign-in.ended");
                    case "form" -> visit.say("sign-in.not-done");
                    case "out" -> visit.say("sign-in.out");
                    default -> "";
                }
                : "";
        return page(visit, 200, new SignInView(link, "", "", note, back(visit.query())));
    }

    /// The form for the key of another purpose, with the reason why it is asked for.
    private SignInView keyOf(Visit visit, Credential credential, String wanted, String back) {
        String note = open(credential).stream()
                .filter(purpose -> purpose.id().toString().equals(wanted))
                .map(purpose -> visit.say("session.show-key", wanted))
                .findFirst()
                .orElse("");
        return new SignInView(List.of(), credential.account(), "", note, back);
    }

    Answer redeem(Visit visit, List<String> parts, Form form) {
        if (!attempts.allows(visit.exchange().remoteAddress())) {
            return page(visit, 429, new SignInView(List.of(), "", visit.say("sign-in.busy"), "", "/"));
        }
        Optional<NewSession> session = services.sessions().redeem(form.text("token"));
        if (session.isEmpty()) {
            failed(visit, "bad-sign-in-link");
            return page(visit, 403, new SignInView(List.of(), "", visit.say("sign-in.wrong-link"), "", "/"));
        }
        return enter(visit, session.get(), "/");
    }

    Answer signIn(Visit visit, List<String> parts, Form form) {
        String account = form.text("account");
        if (!attempts.allows(visit.exchange().remoteAddress())) {
            return page(visit, 429, new SignInView(List.of(), account, visit.say("sign-in.busy"), "", back(form)));
        }
        Optional<Credential> key = decoded(form.text("key"))
                .flatMap(sent -> services.keys().matching(account, secret -> MessageDigest.isEqual(secret, sent)));
        if (key.isEmpty()) {
            failed(visit, "bad-access-key");
            return page(
                    visit, 403, new SignInView(List.of(), account, visit.say("sign-in.wrong"), true, "", back(form)));
        }
        if (visit.visitor() instanceof Member member
                && member.credential().principal().equals(key.get().principal())) {
            return over(visit, member, () -> services.sessions().begin(key.get(), member.token()), back(form));
        }
        return enter(visit, services.sessions().begin(key.get()), back(form));
    }

    Answer signOut(Visit visit, List<String> parts, Form form) {
        services.sessions().end(visit.member().token());
        cookies.signOut(visit.exchange());
        return Answer.to("/sign-in?why=out");
    }

    Answer show(Visit visit, List<String> parts) {
        Credential credential = visit.credential();
        String why = visit.query().text("why").equals("over")
                ? visit.say("session.purpose-over", credential.purpose().toString())
                : "";
        return Answer.page(
                "session",
                visit.say("session"),
                Section.NONE,
                new SessionView(back(visit.query()), why, facts(visit), others(visit)));
    }

    /// Goes over to another purpose that the same person holds a key for; asks for that key if it was not shown yet.
    Answer change(Visit visit, List<String> parts, Form form) {
        PurposeId wanted = PurposeId.parse(form.text("purpose"));
        if (open(visit.credential()).stream().noneMatch(purpose -> purpose.id().equals(wanted))) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_REQUIRED, visit.credential().principal().name() + " holds no key for " + wanted);
        }
        Member member = visit.member();
        if (!services.sessions().opens(member.token(), wanted)) {
            return page(visit, 403, keyOf(visit, member.credential(), wanted.toString(), back(form)));
        }
        return over(visit, member, () -> services.sessions().goOver(member.token(), wanted), back(form));
    }

    /// Ends this session and begins another of the same person.
    private Answer over(Visit visit, Member member, Supplier<NewSession> begin, String to) {
        NewSession session = changes.recorded(
                visit,
                begin,
                (begun, entry) -> entry.kind() == Kind.CREDENTIAL
                        && entry.text("cred").equals(begun.credential().id().toString()));
        services.sessions().end(member.token());
        visit.tell(
                Mark.ALLOW,
                visit.say("done.session", session.credential().purpose().toString()));
        return enter(visit, session, to);
    }

    /// Remembers the theme and shows the page again.
    Answer theme(Visit visit, List<String> parts, Form form) {
        cookies.theme(visit.exchange(), form.text("theme"));
        return Answer.to(back(form));
    }

    private Answer enter(Visit visit, NewSession session, String to) {
        Duration life = Duration.between(clock.instant(), session.credential().expires());
        cookies.signIn(visit.exchange(), session.token(), life);
        visit.becomes(new Member(session.credential(), session.token()));
        return Answer.to(to);
    }

    private void failed(Visit visit, String reason) {
        attempts.failed(visit.exchange().remoteAddress());
        visit.turnedAway(services.gate()
                .unauthenticated(Service.ADMIN, reason, visit.exchange().remoteAddress()));
    }

    /// The purposes in force that this person is a member of.
    private List<Purpose> open(Credential credential) {
        Instant now = clock.instant();
        return services.directory().purposesOf(credential.principal().id()).stream()
                .filter(purpose -> purpose.account().equals(credential.account()) && purpose.inForceAt(now))
                .sorted(Comparator.comparing(Purpose::id))
                .toList();
    }

    private List<SessionView.Other> others(Visit visit) {
        List<SessionView.Other> others = new ArrayList<>();
        for (Purpose purpose : open(visit.credential())) {
            others.add(new SessionView.Other(
                    purpose.id().toString(),
                    Names.of(purpose, visit.words()),
                    visit.say("key.until", Dates.shortDate(Dates.within(purpose.expires()), visit.lang())),
                    purpose.id().equals(visit.credential().purpose()),
                    services.sessions().opens(visit.member().token(), purpose.id()),
                    Address.of("/sign-in")
                            .with("purpose", purpose.id().toString())
                            .with("back", visit.query().text("back"))
                            .toString()));
        }
        return others;
    }

    private static List<Fact> facts(Visit visit) {
        Credential credential = visit.credential();
        return List.of(
                new Fact(visit.say("session.person"), Markup.isolated(Names.of(credential.principal(), visit.words()))),
                new Fact(
                        visit.say("session.purpose"),
                        Markup.purpose(credential.purpose().toString())),
                new Fact(visit.say("session.account"), Markup.code(credential.account())),
                new Fact(
                        visit.say("session.credential"),
                        Markup.code(credential.id().toString())),
                new Fact(visit.say("session.until"), Markup.text(Dates.moment(credential.expires(), visit.lang()))));
    }

    private static Optional<byte[]> decoded(String key) {
        try {
            return key.length() > LONGEST_KEY
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(key));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String back(Form form) {
        String back = form.text("back");
        return Address.isLocal(back) ? back : "/";
    }

    private static Html page(Visit visit, int status, SignInView view) {
        String title = visit.say("sign-in");
        return new Html(status, "sign-in", view.error().isEmpty() ? title : visit.mistaken(title), Section.NONE, view);
    }
}
