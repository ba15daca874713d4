package org.amana.blob;

import java.util.Optional;
import java.util.function.Function;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;

/// The janitor's way through the gate: it changes what clients own, so it is decided and recorded like anybody.
///
/// @param housekeeper with which credential it passes in an account; while there is none, nothing is done there
record Housekeeping(BlobParts parts, Gate gate, Function<AccountName, Optional<Caller>> housekeeper) {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

    /// @return empty while the account has no housekeeper
    <R> Optional<Passage<R>> pass(BlobRef ref, Action action, Plan<R> plan) {
        ContainerRef container = ref.container();
        return pass(
                container.account(),
                caller -> AccessRequest.in(() -> parts.containers().facts(container), caller, Service.BLOB, action),
                ref.path(),
                plan);
    }

    /// The same about a container that only the caller knows.
    <R> Optional<Passage<R>> pass(AccountName account, BoxFacts facts, String object, Action action, Plan<R> plan) {
        return pass(account, caller -> AccessRequest.inAsKnown(facts, caller, Service.BLOB, action), object, plan);
    }

    private <R> Optional<Passage<R>> pass(
            AccountName account, Function<Caller, AccessRequest> way, String object, Plan<R> plan) {
        Optional<Caller> caller = housekeeper.apply(account);
        if (caller.isEmpty()) {
            return Optional.empty();
        }
        Passage<R> passage = gate.pass(way.apply(caller.get()).withObject(object), plan);
        switch (passage) {
            case Passage.Done<R> _ -> LOG.log(System.Logger.Level.DEBUG, "upkeep of {0} is done", object);
            case Passage.Failed<R> failed ->
                LOG.log(System.Logger.Level.DEBUG, "upkeep left {0}: {1}", object, failed.failure());
            case Passage.Denied<R> denied ->
                LOG.log(System.Logger.Level.WARNING, "upkeep of {0} is refused: {1}", object, denied.reason());
        }
        return Optional.of(passage);
    }
}
