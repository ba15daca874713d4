package org.amana.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Decisions of the policy set in force, kept by everything that they depend on. A kept decision equals a fresh
/// one because a decision is a function of the key; when something changes, keys change with it, and dropping
/// what was kept only frees memory. What is asked for again stays, however much else is asked once, as when a search
/// asks about every container. Safe for many threads.
final class Decisions {
    /// How many make a generation; there are two.
    private final int generation;

    /// Changed at one stroke: whoever drops while another replaces must not bring the old set back.
    private final AtomicReference<Kept> kept;

    /// What one policy set said. A set and its decisions are replaced together, so that no decision of an old set
    /// can ever be taken for one of the new.
    ///
    /// @param lately those asked for in this generation
    /// @param before those of the one before; what is asked for out of it is among the others from then on
    private record Kept(Policies policies, Map<PolicyInput, Decision> lately, Map<PolicyInput, Decision> before) {
        static Kept none(Policies policies) {
            return new Kept(policies, new ConcurrentHashMap<>(), Map.of());
        }

        Kept aged() {
            return new Kept(policies, new ConcurrentHashMap<>(), lately);
        }
    }

    /// @param most how many decisions are kept at most
    Decisions(Policies policies, int most) {
        this.generation = Math.max(1, most / 2);
        this.kept = new AtomicReference<>(Kept.none(policies));
    }

    /// A decision and the set that made it.
    record Made(Decision decision, Policies policies) {}

    Made decide(PolicyInput input) {
        Kept now = kept.get();
        Decision known = now.lately.get(input);
        if (known == null) {
            known = now.before.get(input);
            if (known == null) {
                known = now.policies.decide(input);
            }
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
        Kept now = kept.get();
        return now.lately.size() + now.before.size();
    }

    private void keep(Kept now, PolicyInput input, Decision decision) {
        if (failed(decision)) {
            return;
        }
        now.lately.put(input, decision);
        if (now.lately.size() >= generation) {
            kept.compareAndSet(now, now.aged());
        }
    }

    /// An engine that failed once may not fail again.
    private static boolean failed(Decision decision) {
        return decision instanceof Decision.Deny && decision.rules().contains(Decision.ENGINE_ERROR);
    }
}
