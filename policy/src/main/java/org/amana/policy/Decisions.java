package org.amana.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Decisions of the policy set in force, kept by everything that they depend on. A kept decision equals a fresh
/// one because a decision is a function of the key; when something changes, keys change with it, and dropping
/// what was kept only frees memory. Safe for many threads.
final class Decisions {
    private final int most;
    /// Changed at one stroke: whoever drops while another replaces must not bring the old set back.
    private final AtomicReference<Kept> kept;

    /// What one policy set said. A set and its decisions are replaced together, so that no decision of an old set
    /// can ever be taken for one of the new.
    private record Kept(Policies policies, Map<PolicyInput, Decision> decisions) {
        static Kept none(Policies policies) {
            return new Kept(policies, new ConcurrentHashMap<>());
        }
    }

    /// @param most how many decisions are kept at most
    Decisions(Policies policies, int most) {
        this.most = most;
        this.kept = new AtomicReference<>(Kept.none(policies));
    }

    /// A decision and the set that made it.
    record Made(Decision decision, Policies policies) {}

    Made decide(PolicyInput input) {
        Kept now = kept.get();
        Decision known = now.decisions.get(input);
        if (known == null) {
            known = now.policies.decide(input);
            keep(now, input, known);
        }
        return new Made(known, now.policies);
    }

    Policies policies() {
        return kept.get().policies;
    }

    void replace(Policies policies) {
        kept.set(Kept.none(policies));
    }

    void drop() {
        kept.updateAndGet(now -> Kept.none(now.policies));
    }

    int size() {
        return kept.get().decisions.size();
    }

    private void keep(Kept now, PolicyInput input, Decision decision) {
        if (failed(decision)) {
            return;
        }
        if (now.decisions.size() >= most) {
            now.decisions.clear();
        }
        now.decisions.put(input, decision);
    }

    /// An engine that failed once may not fail again.
    private static boolean failed(Decision decision) {
        return decision instanceof Decision.Deny && decision.rules().contains(Decision.ENGINE_ERROR);
    }
}
