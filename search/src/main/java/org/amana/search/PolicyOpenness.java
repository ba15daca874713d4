package org.amana.search;

import java.util.Set;
import java.util.stream.Collectors;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.policy.AccessRequest;
import org.amana.policy.BoxFacts;
import org.amana.policy.Gate;

/// Asks policy, container by container, whether it would allow this very search in that container alone.
final class PolicyOpenness implements Openness {
    private final Gate gate;
    private final BlobService blobs;

    PolicyOpenness(Gate gate, BlobService blobs) {
        this.gate = gate;
        this.blobs = blobs;
    }

    @Override
    public Set<String> open(AccessRequest asked, Set<String> containers) {
        return containers.stream()
                .filter(container -> isOpen(asked, container))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isOpen(AccessRequest asked, String container) {
        BoxFacts facts = blobs.facts(ContainerRef.of(asked.account().account(), container));
        boolean exists = !facts.boxPseudonym().isEmpty();
        return exists
                && gate.foresees(AccessRequest.in(facts, asked.caller(), asked.service(), asked.action())
                        .withFeatures(asked.features())
                        .withCase(asked.individualCase().orElse("")));
    }
}
