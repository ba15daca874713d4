package org.amana.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.amana.kernel.ErrorCode;
import org.amana.store.Catalog;

/// Asks policy about a request, with what the directory and the clock say at that moment. Writes nothing. Safe for
/// many threads.
final class Rulings {
    /// In an entry when a credential names a purpose that there is not.
    private static final String NO_PURPOSE = "engine/no-purpose";

    private final Catalog catalog;
    private final Directory directory;
    private final Decisions decisions;

    Rulings(Catalog catalog, Directory directory, Decisions decisions) {
        this.catalog = catalog;
        this.directory = directory;
        this.decisions = decisions;
    }

    /// What policy says now, counters aside.
    Ruling rule(AccessRequest request) {
        return rule(request, UnaryOperator.identity(), false);
    }

    /// What policy says to all that is touched: the first refusal, or else what it says to what the entry is about.
    ///
    /// @param volume what is known of the day's volume
    /// @param awaiting whether the requester has asked for more volume and is waiting for approvals
    Ruling rule(AccessRequest request, UnaryOperator<PolicyInput> volume, boolean awaiting) {
        Ruling ruling = ruleAlone(request, volume, awaiting);
        if (ruling instanceof Ruling.Allowed) {
            for (AccessRequest other : request.also()) {
                if (rule(other, volume, awaiting) instanceof Ruling.Refused refused) {
                    return refused;
                }
            }
        }
        return ruling;
    }

    /// Whether it is a shared access signature whose time is over.
    boolean isOver(Credential credential) {
        return credential.kind() == Credential.Kind.SAS && !catalog.now().isBefore(credential.expires());
    }

    private Ruling ruleAlone(AccessRequest request, UnaryOperator<PolicyInput> volume, boolean awaiting) {
        Credential credential = request.credential();
        DirectoryState known = directory.state();
        Optional<Purpose> purpose = known.purpose(credential.purpose()).map(PurposeTable.PurposeRow::purpose);
        if (purpose.isEmpty()) {
            return noPurpose(credential);
        }
        Instant now = directory.clock().instant();
        PolicyInput input = volume.apply(PolicyInput.of(
                request,
                purpose.get(),
                known.member(credential.principal().id(), credential.purpose()),
                validity(known, credential, now, catalog.now()),
                now));
        return ruleAlone(request, purpose.get(), input, awaiting);
    }

    private Ruling ruleAlone(AccessRequest request, Purpose purpose, PolicyInput input, boolean awaiting) {
        Decisions.Made made = decisions.decide(input);
        String policies = made.policies().id();
        return switch (made.decision()) {
            case Decision.Allow(List<String> rules) -> new Ruling.Allowed(purpose, rules, policies);
            case Decision.Deny(List<String> rules) ->
                new Ruling.Refused(
                        Reasons.of(request, purpose, input, rules, awaiting),
                        rules,
                        purpose.id().toString(),
                        policies);
        };
    }

    private Ruling noPurpose(Credential credential) {
        return new Ruling.Refused(
                new Reasons.Refusal(
                        ErrorCode.PURPOSE_REQUIRED,
                        "Credential " + credential.id() + " names the purpose " + credential.purpose()
                                + ", which there is not (rule " + NO_PURPOSE + ")"),
                List.of(NO_PURPOSE),
                "",
                decisions.policies().id());
    }

    /// A credential counts only as the directory has it, whoever made the object at hand.
    ///
    /// @param now by the ledger's clock, for what is issued here
    /// @param timeOfDay for what bears a time from elsewhere
    private static Credential.Validity validity(
            DirectoryState known, Credential shown, Instant now, Instant timeOfDay) {
        Optional<Credential> issued = known.credential(shown.id());
        if (issued.isEmpty() || !shown.comesFrom(issued.get())) {
            return Credential.Validity.ENDED;
        }
        Credential.Validity own = shown.validityAt(shown.isMadeElsewhere() ? timeOfDay : now);
        boolean over = !now.isBefore(issued.get().expires());
        return own == Credential.Validity.VALID && over ? Credential.Validity.EXPIRED : own;
    }
}
