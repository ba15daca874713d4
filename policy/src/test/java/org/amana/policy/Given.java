package org.amana.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Purposes, containers and callers that tests start from.
final class Given {
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    static final AccountFacts ACCOUNT = new AccountFacts("harbor", "a-7f3k");
    static final Principal NORA = new Principal(new PrincipalId(1), "Nora", Principal.Kind.PERSON);
    static final Principal OMAR = new Principal(new PrincipalId(2), "Omar", Principal.Kind.PERSON);
    static final Principal LINA = new Principal(new PrincipalId(3), "Lina", Principal.Kind.PERSON);

    private Given() {}

    /// Reads and lists personal data in every container of `harbor`, 1,000 bytes and 10 objects a day.
    static Purpose purpose() {
        return purpose(new Scope(
                Set.of(Scope.ALL),
                EnumSet.of(DataClass.NONE, DataClass.PERSONAL),
                EnumSet.of(Service.BLOB, Service.SEARCH),
                Set.of(),
                EnumSet.of(Action.READ, Action.LIST, Action.WRITE, Action.DELETE),
                1_000,
                10));
    }

    static Purpose purpose(Scope scope) {
        return purpose(scope, Purpose.State.ACTIVE, Set.of());
    }

    static Purpose purpose(Scope scope, Purpose.State state, Set<Practice> practices) {
        return new Purpose(
                new PurposeId(7),
                "harbor",
                1,
                new Text("Berth disputes", "نزاعات الأرصفة"),
                "dpv:LegalCompliance",
                "GDPR-6(1)(c)",
                scope,
                NOW.plus(Duration.ofDays(100)),
                state,
                List.of(OMAR.id(), LINA.id()),
                practices);
    }

    static BoxFacts box() {
        return box(Set.of(DataClass.PERSONAL));
    }

    static BoxFacts box(Set<DataClass> classes) {
        return new BoxFacts("harbor", "minutes", "a-7f3k", "b-91qd", classes, Set.of(), false);
    }

    static BoxFacts heldBox() {
        return new BoxFacts("harbor", "minutes", "a-7f3k", "b-91qd", Set.of(DataClass.PERSONAL), Set.of(), true);
    }

    static Caller caller() {
        return new Caller(credential("harbor"), "192.0.2.7 rclone/1.60");
    }

    static Credential credential(String account) {
        return new Credential(
                new CredentialId(1),
                Credential.Kind.ACCESS_KEY,
                account,
                NORA,
                new PurposeId(7),
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(30)));
    }

    static AccessRequest reading() {
        return AccessRequest.inAsKnown(box(), caller(), Service.BLOB, Action.READ)
                .withObject("minutes/2026.pdf");
    }

    static PolicyInput input(AccessRequest request, Purpose purpose) {
        return PolicyInput.of(request, purpose, true, request.credential().validityAt(NOW), NOW);
    }
}
