package org.amana.search;

import java.util.Set;
import java.util.stream.Collectors;
import org.amana.blob.BlobFacts;
import org.amana.blob.ContainerRef;
import org.amana.policy.AccessRequest;
import org.amana.policy.BoxFacts;
import org.amana.policy.Gate;

/// Asks policy, container by container, whether it would allow this very search in that container alone.
final class PolicyOpenness implements Openness {
    private final Gate gate;
    private final BlobFacts facts;

    PolicyOpenness(Gate gate, BlobFacts facts) {
        this.gate = gate;
        this.facts = facts;
    }

    @Override
    public Set<String> open(AccessRequest asked, Set<String> containers) {
        return containers.stream()
                .filter(container -> isOpen(asked, container))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isThere(Hit hit) {
        return !facts.isOver(ContainerRef.of(hit.account(), hit.container()).blob(hit.name()));
    }

    private boolean isOpen(AccessRequest asked, String container) {
        BoxFacts box = facts.of(ContainerRef.of(asked.account().account(), container));
        return box.exists()
                && gate.foresees(AccessRequest.inAsKnown(box, asked.caller(), asked.service(), asked.action())
                        .withFeatures(asked.features())
                        .withCase(asked.individualCase().orElse("")));
    }
}
