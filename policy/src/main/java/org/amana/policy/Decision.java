package org.amana.policy;

import java.util.List;

/// What the policies say to one [PolicyInput].
sealed interface Decision {
    /// A policy that could not be evaluated: the decision is a refusal, whatever the others say.
    String ENGINE_ERROR = "engine/error";

    /// No policy permits it.
    String NO_PERMIT = "engine/no-permit";

    /// Ids of the policies that decided, sorted; never empty.
    List<String> rules();

    record Allow(List<String> rules) implements Decision {
        public Allow {
            rules = rules.stream().sorted().toList();
        }
    }

    record Deny(List<String> rules) implements Decision {
        public Deny {
            rules = rules.stream().sorted().toList();
        }
    }
}
